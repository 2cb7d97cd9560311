use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};

use crate::booking::ask;
use crate::error::ContractError;
use crate::ledger;
use crate::power;
use crate::rewards::{load_position, load_validator};
use crate::slash;
use crate::state::{CONFIG, POSITIONS, TOTALS, VALIDATORS};
use crate::steps;
use crate::targets;

/// Asks for `amount` less at a validator, and undelegates what is granted there above what the
/// validator is to have then: at once, or with the next undelegation that the validator takes.
pub fn undelegate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    name: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let address = info.sender;
    if config.is_local(&address) {
        return Err(ContractError::NoConsumer);
    }
    let (informs, standing) = slash::check(&mut deps, &env, &config, &name)?;
    let unknown = ContractError::NoConsumer;
    let (mut ledger, mut totals) = ledger::load(&mut deps, &env, &config, &address, unknown)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let before = POSITIONS
        .may_load(deps.storage, (&address, &name))?
        .filter(|position| !position.asked().is_zero())
        .ok_or(ContractError::NoDelegationsForValidator)?;
    let asked_here = before
        .asked()
        .checked_sub(amount)
        .map_err(|_| ContractError::InsufficientDelegation)?;
    let asked = ledger.own.asked().checked_sub(amount)?;
    let allowed = power::allowed(deps.as_ref(), &config, &address, &ledger.own, asked)?;
    let target = targets::one(deps.storage, &address, &name, asked_here, asked, allowed)?;
    let less = before.granted.saturating_sub(target);
    let mut response = Response::new()
        .add_submessages(informs)
        .add_attribute("action", "undelegate")
        .add_attribute("consumer", address.clone())
        .add_attribute("validator", name.clone())
        .add_attribute("amount", amount);

    let mut validator = load_validator(deps.storage, &name)?;
    if less.is_zero() || !steps::slot_open(&env, &config, &validator) {
        let mut position = load_position(deps.storage, &address, &name, &validator)?;
        ask(&mut position, &mut ledger, false, amount)?;
        let target = Some(target).filter(|target| *target < position.granted);
        let set = targets::set;
        if set(
            deps.storage,
            &address,
            &name,
            &mut position,
            &mut validator,
            target,
        )? {
            VALIDATORS.save(deps.storage, &name, &validator)?;
        }
        POSITIONS.save(deps.storage, (&address, &name), &position)?;
        ledger.save(deps.storage, &mut totals)?;
        TOTALS.save(deps.storage, &totals)?;
        return Ok(response.add_attribute("queued", less));
    }
    if ledger.changed {
        ledger.save(deps.storage, &mut totals)?;
        TOTALS.save(deps.storage, &totals)?;
    }
    let waiting = validator.waiting > 0;
    let asker = Some((&address, less, amount));
    let step = steps::undelegate(&mut deps, &env, &config, &name, standing, waiting, asker)?;
    if let Some(step) = step {
        response = response.add_submessage(step);
    }
    Ok(response)
}
