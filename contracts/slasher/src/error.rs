use cosmwasm_std::{Decimal, StdError};
use mesh_apis::payment::PaymentError;
use thiserror::Error;

#[derive(Error, Debug)]
pub enum ContractError {
    #[error("{0}")]
    Std(#[from] StdError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error("Unauthorized")]
    Unauthorized,
    #[error("Slash ratio must be above 0 and at most 1: {ratio}")]
    InvalidRatio { ratio: Decimal },
    #[error("Validator must not be empty")]
    EmptyValidator,
    #[error("Evidence id must have 1 to {max} bytes")]
    InvalidEvidenceId { max: usize },
    #[error("Evidence was already submitted: {evidence_id}")]
    DuplicateEvidence { evidence_id: String },
}
