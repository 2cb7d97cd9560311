//! What each validator of a consumer is to have, and the marks by which `rebalance` finds what is
//! to move.

use cosmwasm_std::{Addr, DepsMut, Order, StdResult, Storage, Uint128};
use mesh_math::cap;
use mesh_math::rewards::whole_units;

use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::rewards::load_validator;
use crate::state::{Position, Validator, LOWER, POSITIONS, RAISE, VALIDATORS};

/// At most so many positions a consumer; more than any chain has validators in its set.
pub const MAX_POSITIONS: u32 = 256;

/// The positions of a ledger, ascending by validator.
pub fn positions(storage: &dyn Storage, address: &Addr) -> StdResult<Vec<(String, Position)>> {
    POSITIONS
        .prefix(address)
        .range(storage, None, None, Order::Ascending)
        .collect()
}

/// The targets of all positions where `allowed` is to be shared.
pub fn all(allowed: Uint128, positions: &[(String, Position)]) -> Vec<Uint128> {
    let asked: Vec<_> = positions.iter().map(|(_, row)| row.asked()).collect();
    cap::targets(allowed, &asked)
}

/// What one validator is to have when the consumer asks for `asked_here` there and `asked` in all.
pub fn one(
    storage: &dyn Storage,
    address: &Addr,
    validator: &str,
    asked_here: Uint128,
    asked: Uint128,
    allowed: Uint128,
) -> StdResult<Uint128> {
    if asked <= allowed {
        return Ok(asked_here);
    }
    let mut rows = positions(storage, address)?;
    let place = rows.binary_search_by(|(name, _)| name.as_str().cmp(validator));
    let place = match place {
        Ok(place) => place,
        Err(place) => {
            rows.insert(place, (validator.to_string(), Position::default()));
            place
        }
    };
    if let Some((_, row)) = rows.get_mut(place) {
        row.asked = Some(asked_here);
    }
    Ok(all(allowed, &rows).get(place).copied().unwrap_or_default())
}

/// Sets where a position is to move; none where nothing is planned. Answers whether the validator
/// changed. The caller writes both.
pub fn set(
    storage: &mut dyn Storage,
    address: &Addr,
    name: &str,
    position: &mut Position,
    validator: &mut Validator,
    target: Option<Uint128>,
) -> StdResult<bool> {
    position.target = target.filter(|target| *target != position.granted);
    let low = position.target() < position.granted;
    let high = position.target() > position.granted;
    let was_low = LOWER.has(storage, (name, address));
    if high {
        RAISE.save(storage, (address, name), &())?;
    } else {
        RAISE.remove(storage, (address, name));
    }
    match (was_low, low) {
        (false, true) => {
            LOWER.save(storage, (name, address), &())?;
            validator.waiting = validator.waiting.saturating_add(1);
        }
        (true, false) => {
            LOWER.remove(storage, (name, address));
            validator.waiting = validator.waiting.saturating_sub(1);
        }
        _ => {}
    }
    Ok(was_low != low)
}

/// Stores what all validators of a consumer are to have.
pub fn plan(storage: &mut dyn Storage, address: &Addr, allowed: Uint128) -> StdResult<()> {
    let rows = positions(storage, address)?;
    let targets = all(allowed, &rows);
    for ((name, mut position), target) in rows.into_iter().zip(targets) {
        if position.target() == target {
            continue;
        }
        let mut validator = load_validator(storage, &name)?;
        if set(
            storage,
            address,
            &name,
            &mut position,
            &mut validator,
            Some(target),
        )? {
            VALIDATORS.save(storage, &name, &validator)?;
        }
        POSITIONS.save(storage, (address, &name), &position)?;
    }
    Ok(())
}

/// Makes room for a further position. Those with nothing in them go first where there are too many;
/// what they have of rewards is less than a unit.
pub fn admit(deps: &mut DepsMut, ledger: &mut Ledger) -> Result<(), ContractError> {
    let mut count = match ledger.own.positions {
        Some(count) => count,
        None => u32::try_from(positions(deps.storage, &ledger.address)?.len()).unwrap_or(u32::MAX),
    };
    if count >= MAX_POSITIONS {
        for (name, position) in positions(deps.storage, &ledger.address)? {
            let empty = position.granted.is_zero()
                && position.asked().is_zero()
                && whole_units(position.earned).0.is_zero();
            if empty {
                POSITIONS.remove(deps.storage, (&ledger.address, &name));
                count = count.saturating_sub(1);
            }
        }
    }
    if count >= MAX_POSITIONS {
        return Err(ContractError::TooManyValidators { max: MAX_POSITIONS });
    }
    ledger.own.positions = Some(count.saturating_add(1));
    ledger.changed = true;
    Ok(())
}
