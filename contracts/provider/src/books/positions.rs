use cosmwasm_std::{Addr, Empty, Env, StdResult, Storage};

use super::rewards;
use super::visit::Visit;
use crate::state::{Position, Validator, POSITIONS, POSITIONS_OF};

/// The owner's position at a validator, an empty one where he has none.
pub fn load(store: &dyn Storage, validator: &str, owner: &Addr) -> StdResult<Position> {
    Ok(POSITIONS
        .may_load(store, (validator, owner))?
        .unwrap_or_default())
}

/// Writes a position, or forgets an empty one, and counts the owner's occupied positions.
pub fn save(
    store: &mut dyn Storage,
    visit: &mut Visit,
    validator: &str,
    position: &Position,
) -> StdResult<()> {
    let owner = visit.owner.clone();
    let was = POSITIONS_OF.has(store, (&owner, validator));
    let is = position.is_occupied();
    if is && !was {
        POSITIONS_OF.save(store, (&owner, validator), &Empty {})?;
        visit.account.positions = visit.account.positions.saturating_add(1);
    } else if was && !is {
        POSITIONS_OF.remove(store, (&owner, validator));
        visit.account.positions = visit.account.positions.saturating_sub(1);
    }
    if is || position.unbonding > 0 {
        POSITIONS.save(store, (validator, &owner), position)
    } else {
        POSITIONS.remove(store, (validator, &owner));
        Ok(())
    }
}

/// Takes cuts, then slashes, off the active stake of a position; the caller saves both.
pub fn settle(
    store: &mut dyn Storage,
    env: &Env,
    visit: &mut Visit,
    name: &str,
    validator: &mut Validator,
    position: &mut Position,
) -> StdResult<()> {
    rewards::accrue(store, name, validator, position)?;
    let total = validator.value();
    let cut = visit.cut(position.stake(), &mut position.cut_number);
    let was_cut = cut.tokens < position.tokens;
    let (stake, lost) = cut.settle(validator.multiplier);
    visit.lose(lost);
    position.tokens = stake.tokens;
    rewards::shrink(store, name, validator, position, stake.shares)?;
    if was_cut {
        // What a slash took was told when it happened; what a cut takes is told here.
        let fall = total.saturating_sub(validator.value());
        visit.unstake(store, env, name, fall, &env.contract.address)?;
    }
    Ok(())
}
