use cosmwasm_std::{Decimal, StdError, Uint256};
use mesh_apis::handshake::HandshakeError;
use mesh_apis::migrate::MigrateError;
use mesh_apis::payment::PaymentError;
use thiserror::Error;

#[derive(Error, Debug)]
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("Unauthorized")]
    Unauthorized,

    #[error(transparent)]
    Handshake(#[from] HandshakeError),
    #[error("Refuse to respond on unregistered channel '{0}'")]
    UnknownChannel(String),
    #[error("The channel can't be closed by a message")]
    CloseRefused,
    #[error("No channel is bound")]
    NoChannel,
    #[error("The consumer has not yet listed its stakes on this channel")]
    AwaitingStakes,

    #[error("Invalid reply id: {0}")]
    InvalidReplyId(u64),
    #[error("The chain does not tell the sequence of a sent packet")]
    MissingSequence,
    #[error("The chain does not tell the address of the slasher")]
    MissingSlasherAddress,

    #[error("Cannot send zero tokens to any methods")]
    ZeroAmount,
    #[error("Ratio must be above 0 and at most 1, got {0}")]
    InvalidRatio(Decimal),
    #[error("A slash of {ratio} is above this slasher's limit of {max}")]
    AboveSlasherLimit { ratio: Decimal, max: Decimal },
    #[error("A provider can have at most {max} slashers")]
    TooManySlashers { max: u32 },
    #[error("Not a slasher: {0}")]
    UnknownSlasher(String),
    #[error("A packet must live from 1 to {max} seconds, got {got}")]
    InvalidPacketLifetime { got: u64, max: u64 },
    #[error("Stake of the validator would exceed 2^128 - 1: {0}")]
    StakeOverflow(String),

    #[error("Validator was never registered: {0}")]
    UnknownValidator(String),
    #[error("Validator was removed from valset: {0}")]
    RemovedValidator(String),
    #[error("Validator was tombstoned: {0}")]
    TombstonedValidator(String),
    #[error("Validator was slashed to zero: {0}")]
    SlashedToZero(String),

    #[error("Owner never staked: {0}")]
    UnknownOwner(String),
    #[error("No staked tokens for this validator: {0}")]
    NoStake(String),
    #[error("Insufficient stake to withdraw this")]
    InsufficientStake,
    #[error("No tokens are ready to be unbonded")]
    NothingToUnbond,
    #[error("An owner can have at most {max} positions")]
    TooManyPositions { max: u32 },
    #[error("More than {max} items are unsettled, send settle first")]
    SettleFirst { max: u32 },
    #[error("More than {max} unanswered stakes at once, unstake less")]
    TooManyParts { max: u32 },

    #[error("No rewards to be claimed")]
    NoRewards,
    #[error("Balance is too low: {rewards} > {balance}")]
    BalanceTooLow { rewards: Uint256, balance: Uint256 },
    #[error(
        "More than {max} announced rewards of this validator wait for their tokens: {validator}"
    )]
    TooManyAnnouncements { validator: String, max: u64 },
    #[error("Announced rewards would exceed 2^128 - 1")]
    RewardsOverflow,
    #[error("No rewards are unallocated")]
    NothingUnallocated,
    #[error("Packet of unknown shape")]
    UnknownPacket,
}
