use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};
use mesh_math::cap::grant_step;

use crate::booking::ask;
use crate::error::ContractError;
use crate::ledger::{self, spendable_funds};
use crate::msg::Overflow;
use crate::power;
use crate::rewards::{load_position, load_validator};
use crate::slash;
use crate::state::{Action, CONFIG, POSITIONS, TOTALS, VALIDATORS};
use crate::steps;
use crate::targets;

/// Asks for `amount` more at a validator and grants of it what is allowed and can be spent. A
/// consumer that is not normalized is refused what can't be granted in full.
pub fn delegate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    more(deps, env, info, validator, amount, false)
}

/// The same after a price moved: never refused, whatever the consumer is allowed and the chain says.
pub fn adjust(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    more(deps, env, info, validator, amount, true)
}

fn more(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    name: String,
    amount: Uint128,
    adjust: bool,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let address = info.sender;
    if config.is_local(&address) {
        return Err(ContractError::Unauthorized);
    }
    let (informs, _) = slash::check(&mut deps, &env, &config, &name)?;
    let unknown = ContractError::Unauthorized;
    let (mut ledger, mut totals) = ledger::load(&mut deps, &env, &config, &address, unknown)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let asked = ledger.own.asked().checked_add(amount);
    let asked = asked.map_err(|_| ContractError::NoFundsToDelegate)?;
    let allowed = power::allowed(deps.as_ref(), &config, &address, &ledger.own, asked)?;
    let unused = ledger.unused();
    let spendable = spendable_funds(deps.storage, deps.querier, &env, &config, &totals, unused)?;
    if !adjust && ledger.own.overflow.unwrap_or(Overflow::Reject) == Overflow::Reject {
        if asked > ledger.own.funds || amount > spendable {
            return Err(ContractError::NoFundsToDelegate);
        }
        if asked > allowed {
            return Err(ContractError::AboveAllowed);
        }
    }
    let before = POSITIONS.may_load(deps.storage, (&address, &name))?;
    let is_new = before.is_none();
    if is_new {
        targets::admit(&mut deps, &mut ledger)?;
    }
    let before = before.unwrap_or_default();
    let asked_here = before.asked().checked_add(amount)?;
    let target = targets::one(deps.storage, &address, &name, asked_here, asked, allowed)?;
    let all = ledger.own.granted;
    let granted = grant_step(before.granted, target, allowed, all, spendable);
    let more = granted.saturating_sub(before.granted);
    let response = Response::new()
        .add_submessages(informs)
        .add_attribute("action", if adjust { "adjust" } else { "delegate" })
        .add_attribute("consumer", address.clone())
        .add_attribute("validator", name.clone())
        .add_attribute("amount", amount)
        .add_attribute("granted", more);

    if more.is_zero() {
        if is_new && !adjust && deps.querier.query_validator(&name)?.is_none() {
            return Err(ContractError::UnknownValidator { validator: name });
        }
        let mut validator = load_validator(deps.storage, &name)?;
        let mut position = load_position(deps.storage, &address, &name, &validator)?;
        ask(&mut position, &mut ledger, true, amount)?;
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
        return Ok(response);
    }
    if ledger.changed {
        ledger.save(deps.storage, &mut totals)?;
        TOTALS.save(deps.storage, &totals)?;
    }
    let action = Action::Delegate {
        consumer: address,
        amount: more,
        asked: amount,
    };
    let step = steps::delegate(&mut deps, &env, &config, &name, action, more, adjust)?;
    Ok(response.add_submessage(step))
}
