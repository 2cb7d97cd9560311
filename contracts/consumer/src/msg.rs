use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Decimal, Uint128};
pub use mesh_apis::handshake::BoundChannel;
pub use mesh_apis::migrate::MigrateMsg;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    pub provider: ProviderInfo,
    /// Local tokens for one token of the provider chain.
    pub remote_to_local_exchange_rate: Decimal,
    pub meta_staking_contract_address: String,
    /// Transfer channel to the provider chain, as named on this chain.
    pub ics20_channel: String,
    /// Seconds, 3600 by default.
    pub packet_lifetime: Option<u64>,
    /// May point to another counterparty or give up a dead channel; nobody where left out.
    pub admin: Option<String>,
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
    /// Admin, while no channel is bound: another counterparty.
    SetCounterparty {
        connection_id: String,
        port_id: String,
    },
    /// Admin: gives up the bound channel.
    UnbindChannel {},
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
    /// Rewards on their way or waiting for `retry_rewards`, ascending by validator.
    #[returns(PendingRewardsResponse)]
    PendingRewards {
        start_after: Option<String>,
        limit: Option<u32>,
    },
}

#[cw_serde]
pub struct ConfigResponse {
    pub provider: ProviderInfo,
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
    /// What is asked of meta-staking, in local tokens.
    pub asked: Uint128,
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
