//! From a consumer to the contract that delegates for it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum StakingMsg {
    Delegate {
        validator: String,
        amount: Uint128,
    },
    Undelegate {
        validator: String,
        amount: Uint128,
    },
    /// A `delegate` after a price moved: never refused for what the consumer is allowed.
    Adjust {
        validator: String,
        amount: Uint128,
    },
    /// Collects what the validator earned; anyone may ask for it.
    WithdrawDelegatorReward {
        validator: String,
    },
    /// Pays a consumer what the validator earned it; anyone may ask for it.
    WithdrawToCostumer {
        consumer: String,
        validator: String,
    },
}
