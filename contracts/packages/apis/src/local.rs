//! From the home chain's meta-staking to the lockup whose tokens it delegates.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum LocalStakingMsg {
    /// Brings back tokens of `owner`, as funds: released, or for the burn.
    ReturnLocal {
        owner: String,
        amount: Uint128,
        burn: bool,
    },
    /// This chain slashed `amount` of what is delegated for `owner`.
    HomeSlashed { owner: String, amount: Uint128 },
}
