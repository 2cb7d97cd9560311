use cosmwasm_std::{Addr, Empty, Order, StdResult, Storage, Uint256};
use cw_storage_plus::Bound;
use mesh_math::shares::{Stake, MULTIPLIER_ONE};

use super::visit::Visit;
use super::{next_id, positions};
use crate::state::{Position, Unbonding, RELEASES, SLASHES, UNBONDINGS, UNBONDINGS_AT};

/// An unstake joins an entry opened less than this part of the unbonding period ago.
const PERIOD_PARTS: u64 = 7;

/// The multiplier with every slash executed before `time` and none after.
pub fn multiplier_before(store: &dyn Storage, validator: &str, time: u64) -> StdResult<Uint256> {
    let last = SLASHES
        .prefix(validator)
        .range(store, None, Some(Bound::exclusive(time)), Order::Descending)
        .next()
        .transpose()?;
    Ok(last.map_or(MULTIPLIER_ONE, |(_, multiplier)| multiplier))
}

/// Starts unbonding `stake`, which has taken all cuts of its owner.
pub fn open(
    store: &mut dyn Storage,
    visit: &mut Visit,
    name: &str,
    position: &mut Position,
    stake: Stake,
    (now, period): (u64, u64),
) -> StdResult<u64> {
    let owner = visit.owner.clone();
    let release_at = now.saturating_add(period);
    let window = period.checked_div(PERIOD_PARTS).unwrap_or_default();
    if let Some((id, mut entry)) = newest(store, name, &owner)? {
        let age = now.saturating_sub(entry.opened_at);
        if age < window && now < entry.release_at {
            let cut = visit.cut(entry.stake(), &mut entry.cut_number);
            let joined = cut.join(stake);
            RELEASES.remove(store, (&owner, entry.release_at, id));
            entry.tokens = joined.tokens;
            entry.shares = joined.shares;
            entry.release_at = entry.release_at.max(release_at);
            RELEASES.save(store, (&owner, entry.release_at, id), &Empty {})?;
            UNBONDINGS.save(store, (&owner, id), &entry)?;
            return Ok(entry.release_at);
        }
    }
    let id = next_id(store)?;
    let entry = Unbonding {
        validator: name.to_string(),
        tokens: stake.tokens,
        shares: stake.shares,
        cut_number: visit.account.cut_number,
        opened_at: now,
        release_at,
    };
    UNBONDINGS.save(store, (&owner, id), &entry)?;
    UNBONDINGS_AT.save(store, (name, &owner, id), &Empty {})?;
    RELEASES.save(store, (&owner, release_at, id), &Empty {})?;
    visit.account.unbonding = visit.account.unbonding.saturating_add(1);
    position.unbonding = position.unbonding.saturating_add(1);
    Ok(release_at)
}

fn newest(store: &dyn Storage, name: &str, owner: &Addr) -> StdResult<Option<(u64, Unbonding)>> {
    let id = UNBONDINGS_AT
        .prefix((name, owner))
        .keys(store, None, None, Order::Descending)
        .next()
        .transpose()?;
    match id {
        Some(id) => Ok(Some((id, UNBONDINGS.load(store, (owner, id))?))),
        None => Ok(None),
    }
}

/// Takes cuts, then slashes up to its release, off an entry; one that is worth nothing is forgotten.
pub fn settle(store: &mut dyn Storage, visit: &mut Visit, id: u64) -> StdResult<()> {
    let owner = visit.owner.clone();
    let mut entry = UNBONDINGS.load(store, (&owner, id))?;
    let stake = settle_stake(store, visit, &mut entry)?;
    if stake.tokens.is_zero() {
        return close(store, visit, id, &entry);
    }
    entry.tokens = stake.tokens;
    entry.shares = stake.shares;
    UNBONDINGS.save(store, (&owner, id), &entry)
}

/// Settles an entry whose release has come, releases what it is worth and forgets it.
pub fn release(store: &mut dyn Storage, visit: &mut Visit, id: u64) -> StdResult<Stake> {
    let mut entry = UNBONDINGS.load(store, (&visit.owner, id))?;
    let stake = settle_stake(store, visit, &mut entry)?;
    visit.release(stake.tokens);
    close(store, visit, id, &entry)?;
    Ok(stake)
}

fn settle_stake(store: &dyn Storage, visit: &mut Visit, entry: &mut Unbonding) -> StdResult<Stake> {
    let multiplier = multiplier_before(store, &entry.validator, entry.release_at)?;
    let cut = visit.cut(entry.stake(), &mut entry.cut_number);
    let (stake, lost) = cut.settle(multiplier);
    visit.lose(lost);
    Ok(stake)
}

fn close(store: &mut dyn Storage, visit: &mut Visit, id: u64, entry: &Unbonding) -> StdResult<()> {
    let owner = visit.owner.clone();
    UNBONDINGS.remove(store, (&owner, id));
    UNBONDINGS_AT.remove(store, (&entry.validator, &owner, id));
    RELEASES.remove(store, (&owner, entry.release_at, id));
    visit.account.unbonding = visit.account.unbonding.saturating_sub(1);
    let mut position = positions::load(store, &entry.validator, &owner)?;
    position.unbonding = position.unbonding.saturating_sub(1);
    positions::save(store, visit, &entry.validator, &position)
}
