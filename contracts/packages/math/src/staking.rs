//! The ledger of a consumer at the contract that delegates, and what of it can be spent.

use cosmwasm_std::{Decimal, Uint128, Uint512};

use crate::rewards::{index_growth_floor, INDEX_BITS};

/// What a consumer may still have delegated: `funds − granted − unbonding`, zero at least.
pub fn unused(funds: Uint128, granted: Uint128, unbonding: Uint128) -> Uint128 {
    funds.saturating_sub(granted).saturating_sub(unbonding)
}

/// `min(own, balance − rewards − others)`, zero at least. `own` is what the ledger leaves unused,
/// `rewards` what the balance holds for rewards, `others` what it holds for other ledgers.
pub fn spendable(own: Uint128, balance: Uint128, rewards: Uint128, others: Uint128) -> Uint128 {
    own.min(balance.saturating_sub(rewards).saturating_sub(others))
}

/// Nanoseconds of a second.
const SECOND: u64 = 1_000_000_000;

/// When what is undelegated at `now` has come back, in nanoseconds; `unbonding_time` is in seconds.
/// None beyond 2⁶⁴ − 1.
pub fn release_time(now: u64, unbonding_time: u64) -> Option<u64> {
    unbonding_time.checked_mul(SECOND)?.checked_add(now)
}

/// Undelegations closer together than this many nanoseconds, a 28th of the time they take, share
/// one entry of the ledger, so that no more than 30 are open at once.
pub fn entry_width(unbonding_time: u64) -> u64 {
    unbonding_time.saturating_mul(SECOND).div_ceil(28)
}

/// The index of one granted token, scaled by 2³⁰⁰, after `amount` came for `granted` tokens.
///
/// Rounded up, so that what divides evenly comes out in whole units. What all positions together
/// earn is too much by less than `granted × 2⁻³⁰⁰` a reward, far below one unit for ever, and whole
/// numbers whose sum is below `received + 1` are no more than `received`.
pub fn index_after(index: Uint512, amount: Uint128, granted: Uint128) -> Uint512 {
    index
        .saturating_add(index_growth_floor(amount, granted.into()))
        .saturating_add(Uint512::one())
}

/// What is earned, scaled by 2³⁰⁰, as a decimal: floored at 18 places, at most the
/// largest decimal, about 3.4 × 10²⁰.
pub fn as_decimal_floor(earned: Uint512) -> Decimal {
    let scale = Uint512::from(Decimal::one().atomics());
    earned
        .checked_mul(scale)
        .and_then(|atomics| atomics.checked_shr(INDEX_BITS))
        .ok()
        .and_then(|atomics| Uint128::try_from(atomics).ok())
        .map_or(Decimal::MAX, Decimal::new)
}
