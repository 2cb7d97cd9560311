use cosmwasm_std::{Addr, BankMsg, Coin, DepsMut, Env, Response, Uint128};

use super::only_admin;
use crate::books::rewards;
use crate::error::ContractError;
use crate::state::{CONFIG, CREDITS_PER_MESSAGE, REWARDS};

/// Pays out the rewards that were credited while there was no stake to take them.
pub fn sweep_unallocated(
    deps: DepsMut,
    env: Env,
    sender: Addr,
    to: String,
) -> Result<Response, ContractError> {
    only_admin(deps.storage, &sender)?;
    let to = deps.api.addr_validate(&to)?;
    rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
    let mut totals = REWARDS.may_load(deps.storage)?.unwrap_or_default();
    let amount = totals.unallocated;
    if amount.is_zero() {
        return Err(ContractError::NothingUnallocated);
    }
    totals.unallocated = Uint128::zero();
    REWARDS.save(deps.storage, &totals)?;
    let denom = CONFIG.load(deps.storage)?.rewards_ibc_denom;
    let payment = BankMsg::Send {
        to_address: to.to_string(),
        amount: vec![Coin::new(amount, denom.clone())],
    };
    Ok(Response::new()
        .add_message(payment)
        .add_attribute("action", "sweep_unallocated")
        .add_attribute("to", to)
        .add_attribute("amount", amount)
        .add_attribute("denom", denom))
}
