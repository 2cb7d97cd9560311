use cosmwasm_std::{Decimal, DepsMut, Env, MessageInfo, Response};

use super::{config_for_owner, VOTE_EVIDENCE};
use crate::error::ContractError;
use crate::punish::{check_ratio, check_validator, evidence, punish};
use crate::state::MAX_EVIDENCE_ID;

/// Slashes `ratio` of a validator's stake at the slashee, on the owner's word.
pub fn submit_evidence(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    ratio: Decimal,
    evidence_id: Option<String>,
    tombstone: Option<bool>,
) -> Result<Response, ContractError> {
    let config = config_for_owner(deps.storage, &info.sender)?;
    check_ratio(ratio)?;
    check_validator(&validator)?;
    if let Some(id) = &evidence_id {
        check_id(id)?;
    }
    let tombstone = tombstone.unwrap_or(false);
    let evidence = evidence(&env, validator, ratio, tombstone);
    let slash = punish(
        deps.storage,
        config.slashee,
        &evidence,
        evidence_id.as_deref(),
    )?;

    let response = Response::new()
        .add_message(slash)
        .add_attribute("action", "submit_evidence")
        .add_attribute("validator", evidence.validator)
        .add_attribute("amount", ratio.to_string())
        .add_attribute("tombstone", tombstone.to_string());
    Ok(match evidence_id {
        Some(id) => response.add_attribute("evidence_id", id),
        None => response,
    })
}

/// Ids of votes are their own, so that an owner can't use one up before the votes come.
fn check_id(id: &str) -> Result<(), ContractError> {
    if id.is_empty() || id.len() > MAX_EVIDENCE_ID {
        return Err(ContractError::InvalidEvidenceId {
            max: MAX_EVIDENCE_ID,
        });
    }
    if id.starts_with(VOTE_EVIDENCE) {
        return Err(ContractError::ReservedEvidenceId {
            prefix: VOTE_EVIDENCE,
        });
    }
    Ok(())
}
