//! The ledger of a consumer at the contract that delegates, and what of it can be spent.

use cosmwasm_std::{Decimal, Uint128, Uint512};

use crate::rewards::INDEX_BITS;

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

/// One undelegation of a validator in this many nanoseconds, a seventh of the time it takes: x/staking
/// takes no more than seven at a time.
pub fn slot_width(unbonding_time: u64) -> u64 {
    unbonding_time.saturating_mul(SECOND).div_ceil(7)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    fn n(value: u128) -> Uint128 {
        Uint128::new(value)
    }

    #[test]
    fn unused_is_what_is_neither_granted_nor_unbonding() {
        assert_eq!(unused(n(1000), n(300), n(200)), n(500));
        assert_eq!(unused(n(1000), n(900), n(200)), n(0));
        assert_eq!(unused(Uint128::MAX, n(0), n(0)), Uint128::MAX);
        assert_eq!(unused(n(0), Uint128::MAX, Uint128::MAX), n(0));
    }

    #[test]
    fn spendable_leaves_rewards_and_other_ledgers_alone() {
        assert_eq!(spendable(n(100), n(1000), n(50), n(850)), n(100));
        assert_eq!(spendable(n(100), n(1000), n(50), n(851)), n(99));
        assert_eq!(spendable(n(100), n(1000), n(1001), n(0)), n(0));
        assert_eq!(spendable(n(100), n(0), n(0), n(0)), n(0));
    }

    #[test]
    fn release_time_is_exact_and_does_not_wrap() {
        assert_eq!(release_time(1_500_000_001, 2), Some(3_500_000_001));
        assert_eq!(release_time(0, 0), Some(0));
        assert_eq!(release_time(u64::MAX, 1), None);
        assert_eq!(release_time(0, u64::MAX), None);
    }

    #[test]
    fn entry_width_is_a_28th() {
        assert_eq!(entry_width(28), 1_000_000_000);
        assert_eq!(entry_width(0), 0);
        assert_eq!(entry_width(u64::MAX), u64::MAX.div_ceil(28));
    }

    #[test]
    fn slot_width_is_a_seventh() {
        assert_eq!(slot_width(7), 1_000_000_000);
        assert_eq!(slot_width(1), 142_857_143);
        assert_eq!(slot_width(0), 0);
        assert_eq!(slot_width(u64::MAX), u64::MAX.div_ceil(7));
    }

    #[test]
    fn as_decimal_floor_saturates() {
        let scaled = |value: u128| Uint512::from(n(value)).checked_shl(INDEX_BITS).unwrap();
        assert_eq!(as_decimal_floor(Uint512::zero()), Decimal::zero());
        assert_eq!(as_decimal_floor(scaled(7)), Decimal::from_ratio(7u8, 1u8));
        let half = scaled(7).checked_div(Uint512::from(2u8)).unwrap();
        assert_eq!(as_decimal_floor(half), Decimal::from_ratio(7u8, 2u8));
        let below = scaled(1).checked_sub(Uint512::one()).unwrap();
        assert_eq!(
            as_decimal_floor(below),
            Decimal::new(n(999_999_999_999_999_999))
        );
        assert_eq!(as_decimal_floor(scaled(u128::MAX)), Decimal::MAX);
    }

    proptest! {
        /// What all ledgers can spend together is never more than the balance holds for them.
        #[test]
        fn no_two_ledgers_spend_the_same_token(
            ledgers in prop::collection::vec(0..u128::MAX / 16, 1..8),
            rewards in any::<u128>(),
            balance in any::<u128>(),
        ) {
            let all: u128 = ledgers.iter().sum();
            let mut balance = balance;
            let mut left = all;
            for own in ledgers {
                let take = spendable(n(own), n(balance), n(rewards), n(left - own)).u128();
                prop_assert!(take <= own);
                balance -= take;
                left -= take;
                prop_assert!(take == 0 || balance >= rewards);
            }
        }
    }
}
