use cosmwasm_std::{DepsMut, Env, Reply, Response, Uint128};

use crate::error::ContractError;
use crate::ledger;
use crate::rewards::{book, load_position, load_validator};
use crate::state::{
    Action, Change, Config, CHANGE, CONFIG, CONSUMERS, POSITIONS, TOTALS, VALIDATORS,
};

/// A staking message went through; a failed one fails its caller.
pub const CHANGE_REPLY: u64 = 1;

pub fn reply(deps: DepsMut, env: Env, msg: Reply) -> Result<Response, ContractError> {
    if msg.id != CHANGE_REPLY {
        return Err(ContractError::UnknownReply);
    }
    let config = CONFIG.load(deps.storage)?;
    let change = CHANGE.load(deps.storage)?;
    CHANGE.remove(deps.storage);
    let validator = change.validator.clone();
    let denom = change.rewards_denom.clone();
    let rewards = apply(deps, &env, &config, change)?;
    Ok(Response::new()
        .add_attribute("action", "book_rewards")
        .add_attribute("validator", validator)
        .add_attribute("amount", rewards)
        .add_attribute("denom", denom))
}

/// Books the rewards that came with a change, then the change itself. Answers the rewards.
pub fn apply(
    mut deps: DepsMut,
    env: &Env,
    config: &Config,
    change: Change,
) -> Result<Uint128, ContractError> {
    let mut totals = TOTALS.load(deps.storage)?;
    let rewards = book(&mut deps, env, config, &change, &mut totals)?;
    let (address, amount, more) = match change.action {
        Action::Delegate { consumer, amount } => (consumer, amount, true),
        Action::Undelegate { consumer, amount } => (consumer, amount, false),
        Action::Withdraw {} => {
            TOTALS.save(deps.storage, &totals)?;
            return Ok(rewards);
        }
    };

    let mut validator = load_validator(deps.storage, &change.validator)?;
    let mut position = load_position(deps.storage, &address, &change.validator, &validator)?;
    let mut consumer = CONSUMERS.load(deps.storage, &address)?;
    if more {
        validator.granted = validator.granted.checked_add(amount)?;
        position.granted = position.granted.checked_add(amount)?;
        consumer.granted = consumer.granted.checked_add(amount)?;
        totals.granted = totals.granted.checked_add(amount)?;
    } else {
        validator.granted = validator.granted.checked_sub(amount)?;
        position.granted = position.granted.checked_sub(amount)?;
        consumer.granted = consumer.granted.checked_sub(amount)?;
        totals.granted = totals.granted.checked_sub(amount)?;
        ledger::unbond(
            deps.storage,
            env,
            config,
            &address,
            &mut consumer,
            &mut totals,
            amount,
        )?;
    }
    VALIDATORS.save(deps.storage, &change.validator, &validator)?;
    POSITIONS.save(deps.storage, (&address, &change.validator), &position)?;
    CONSUMERS.save(deps.storage, &address, &consumer)?;
    TOTALS.save(deps.storage, &totals)?;
    Ok(rewards)
}
