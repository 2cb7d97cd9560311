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

/// What is asked for after a stake left `remote` in all: never less than before.
pub fn asked_after_stake(asked: Uint128, remote: Uint128, price: Decimal) -> Uint128 {
    asked.max(to_local_floor(remote, price))
}

/// What is asked for after an unstake left `remote` in all: never more than before.
pub fn asked_after_unstake(asked: Uint128, remote: Uint128, price: Decimal) -> Uint128 {
    asked.min(to_local_floor(remote, price))
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

    #[test]
    fn a_fallen_price_lowers_nothing_at_a_stake_and_a_risen_one_raises_nothing_at_an_unstake() {
        let half = Decimal::percent(50);
        assert_eq!(asked_after_stake(n(100), n(101), half), n(100));
        assert_eq!(asked_after_stake(n(100), n(300), half), n(150));
        let double = Decimal::percent(200);
        assert_eq!(asked_after_unstake(n(100), n(99), double), n(100));
        assert_eq!(asked_after_unstake(n(100), n(10), double), n(20));
        assert_eq!(asked_after_unstake(n(100), n(0), double), n(0));
    }

    proptest! {
        /// Prices from 10⁻¹⁸ to 10¹⁸ and beyond: at one price what is asked depends on the sum only.
        #[test]
        fn rounding_never_drifts(
            atomics in any::<u128>(),
            pieces in prop::collection::vec(0..u128::MAX / 16, 1..12),
        ) {
            let price = Decimal::new(n(atomics));
            let mut asked = vec![Uint128::zero()];
            let mut remote = Uint128::zero();
            for piece in &pieces {
                remote += n(*piece);
                asked.push(asked_after_stake(*asked.last().unwrap(), remote, price));
                prop_assert_eq!(*asked.last().unwrap(), to_local_floor(remote, price));
            }
            let mut now = asked.pop().unwrap();
            for piece in pieces.iter().rev() {
                remote -= n(*piece);
                now = asked_after_unstake(now, remote, price);
                prop_assert_eq!(now, asked.pop().unwrap());
            }
            prop_assert!(now.is_zero());
        }
    }
}
