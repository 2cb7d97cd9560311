use cosmwasm_std::{Addr, BankMsg, Coin, DepsMut, Env, Response, Uint256};
use mesh_math::rewards::whole_units;

use crate::books::visit::Visit;
use crate::books::{positions, rewards, walk, Loaded};
use crate::error::ContractError;
use crate::state::{CONFIG, CREDITS_PER_MESSAGE, POSITIONS, REWARDS};

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
    rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
    let mut visit = Visit::open(deps.storage, &owner)?;
    walk::settle_cut(deps.storage, &env, &mut visit)?;
    let mut validator = Loaded::open(deps.storage, &name)?;
    let mut position = POSITIONS
        .may_load(deps.storage, (&name, &owner))?
        .ok_or_else(|| ContractError::NoStake(name.clone()))?;
    positions::settle(
        deps.storage,
        &env,
        &mut visit,
        &name,
        &mut validator.now,
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
    validator.close(deps.storage, &name)?;
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
