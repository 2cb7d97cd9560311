//! Laws of rewards: nobody is paid what did not come, all that came is paid.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use cosmwasm_std::{Uint128, Uint256, Uint512};
use mesh_math::rewards::{
    earned, index_growth_ceil, index_growth_floor, whole_units, Entitlement, Pool,
};
use proptest::prelude::*;

fn shares() -> impl Strategy<Value = Uint256> {
    (any::<u128>(), 0u32..120).prop_map(|(value, shift)| {
        Uint256::from(value)
            .checked_shl(shift)
            .unwrap()
            .saturating_add(Uint256::one())
    })
}

fn entitlement() -> impl Strategy<Value = Entitlement> {
    (shares(), proptest::collection::vec(shares(), 0..5))
        .prop_map(|(entitled, waiting)| Entitlement { entitled, waiting })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_paid_is_what_came_less_under_one_a_position(
        parts in proptest::collection::vec(shares(), 1..8),
        amounts in proptest::collection::vec(0u128..=u128::MAX >> 4, 1..8),
    ) {
        let total = parts.iter().fold(Uint256::zero(), |sum, part| sum + *part);
        let mut pool = Pool { entitled: total, index: Uint512::zero() };
        for amount in &amounts {
            let credited = pool.credit(Uint128::new(*amount), Uint256::zero());
            prop_assert!(!credited.unallocated);
            pool = credited.pool;
        }
        let came: u128 = amounts.iter().sum();
        let paid: u128 = parts
            .iter()
            .map(|part| whole_units(earned(*part, Uint512::zero(), pool.index)).0.u128())
            .sum();
        prop_assert!(paid <= came);
        prop_assert!(came - paid < parts.len() as u128);
    }

    #[test]
    fn whole_units_and_the_rest_are_what_was_earned(amount in any::<u128>(), part in shares()) {
        let all = earned(part, Uint512::zero(), index_growth_ceil(amount.into(), part));
        let (units, rest) = whole_units(all);
        prop_assert_eq!(units.u128(), amount);
        prop_assert_eq!(whole_units(rest), (Uint128::zero(), rest));
    }

    #[test]
    fn up_is_at_most_one_above_down(amount in any::<u128>(), part in shares()) {
        let (up, down) = (
            index_growth_ceil(amount.into(), part),
            index_growth_floor(amount.into(), part),
        );
        prop_assert!(up == down || up == down + Uint512::one());
    }

    #[test]
    fn shrinking_takes_from_all_alike(before in entitlement(), keep in 0u32..=1000) {
        let total = before.total();
        let target = total.multiply_ratio(keep, 1000u32);
        let after = before.shrink(target);
        prop_assert_eq!(after.total(), if keep == 1000 { total } else { target });
        let exact = before.entitled.multiply_ratio(target, total);
        prop_assert!(after.entitled == exact);
        for (was, is) in before.waiting.iter().zip(&after.waiting) {
            prop_assert!(is <= was);
        }
    }

    #[test]
    fn withdrawing_takes_the_latest_first(before in entitlement(), keep in 0u32..=1000) {
        let target = before.total().multiply_ratio(keep, 1000u32);
        let after = before.withdraw(target);
        prop_assert_eq!(after.total(), target);
        let mut untouched = true;
        let parts = std::iter::once((before.entitled, after.entitled))
            .chain(before.waiting.iter().copied().zip(after.waiting));
        for (was, is) in parts {
            prop_assert!(is <= was);
            prop_assert!(untouched || is.is_zero());
            untouched = is == was;
        }
    }
}

#[test]
fn those_who_join_are_paid_only_where_nobody_is_entitled() {
    let (one, two) = (Uint256::one(), Uint256::new(2));
    let empty = Pool::default();
    let credited = empty.credit(Uint128::new(8), Uint256::zero());
    assert!(credited.unallocated);
    assert_eq!(credited.pool, empty);

    let first = empty.credit(Uint128::new(8), two);
    assert!(!first.unallocated);
    assert_eq!(first.joined_at, Uint512::zero());
    assert_eq!(first.pool.entitled, two);

    let second = first.pool.credit(Uint128::new(8), one);
    assert_eq!(second.joined_at, second.pool.index);
    assert_eq!(second.pool.entitled, Uint256::new(3));
    let all = earned(two, Uint512::zero(), second.pool.index);
    assert_eq!(whole_units(all).0.u128(), 16);
}
