use cosmwasm_std::{StdError, Uint128};
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
    #[error("Denom must not be empty")]
    EmptyDenom,
    #[error("Cannot send zero tokens to any methods")]
    ZeroAmount,
    #[error("Claim is locked, only {free} can be unbonded")]
    ClaimsLocked { free: Uint128 },
    #[error("The address doesn't have sufficient balance for this operation")]
    InsufficientBalance,
    #[error("An account can have no more than {max} claims")]
    TooManyClaims { max: usize },
    #[error("The leinholder doesn't have any claims")]
    UnknownLeinholder,
    #[error("The leinholder doesn't have enough claims for the action")]
    InsufficientLein,
    #[error("Tokens that are delegated locally come back by return_local only")]
    DelegatedLocally,
    #[error("No more than {delegated} tokens of the owner are delegated locally")]
    AboveDelegated { delegated: Uint128 },
    #[error("The funds are {sent}, not the amount of {amount}")]
    OtherAmountSent { sent: Uint128, amount: Uint128 },
    #[error("A label must have 1 to {max} bytes")]
    InvalidLabel { max: usize },
    #[error("Nothing is owed to the burn")]
    NothingToBurn,
    #[error("The lockup can hold no more than 2^128 - 1 tokens")]
    TotalTooLarge,
    #[error("Invalid reply id: {id}")]
    InvalidReplyId { id: u64 },
}
