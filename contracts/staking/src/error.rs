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
    #[error("Cannot undelegate from a a validator that does not have delegations")]
    NoDelegationsForValidator,
    #[error("Contract does not have enough funds for consumer")]
    NotEnoughFunds,
    #[error("Consumer already exists")]
    ConsumerAlreadyExists,
    #[error("Consumer does not exists")]
    NoConsumer,
    #[error("Consumer still has stake, or stake that is unbonding")]
    ConsumerHasStake,
    #[error("Consumer still has rewards to be paid from validator: {validator}")]
    ConsumerHasRewards { validator: String },
    #[error("Rewards amount is 0")]
    ZeroRewards,
    #[error("A change of delegation is under way")]
    Busy,
    #[error("An amount is above what can be counted")]
    TooLarge,
    #[error("An unknown reply ID was received.")]
    UnknownReply,
}
