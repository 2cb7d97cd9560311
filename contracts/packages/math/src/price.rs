//! From the provider chain's tokens to the consumer chain's.
//!
//! `price` is local tokens for one remote token. Nothing here divides by a price, so that zero is
//! a price like any other.

use cosmwasm_std::{Decimal, Uint128};

/// `floor(remote × price)`, at most 2¹²⁸ − 1.
pub fn to_local_floor(remote: Uint128, price: Decimal) -> Uint128 {
    // Fails above 2¹²⁸ − 1 only: a decimal's denominator is never zero.
    remote.checked_mul_floor(price).unwrap_or(Uint128::MAX)
}

/// What stake of `remote` tokens asks for: `floor(floor(remote × price) × (1 − discount))`.
pub fn asked_floor(remote: Uint128, price: Decimal, discount: Decimal) -> Uint128 {
    to_local_floor(
        to_local_floor(remote, price),
        Decimal::one().saturating_sub(discount),
    )
}

/// What is asked for after a stake: never less than before.
pub fn asked_after_stake(asked: Uint128, target: Uint128) -> Uint128 {
    asked.max(target)
}

/// What is asked for after an unstake: never more than before.
pub fn asked_after_unstake(asked: Uint128, target: Uint128) -> Uint128 {
    asked.min(target)
}

/// Whether a price may be used for new stake: not zero, and younger than `max_age` seconds; one of
/// exactly that age is stale.
pub fn is_fresh(price: Decimal, time: u64, now: u64, max_age: u64) -> bool {
    !price.is_zero() && now.saturating_sub(time) < max_age
}

