//! From the contract that delegates to the consumer it delegates for.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ConsumerMsg {
    /// Hands in rewards of `validator`, as funds.
    MeshConsumerRecieveRewardsMsg { validator: String },
    /// This chain slashed `validator` by `ratio`.
    ValidatorSlashed { validator: String, ratio: Decimal },
}
