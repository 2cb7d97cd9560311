use cosmwasm_std::{Decimal, OverflowError, StdError, Uint128};
use mesh_apis::handshake::HandshakeError;
use mesh_apis::migrate::MigrateError;
use mesh_apis::payment::PaymentError;
use thiserror::Error;

#[derive(Error, Debug)]
pub enum ContractError {
    #[error("{0}")]
    Std(#[from] StdError),
    #[error("{0}")]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("Unauthorized")]
    Unauthorized,
    #[error("Couldn't parse provider from port_id")]
    ProviderAddress,
    #[error("The packet lifetime must not be zero")]
    ZeroLifetime,
    #[error("The discount must be below 1, not {discount}")]
    InvalidDiscount { discount: Decimal },
    #[error("The age at which a price is stale must not be zero")]
    ZeroAge,
    #[error("A price must not be zero")]
    ZeroPrice,
    #[error("There is no fresh price")]
    NoFreshPrice,
    #[error("The price is fixed, there is no feed to read")]
    NoFeed,
    #[error("The feed gives no price: {reason}")]
    NoPrice { reason: String },
    #[error("The feed's price of second {time} is stale")]
    StalePrice { time: u64 },
    #[error("The feed's price of second {time} is older than what was decided last")]
    OldPrice { time: u64 },
    #[error("The feed's price of second {time} lies in the future")]
    FuturePrice { time: u64 },
    #[error("Ratio must be above 0 and at most 1, got {ratio}")]
    InvalidRatio { ratio: Decimal },
    #[error(transparent)]
    Handshake(#[from] HandshakeError),
    #[error("Contract has no bound channel")]
    NoBoundChannel,
    #[error("A channel is closed from the other side only")]
    CloseRefused,
    #[error("Refuse to respond on unregistered channel '{id}'")]
    UnknownChannel { id: String },
    #[error("Packet of unknown shape: {reason}")]
    UnknownPacket { reason: String },
    #[error("Cannot send zero tokens to any methods")]
    ZeroAmount,
    #[error("Unknown validator: {validator}")]
    UnknownValidator { validator: String },
    #[error("Stake on one validator can be no more than 2^128 - 1: {validator}")]
    StakeTooLarge { validator: String },
    #[error("Insufficient stake to withdraw this, only {staked} on {validator}")]
    InsufficientStake { validator: String, staked: Uint128 },
    #[error("Contract has run out of funds to delegate for consumer chain")]
    NoFundsToDelegate,
    #[error("Refused by the contract that delegates: {reason}")]
    DelegationRefused { reason: String },
    #[error("Rewards are in '{expected}', got '{got}'")]
    WrongRewardsDenom { expected: String, got: String },
    #[error("An update of validators is still unanswered")]
    UpdateInFlight,
    #[error("Invalid reply id: {id}")]
    InvalidReplyId { id: u64 },
}