/// Whether a price is further from the last one than `limit` allows: `|after − before| > before ×
/// limit`, exactly.
pub fn jumps(before: Decimal, after: Decimal, limit: Decimal) -> bool {
    let step = before.abs_diff(after).atomics();
    let one = Decimal::one().atomics();
    step.full_mul(one) > before.atomics().full_mul(limit.atomics())
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
    fn to_local_floor_floors_and_saturates() {
        assert_eq!(to_local_floor(n(1005), Decimal::percent(10)), n(100));
        assert_eq!(to_local_floor(n(5), Decimal::percent(10)), n(0));
        assert_eq!(to_local_floor(n(0), Decimal::MAX), n(0));
        assert_eq!(to_local_floor(Uint128::MAX, Decimal::zero()), n(0));
        assert_eq!(to_local_floor(Uint128::MAX, Decimal::one()), Uint128::MAX);
        assert_eq!(to_local_floor(Uint128::MAX, Decimal::MAX), Uint128::MAX);
        let least = Decimal::new(n(1));
        assert_eq!(
            to_local_floor(Uint128::MAX, least),
            n(u128::MAX / 10u128.pow(18))
        );
        assert_eq!(to_local_floor(n(10u128.pow(18) - 1), least), n(0));
    }

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn asked_floors_twice() {
        let half = Decimal::percent(50);
        assert_eq!(asked_floor(n(4000), half, Decimal::percent(40)), n(1200));
        assert_eq!(asked_floor(n(4000), half, Decimal::zero()), n(2000));
        // floor(3.5) = 3, floor(3 × 0.9) = 2; floored once it would be 3.
        assert_eq!(asked_floor(n(7), half, Decimal::percent(10)), n(2));
        assert_eq!(asked_floor(n(7), half, Decimal::one()), n(0));
        let saturated = asked_floor(Uint128::MAX, Decimal::MAX, Decimal::percent(50));
        assert_eq!(saturated, n(u128::MAX / 2));
    }

    #[test]
    fn a_stake_lowers_nothing_and_an_unstake_raises_nothing() {
        assert_eq!(asked_after_stake(n(100), n(50)), n(100));
        assert_eq!(asked_after_stake(n(100), n(150)), n(150));
        assert_eq!(asked_after_unstake(n(100), n(198)), n(100));
        assert_eq!(asked_after_unstake(n(100), n(20)), n(20));
    }

    #[test]
    fn tokens_of_18_and_of_6_decimals() {
        // One whole token of 18 decimals for 2.5 whole tokens of 6, and back.
        let whole = n(10u128.pow(18));
        let down = dec("0.0000000000025");
        assert_eq!(to_local_floor(whole, down), n(2_500_000));
        assert_eq!(to_local_floor(n(399_999_999_999), down), n(0));
        assert_eq!(to_local_floor(n(400_000_000_000), down), n(1));
        let up = dec("400000000000");
        assert_eq!(to_local_floor(n(2_500_000), up), whole);
        // 10²⁷ units of 6 decimals are above 2¹²⁸ − 1 of 18.
        assert_eq!(to_local_floor(n(10u128.pow(27)), up), Uint128::MAX);
        let jump = dec("0.0000025");
        assert_eq!(to_local_floor(whole, jump), n(2_500_000_000_000));
    }

    #[test]
    fn a_price_is_stale_at_its_age_and_zero_always() {
        let one = Decimal::one();
        assert!(is_fresh(one, 1000, 1000, 1));
        assert!(!is_fresh(one, 1000, 1000, 0));
        assert!(is_fresh(one, 1000, 1599, 600));
        assert!(!is_fresh(one, 1000, 1600, 600));
        assert!(!is_fresh(Decimal::zero(), 1000, 1000, 600));
        assert!(!is_fresh(one, 0, u64::MAX, u64::MAX));
    }

    #[test]
    fn a_jump_is_measured_exactly() {
        let tenth = Decimal::percent(10);
        assert!(!jumps(dec("0.5"), dec("0.55"), tenth));
        assert!(jumps(dec("0.5"), dec("0.550000000000000001"), tenth));
        assert!(!jumps(dec("0.5"), dec("0.45"), tenth));
        assert!(jumps(dec("0.5"), dec("0.449999999999999999"), tenth));
        // The limit is 0.1 × 10⁻¹⁸, below what a price can show.
        let least = Decimal::new(n(1));
        assert!(!jumps(least, least, tenth));
        assert!(jumps(least, Decimal::new(n(2)), tenth));
        assert!(jumps(Decimal::zero(), least, Decimal::MAX));
        assert!(!jumps(Decimal::zero(), Decimal::zero(), Decimal::zero()));
        assert!(jumps(Decimal::one(), dec("1000000"), dec("999998")));
        assert!(!jumps(Decimal::one(), dec("1000000"), dec("999999")));
        assert!(jumps(Decimal::one(), Decimal::MAX, Decimal::one()));
        assert!(!jumps(Decimal::MAX, Decimal::zero(), Decimal::one()));
        assert!(jumps(
            Decimal::MAX,
            Decimal::zero(),
            dec("0.999999999999999999")
        ));
    }

    proptest! {
        /// Prices from 10⁻¹⁸ to 10¹⁸ and beyond: at one price what is asked depends on the sum only.
        #[test]
        fn rounding_never_drifts(
            atomics in any::<u128>(),
            discount in 0..10u128.pow(18),
            pieces in prop::collection::vec(0..u128::MAX / 16, 1..12),
        ) {
            let price = Decimal::new(n(atomics));
            let discount = Decimal::new(n(discount));
            let mut asked = vec![Uint128::zero()];
            let mut remote = Uint128::zero();
            for piece in &pieces {
                remote += n(*piece);
                let target = asked_floor(remote, price, discount);
                asked.push(asked_after_stake(*asked.last().unwrap(), target));
                prop_assert_eq!(*asked.last().unwrap(), target);
            }
            let mut now = asked.pop().unwrap();
            for piece in pieces.iter().rev() {
                remote -= n(*piece);
                now = asked_after_unstake(now, asked_floor(remote, price, discount));
                prop_assert_eq!(now, asked.pop().unwrap());
            }
            prop_assert!(now.is_zero());
        }
    }
}
