use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Decimal};
pub use mesh_apis::migrate::MigrateMsg;
pub use mesh_apis::slash::UnbondingPeriodResponse;

/// Made by a provider for itself, or by anyone for a provider whose admin then adds it.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct InstantiateMsg {
    /// Who may submit evidence without proof, register keys and raise the least height.
    pub owner: String,
    /// Seconds that stake of the slashee must stay slashable after an unstake.
    pub unbonding_period: Option<u64>,
    /// The consumer chain, 1 to 50 bytes; where left out, no votes are taken.
    pub chain_id: Option<String>,
    /// What two conflicting votes cost: above 0, at most 1, by default 0.05. Needs a chain id.
    pub slash_ratio: Option<Decimal>,
    /// The provider; the sender where left out.
    pub slashee: Option<String>,
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
    /// Owner: the validator signs votes with `pubkey` from `from_height` to `to_height`, both included.
    /// A range without an end ends before the next one, or when it is registered once more with an end.
    RegisterKey {
        validator: String,
        /// Ed25519, 32 bytes.
        pubkey: Binary,
        /// At least 1.
        from_height: u64,
        to_height: Option<u64>,
    },
    /// Anyone: two votes by which the validator's key contradicts itself slash and tombstone it.
    SubmitDuplicateVote {
        validator: String,
        vote_a: Vote,
        vote_b: Vote,
    },
    /// Owner: votes below this height are no evidence any more. Only ever upwards.
    SetMinHeight { height: u64 },
}

/// A vote of CometBFT; its signature is over the canonical vote on the slasher's chain id.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct Vote {
    #[serde(rename = "type")]
    pub vote_type: VoteType,
    /// From 1 to 2^63 - 1.
    pub height: u64,
    /// At most 2^31 - 1.
    pub round: u32,
    /// None is a vote for no block.
    pub block_id: Option<BlockId>,
    pub timestamp: VoteTimestamp,
    /// Ed25519, 64 bytes.
    pub signature: Binary,
}

#[cw_serde]
#[derive(Copy)]
#[schemaifier(mute_warnings)]
pub enum VoteType {
    Prevote,
    Precommit,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct BlockId {
    /// 32 bytes.
    pub hash: Binary,
    pub part_set_header: PartSetHeader,
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct PartSetHeader {
    /// Above 0.
    pub total: u32,
    /// 32 bytes.
    pub hash: Binary,
}

/// As protobuf has it; before 1970 the seconds are negative.
#[cw_serde]
#[derive(Copy)]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct VoteTimestamp {
    /// In the years 1 to 9999.
    pub seconds: i64,
    /// Below 10^9.
    pub nanos: u32,
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
    /// The key with which the validator signs at a height; none where none was registered.
    #[returns(KeyResponse)]
    Key { validator: String, height: u64 },
    /// Ascending by length of the validator, validator, height; at most 100 a page, 30 by default.
    #[returns(ListKeysResponse)]
    ListKeys {
        start_after: Option<KeyCursor>,
        limit: Option<u32>,
    },
}

#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct KeyCursor {
    pub validator: String,
    pub from_height: u64,
}

#[cw_serde]
pub struct ConfigResponse {
    pub owner: String,
    pub slashee: String,
    /// None where the slasher takes no votes.
    pub chain_id: Option<String>,
    /// None where the slasher takes no votes.
    pub slash_ratio: Option<Decimal>,
    /// Votes below it are no evidence.
    pub min_height: u64,
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

#[cw_serde]
pub struct KeyResponse {
    pub key: Option<KeyRange>,
}

#[cw_serde]
pub struct ListKeysResponse {
    pub keys: Vec<KeyRange>,
}

/// A validator signs with a key from one height to another, both included.
#[cw_serde]
pub struct KeyRange {
    pub validator: String,
    pub pubkey: Binary,
    pub from_height: u64,
    /// None while the range has no end.
    pub to_height: Option<u64>,
}
