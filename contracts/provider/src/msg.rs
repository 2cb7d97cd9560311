use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Decimal, Uint128};
pub use mesh_apis::handshake::BoundChannel;
pub use mesh_apis::migrate::MigrateMsg;

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    pub consumer: ConsumerInfo,
    pub slasher: SlasherInfo,
    /// The lockup on this chain whose claims become stake.
    pub lockup: String,
    /// Seconds; counts where no slasher names a period.
    pub unbonding_period: u64,
    /// The denom on this chain in which rewards arrive: `ibc/HASH`.
    pub rewards_ibc_denom: String,
    /// Seconds, 3600 by default.
    pub packet_lifetime: Option<u64>,
    /// May point to another counterparty or give up a dead channel; nobody where left out.
    pub admin: Option<String>,
    /// Seconds after a packet's timeout from which stake that was never answered can be taken back, 3600 by default.
    pub answer_grace: Option<u64>,
    /// Share of a validator's stake that the consumer's reports may take within one unbonding
    /// period; 0, the default, takes no report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_reported_slash: Option<Decimal>,
}

/// The consumer on the other chain.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct ConsumerInfo {
    pub connection_id: String,
    /// `wasm.<address>`; a provider that doesn't know it accepts any port of the connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port_id: Option<String>,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct SlasherInfo {
    pub code_id: u64,
    /// The slasher's instantiate message.
    pub msg: Binary,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum ExecuteMsg {
    /// A slasher: lowers the worth of all stake of a validator, of unbonding and of pending stake too.
    Slash {
        validator: String,
        /// A ratio above 0, at most 1.
        percentage: Decimal,
        /// Tombstones the validator.
        force_unbond: bool,
    },
    /// The lockup: `owner` pledged a further claim for `validator`.
    ReceiveClaim {
        owner: String,
        amount: Uint128,
        validator: String,
    },
    /// The lockup: a slash elsewhere took `amount` off this provider's claim on `owner`.
    ClaimReduced { owner: String, amount: Uint128 },
    /// Starts unbonding `amount` of the sender's stake.
    Unstake { amount: Uint128, validator: String },
    /// Releases the sender's matured unbondings to the lockup.
    Unbond { limit: Option<u32> },
    /// Pays the sender the whole part of what his stake earned.
    ClaimRewards {
        validator: String,
        recipient: Option<String>,
    },
    /// Pushes a slash to the lockup, delegator by delegator.
    ProcessSlashes {
        validator: String,
        start_after: Option<String>,
        limit: Option<u32>,
    },
    /// Applies what was recorded against an owner (cuts, slashes, queued calls) to his positions.
    Settle { owner: String, limit: Option<u32> },
    /// Tells the consumer what it doesn't know of yet, validator by validator.
    Resend { limit: Option<u32> },
    /// Credits announced rewards whose tokens have come.
    Credit { limit: Option<u32> },
    /// Asks the consumer for its validators again.
    RefreshValidators {},
    /// Admin, while no channel is bound: another counterparty.
    SetCounterparty {
        connection_id: String,
        port_id: Option<String>,
    },
    /// Admin: gives up the bound channel.
    UnbindChannel {},
    /// Admin: one more slasher, or another limit for one there is.
    AddSlasher {
        address: String,
        /// The most that one of its slashes may take, above 0; without it, all.
        max_percentage: Option<Decimal>,
    },
    /// Admin.
    RemoveSlasher { address: String },
    /// Admin: pays out the rewards that belong to nobody.
    SweepUnallocated { to: String },
}

#[cw_serde]
#[derive(QueryResponses)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub enum QueryMsg {
    #[returns(ConfigResponse)]
    Config {},
    /// Active stake of one address, at most 32 positions.
    #[returns(AccountResponse)]
    Account { address: String },
    #[returns(ValidatorResponse)]
    Validator { address: String },
    /// Ascending by address; at most 100 a page, 30 by default.
    #[returns(ListValidatorsResponse)]
    ListValidators {
        start_after: Option<String>,
        limit: Option<u32>,
    },
    #[returns(PendingRewardsResponse)]
    PendingRewards { address: String, validator: String },
    /// Unbonding of one address, oldest first; at most 100 a page, 30 by default.
    #[returns(UnbondingResponse)]
    Unbonding {
        address: String,
        start_after: Option<u64>,
        limit: Option<u32>,
    },
    /// Stake of one address that the consumer has not answered, oldest first.
    #[returns(InFlightResponse)]
    InFlight {
        address: String,
        start_after: Option<u64>,
        limit: Option<u32>,
    },
    #[returns(PendingCutResponse)]
    PendingCut { address: String },
    #[returns(ChannelResponse)]
    Channel {},
    /// Who stakes on a validator, ascending by address; at most 100 a page, 30 by default.
    #[returns(DelegatorsResponse)]
    Delegators {
        validator: String,
        start_after: Option<String>,
        limit: Option<u32>,
    },
    /// What the consumer is known to hold for a validator.
    #[returns(RemoteResponse)]
    Remote { validator: String },
    /// Rewards as a whole.
    #[returns(RewardsResponse)]
    Rewards {},
    /// Who may slash, at most 8, ascending by address.
    #[returns(SlashersResponse)]
    Slashers {},
}

