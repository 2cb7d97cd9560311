use cosmwasm_std::{Addr, BankMsg, Coin, DepsMut, Env, Response, Uint256};
use mesh_math::rewards::whole_units;

use crate::books::visit::Visit;
use crate::books::{known_validator, positions, rewards, walk};
use crate::error::ContractError;
use crate::state::{CONFIG, CREDITS_PER_MESSAGE, POSITIONS, REWARDS, VALIDATORS};

/// Pays the whole units of what the sender's stake at a validator earned; the fraction stays.
pub fn claim_rewards(
    mut deps: DepsMut,
    env: Env,
    owner: Addr,
    name: String,
    recipient: Option<String>,
) -> Result<Response, ContractError> {
    let recipient = match recipient {
        Some(recipient) => deps.api.addr_validate(&recipient)?,
        None => owner.clone(),
    };
    known_validator(deps.storage, &name)?;
    if !POSITIONS.has(deps.storage, (&name, &owner)) {
        return Err(ContractError::NoStake(name));
    }
    rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
    let mut visit = Visit::open(deps.storage, &owner)?;
    walk::settle_cut(deps.storage, &env, &mut visit)?;
    let mut validator = known_validator(deps.storage, &name)?;
    let mut position = positions::load(deps.storage, &name, &owner)?;
    positions::settle(
        deps.storage,
        &env,
        &mut visit,
        &name,
        &mut validator,
        &mut position,
    )?;
    let (amount, fraction) = whole_units(position.earned);
    if amount.is_zero() {
        return Err(ContractError::NoRewards);
    }
    let denom = CONFIG.load(deps.storage)?.rewards_ibc_denom;
    let balance = deps
        .querier
        .query_balance(&env.contract.address, &denom)?
        .amount;
    if balance < Uint256::from(amount) {
        return Err(ContractError::BalanceTooLow {
            rewards: amount.into(),
            balance,
        });
    }
    position.earned = fraction;
    VALIDATORS.save(deps.storage, &name, &validator)?;
    positions::save(deps.storage, &mut visit, &name, &position)?;
    let mut totals = REWARDS.may_load(deps.storage)?.unwrap_or_default();
    totals.credited = totals.credited.saturating_sub(amount);
    REWARDS.save(deps.storage, &totals)?;

    let payment = BankMsg::Send {
        to_address: recipient.to_string(),
        amount: vec![Coin::new(amount, denom.clone())],
    };
    let messages = visit.close(deps.branch(), &env)?;
    Ok(Response::new()
        .add_submessages(messages)
        .add_message(payment)
        .add_attribute("action", "claim_rewards")
        .add_attribute("owner", owner)
        .add_attribute("recipient", recipient)
        .add_attribute("validator", name)
        .add_attribute("amount", amount)
        .add_attribute("denom", denom))
}
