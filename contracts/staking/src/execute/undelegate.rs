use cosmwasm_std::{coin, DepsMut, Env, MessageInfo, Response, StakingMsg, SubMsg, Uint128};

use crate::error::ContractError;
use crate::ledger::{self, saturate};
use crate::reply::{self, CHANGE_REPLY};
use crate::rewards;
use crate::state::{Action, CHANGE, CONFIG, CONSUMERS, POSITIONS, TOTALS};

/// Undelegates `amount` of what the sender has at the validator. The books change in the reply.
pub fn undelegate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let (consumer, totals) =
        ledger::load(&mut deps, &env, &info.sender, ContractError::NoConsumer)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let granted = POSITIONS
        .may_load(deps.storage, (&info.sender, &validator))?
        .map(|position| position.granted)
        .filter(|granted| !granted.is_zero())
        .ok_or(ContractError::NoDelegationsForValidator)?;
    if amount > granted {
        return Err(ContractError::InsufficientDelegation);
    }
    CONSUMERS.save(deps.storage, &info.sender, &consumer)?;
    TOTALS.save(deps.storage, &totals)?;

    let response = Response::new()
        .add_attribute("action", "undelegate")
        .add_attribute("consumer", info.sender.clone())
        .add_attribute("validator", validator.clone())
        .add_attribute("amount", amount);
    let action = Action::Undelegate {
        consumer: info.sender,
        amount,
    };
    let change = rewards::before(deps.as_ref(), &env, &config, validator.clone(), action)?;
    // A slash on this chain leaves less than the books say; what is left can still be undelegated.
    let standing = deps
        .querier
        .query_delegation(&env.contract.address, &validator)?
        .map(|delegation| saturate(delegation.amount.amount))
        .unwrap_or_default();
    let asked = amount.min(standing);
    if asked.is_zero() {
        reply::apply(deps, &env, &config, change)?;
        return Ok(response);
    }
    CHANGE.save(deps.storage, &change)?;
    let message = StakingMsg::Undelegate {
        validator,
        amount: coin(asked.u128(), config.denom),
    };
    Ok(response.add_submessage(SubMsg::reply_on_success(message, CHANGE_REPLY)))
}
