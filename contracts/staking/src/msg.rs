use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Coin, Decimal, Uint128};
pub use mesh_apis::migrate::MigrateMsg;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    /// The sender where left out.
    pub admin: Option<String>,
    /// Seconds that the chain takes to pay out an undelegation; 1814400 by default.
    pub unbonding_time: Option<u64>,
    /// Denom in which the chain pays rewards; that of the first reward where left out.
    pub rewards_denom: Option<String>,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// A registered consumer.
    Delegate { validator: String, amount: Uint128 },
    /// A registered consumer.
    Undelegate { validator: String, amount: Uint128 },
    /// Collects what the validator earned and credits every consumer's share.
    WithdrawDelegatorReward { validator: String },
    /// Pays a consumer what the validator earned it.
    WithdrawToCostumer { consumer: String, validator: String },
    /// Admin.
    Sudo(SudoMsg),
}

/// The same through the `sudo` entry point, for governance.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum SudoMsg {
    AddConsumer {
        consumer_address: String,
        funds_available_for_staking: Coin,
    },
    RemoveConsumer {
        consumer_address: String,
    },
}

#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum QueryMsg {
    #[returns(ConfigResponse)]
    Config {},
    #[returns(Vec<DelegationResponse>)]
    AllDelegations { consumer: String },
    #[returns(ConsumerResponse)]
    Consumer { address: String },
    #[returns(Vec<String>)]
    Consumers {
        start: Option<String>,
        limit: Option<u32>,
    },
    #[returns(Uint128)]
    Delegation { consumer: String, validator: String },
    #[returns(Vec<String>)]
    AllValidators {
        consumer: String,
        start: Option<String>,
        limit: Option<u32>,
    },
    #[returns(PendingRewardsResponse)]
    PendingRewards { consumer: String, validator: String },
}

#[cw_serde]
pub struct ConfigResponse {
    pub admin: String,
    /// The chain's bonded denom.
    pub denom: String,
    pub rewards_denom: Option<String>,
    /// Seconds.
    pub unbonding_time: u64,
}

#[cw_serde]
pub struct DelegationResponse {
    pub validator: String,
    pub delegation: Uint128,
}

#[cw_serde]
pub struct ConsumerResponse {
    /// The fixed cap; does not fall when staking.
    pub available_funds: Uint128,
    /// Granted, over all validators.
    pub total_staked: Uint128,
    pub rewards: ConsumerRewards,
    /// Undelegated, not yet paid out by the chain; counts against the cap too.
    pub unbonding: Uint128,
}

#[cw_serde]
pub struct ConsumerRewards {
    /// Collected and not yet paid, over all validators.
    pub pending: Decimal,
    pub paid_rewards_per_token: Decimal,
}

#[cw_serde]
pub struct PendingRewardsResponse {
    /// None before the first reward.
    pub denom: Option<String>,
    /// Whole units that `withdraw_to_costumer` would pay now.
    pub amount: Uint128,
}
