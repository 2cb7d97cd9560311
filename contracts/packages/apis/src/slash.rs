//! Between a slasher and its provider.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Decimal;

/// What a slasher says to its provider.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum SlashMsg {
    Slash {
        validator: String,
        /// A ratio above 0, at most 1 (the wire's name is `percentage`).
        percentage: Decimal,
        /// Tombstones the validator.
        force_unbond: bool,
    },
}

/// What a provider asks of every slasher.
#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum SlasherQueryMsg {
    #[returns(UnbondingPeriodResponse)]
    UnbondingPeriod {},
}

#[cw_serde]
pub struct UnbondingPeriodResponse {
    /// Seconds that stake must stay slashable after it left; none where the slasher doesn't care.
    pub unbonding_period: Option<u64>,
}
