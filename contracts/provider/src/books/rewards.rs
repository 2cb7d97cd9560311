use cosmwasm_std::{Deps, Env, QuerierWrapper, StdResult, Storage, Uint128, Uint256, Uint512};
use mesh_math::rewards::{earned, Credited, Entitlement};
use mesh_math::wide::to_u128;

use crate::state::{
    Announcement, Joined, Position, Rewards, Validator, Waiting, ANNOUNCEMENTS, CONFIG,
    CREDITS_PER_MESSAGE, JOINED, REWARDS, VALIDATORS,
};

/// Books an announced reward; its tokens are still to come.
pub fn announce(
    store: &mut dyn Storage,
    name: &str,
    validator: &mut Validator,
    amount: Uint128,
    rewards: Rewards,
) -> StdResult<()> {
    let announcement = Announcement {
        validator: name.to_string(),
        amount,
    };
    ANNOUNCEMENTS.save(store, rewards.tail, &announcement)?;
    REWARDS.save(
        store,
        &Rewards {
            tail: rewards.tail.saturating_add(1),
            announced: rewards.announced.saturating_add(amount),
            ..rewards
        },
    )?;
    validator.announced = validator.announced.saturating_add(1);
    VALIDATORS.save(store, name, validator)
}

/// The part of this contract's balance that no credited reward owns.
fn uncredited_balance(
    querier: &QuerierWrapper,
    env: &Env,
    denom: &str,
    rewards: &Rewards,
) -> Uint128 {
    let balance = querier
        .query_balance(&env.contract.address, denom)
        .map(|coin| to_u128(coin.amount))
        .unwrap_or_default();
    balance
        .saturating_sub(rewards.credited)
        .saturating_sub(rewards.unallocated)
}

/// Credits announced rewards whose tokens have come, first announced first; returns how many.
pub fn credit(
    store: &mut dyn Storage,
    querier: &QuerierWrapper,
    env: &Env,
    limit: u32,
) -> StdResult<u32> {
    let mut rewards = REWARDS.may_load(store)?.unwrap_or_default();
    if rewards.head == rewards.tail {
        return Ok(0);
    }
    let denom = CONFIG.load(store)?.rewards_ibc_denom;
    let mut available = uncredited_balance(querier, env, &denom, &rewards);
    let mut count = 0u32;
    while count < limit && rewards.head < rewards.tail {
        let Announcement { validator, amount } = ANNOUNCEMENTS.load(store, rewards.head)?;
        if amount > available {
            break;
        }
        if credit_one(store, &validator, amount)? {
            rewards.credited = rewards.credited.saturating_add(amount);
        } else {
            rewards.unallocated = rewards.unallocated.saturating_add(amount);
        }
        available = available.saturating_sub(amount);
        rewards.announced = rewards.announced.saturating_sub(amount);
        ANNOUNCEMENTS.remove(store, rewards.head);
        rewards.head = rewards.head.saturating_add(1);
        count = count.saturating_add(1);
    }
    REWARDS.save(store, &rewards)?;
    Ok(count)
}

/// Credits the validator's next announcement; false where there is no stake to take it.
fn credit_one(store: &mut dyn Storage, name: &str, amount: Uint128) -> StdResult<bool> {
    let mut validator = VALIDATORS.load(store, name)?;
    let tag = validator.credited;
    let (credited, joined) = next_credit(store, name, &mut validator, amount)?;
    if !joined.shares.is_zero() {
        let index = Some(credited.joined_at);
        JOINED.save(store, (name, tag), &Joined { index, ..joined })?;
    }
    VALIDATORS.save(store, name, &validator)?;
    Ok(!credited.unallocated)
}

/// Moves the validator past its next announcement; returns what that does and who becomes entitled.
fn next_credit(
    store: &dyn Storage,
    name: &str,
    validator: &mut Validator,
    amount: Uint128,
) -> StdResult<(Credited, Joined)> {
    let joined = joined_at(store, name, validator.credited)?;
    let mut credited = validator.pool().credit(amount, joined.shares);
    if validator.multiplier.is_zero() {
        // The shares of positions not yet settled stand for no stake.
        credited.pool.index = validator.index;
        credited.joined_at = validator.index;
        credited.unallocated = true;
    }
    validator.entitled = credited.pool.entitled;
    validator.index = credited.pool.index;
    validator.credited = validator.credited.saturating_add(1);
    Ok((credited, joined))
}

