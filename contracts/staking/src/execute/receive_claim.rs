use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, Uint128};
use mesh_apis::payment::must_pay;

use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::local::{self, MAX_STAKES};
use crate::slash;
use crate::state::{Action, Config, CONFIG, OWNED, POOLS, TOTALS};
use crate::steps;

/// Delegates tokens of the lockup for one of its owners. What the chain refuses fails the claim.
pub fn receive_claim(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
    validator: String,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let lockup = check_lockup(&config, &info)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    if must_pay(&info, &config.denom)? != amount {
        return Err(ContractError::WrongFunds);
    }
    let owner = deps.api.addr_validate(&owner)?;
    if !OWNED.has(deps.storage, (&owner, &validator)) {
        let stakes = OWNED
            .prefix(&owner)
            .keys(deps.storage, None, None, Order::Ascending)
            .count();
        if stakes >= MAX_STAKES {
            return Err(ContractError::TooManyStakes { max: MAX_STAKES });
        }
    }
    let (informs, _) = slash::check(&mut deps, &env, &config, &validator)?;
    let pool = local::load_pool(deps.storage, &validator)?;
    if pool.multiplier.is_zero() {
        if !pool.shares.is_zero() {
            return Err(ContractError::SlashedToZero);
        }
        POOLS.save(deps.storage, &validator, &local::renewed(pool))?;
    }
    // What came along is in the balance already. Nothing that compares the balance with the books
    // may run before it is in both, or it would stand in for what never came back to others.
    let mut totals = TOTALS.load(deps.storage)?;
    let mut ledger = Ledger::stored(deps.storage, &lockup)?;
    ledger.own.funds = ledger.own.funds.checked_add(amount)?;
    totals.funds = totals.funds.checked_add(amount)?;
    ledger.save(deps.storage, &mut totals)?;
    TOTALS.save(deps.storage, &totals)?;
    let action = Action::Stake {
        owner: owner.clone(),
        amount,
    };
    let step = steps::delegate(&mut deps, &env, &config, &validator, action, amount, false)?;
    Ok(Response::new()
        .add_submessages(informs)
        .add_submessage(step)
        .add_attribute("action", "receive_claim")
        .add_attribute("owner", owner)
        .add_attribute("validator", validator)
        .add_attribute("amount", amount))
}

/// Only the lockup may say what its owners hold.
pub fn check_lockup(
    config: &Config,
    info: &MessageInfo,
) -> Result<cosmwasm_std::Addr, ContractError> {
    match &config.lockup {
        Some(lockup) if *lockup == info.sender => Ok(lockup.clone()),
        _ => Err(ContractError::Unauthorized),
    }
}
