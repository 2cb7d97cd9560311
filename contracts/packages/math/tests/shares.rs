//! Laws of shares at any multiplier that slashes can leave.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use cosmwasm_std::{Decimal, Uint128, Uint256};
use mesh_math::shares::{
    multiplier_decimal_floor, shares_ceil, slashed_multiplier_floor, value_floor, Stake,
    MULTIPLIER_ONE,
};
use proptest::prelude::*;

/// Small, middling and the largest amounts alike.
fn amount() -> impl Strategy<Value = Uint128> {
    let any = (any::<u128>(), 0u32..128).prop_map(|(value, shift)| value >> shift);
    prop_oneof![any, Just(u128::MAX), Just(1), Just(0)].prop_map(Uint128::new)
}

fn ratio() -> impl Strategy<Value = Decimal> {
    (1u128..=1_000_000_000_000_000_000).prop_map(|atomics| Decimal::new(Uint128::new(atomics)))
}

fn slashed(ratios: &[Decimal]) -> Uint256 {
    ratios.iter().fold(MULTIPLIER_ONE, |m, ratio| {
        slashed_multiplier_floor(m, *ratio)
    })
}

fn multiplier() -> impl Strategy<Value = Uint256> {
    let after = proptest::collection::vec(ratio(), 0..6).prop_map(|ratios| slashed(&ratios));
    prop_oneof![after, Just(Uint256::one()), Just(MULTIPLIER_ONE)]
}

fn stake_of(tokens: Uint128, m: Uint256) -> Stake {
    let shares = shares_ceil(tokens, m);
    Stake { tokens, shares }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn tokens_become_shares_and_the_same_tokens_again(n in amount(), m in multiplier()) {
        prop_assume!(!m.is_zero());
        prop_assert_eq!(value_floor(shares_ceil(n, m), m), n);
    }

    #[test]
    fn unstaking_in_parts_returns_all(n in amount(), part in amount(), m in multiplier()) {
        prop_assume!(!m.is_zero() && !n.is_zero());
        let part = part % n;
        let (taken, rest) = stake_of(n, m).split(part, m);
        prop_assert_eq!(taken.tokens + rest.tokens, n);
        prop_assert_eq!(taken.value(m), part);
        prop_assert_eq!(rest.value(m), n - part);
    }

    #[test]
    fn a_slash_takes_its_ratio_rounded_up_by_less_than_one(n in amount(), ratio in ratio()) {
        let m = slashed_multiplier_floor(MULTIPLIER_ONE, ratio);
        let (stake, lost) = stake_of(n, MULTIPLIER_ONE).settle(m);
        prop_assert_eq!(stake.tokens + lost, n);
        let exact = n.mul_floor(Decimal::one() - ratio);
        prop_assert!(stake.tokens == exact, "{} of {}", stake.tokens, exact);
    }

    #[test]
    fn settling_takes_a_slash_once(n in amount(), m in multiplier(), ratio in ratio()) {
        let later = slashed_multiplier_floor(m, ratio);
        let (settled, _) = stake_of(n, m).settle(later);
        prop_assert_eq!(settled.settle(later), (settled, Uint128::zero()));
    }

    #[test]
    fn a_split_of_slashed_stake_loses_nothing(
        n in amount(), value in amount(), m in multiplier(), ratio in ratio(),
    ) {
        let item = stake_of(n, m);
        let later = slashed_multiplier_floor(m, ratio);
        let worth = item.value(later);
        let value = if worth.is_zero() { worth } else { value % worth };
        let (taken, rest) = item.split(value, later);
        prop_assert_eq!(taken.tokens + rest.tokens, n);
        prop_assert!(taken.value(later) >= value);
        let sum = taken.value(later).checked_add(rest.value(later)).unwrap();
        prop_assert!(sum <= worth && worth - sum <= Uint128::one());
    }

    #[test]
    fn a_cut_leaves_its_share(n in amount(), taken in amount(), m in multiplier()) {
        prop_assume!(!m.is_zero());
        let taken = taken.min(n);
        let left = stake_of(n, m).cut(taken);
        prop_assert_eq!(left.tokens, n - taken);
        prop_assert_eq!(left.value(m), n - taken);
    }

    #[test]
    fn the_multiplier_only_falls(m in multiplier(), ratio in ratio()) {
        let later = slashed_multiplier_floor(m, ratio);
        prop_assert!(later < m || m.is_zero());
    }
}

#[test]
fn a_slash_of_all_leaves_zero() {
    let m = slashed_multiplier_floor(MULTIPLIER_ONE, Decimal::one());
    assert!(m.is_zero());
    let (left, lost) = stake_of(Uint128::MAX, MULTIPLIER_ONE).settle(m);
    assert_eq!((left, lost), (Stake::default(), Uint128::MAX));
    assert!(shares_ceil(Uint128::new(5), m).is_zero());
}

#[test]
fn people_read_the_multiplier_as_a_decimal() {
    assert_eq!(multiplier_decimal_floor(MULTIPLIER_ONE), Decimal::one());
    let m = slashed_multiplier_floor(MULTIPLIER_ONE, Decimal::percent(10));
    let m = slashed_multiplier_floor(m, Decimal::percent(10));
    assert_eq!(multiplier_decimal_floor(m), Decimal::percent(81));
}
