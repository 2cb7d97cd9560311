use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Decimal;
pub use mesh_apis::slash::UnbondingPeriodResponse;

/// The sender, a provider, becomes the slashee.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    /// Who may submit evidence.
    pub owner: String,
    /// Seconds that stake of the slashee must stay slashable after an unstake.
    pub unbonding_period: Option<u64>,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// Owner: slashes `amount` of the validator's stake at the slashee.
    SubmitEvidence {
        validator: String,
        /// A ratio above 0, at most 1.
        amount: Decimal,
        /// The same id counts once.
        evidence_id: Option<String>,
        /// Also tombstones the validator, so that it can't be staked to or slashed again.
        tombstone: Option<bool>,
    },
}

#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum QueryMsg {
    #[returns(ConfigResponse)]
    Config {},
    #[returns(UnbondingPeriodResponse)]
    UnbondingPeriod {},
    /// Evidence by id; none where the id was never submitted.
    #[returns(EvidenceResponse)]
    Evidence { evidence_id: String },
}

#[cw_serde]
pub struct ConfigResponse {
    pub owner: String,
    pub slashee: String,
}

#[cw_serde]
pub struct EvidenceResponse {
    pub evidence: Option<Evidence>,
}

#[cw_serde]
pub struct Evidence {
    pub validator: String,
    pub amount: Decimal,
    pub tombstone: bool,
    /// Block at which it was submitted.
    pub height: u64,
    /// Seconds.
    pub time: u64,
}
