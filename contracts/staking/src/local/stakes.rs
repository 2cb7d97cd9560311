//! The pool of a validator and the stakes in it.

use cosmwasm_std::{Addr, Order, StdResult, Storage, Uint128, Uint256, Uint512};
use mesh_math::rewards::{earned, index_growth_ceil, whole_units};
use mesh_math::shares::{self, shares_ceil, value_floor, MULTIPLIER_ONE};
use mesh_math::wide::mul_div_floor;

use super::release::owned;
use crate::error::ContractError;
use crate::rewards::{load_position, load_validator};
use crate::state::{
    Batch, Pool, Position, Stake, Validator, BATCHES, LEAVING, LOWER, OWNED, POOLS, POSITIONS,
    STAKES, WALKS,
};

pub fn load_pool(storage: &dyn Storage, name: &str) -> StdResult<Pool> {
    Ok(POOLS.may_load(storage, name)?.unwrap_or(Pool {
        multiplier: MULTIPLIER_ONE,
        shares: Uint256::zero(),
        waiting: Uint256::zero(),
        index: Uint512::zero(),
        batch: 0,
    }))
}

/// A pool without shares that slashes left nothing of, as a new one; its batches stay apart.
pub fn renewed(pool: Pool) -> Pool {
    Pool {
        multiplier: MULTIPLIER_ONE,
        ..pool
    }
}

/// The pool with all that the validator earned it passed on to its shares, and its own position, with
/// which fractions of a unit stay.
fn passed_on(storage: &dyn Storage, lockup: &Addr, name: &str) -> StdResult<(Pool, Position)> {
    let mut pool = load_pool(storage, name)?;
    let validator = load_validator(storage, name)?;
    let mut position = load_position(storage, lockup, name, &validator)?;
    pass_on(&mut pool, &mut position);
    Ok((pool, position))
}

fn pass_on(pool: &mut Pool, position: &mut Position) {
    if pool.shares.is_zero() {
        return;
    }
    let (units, rest) = whole_units(position.earned);
    position.earned = rest;
    pool.index = pool
        .index
        .saturating_add(index_growth_ceil(units, pool.shares));
}

/// The pool as it stands now.
pub fn pool_now(storage: &mut dyn Storage, lockup: &Addr, name: &str) -> StdResult<Pool> {
    let (pool, position) = passed_on(storage, lockup, name)?;
    POSITIONS.save(storage, (lockup, name), &position)?;
    POOLS.save(storage, name, &pool)?;
    Ok(pool)
}

/// Lowers the pool to `left` of what its position has, and starts to go through its owners.
pub fn slash(
    storage: &mut dyn Storage,
    name: &str,
    position: &mut Position,
    left: Uint128,
) -> StdResult<()> {
    let mut pool = load_pool(storage, name)?;
    // The position was brought up to date by the caller; its shares take what it earned so far.
    pass_on(&mut pool, position);
    pool.multiplier = mul_div_floor(pool.multiplier, left.into(), position.granted.into());
    position.granted = left;
    POOLS.save(storage, name, &pool)?;
    WALKS.save(storage, name, &None)
}

/// A stake as it stands now, and what slashes took of it since it was last looked at. The pool's
/// shares follow; the caller writes both.
fn stake_now(
    storage: &dyn Storage,
    name: &str,
    owner: &Addr,
    pool: &mut Pool,
) -> StdResult<(Stake, Uint128)> {
    let mut stake = STAKES.may_load(storage, (name, owner))?.unwrap_or_default();
    let more = earned(stake.shares, stake.index, pool.index);
    stake.earned = stake.earned.saturating_add(more);
    stake.index = pool.index;
    let (now, lost) = of(&stake).settle(pool.multiplier);
    put(pool, &mut stake, now);
    Ok((stake, lost))
}

fn of(stake: &Stake) -> shares::Stake {
    shares::Stake {
        tokens: stake.tokens,
        shares: stake.shares,
    }
}

fn put(pool: &mut Pool, stake: &mut Stake, now: shares::Stake) {
    pool.shares = pool
        .shares
        .saturating_sub(stake.shares)
        .saturating_add(now.shares);
    stake.tokens = now.tokens;
    stake.shares = now.shares;
}

/// Adds tokens to a stake that is up to date.
pub fn join(
    storage: &mut dyn Storage,
    name: &str,
    owner: &Addr,
    pool: &mut Pool,
    stake: &mut Stake,
    amount: Uint128,
) -> Result<(), ContractError> {
    let more = shares::Stake {
        tokens: amount,
        shares: shares_ceil(amount, pool.multiplier),
    };
    let now = of(stake).join(more);
    put(pool, stake, now);
    STAKES.save(storage, (name, owner), stake)?;
    OWNED.save(storage, (owner, name), &())?;
    POOLS.save(storage, name, pool)?;
    Ok(())
}

/// Takes tokens out of a stake that is up to date, into the batch that is undelegated next. They earn
/// and are slashed until then.
pub fn leave(
    storage: &mut dyn Storage,
    name: &str,
    owner: &Addr,
    pool: &mut Pool,
    stake: &mut Stake,
    amount: Uint128,
) -> StdResult<()> {
    let rest = of(stake).cut(amount);
    let part = if rest.tokens.is_zero() {
        stake.shares
    } else {
        shares::part_ceil(stake.shares, amount, stake.tokens)
    };
    put(pool, stake, rest);
    pool.shares = pool.shares.saturating_add(part);
    pool.waiting = pool.waiting.saturating_add(part);
    let key = (name, owner, pool.batch);
    let mut entry = LEAVING.may_load(storage, key)?.unwrap_or_default();
    let more = earned(entry.shares, entry.index, pool.index);
    stake.earned = stake.earned.saturating_add(more);
    entry.index = pool.index;
    entry.tokens = entry.tokens.saturating_add(amount);
    entry.shares = entry.shares.saturating_add(part);
    LEAVING.save(storage, key, &entry)?;
    STAKES.save(storage, (name, owner), stake)?;
    POOLS.save(storage, name, pool)
}

