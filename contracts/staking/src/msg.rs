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
    /// None where left out.
    pub limits: Option<Limits>,
    /// This chain's lockup, whose owners may have their bonded tokens delegated here.
    pub lockup: Option<String>,
}

/// What holds for all consumers together. What is left out stays as it was; at first no limit.
#[cw_serde]
#[derive(Default)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct Limits {
    /// At least this part of the chain's power stays its own; 0 is no limit.
    pub min_local_share: Option<Decimal>,
    /// Stands for the bonded tokens of the chain where their pool's balance reads as zero.
    pub total_power: Option<Uint128>,
}

/// What happens to a `delegate` that takes its consumer above what it is allowed.
#[cw_serde]
#[derive(Copy, Eq)]
#[schemaifier(mute_warnings)]
pub enum Overflow {
    /// It is refused; the default.
    Reject,
    /// It is taken; the consumer's validators share what is allowed.
    Normalize,
}

/// A change of a consumer's settings; what is left out stays.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct ConsumerUpdate {
    pub consumer_address: String,
    /// What it may have in use at most, in the bonded denom.
    pub funds_available: Option<Coin>,
    /// At most this part of the chain's power, all consumers counted; 1 is no limit, 0 is none.
    pub max_share: Option<Decimal>,
    pub overflow: Option<Overflow>,
    /// The part of its rewards that it is paid; the rest goes to the community pool.
    pub reward_factor: Option<Decimal>,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// A registered consumer.
    Delegate { validator: String, amount: Uint128 },
    /// A registered consumer; a `delegate` that is never refused for what is allowed.
    Adjust { validator: String, amount: Uint128 },
    /// A registered consumer.
    Undelegate { validator: String, amount: Uint128 },
    /// Collects what the validator earned and credits every consumer's share.
    WithdrawDelegatorReward { validator: String },
    /// Pays a consumer what the validator earned it.
    WithdrawToCostumer { consumer: String, validator: String },
    /// Admin.
    Sudo(SudoMsg),
    /// Admin.
    UpdateConsumer(ConsumerUpdate),
    /// Admin.
    UpdateLimits(Limits),
    /// Admin; pays out what belongs to nobody here.
    Sweep { denom: String, to: String },
    /// Moves delegations towards what the consumers ask for and are allowed. Anyone.
    Rebalance { limit: Option<u32> },
    /// Finds what the chain slashed of a validator and splits it. Anyone.
    SyncSlash {
        validator: String,
        limit: Option<u32>,
    },
    /// Votes with no option, so that no validator inherits the voting power. Anyone.
    Abstain { proposal_id: u64 },
    /// The lockup, with the tokens, which are delegated.
    ReceiveClaim {
        owner: String,
        amount: Uint128,
        validator: String,
    },
    /// The lockup: a slash elsewhere took this much of the owner's claim; it comes back to be burnt.
    ClaimReduced { owner: String, amount: Uint128 },
    /// An owner of local stake.
    UnstakeLocal { validator: String, amount: Uint128 },
    /// Sends the sender's tokens that are back to the lockup.
    ReleaseLocal { limit: Option<u32> },
    /// Pays the sender what the validator earned his local stake.
    ClaimLocalRewards {
        validator: String,
        recipient: Option<String>,
    },
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
    UpdateConsumer(ConsumerUpdate),
    UpdateLimits(Limits),
    Sweep {
        denom: String,
        to: String,
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
    #[returns(LimitsResponse)]
    Limits {},
    #[returns(PowerResponse)]
    Power {},
    /// What a consumer asks for, has and is to have, ascending by validator; 100 a page at most.
    #[returns(Vec<TargetResponse>)]
    Targets {
        consumer: String,
        start_after: Option<String>,
        limit: Option<u32>,
    },
    /// The local stake of an owner of the lockup.
    #[returns(LocalResponse)]
    Local { owner: String },
}

#[cw_serde]
pub struct ConfigResponse {
    pub admin: String,
    /// The chain's bonded denom.
    pub denom: String,
    pub rewards_denom: Option<String>,
    /// Seconds.
    pub unbonding_time: u64,
    /// This chain's lockup, where there is local staking.
    pub lockup: Option<String>,
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
    /// Asked for, over all validators.
    pub asked: Uint128,
    pub max_share: Decimal,
    pub overflow: Overflow,
    pub reward_factor: Decimal,
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

#[cw_serde]
pub struct LimitsResponse {
    /// 0 is no limit.
    pub min_local_share: Decimal,
    /// As governance set it; none where it never did.
    pub total_power: Option<Uint128>,
}

#[cw_serde]
pub struct PowerResponse {
    /// The chain's bonded tokens.
    pub total_power: Uint128,
    /// Those that are not delegated from here.
    pub local: Uint128,
    pub consumers: Vec<ConsumerPower>,
}

#[cw_serde]
pub struct ConsumerPower {
    pub consumer: String,
    pub asked: Uint128,
    pub allowed: Uint128,
    /// Delegated; includes what is queued.
    pub granted: Uint128,
    pub unbonding: Uint128,
    /// To be undelegated as soon as x/staking takes it.
    pub queued: Uint128,
}

#[cw_serde]
pub struct TargetResponse {
    pub validator: String,
    pub asked: Uint128,
    pub granted: Uint128,
    /// What `rebalance` moves `granted` to, as things stand.
    pub target: Uint128,
}

#[cw_serde]
pub struct LocalResponse {
    /// Ascending by validator.
    pub positions: Vec<LocalPosition>,
    /// Oldest first.
    pub unbonding: Vec<LocalUnbonding>,
    /// To be burnt of what comes back.
    pub owed: Uint128,
}

#[cw_serde]
pub struct LocalPosition {
    pub validator: String,
    /// What it is worth after every slash found so far.
    pub tokens: Uint128,
    /// Whole units that `claim_local_rewards` would pay now, in the reward denom.
    pub rewards: Uint128,
}

#[cw_serde]
pub struct LocalUnbonding {
    pub validator: String,
    pub amount: Uint128,
    /// Seconds; none while it waits for its undelegation.
    pub release: Option<u64>,
}
