use cosmwasm_std::{Empty, StdResult, Storage};

use super::positions;
use super::visit::Visit;
use crate::state::{InFlight, Position, IN_FLIGHT, IN_FLIGHT_AT, IN_FLIGHT_OF, VALIDATORS};

/// Counts stake that is about to be sent; `reply` writes the item, with the sequence it went out by.
pub fn open(
    store: &mut dyn Storage,
    visit: &mut Visit,
    id: u64,
    item: &InFlight,
    position: &mut Position,
) -> StdResult<()> {
    IN_FLIGHT_OF.save(store, (&item.owner, id), &Empty {})?;
    IN_FLIGHT_AT.save(store, (&item.validator, &item.owner, id), &Empty {})?;
    visit.account.in_flight = visit.account.in_flight.saturating_add(1);
    position.in_flight = position.in_flight.saturating_add(1);
    Ok(())
}

/// The item has no tokens any more; it stays by its packet until that is answered.
pub fn emptied(
    store: &mut dyn Storage,
    visit: &mut Visit,
    id: u64,
    item: &InFlight,
    position: &mut Position,
) {
    IN_FLIGHT_OF.remove(store, (&item.owner, id));
    IN_FLIGHT_AT.remove(store, (&item.validator, &item.owner, id));
    visit.account.in_flight = visit.account.in_flight.saturating_sub(1);
    position.in_flight = position.in_flight.saturating_sub(1);
}

/// Takes the owner's cut off stake in flight. Slashes wait for its answer.
pub fn settle(store: &mut dyn Storage, visit: &mut Visit, id: u64) -> StdResult<()> {
    let mut item = IN_FLIGHT.load(store, id)?;
    let before = item.tokens;
    let stake = visit.cut(item.stake(), &mut item.cut_number);
    item.tokens = stake.tokens;
    item.shares = stake.shares;
    IN_FLIGHT.save(store, id, &item)?;
    let taken = before.saturating_sub(stake.tokens);
    if taken.is_zero() {
        return Ok(());
    }
    let name = item.validator.clone();
    let mut validator = VALIDATORS.load(store, &name)?;
    validator.in_flight = validator.in_flight.saturating_sub(taken);
    VALIDATORS.save(store, &name, &validator)?;
    if item.tokens.is_zero() {
        let mut position = positions::load(store, &name, &visit.owner)?;
        emptied(store, visit, id, &item, &mut position);
        positions::save(store, visit, &name, &position)?;
    }
    Ok(())
}
