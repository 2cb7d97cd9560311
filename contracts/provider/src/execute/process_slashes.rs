use cosmwasm_std::{Addr, DepsMut, Env, Order, Response, StdResult, Storage, Uint128};
use cw_storage_plus::Bound;

use super::page;
use crate::books::visit::Visit;
use crate::books::{positions, rewards, unbonding, Loaded};
use crate::error::ContractError;
use crate::state::{Validator, CREDITS_PER_MESSAGE, MAX_ITEMS, POSITIONS, UNBONDINGS_AT};

/// Pushes the slashes of a validator to the lockup, delegator by delegator.
///
/// `limit` bounds the items (positions and unbondings) that a page settles; of one delegator it
/// settles at most 32 unbondings, further ones are `settle`'s. A call that fails stays due.
pub fn process_slashes(
    mut deps: DepsMut,
    env: Env,
    name: String,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
    let mut validator = Loaded::open(deps.storage, &name)?;
    let limit = page(limit);
    let after = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let owners = POSITIONS
        .prefix(&name)
        .keys(
            deps.storage,
            after.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect::<StdResult<Vec<Addr>>>()?;

    let mut response = Response::new();
    let mut items = 0u32;
    let mut slashed = Uint128::zero();
    let mut last = None;
    for owner in owners {
        if items >= limit {
            break;
        }
        let mut visit = Visit::open(deps.storage, &owner)?;
        let settled = settle_at(deps.storage, &env, &mut visit, &name, &mut validator.now)?;
        items = items.saturating_add(settled);
        slashed = slashed.saturating_add(visit.lost);
        response = response.add_submessages(visit.close(deps.branch(), &env)?);
        last = Some(owner);
    }
    validator.close(deps.storage, &name)?;
    response = response
        .add_attribute("action", "process_slashes")
        .add_attribute("validator", name)
        .add_attribute("amount", slashed);
    if let Some(owner) = last {
        response = response.add_attribute("last", owner);
    }
    Ok(response)
}

/// Settles what one owner has at one validator; returns how many items that were.
fn settle_at(
    store: &mut dyn Storage,
    env: &Env,
    visit: &mut Visit,
    name: &str,
    validator: &mut Validator,
) -> StdResult<u32> {
    let owner = visit.owner.clone();
    let mut position = positions::load(store, name, &owner)?;
    positions::settle(store, env, visit, name, validator, &mut position)?;
    positions::save(store, visit, name, &position)?;
    let ids = UNBONDINGS_AT
        .prefix((name, &owner))
        .keys(store, None, None, Order::Ascending)
        .take(usize::try_from(MAX_ITEMS).unwrap_or(usize::MAX))
        .collect::<StdResult<Vec<_>>>()?;
    let mut items = 1u32;
    for id in ids {
        unbonding::settle(store, visit, id)?;
        items = items.saturating_add(1);
    }
    Ok(items)
}
