use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Decimal, Uint128};
pub use mesh_apis::handshake::BoundChannel;
pub use mesh_apis::migrate::MigrateMsg;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    pub provider: ProviderInfo,
    /// Local tokens for one token of the provider chain: the price in force until another is taken.
    pub remote_to_local_exchange_rate: Decimal,
    pub meta_staking_contract_address: String,
    /// Transfer channel to the provider chain, as named on this chain.
    pub ics20_channel: String,
    /// Seconds, 3600 by default.
    pub packet_lifetime: Option<u64>,
    /// May point to another counterparty, give up a dead channel, and set price and feed; nobody
    /// where left out.
    pub admin: Option<String>,
    /// Contract that answers `{"price": {}}`; the price is fixed where left out.
    pub price_feed: Option<String>,
    /// Share of the local tokens that is not asked for, below 1; 0 where left out.
    pub discount: Option<Decimal>,
    /// Seconds after which a feed's price is stale; never where left out.
    pub max_price_age: Option<u64>,
    /// Share of the last price by which a feed's next one may differ; the rest waits for the admin.
    /// No limit where left out.
    pub max_price_jump: Option<Decimal>,
}

/// The provider on the other chain.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct ProviderInfo {
    /// `wasm.<address>`
    pub port_id: String,
    pub connection_id: String,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// meta-staking: hands in rewards of `validator`, as funds.
    MeshConsumerRecieveRewardsMsg { validator: String },
    /// Has meta-staking collect what `validator` earned and pay it out, in one message.
    ClaimRewards { validator: String },
    /// Tells the provider which validators came and went since the list it last acknowledged.
    SyncValidators {},
    /// Repeats the step that failed, announcement or transfer, validator by validator.
    RetryRewards { limit: Option<u32> },
    /// Reads the feed. A price beyond the allowed jump waits for the admin.
    UpdatePrice {},
    /// Admin.
    SetPrice(SetPrice),
    /// Brings what is asked of meta-staking to the price in force, going on where the last call
    /// stopped; moves at most `limit` validators, 10 by default, 30 at most.
    Rebalance { limit: Option<u32> },
    /// meta-staking: the chain slashed `validator` by this share of its stake, above 0, at most 1.
    ValidatorSlashed { validator: String, ratio: Decimal },
    /// Sends reports of slashes that were not sent, refused or lost; 10 validators by default, 30 at
    /// most.
    RetryReports { limit: Option<u32> },
    /// Admin.
    SetCounterparty(SetCounterparty),
    /// Admin: gives up the bound channel.
    UnbindChannel {},
    /// Admin.
    SetFeed(SetFeed),
}

/// What the admin may do, through the `sudo` entry point, for governance.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum SudoMsg {
    SetCounterparty(SetCounterparty),
    UnbindChannel {},
    SetFeed(SetFeed),
    SetPrice(SetPrice),
}

/// Another counterparty; only while no channel is bound.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct SetCounterparty {
    pub connection_id: String,
    pub port_id: String,
}

/// Replaces all four; what is left out is as if left out at instantiation. The price in force stays.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct SetFeed {
    pub price_feed: Option<String>,
    pub discount: Option<Decimal>,
    pub max_price_age: Option<u64>,
    pub max_price_jump: Option<Decimal>,
}

/// A price that is in force from now on, whatever jump it is; above zero. Ends a price's waiting.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct SetPrice {
    /// Local tokens for one remote token.
    pub rate: Decimal,
}

#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum QueryMsg {
    #[returns(ConfigResponse)]
    Config {},
    #[returns(ChannelResponse)]
    Channel {},
    /// Ascending by validator; at most 100 a page, 30 by default.
    #[returns(StakesResponse)]
    Stakes {
        start_after: Option<String>,
        limit: Option<u32>,
    },
    #[returns(PriceResponse)]
    Price {},
    /// Rewards on their way or waiting for `retry_rewards`, ascending by validator.
    #[returns(PendingRewardsResponse)]
    PendingRewards {
        start_after: Option<String>,
        limit: Option<u32>,
    },
    /// Reports of slashes without an answer or waiting for `retry_reports`, ascending by validator.
    #[returns(PendingReportsResponse)]
    PendingReports {
        start_after: Option<String>,
        limit: Option<u32>,
    },
}

#[cw_serde]
pub struct ConfigResponse {
    pub provider: ProviderInfo,
    /// The price in force.
    pub remote_to_local_exchange_rate: Decimal,
    pub meta_staking_contract_address: String,
    pub ics20_channel: String,
    /// Seconds.
    pub packet_lifetime: u64,
    pub admin: Option<String>,
}

#[cw_serde]
pub struct ChannelResponse {
    /// None while no channel is bound.
    pub channel: Option<BoundChannel>,
    pub counterparty: ProviderInfo,
}

#[cw_serde]
pub struct StakesResponse {
    pub stakes: Vec<StakeResponse>,
}

#[cw_serde]
pub struct StakeResponse {
    pub validator: String,
    /// The provider's stake in its own tokens.
    pub remote: Uint128,
    /// Local tokens for one remote token, as last applied.
    pub price: Decimal,
    /// As last applied, with that price.
    pub discount: Decimal,
    /// What is asked of meta-staking, in local tokens.
    pub asked: Uint128,
}

#[cw_serde]
pub struct PriceResponse {
    /// The price in force: local tokens for one remote token.
    pub rate: Decimal,
    /// Second of that price.
    pub time: u64,
    /// None where the price is fixed.
    pub feed: Option<String>,
    pub discount: Decimal,
    /// Seconds.
    pub max_age: Option<u64>,
    pub max_jump: Option<Decimal>,
    /// A jump of the feed that waits for the admin.
    pub waiting: Option<WaitingPrice>,
    /// Whether new stake is taken and `rebalance` runs at this price, now.
    pub fresh: bool,
}

#[cw_serde]
pub struct WaitingPrice {
    pub rate: Decimal,
    pub time: u64,
}

#[cw_serde]
pub struct PendingRewardsResponse {
    pub rewards: Vec<PendingRewards>,
}

#[cw_serde]
pub struct PendingRewards {
    pub validator: String,
    pub denom: String,
    /// Not announced, or the announcement failed.
    pub to_announce: Uint128,
    /// Announced, not answered.
    pub announcing: Uint128,
    /// Announced and acknowledged; the transfer failed or was not sent.
    pub to_transfer: Uint128,
    /// Sent by ICS-20, outcome unknown.
    pub transferring: Uint128,
}

#[cw_serde]
pub struct PendingReportsResponse {
    pub reports: Vec<PendingReport>,
}

#[cw_serde]
pub struct PendingReport {
    pub validator: String,
    /// The share that waits to be reported, `1 - Π(1 - rᵢ)` over the slashes in it.
    pub waiting: Decimal,
    /// Sent and not answered.
    pub sent: Vec<SentReport>,
}

#[cw_serde]
pub struct SentReport {
    pub channel_id: String,
    pub ratio: Decimal,
}
