//! What x/distribution pays, by itself or asked, and whom it belongs to.

use cosmwasm_std::{Addr, Decimal256, Deps, DepsMut, Env, StdResult, Storage, Uint128, Uint256};
use mesh_math::rewards::{earned, index_growth_ceil};

use crate::error::ContractError;
use crate::ledger::saturate;
use crate::state::{
    Action, Change, Config, Position, Totals, Validator, POSITIONS, REWARDS_DENOM, SET_ASIDE,
    VALIDATORS,
};

/// Notes the balances before a staking message that x/distribution may pay rewards with.
pub fn before(
    deps: Deps,
    env: &Env,
    config: &Config,
    validator: String,
    action: Action,
) -> StdResult<Change> {
    let rewards_denom = match REWARDS_DENOM.may_load(deps.storage)? {
        Some(denom) => denom,
        None => first_denom(deps, env, config, &validator),
    };
    let balance = |denom: &str| -> StdResult<Uint256> {
        let coin = deps.querier.query_balance(&env.contract.address, denom)?;
        Ok(coin.amount)
    };
    let bonded_before = balance(&config.denom)?;
    let rewards_before = if rewards_denom == config.denom {
        bonded_before
    } else {
        balance(&rewards_denom)?
    };
    Ok(Change {
        validator,
        action,
        rewards_denom,
        rewards_before,
        bonded_before,
    })
}

/// The denom of the rewards about to be paid: the bonded one where it is among them, so that a
/// stranger's fee in a denom of his own can't settle the question; else the first the chain names.
fn first_denom(deps: Deps, env: &Env, config: &Config, validator: &str) -> String {
    // The chain answers an error where there is no delegation; then there are no rewards either.
    let rewards = deps
        .querier
        .query_delegation_rewards(&env.contract.address, validator)
        .unwrap_or_default();
    let mut denoms = rewards
        .into_iter()
        .filter(|coin| coin.amount >= Decimal256::one())
        .map(|coin| coin.denom);
    let first = denoms.next();
    match first {
        Some(first) if first != config.denom && !denoms.any(|denom| denom == config.denom) => first,
        _ => config.denom.clone(),
    }
}

/// Credits what came with a staking message to those who had stake at the validator before it.
/// Answers the amount in the reward denom.
pub fn book(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    change: &Change,
    totals: &mut Totals,
) -> Result<Uint128, ContractError> {
    let spent = match &change.action {
        Action::Delegate { amount, .. } | Action::Stake { amount, .. } => *amount,
        Action::Undelegate { .. } | Action::Redelegate { .. } | Action::Withdraw {} => {
            Uint128::zero()
        }
    };
    let bonded = deps
        .querier
        .query_balance(&env.contract.address, &config.denom)?
        .amount
        .saturating_add(spent.into())
        .saturating_sub(change.bonded_before);
    let paid = if change.rewards_denom == config.denom {
        saturate(bonded)
    } else {
        set_aside(deps.storage, &config.denom, saturate(bonded))?;
        let balance = deps
            .querier
            .query_balance(&env.contract.address, &change.rewards_denom)?
            .amount;
        saturate(balance.saturating_sub(change.rewards_before))
    };
    let denom = &change.rewards_denom;
    if let Action::Redelegate { to, rewards, .. } = &change.action {
        let first = paid.min(*rewards);
        credit(deps.storage, &change.validator, denom, totals, first)?;
        credit(deps.storage, to, denom, totals, paid.saturating_sub(first))?;
    } else {
        credit(deps.storage, &change.validator, denom, totals, paid)?;
    }
    Ok(paid)
}

/// Whole units that x/distribution has to pay for a validator now; none where it does not say.
pub fn due(deps: Deps, env: &Env, validator: &str, denom: &str) -> Uint128 {
    let rewards = deps
        .querier
        .query_delegation_rewards(&env.contract.address, validator)
        .unwrap_or_default();
    let due = rewards.into_iter().find(|coin| coin.denom == denom);
    due.map(|coin| saturate(coin.amount.to_uint_floor()))
        .unwrap_or_default()
}

fn credit(
    storage: &mut dyn Storage,
    name: &str,
    denom: &str,
    totals: &mut Totals,
    amount: Uint128,
) -> Result<(), ContractError> {
    if amount.is_zero() {
        return Ok(());
    }
    if REWARDS_DENOM.may_load(storage)?.is_none() {
        REWARDS_DENOM.save(storage, &denom.to_string())?;
    }
    let mut validator = load_validator(storage, name)?;
    if validator.granted.is_zero() {
        return Ok(set_aside(storage, denom, amount)?);
    }
    let growth = index_growth_ceil(amount, validator.granted.into());
    validator.index = validator.index.saturating_add(growth);
    VALIDATORS.save(storage, name, &validator)?;
    totals.rewards_owed = totals.rewards_owed.checked_add(amount)?;
    Ok(())
}

pub fn set_aside(storage: &mut dyn Storage, denom: &str, amount: Uint128) -> StdResult<()> {
    if amount.is_zero() {
        return Ok(());
    }
    let held = SET_ASIDE.may_load(storage, denom)?.unwrap_or_default();
    SET_ASIDE.save(storage, denom, &held.saturating_add(amount))
}

pub fn load_validator(storage: &dyn Storage, validator: &str) -> StdResult<Validator> {
    Ok(VALIDATORS.may_load(storage, validator)?.unwrap_or_default())
}

/// Brings a position up to the index of its validator.
pub fn settle(position: &mut Position, validator: &Validator) {
    let more = earned(position.granted.into(), position.index, validator.index);
    position.earned = position.earned.saturating_add(more);
    position.index = validator.index;
}

/// A position as it stands now, or an empty one.
pub fn load_position(
    storage: &dyn Storage,
    consumer: &Addr,
    name: &str,
    validator: &Validator,
) -> StdResult<Position> {
    let mut position = POSITIONS
        .may_load(storage, (consumer, name))?
        .unwrap_or_default();
    settle(&mut position, validator);
    Ok(position)
}
