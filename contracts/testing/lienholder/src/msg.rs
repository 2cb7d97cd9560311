use cosmwasm_schema::cw_serde;
use cosmwasm_std::{CosmosMsg, Uint128};

#[cw_serde]
pub struct InstantiateMsg {
    pub on_claim: Answer,
    pub on_cut: Answer,
}

#[cw_serde]
pub enum Answer {
    Accept {},
    Fail {},
    Trap {},
    /// Computes without end.
    Loop {},
    /// Writes without end.
    Hoard {},
    /// Calls whom it is told to, and fails where one of them does.
    Send {
        messages: Vec<CosmosMsg>,
    },
    /// Fails as a contract does that has no such message.
    Unknown {},
}

#[cw_serde]
pub enum ExecuteMsg {
    /// From the lockup.
    ReceiveClaim {
        owner: String,
        amount: Uint128,
        validator: String,
    },
    /// From the lockup.
    ClaimReduced { owner: String, amount: Uint128 },
    /// From anyone: sends these as its own.
    Send { messages: Vec<CosmosMsg> },
}

/// All that a contract knows which was built for something else.
#[cw_serde]
pub enum Unrelated {
    Greet {},
}
