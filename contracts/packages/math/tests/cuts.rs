//! Laws of cuts: exact in sum, never more than there is.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use cosmwasm_std::Uint128;
use mesh_math::cuts::{callable, place, Cut, Placed};
use mesh_math::remote::{difference, Difference};
use proptest::prelude::*;

fn amount() -> impl Strategy<Value = Uint128> {
    (any::<u128>(), 0u32..128).prop_map(|(value, shift)| Uint128::new(value >> shift))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_parts_sum_up_to_the_cut(
        items in proptest::collection::vec(0u128..=u128::MAX >> 4, 1..12),
        share in any::<u128>(),
    ) {
        let base: u128 = items.iter().sum();
        let amount = if base == 0 { 0 } else { share % (base + 1) };
        let mut cut = Cut { amount: amount.into(), base: base.into() };
        let mut sum = 0;
        for tokens in items {
            let (taken, left) = cut.take(tokens.into());
            prop_assert!(taken.u128() <= tokens);
            prop_assert!(left.amount <= left.base);
            sum += taken.u128();
            cut = left;
        }
        prop_assert_eq!(sum, amount);
        prop_assert_eq!(cut, Cut::default());
    }

    #[test]
    fn a_cut_is_placed_in_order_and_in_full(
        cut in amount(), release in amount(), stake in amount(), slash in amount(),
    ) {
        let placed = place(cut, release, stake, slash);
        prop_assert!(placed.release <= release && placed.stake <= stake && placed.slash <= slash);
        let sum = placed.release + placed.stake + placed.slash + placed.beyond;
        prop_assert_eq!(sum, cut);
        prop_assert!(placed.stake.is_zero() || placed.release == release);
        prop_assert!(placed.slash.is_zero() || placed.stake == stake);
        prop_assert!(placed.beyond.is_zero() || placed.slash == slash);
    }

    #[test]
    fn no_call_goes_beyond_the_claim(
        claim in amount(), backing in amount(), slash in amount(), release in amount(),
    ) {
        let (slashed, released) = callable(claim, backing, slash, release);
        prop_assert!(slashed <= slash && released <= release);
        let open = claim.saturating_sub(backing);
        prop_assert!(slashed + released <= open);
        prop_assert!(released.is_zero() || slashed == slash);
    }

    #[test]
    fn the_difference_closes_the_books(
        target in 0u128..1 << 120, known in 0u128..1 << 120,
        resent in 0u128..1 << 120, unstaking in 0u128..1 << 120,
    ) {
        let (mut resent, mut unstaking) = (resent, unstaking);
        match difference(target.into(), known.into(), resent.into(), unstaking.into()) {
            Difference::None => {}
            Difference::Stake(amount) => resent += amount.u128(),
            Difference::Unstake(amount) => unstaking += amount.u128(),
        }
        prop_assert_eq!(target + unstaking, known + resent);
        let again = difference(target.into(), known.into(), resent.into(), unstaking.into());
        prop_assert_eq!(again, Difference::None);
    }
}

#[test]
fn what_no_book_holds_falls_on_calls_under_way() {
    let n = Uint128::new;
    let expected = Placed {
        release: n(1),
        stake: n(2),
        slash: n(3),
        beyond: n(4),
    };
    assert_eq!(place(n(10), n(1), n(2), n(3)), expected);
}
