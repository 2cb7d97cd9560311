use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use crate::error::ContractError;
use crate::state::{CONFIG, VALIDATORS};
use crate::steps;

/// Collects what the validator earned. Where nothing is delegated any more there is nothing to
/// collect, which is no error: what was collected before can still be paid in the same transaction.
pub fn withdraw_delegator_reward(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let granted = VALIDATORS
        .may_load(deps.storage, &validator)?
        .ok_or(ContractError::NoDelegationsForValidator)?
        .granted;
    let response = Response::new()
        .add_attribute("action", "withdraw_delegator_reward")
        .add_attribute("sender", info.sender)
        .add_attribute("validator", validator.clone());
    if granted.is_zero() {
        return Ok(response);
    }
    let step = steps::withdraw(&mut deps, &env, &config, &validator)?;
    Ok(response.add_submessage(step))
}
