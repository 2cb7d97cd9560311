//! Packets between a provider and its consumer, and their acknowledgements.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Coin, IbcOrder, Uint128};

/// Both ends of a channel must name this version.
pub const VERSION: &str = "mesh-security-v0.1";
pub const ORDER: IbcOrder = IbcOrder::Unordered;
/// Seconds that a packet lives where the instantiate message names none.
pub const DEFAULT_PACKET_LIFETIME: u64 = 3600;

/// Packets that the provider sends.
#[cw_serde]
pub enum ProviderPacket {
    ListValidators {},
    Stake {
        validator: String,
        amount: Uint128,
        /// The delegator, or the provider itself where stake of nobody in particular moves.
        key: String,
    },
    Unstake {
        validator: String,
        amount: Uint128,
        key: String,
    },
    /// What the consumer holds of each validator, ascending; sent first on every channel after the first.
    ListStakes {
        start_after: Option<String>,
        limit: Option<u32>,
    },
}

/// Packets that the consumer sends.
#[cw_serde]
pub enum ConsumerPacket {
    UpdateValidators {
        added: Vec<String>,
        removed: Vec<String>,
    },
    /// Announces rewards; the tokens follow by ICS-20. The coin's denom is the consumer chain's.
    Rewards { validator: String, total_funds: Coin },
}

#[cw_serde]
pub struct ListValidatorsAck {
    pub validators: Vec<String>,
}

#[cw_serde]
pub struct ListStakesAck {
    pub stakes: Vec<RemoteStake>,
}

/// Stake that the consumer holds for one validator, in the provider's tokens.
#[cw_serde]
pub struct RemoteStake {
    pub validator: String,
    pub amount: Uint128,
}

/// The result of every packet that answers nothing else.
#[cw_serde]
pub struct EmptyAck {}
