//! One punishment: recorded here, executed by the slashee.

use cosmwasm_std::{wasm_execute, Addr, CosmosMsg, Decimal, Empty, Env, Storage};
use mesh_apis::slash::SlashMsg;

use crate::error::ContractError;
use crate::msg::Evidence;
use crate::state::{EVIDENCE, MAX_VALIDATOR, TOMBSTONED};

/// Refuses what can't be a validator's name.
pub fn check_validator(validator: &str) -> Result<(), ContractError> {
    if validator.is_empty() {
        return Err(ContractError::EmptyValidator);
    }
    if validator.len() > MAX_VALIDATOR {
        return Err(ContractError::ValidatorTooLong { max: MAX_VALIDATOR });
    }
    Ok(())
}

/// Refuses what the slashee would: ratios of zero and above 1.
pub fn check_ratio(ratio: Decimal) -> Result<(), ContractError> {
    if ratio.is_zero() || ratio > Decimal::one() {
        return Err(ContractError::InvalidRatio { ratio });
    }
    Ok(())
}

/// Keeps `evidence` under its id, if it has one, and calls the slashee. An id counts once, a tombstoned validator
/// is not slashed again. A slash that the slashee refuses must fail the whole message, so that its evidence can
/// be submitted again.
pub fn punish(
    storage: &mut dyn Storage,
    slashee: Addr,
    evidence: &Evidence,
    evidence_id: Option<&str>,
) -> Result<CosmosMsg, ContractError> {
    if let Some(id) = evidence_id {
        if EVIDENCE.has(storage, id) {
            return Err(ContractError::DuplicateEvidence {
                evidence_id: id.to_string(),
            });
        }
    }
    let validator = &evidence.validator;
    if TOMBSTONED.has(storage, validator) {
        return Err(ContractError::TombstonedValidator {
            validator: validator.clone(),
        });
    }

    if let Some(id) = evidence_id {
        EVIDENCE.save(storage, id, evidence)?;
    }
    if evidence.tombstone {
        TOMBSTONED.save(storage, validator, &Empty {})?;
    }
    let slash = SlashMsg::Slash {
        validator: validator.clone(),
        percentage: evidence.amount,
        force_unbond: evidence.tombstone,
    };
    Ok(wasm_execute(slashee, &slash, vec![])?.into())
}

/// What is kept of a punishment in this block.
pub fn evidence(env: &Env, validator: String, amount: Decimal, tombstone: bool) -> Evidence {
    Evidence {
        validator,
        amount,
        tombstone,
        height: env.block.height,
        time: env.block.time.seconds(),
    }
}
