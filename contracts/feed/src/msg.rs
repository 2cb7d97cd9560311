use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Decimal;
pub use mesh_apis::migrate::MigrateMsg;
pub use mesh_apis::price_feed::FeedPrice;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    /// Who sets the price.
    pub owner: String,
    /// The consumer chain's tokens for one of the provider chain's, both in base units.
    pub rate: Decimal,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// Owner: the price as of now.
    Set { rate: Decimal },
}

#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum QueryMsg {
    #[returns(FeedPrice)]
    Price {},
    #[returns(ConfigResponse)]
    Config {},
}

#[cw_serde]
pub struct ConfigResponse {
    pub owner: String,
}
