use cosmwasm_std::{OverflowError, StdError};
use mesh_apis::migrate::MigrateError;
use mesh_apis::payment::PaymentError;
use thiserror::Error;

#[derive(Error, Debug)]
pub enum ContractError {
    #[error("{0}")]
    Std(#[from] StdError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error("{0}")]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("Unauthorized")]
    Unauthorized,
    #[error("Incorrect coin denom")]
    IncorrectDenom,
    #[error("Cannot send zero tokens to any methods")]
    ZeroAmount,
    #[error("Cannot undelegate more than you previously delegated")]
    InsufficientDelegation,
    #[error("Contract has run out of funds to delegate for consumer chain")]
    NoFundsToDelegate,
    #[error("Consumer is above the share of the chain's power that it may have")]
    AboveAllowed,
    #[error("Cannot undelegate from a a validator that does not have delegations")]
    NoDelegationsForValidator,
    #[error("Contract does not have enough funds for consumer")]
    NotEnoughFunds,
    #[error("Consumer already exists")]
    ConsumerAlreadyExists,
    #[error("Consumer does not exists")]
    NoConsumer,
    #[error("No more than {max} consumers can be registered")]
    TooManyConsumers { max: usize },
    #[error("A consumer can have stake at no more than {max} validators")]
    TooManyValidators { max: u32 },
    #[error("Consumer still has stake, or stake that is unbonding")]
    ConsumerHasStake,
    #[error("Consumer still has rewards to be paid from validator: {validator}")]
    ConsumerHasRewards { validator: String },
    #[error("Rewards amount is 0")]
    ZeroRewards,
    #[error("A share is between 0 and 1")]
    InvalidShare,
    #[error("Validator '{validator}' is not known to the chain")]
    UnknownValidator { validator: String },
    #[error("Nothing of '{denom}' is held apart")]
    NothingToSweep { denom: String },
    #[error("The tokens sent are not the amount of the claim")]
    WrongFunds,
    #[error("No more than {available} of local stake is at the validator")]
    InsufficientLocalStake { available: String },
    #[error("The owner has local stake at {max} validators already")]
    TooManyStakes { max: usize },
    #[error("The owner has {max} unstakes under way; release those that are back")]
    TooManyUnstakes { max: usize },
    #[error("Slashes left nothing of the local stake at the validator; it takes no more for now")]
    SlashedToZero,
    #[error("A change of delegation is under way")]
    Busy,
    #[error("An amount is above what can be counted")]
    TooLarge,
    #[error("An unknown reply ID was received.")]
    UnknownReply,
}
