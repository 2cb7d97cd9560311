use cosmwasm_std::{Env, Order, StdResult, Storage};
use cw_storage_plus::Bound;

use super::visit::Visit;
use super::{in_flight, positions, unbonding, Loaded};
use crate::error::ContractError;
use crate::state::{Cursor, IN_FLIGHT_OF, MAX_ITEMS, POSITIONS_OF, UNBONDINGS};

/// Before an owner's message: takes a recorded cut off all his items, or asks for `settle` where they are many.
pub fn settle_cut(
    store: &mut dyn Storage,
    env: &Env,
    visit: &mut Visit,
) -> Result<(), ContractError> {
    if visit.account.cut.is_zero() {
        return Ok(());
    }
    if visit.account.items() > MAX_ITEMS {
        return Err(ContractError::SettleFirst { max: MAX_ITEMS });
    }
    visit.account.cursor = None;
    pass(store, env, visit, MAX_ITEMS)?;
    visit.account.cursor = None;
    if visit.account.cut.is_zero() {
        Ok(())
    } else {
        Err(ContractError::SettleFirst { max: MAX_ITEMS })
    }
}

/// Settles up to `limit` items from where the last call ended, from the beginning after the end.
pub fn settle_items(
    store: &mut dyn Storage,
    env: &Env,
    visit: &mut Visit,
    limit: u32,
) -> Result<u32, ContractError> {
    let from_start = visit.account.cursor.is_none();
    let visited = pass(store, env, visit, limit)?;
    let left = limit.saturating_sub(visited);
    if from_start || left == 0 {
        return Ok(visited);
    }
    Ok(visited.saturating_add(pass(store, env, visit, left)?))
}

/// One pass from the cursor to the end of the items, or as far as `limit` reaches.
fn pass(
    store: &mut dyn Storage,
    env: &Env,
    visit: &mut Visit,
    limit: u32,
) -> Result<u32, ContractError> {
    let items = upcoming(store, visit, limit)?;
    let mut visited = 0u32;
    for item in &items {
        match item {
            Cursor::Position(name) => {
                let mut validator = Loaded::open(store, name)?;
                let mut position = positions::load(store, name, &visit.owner)?;
                positions::settle(store, env, visit, name, &mut validator.now, &mut position)?;
                validator.close(store, name)?;
                positions::save(store, visit, name, &position)?;
            }
            Cursor::InFlight(id) => in_flight::settle(store, visit, *id)?,
            Cursor::Unbonding(id) => unbonding::settle(store, visit, *id)?,
        }
        visited = visited.saturating_add(1);
    }
    visit.account.cursor = if visited < limit {
        None
    } else {
        items.last().cloned()
    };
    Ok(visited)
}

/// The items after the cursor, at most `limit`.
fn upcoming(store: &dyn Storage, visit: &Visit, limit: u32) -> StdResult<Vec<Cursor>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let owner = &visit.owner;
    let mut items: Vec<Cursor> = vec![];
    let (validator, sent, unbonding) = match &visit.account.cursor {
        None => (Some(None), Some(None), None),
        Some(Cursor::Position(name)) => (Some(Some(name.as_str())), Some(None), None),
        Some(Cursor::InFlight(id)) => (None, Some(Some(*id)), None),
        Some(Cursor::Unbonding(id)) => (None, None, Some(*id)),
    };
    if let Some(after) = validator {
        for name in POSITIONS_OF
            .prefix(owner)
            .keys(store, after.map(Bound::exclusive), None, Order::Ascending)
            .take(limit)
        {
            items.push(Cursor::Position(name?));
        }
    }
    if let Some(after) = sent {
        let left = limit.saturating_sub(items.len());
        for id in IN_FLIGHT_OF
            .prefix(owner)
            .keys(store, after.map(Bound::exclusive), None, Order::Ascending)
            .take(left)
        {
            items.push(Cursor::InFlight(id?));
        }
    }
    let left = limit.saturating_sub(items.len());
    for id in UNBONDINGS
        .prefix(owner)
        .keys(
            store,
            unbonding.map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(left)
    {
        items.push(Cursor::Unbonding(id?));
    }
    Ok(items)
}
