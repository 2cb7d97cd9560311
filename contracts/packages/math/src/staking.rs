//! The ledger of a consumer at the contract that delegates, and what of it can be spent.

use cosmwasm_std::{Decimal, Uint128, Uint512};

/// What a consumer may still have delegated: `funds − granted − unbonding`, zero at least.
pub fn unused(funds: Uint128, granted: Uint128, unbonding: Uint128) -> Uint128 {
    funds.saturating_sub(granted).saturating_sub(unbonding)
}

/// `min(own, balance − rewards − others)`, zero at least. `own` is what the ledger leaves unused,
/// `rewards` what the balance holds for rewards, `others` what it holds for other ledgers.
pub fn spendable(own: Uint128, balance: Uint128, rewards: Uint128, others: Uint128) -> Uint128 {
    own.min(balance.saturating_sub(rewards).saturating_sub(others))
}

/// The second at which what is undelegated at `now` (nanoseconds) has come back, rounded up.
/// None beyond 2⁶⁴ − 1.
pub fn release_time(now: u64, unbonding_time: u64) -> Option<u64> {
    now.div_ceil(1_000_000_000).checked_add(unbonding_time)
}

/// Undelegations closer together than this many seconds share one entry of the ledger, so that no
/// more than 30 are open at once.
pub fn entry_width(unbonding_time: u64) -> u64 {
    unbonding_time.div_ceil(28)
}

/// Bits after the point of a reward index. A reward is at most 2¹²⁸ − 1 and what earned it at least
/// 1, so an index has 512 − 300 − 128 = 84 bits to grow.
const INDEX_BITS: u32 = 300;

/// The index of one granted token after `amount` came for `granted` tokens in all. None where
/// nothing is granted, or where it no longer fits.
pub fn index_after(index: Uint512, amount: Uint128, granted: Uint128) -> Option<Uint512> {
    let step = Uint512::from(amount)
        .checked_shl(INDEX_BITS)
        .ok()?
        .checked_div(granted.into())
        .ok()?;
    index.checked_add(step).ok()
}

/// What is earned, scaled, once the index moved from `from` to `to`.
pub fn earn(earned: Uint512, granted: Uint128, from: Uint512, to: Uint512) -> Option<Uint512> {
    let step = to.checked_sub(from).ok()?;
    let more = step.checked_mul(granted.into()).ok()?;
    earned.checked_add(more).ok()
}

/// The whole units of what is earned, and the rest, scaled, that stays.
pub fn split_whole(earned: Uint512) -> (Uint128, Uint512) {
    let whole = earned.checked_shr(INDEX_BITS).unwrap_or_default();
    // What is earned is a part of rewards that are counted in 128 bits.
    let whole = Uint128::try_from(whole).unwrap_or(Uint128::MAX);
    let paid = Uint512::from(whole)
        .checked_shl(INDEX_BITS)
        .unwrap_or_default();
    (whole, earned.saturating_sub(paid))
}

/// What is earned with 18 places, floored; at most the largest decimal, about 3.4 × 10²⁰.
pub fn as_decimal_floor(earned: Uint512) -> Decimal {
    let scale = Uint512::from(Decimal::one().atomics());
    earned
        .checked_mul(scale)
        .and_then(|atomics| atomics.checked_shr(INDEX_BITS))
        .ok()
        .and_then(|atomics| Uint128::try_from(atomics).ok())
        .map_or(Decimal::MAX, Decimal::new)
}
