//! What a consumer may spend, and when what it undelegated counts as back.

use cosmwasm_std::{
    Addr, DepsMut, Env, Order, QuerierWrapper, StdResult, Storage, Uint128, Uint256,
};
use cw_storage_plus::Bound;
use mesh_math::staking::{entry_width, release_time, spendable, unused};

use crate::error::ContractError;
use crate::state::{
    Config, Consumer, Totals, UnbondingEntry, CONSUMERS, RELEASES, REWARDS_DENOM, SET_ASIDE,
    TOTALS, UNBONDING,
};

/// Matured sums of all consumers that one message takes off.
const PAGE: usize = 50;

/// The ledger of `consumer` and the totals, both without what has come back by now.
/// A consumer has at most 30 open entries, so its own part is never long.
pub fn load(
    deps: &mut DepsMut,
    env: &Env,
    address: &Addr,
    unknown: ContractError,
) -> Result<(Consumer, Totals), ContractError> {
    let mut consumer = CONSUMERS.may_load(deps.storage, address)?.ok_or(unknown)?;
    let now = env.block.time.nanos();
    let matured = matured(deps.storage, address, now)?;
    for (release, amount) in matured {
        UNBONDING.remove(deps.storage, (address, release));
        consumer.unbonding = consumer.unbonding.saturating_sub(amount);
    }
    let totals = totals(deps.storage, now, PAGE)?;
    Ok((consumer, totals))
}

/// The entries of one consumer that have come back by `now`.
pub fn matured(storage: &dyn Storage, consumer: &Addr, now: u64) -> StdResult<Vec<(u64, Uint128)>> {
    UNBONDING
        .prefix(consumer)
        .range(storage, None, Some(Bound::inclusive(now)), Order::Ascending)
        .collect()
}

/// The totals without at most `page` sums that have come back by `now`.
pub fn totals(storage: &mut dyn Storage, now: u64, page: usize) -> StdResult<Totals> {
    let mut totals = TOTALS.load(storage)?;
    let matured = RELEASES
        .range(storage, None, Some(Bound::inclusive(now)), Order::Ascending)
        .take(page)
        .collect::<StdResult<Vec<_>>>()?;
    for (release, amount) in matured {
        RELEASES.remove(storage, release);
        totals.unbonding = totals.unbonding.saturating_sub(amount);
    }
    Ok(totals)
}

/// Counts `amount` as unbonding from now on. It joins the newest entry, and delays it, where that
/// was opened shortly before.
pub fn unbond(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    address: &Addr,
    consumer: &mut Consumer,
    totals: &mut Totals,
    amount: Uint128,
) -> Result<(), ContractError> {
    let now = env.block.time.nanos();
    let release = release_time(now, config.unbonding_time).ok_or(ContractError::TooLarge)?;
    let mut opened = now;
    let mut entry = amount;
    if let Some(newest) = &consumer.newest {
        let open = UNBONDING.may_load(storage, (address, newest.release))?;
        let young = now.saturating_sub(newest.opened) < entry_width(config.unbonding_time);
        if let (Some(open), true) = (open, young) {
            UNBONDING.remove(storage, (address, newest.release));
            let sum = RELEASES.load(storage, newest.release)?;
            match sum.checked_sub(open)? {
                rest if rest.is_zero() => RELEASES.remove(storage, newest.release),
                rest => RELEASES.save(storage, newest.release, &rest)?,
            }
            opened = newest.opened;
            entry = entry.checked_add(open)?;
        }
    }
    let own = UNBONDING
        .may_load(storage, (address, release))?
        .unwrap_or_default();
    UNBONDING.save(storage, (address, release), &own.checked_add(entry)?)?;
    let sum = RELEASES.may_load(storage, release)?.unwrap_or_default();
    RELEASES.save(storage, release, &sum.checked_add(entry)?)?;
    consumer.newest = Some(UnbondingEntry { opened, release });
    consumer.unbonding = consumer.unbonding.checked_add(amount)?;
    totals.unbonding = totals.unbonding.checked_add(amount)?;
    Ok(())
}

/// What the balance has for delegations of a ledger that leaves `own` unused while all ledgers
/// together leave `all` unused: `min(own, balance − rewards − (all − own))`.
pub fn spendable_funds(
    storage: &dyn Storage,
    querier: QuerierWrapper,
    env: &Env,
    config: &Config,
    totals: &Totals,
    own: Uint128,
    all: Uint128,
) -> StdResult<Uint128> {
    let balance = querier
        .query_balance(&env.contract.address, &config.denom)?
        .amount;
    let aside = SET_ASIDE
        .may_load(storage, &config.denom)?
        .unwrap_or_default();
    let rewards = match REWARDS_DENOM.may_load(storage)? {
        Some(denom) if denom == config.denom => totals.rewards_owed.saturating_add(aside),
        _ => aside,
    };
    let others = all.saturating_sub(own);
    Ok(spendable(own, saturate(balance), rewards, others))
}

/// What all ledgers together leave unused.
pub fn all_unused(totals: &Totals) -> Uint128 {
    unused(totals.funds, totals.granted, totals.unbonding)
}

/// The bank counts in 256 bits; no ledger here does.
pub fn saturate(amount: Uint256) -> Uint128 {
    Uint128::try_from(amount).unwrap_or(Uint128::MAX)
}