/// What a position would have earned after the credits of a message sent now, scaled by 2^300.
pub fn forecast(deps: Deps, env: &Env, name: &str, position: &Position) -> StdResult<Uint512> {
    let store = deps.storage;
    let Some(mut validator) = VALIDATORS.may_load(store, name)? else {
        return Ok(Uint512::zero());
    };
    let rewards = REWARDS.may_load(store)?.unwrap_or_default();
    let denom = CONFIG.load(store)?.rewards_ibc_denom;
    let mut available = uncredited_balance(&deps.querier, env, &denom, &rewards);
    let last = rewards.head.saturating_add(CREDITS_PER_MESSAGE.into());
    let mut entitled_at = vec![];
    for id in rewards.head..rewards.tail.min(last) {
        let announcement = ANNOUNCEMENTS.load(store, id)?;
        if announcement.amount > available {
            break;
        }
        available = available.saturating_sub(announcement.amount);
        if announcement.validator == name {
            let tag = validator.credited;
            let (credited, _) = next_credit(store, name, &mut validator, announcement.amount)?;
            entitled_at.push((tag, credited.joined_at));
        }
    }
    let mut total =
        position
            .earned
            .saturating_add(earned(position.entitled, position.index, validator.index));
    for part in &position.waiting {
        if part.tag < validator.credited {
            let now = entitled_at.iter().find(|(tag, _)| *tag == part.tag);
            let from = match now {
                Some((_, index)) => *index,
                None => joined_at(store, name, part.tag)?.from(&validator),
            };
            total = total.saturating_add(earned(part.shares, from, validator.index));
        }
    }
    Ok(total)
}

fn joined_at(store: &dyn Storage, name: &str, tag: u64) -> StdResult<Joined> {
    Ok(JOINED.may_load(store, (name, tag))?.unwrap_or_default())
}

impl Joined {
    /// The index from which shares of a credited tag earn.
    fn from(&self, validator: &Validator) -> Uint512 {
        self.index.unwrap_or(validator.index)
    }
}

/// Brings what a position earned up to now, at its shares up to now.
pub fn accrue(
    store: &mut dyn Storage,
    name: &str,
    validator: &Validator,
    position: &mut Position,
) -> StdResult<()> {
    let mut total =
        position
            .earned
            .saturating_add(earned(position.entitled, position.index, validator.index));
    let mut still_waiting = vec![];
    for part in position.waiting.drain(..) {
        if part.tag >= validator.credited {
            still_waiting.push(part);
            continue;
        }
        let joined = joined_at(store, name, part.tag)?;
        total = total.saturating_add(earned(part.shares, joined.from(validator), validator.index));
        position.entitled = position.entitled.saturating_add(part.shares);
        leave(store, name, part.tag, joined, part.shares)?;
    }
    position.waiting = still_waiting;
    position.earned = total;
    position.index = validator.index;
    Ok(())
}

/// New stake joins: it waits until the next announcement after now is credited.
pub fn join(
    store: &mut dyn Storage,
    name: &str,
    validator: &mut Validator,
    position: &mut Position,
    shares: Uint256,
) -> StdResult<()> {
    if shares.is_zero() {
        return Ok(());
    }
    let tag = validator.announced;
    let mut joined = joined_at(store, name, tag)?;
    joined.shares = joined.shares.saturating_add(shares);
    JOINED.save(store, (name, tag), &joined)?;
    match position.waiting.last_mut() {
        Some(last) if last.tag == tag => last.shares = last.shares.saturating_add(shares),
        _ => position.waiting.push(Waiting { tag, shares }),
    }
    position.shares = position.shares.saturating_add(shares);
    validator.shares = validator.shares.saturating_add(shares);
    Ok(())
}

/// Lowers the shares of an accrued position to `total`, from entitled and waiting ones alike.
pub fn shrink(
    store: &mut dyn Storage,
    name: &str,
    validator: &mut Validator,
    position: &mut Position,
    total: Uint256,
) -> StdResult<()> {
    let after = entitlement(position).shrink(total);
    apply(store, name, validator, position, after)
}

/// Lowers the shares of an accrued position to `total`, those that wait first, the latest first.
pub fn withdraw(
    store: &mut dyn Storage,
    name: &str,
    validator: &mut Validator,
    position: &mut Position,
    total: Uint256,
) -> StdResult<()> {
    let after = entitlement(position).withdraw(total);
    apply(store, name, validator, position, after)
}

fn entitlement(position: &Position) -> Entitlement {
    Entitlement {
        entitled: position.entitled,
        waiting: position.waiting.iter().map(|part| part.shares).collect(),
    }
}

fn apply(
    store: &mut dyn Storage,
    name: &str,
    validator: &mut Validator,
    position: &mut Position,
    after: Entitlement,
) -> StdResult<()> {
    let total = after.total();
    let gone = position.shares.saturating_sub(total);
    let no_longer_entitled = position.entitled.saturating_sub(after.entitled);
    validator.shares = validator.shares.saturating_sub(gone);
    validator.entitled = validator.entitled.saturating_sub(no_longer_entitled);
    for (part, shares) in position.waiting.iter_mut().zip(after.waiting) {
        let less = part.shares.saturating_sub(shares);
        if !less.is_zero() {
            let joined = joined_at(store, name, part.tag)?;
            leave(store, name, part.tag, joined, less)?;
            part.shares = shares;
        }
    }
    position.waiting.retain(|part| !part.shares.is_zero());
    position.entitled = after.entitled;
    position.shares = total;
    Ok(())
}

/// Shares no longer wait with their tag; a tag without shares is forgotten.
fn leave(
    store: &mut dyn Storage,
    name: &str,
    tag: u64,
    mut joined: Joined,
    shares: Uint256,
) -> StdResult<()> {
    joined.shares = joined.shares.saturating_sub(shares);
    if joined.shares.is_zero() {
        JOINED.remove(store, (name, tag));
        Ok(())
    } else {
        JOINED.save(store, (name, tag), &joined)
    }
}