#[cw_serde]
pub struct ConfigResponse {
    pub consumer: ConsumerInfo,
    pub slasher: Option<String>,
    pub lockup: String,
    /// Seconds.
    pub unbonding_period: u64,
    pub rewards_ibc_denom: String,
    /// Seconds.
    pub packet_lifetime: u64,
    /// Seconds.
    pub answer_grace: u64,
    pub admin: Option<String>,
    /// 0 where no report is taken.
    pub max_reported_slash: Decimal,
}

#[cw_serde]
pub struct AccountResponse {
    pub staked: Vec<StakedResponse>,
}

#[cw_serde]
pub struct StakedResponse {
    pub validator: String,
    /// Worth of the position now.
    pub tokens: Uint128,
    /// Slashed, not yet pushed to the lockup.
    pub slashed: Uint128,
}

#[cw_serde]
pub enum ValidatorStatus {
    Active,
    Removed,
    Tombstoned,
}

#[cw_serde]
pub struct ValidatorResponse {
    pub address: String,
    /// Worth of all active stake now.
    pub tokens: Uint128,
    pub status: ValidatorStatus,
    /// 1 before the first slash.
    pub multiplier: Decimal,
}

#[cw_serde]
pub struct ListValidatorsResponse {
    pub validators: Vec<ValidatorResponse>,
}

#[cw_serde]
pub struct PendingRewardsResponse {
    pub denom: String,
    /// Whole units that `claim_rewards` would pay now.
    pub amount: Uint128,
}

#[cw_serde]
pub struct UnbondingResponse {
    pub entries: Vec<UnbondingEntry>,
}

#[cw_serde]
pub struct UnbondingEntry {
    /// Cursor.
    pub id: u64,
    pub validator: String,
    /// Worth now.
    pub tokens: Uint128,
    /// Slashed or cut, not yet settled.
    pub slashed: Uint128,
    /// Seconds.
    pub opened_at: u64,
    /// Seconds.
    pub release_at: u64,
}

#[cw_serde]
pub struct InFlightResponse {
    pub entries: Vec<InFlightEntry>,
}

#[cw_serde]
pub struct InFlightEntry {
    /// Cursor.
    pub id: u64,
    pub channel_id: String,
    pub sequence: u64,
    pub validator: String,
    pub amount: Uint128,
    /// Seconds; the packet's timeout.
    pub timeout_at: u64,
}

/// Cuts that were recorded but not yet taken from the owner's items.
#[cw_serde]
pub struct PendingCutResponse {
    pub cut: Uint128,
    /// Unsettled tokens that the cut falls on.
    pub base: Uint128,
    /// Number of the last recorded cut.
    pub number: u64,
    /// Calls to the lockup that failed and wait for `settle`.
    pub queued_release: Uint128,
    pub queued_slash: Uint128,
}

#[cw_serde]
pub struct ChannelResponse {
    /// None while no channel is bound.
    pub channel: Option<BoundChannel>,
    pub counterparty: ConsumerInfo,
    /// Waits for the consumer's list of stakes: stakes are refused, unstakes only booked.
    pub syncing: bool,
}

#[cw_serde]
pub struct DelegatorsResponse {
    pub delegators: Vec<DelegatorResponse>,
}

#[cw_serde]
pub struct DelegatorResponse {
    pub address: String,
    pub tokens: Uint128,
    pub slashed: Uint128,
}

#[cw_serde]
pub struct RemoteResponse {
    /// Acknowledged stake less acknowledged unstake.
    pub known: Uint128,
    /// Worth of all active stake: what the consumer should hold.
    pub target: Uint128,
    /// Unanswered on the bound channel.
    pub stakes_pending: Uint128,
    /// Part of `stakes_pending` that belongs to no owner.
    pub resent_pending: Uint128,
    pub unstakes_pending: Uint128,
    pub packets_pending: u32,
}

#[cw_serde]
pub struct RewardsResponse {
    pub denom: String,
    /// Announcements whose tokens have not come.
    pub announced: Uint128,
    pub announcements: u64,
    /// Credited to stake and not yet paid.
    pub credited: Uint128,
    /// Belongs to nobody.
    pub unallocated: Uint128,
}

#[cw_serde]
pub struct SlashersResponse {
    pub slashers: Vec<SlasherResponse>,
}

#[cw_serde]
pub struct SlasherResponse {
    pub address: String,
    /// The most that one of its slashes may take; none where there is no limit.
    pub max_percentage: Option<Decimal>,
}
