//! What a consumer asks of a price feed. A feed may know more questions and answer more.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;

#[cw_serde]
pub enum PriceFeedQuery {
    Price {},
}

#[cw_serde]
pub struct FeedPrice {
    /// The consumer chain's tokens for one of the provider chain's, both in base units.
    pub rate: Decimal,
    /// Second at which it was observed.
    pub time: u64,
}
