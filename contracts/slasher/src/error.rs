use cosmwasm_std::{Decimal, StdError};
use mesh_apis::migrate::MigrateError;
use mesh_apis::payment::PaymentError;
use thiserror::Error;

#[derive(Error, Debug)]
pub enum ContractError {
    #[error("{0}")]
    Std(#[from] StdError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("Unauthorized")]
    Unauthorized,

    #[error("Slash ratio must be above 0 and at most 1: {ratio}")]
    InvalidRatio { ratio: Decimal },
    #[error("Chain id must have 1 to {max} bytes")]
    InvalidChainId { max: usize },
    #[error("A slash ratio for votes needs a chain id")]
    RatioWithoutChainId,

    #[error("Validator must not be empty")]
    EmptyValidator,
    #[error("Validator must have at most {max} bytes")]
    ValidatorTooLong { max: usize },
    #[error("Validator was tombstoned: {validator}")]
    TombstonedValidator { validator: String },
    #[error("Evidence id must have 1 to {max} bytes")]
    InvalidEvidenceId { max: usize },
    #[error("Evidence ids that begin with '{prefix}' are kept for votes")]
    ReservedEvidenceId { prefix: &'static str },
    #[error("Evidence was already submitted: {evidence_id}")]
    DuplicateEvidence { evidence_id: String },

    #[error("Public key must have {length} bytes")]
    InvalidPubkey { length: usize },
    #[error("Anyone can sign for this public key")]
    WeakPubkey,
    #[error("Public key belongs to another validator: {validator}")]
    ForeignPubkey { validator: String },
    #[error("Key range must begin at 1 or later and must not end before it begins")]
    InvalidKeyRange,
    #[error("Key range overlaps the one that begins at height {from_height}")]
    KeyOverlap { from_height: u64 },
    #[error("A validator can have no more than {max} key ranges")]
    TooManyKeys { max: usize },
    #[error("The least height can only be raised, it is {min_height}")]
    MinHeightNotRaised { min_height: u64 },

    #[error("This slasher has no chain id and takes no votes")]
    VotesNotTaken,
    #[error("Vote {vote} has an invalid {field}")]
    InvalidVote {
        vote: &'static str,
        field: &'static str,
    },
    #[error("Votes don't have the same {field}")]
    DifferentVotes { field: &'static str },
    #[error("Votes are for the same block id")]
    SameBlockId,
    #[error("Votes at height {height} are below the least height {min_height}")]
    HeightTooLow { height: u64, min_height: u64 },
    #[error("No key of validator {validator} is registered for height {height}")]
    NoKey { validator: String, height: u64 },
    #[error("Vote {vote} is not signed by the validator's key")]
    WrongSignature { vote: &'static str },
}
