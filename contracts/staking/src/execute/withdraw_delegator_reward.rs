use cosmwasm_std::{DepsMut, DistributionMsg, Env, MessageInfo, Response, SubMsg};

use crate::error::ContractError;
use crate::reply::CHANGE_REPLY;
use crate::rewards;
use crate::state::{Action, CHANGE, CONFIG, VALIDATORS};

/// Collects what the validator earned. Where nothing is delegated any more there is nothing to
/// collect, which is no error: what was collected before can still be paid in the same transaction.
pub fn withdraw_delegator_reward(
    deps: DepsMut,
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
    let change = rewards::before(
        deps.as_ref(),
        &env,
        &config,
        validator.clone(),
        Action::Withdraw {},
    )?;
    CHANGE.save(deps.storage, &change)?;
    let message = DistributionMsg::WithdrawDelegatorReward { validator };
    Ok(response.add_submessage(SubMsg::reply_on_success(message, CHANGE_REPLY)))
}