/// Marks that local stake waits for an undelegation at the validator.
pub fn wait(
    storage: &mut dyn Storage,
    lockup: &Addr,
    name: &str,
    validator: &mut Validator,
) -> StdResult<()> {
    if !LOWER.has(storage, (name, lockup)) {
        LOWER.save(storage, (name, lockup), &())?;
        validator.waiting = validator.waiting.saturating_add(1);
    }
    Ok(())
}

/// What is to be undelegated for those who wait.
pub fn waiting_amount(pool: &Pool) -> Uint128 {
    value_floor(pool.waiting, pool.multiplier)
}

/// Notes that what waited is on its way back. The caller has passed on all rewards and takes the
/// amount off the ledger.
pub fn close_batch(
    storage: &mut dyn Storage,
    lockup: &Addr,
    name: &str,
    pool: &mut Pool,
    validator: &mut Validator,
    release: u64,
) -> StdResult<()> {
    let batch = Batch {
        release,
        multiplier: pool.multiplier,
        index: pool.index,
    };
    BATCHES.save(storage, (name, pool.batch), &batch)?;
    pool.batch = pool.batch.saturating_add(1);
    pool.shares = pool.shares.saturating_sub(pool.waiting);
    pool.waiting = Uint256::zero();
    POOLS.save(storage, name, pool)?;
    LOWER.remove(storage, (name, lockup));
    validator.waiting = validator.waiting.saturating_sub(1);
    Ok(())
}

/// The number of a batch, what an owner has in it, and the batch once it was undelegated.
type Entry = (u64, Stake, Option<Batch>);

/// What an owner leaves at a validator, by batch, with that batch once it was undelegated.
pub fn leaving(storage: &dyn Storage, name: &str, owner: &Addr) -> StdResult<Vec<Entry>> {
    LEAVING
        .prefix((name, owner))
        .range(storage, None, None, Order::Ascending)
        .map(|entry| {
            let (id, entry) = entry?;
            let batch = BATCHES.may_load(storage, (name, id))?;
            Ok((id, entry, batch))
        })
        .collect()
}

/// How many unstakes of an owner are under way, over all validators.
pub fn count_leaving(storage: &dyn Storage, owner: &Addr) -> StdResult<usize> {
    let mut count = 0usize;
    for name in owned(storage, owner)? {
        let entries = LEAVING
            .prefix((&name, owner))
            .keys(storage, None, None, Order::Ascending);
        count = count.saturating_add(entries.count());
    }
    Ok(count)
}

/// What an entry is worth now, or was when it was undelegated.
pub fn worth(entry: &Stake, batch: &Option<Batch>, pool: &Pool) -> Uint128 {
    let multiplier = batch
        .as_ref()
        .map_or(pool.multiplier, |batch| batch.multiplier);
    of(entry).value(multiplier)
}

/// The pool, an owner's stake and all that he leaves at a validator, as they stand now.
pub fn view(
    storage: &dyn Storage,
    lockup: &Addr,
    name: &str,
    owner: &Addr,
) -> StdResult<(Pool, Stake, Vec<Entry>)> {
    let (mut pool, _) = passed_on(storage, lockup, name)?;
    let (mut stake, _) = stake_now(storage, name, owner, &mut pool)?;
    let entries = leaving(storage, name, owner)?;
    for (_, entry, batch) in &entries {
        stake.earned = stake.earned.saturating_add(due(entry, batch, &pool));
    }
    Ok((pool, stake, entries))
}

/// What an entry earned until it was undelegated, and the stake does not have yet.
fn due(entry: &Stake, batch: &Option<Batch>, pool: &Pool) -> Uint512 {
    let index = batch.as_ref().map_or(pool.index, |batch| batch.index);
    earned(entry.shares, entry.index, index)
}

/// Brings an owner's stake and all that he leaves at a validator up to date: rewards go to the
/// stake's, losses are answered.
pub fn collect(
    storage: &mut dyn Storage,
    lockup: &Addr,
    name: &str,
    owner: &Addr,
) -> StdResult<(Pool, Stake, Uint128)> {
    let mut pool = pool_now(storage, lockup, name)?;
    let (mut stake, mut lost) = stake_now(storage, name, owner, &mut pool)?;
    for (id, mut entry, batch) in leaving(storage, name, owner)? {
        let more = due(&entry, &batch, &pool);
        let worth = worth(&entry, &batch, &pool);
        let less = entry.tokens.saturating_sub(worth);
        if more.is_zero() && less.is_zero() {
            continue;
        }
        stake.earned = stake.earned.saturating_add(more);
        entry.index = batch.as_ref().map_or(pool.index, |batch| batch.index);
        entry.tokens = worth;
        lost = lost.saturating_add(less);
        LEAVING.save(storage, (name, owner, id), &entry)?;
    }
    STAKES.save(storage, (name, owner), &stake)?;
    POOLS.save(storage, name, &pool)?;
    Ok((pool, stake, lost))
}
