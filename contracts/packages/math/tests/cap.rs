//! The cap against a search for its largest solution, and its laws at any amount.
#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing
)]

use cosmwasm_std::{Decimal, Uint128};
use mesh_math::cap::{allowed_floor, grant_step, split, targets, Request};
use proptest::prelude::*;

fn n(value: u128) -> Uint128 {
    Uint128::new(value)
}

fn request(asked: u128, tenths: u64) -> Request {
    Request {
        asked: n(asked),
        funds: Uint128::MAX,
        max_share: Decimal::percent(tenths * 10),
    }
}

fn allowed(local: u128, least: u64, requests: &[Request]) -> Vec<u128> {
    let found = allowed_floor(n(local), Decimal::percent(least), requests);
    found.into_iter().map(|amount| amount.u128()).collect()
}

#[test]
fn three_at_thirty_percent_have_nine_tenths_and_with_forty_local_six() {
    let three = [request(1000, 3); 3];
    assert_eq!(allowed(100, 0, &three), [300; 3]);
    assert_eq!(allowed(100, 40, &three), [50; 3]);
}

#[test]
fn no_share_is_nothing_and_all_is_no_limit() {
    assert_eq!(allowed(100, 0, &[request(1000, 0), request(7, 10)]), [0, 7]);
    assert_eq!(allowed(0, 0, &[request(1000, 10)]), [1000]);
    assert_eq!(allowed(0, 1, &[request(1000, 10)]), [0]);
    assert_eq!(allowed(100, 100, &[request(1000, 10)]), [0]);
    assert_eq!(allowed(0, 0, &[]), [0; 0]);
    let four = [request(u128::MAX, 3); 4];
    // Four at 30 % may have all: their shares never bind together.
    assert_eq!(allowed(0, 0, &four), [u128::MAX; 4]);
}

#[test]
fn funds_bound_what_is_asked() {
    let mut one = request(1000, 10);
    one.funds = n(300);
    assert_eq!(allowed(100, 0, &[one]), [300]);
}

#[test]
fn an_allowance_is_split_by_what_was_asked() {
    let parts = |allowed: u128, asked: &[u128]| -> Vec<u128> {
        let asked: Vec<_> = asked.iter().copied().map(n).collect();
        let parts = targets(n(allowed), &asked);
        parts.into_iter().map(|part| part.u128()).collect()
    };
    assert_eq!(parts(1000, &[500, 1000, 1000]), [200, 400, 400]);
    assert_eq!(parts(2500, &[500, 1000, 1000]), [500, 1000, 1000]);
    assert_eq!(parts(u128::MAX, &[500, 0]), [500, 0]);
    // 0.67, 0.67, 0.67: two units to spare, ties to the lower address.
    assert_eq!(parts(2, &[1, 1, 1]), [1, 1, 0]);
    assert_eq!(parts(1, &[1, 2]), [0, 1]);
    assert_eq!(parts(0, &[5, 5]), [0, 0]);
    assert_eq!(split(n(5), &[n(0), n(0)]), [n(0), n(0)]);
    let most = [Uint128::MAX; 3];
    assert_eq!(split(Uint128::MAX, &most), [n(u128::MAX / 3); 3]);
}

#[test]
fn a_step_goes_down_at_once_and_up_as_far_as_there_is_room() {
    let step = |granted, target, allowed, all, spendable| {
        grant_step(n(granted), n(target), n(allowed), n(all), n(spendable)).u128()
    };
    assert_eq!(step(50, 10, 0, 50, 0), 10);
    assert_eq!(step(10, 50, 100, 70, 1000), 40);
    assert_eq!(step(10, 50, 100, 20, 1000), 50);
    assert_eq!(step(10, 50, 100, 20, 5), 15);
    assert_eq!(step(10, 50, 60, 70, 1000), 10);
}

/// The largest solution in multiples of 1/scale, found by lowering whatever is too high until
/// nothing is: the solutions are closed under taking the larger of two, so there is one largest.
fn largest(local: u128, wants: &[u128], tenths: &[u64], scale: u128) -> Vec<u128> {
    let mut powers: Vec<u128> = wants.iter().map(|want| want * scale).collect();
    loop {
        let total: u128 = local * scale + powers.iter().sum::<u128>();
        let lower: Vec<u128> = powers
            .iter()
            .zip(tenths)
            .map(|(power, tenth)| (*power).min(total * u128::from(*tenth) / 10))
            .collect();
        if lower == powers {
            return powers;
        }
        powers = lower;
    }
}

/// Every case of up to three consumers that ask for 0 to 6 at 0, 20, 30, 50, 90 or 100 %, beside a
/// local stake of 0 to 6. In parts of 10⁻¹² the search ends within 10⁻¹⁰ below the real solution.
#[test]
fn it_is_the_largest_solution_of_all_small_cases() {
    const SCALE: u128 = 1_000_000_000_000;
    const SHARES: [u64; 6] = [0, 2, 3, 5, 9, 10];
    let mut cases = 0;
    let kinds: Vec<(u128, u64)> = (0..=6)
        .flat_map(|want| SHARES.map(|share| (want, share)))
        .collect();
    for local in [0, 1, 2, 3, 6] {
        for (i, a) in kinds.iter().enumerate() {
            for (j, b) in kinds.iter().enumerate().skip(i) {
                for c in kinds.iter().skip(j) {
                    let wants = [a.0, b.0, c.0];
                    let tenths = [a.1, b.1, c.1];
                    let requests = [request(a.0, a.1), request(b.0, b.1), request(c.0, c.1)];
                    let found = allowed(local, 0, &requests);
                    let real = largest(local, &wants, &tenths, SCALE);
                    let floors: Vec<u128> = real
                        .iter()
                        .map(|power| (power + SCALE / 100_000_000) / SCALE)
                        .collect();
                    assert_eq!(found, floors, "{local} {wants:?} {tenths:?}");
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 5 * 13_244);
}

fn any_request() -> impl Strategy<Value = Request> {
    let amount = (any::<u128>(), 0u32..128).prop_map(|(value, shift)| n(value >> shift));
    let share = prop_oneof![Just(10u128.pow(18)), Just(0), 0..=10u128.pow(18),];
    (amount.clone(), amount, share).prop_map(|(asked, funds, share)| Request {
        asked,
        funds,
        max_share: Decimal::new(n(share)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    /// At any amount: nobody has more than he wants, nor more than his share of the total; the
    /// local share holds; and where no minimum scales all down, who has less than he wants is within
    /// a unit of what the total, larger by what all were floored, lets him have.
    #[test]
    fn bounds_hold_and_nothing_is_left(
        local in (any::<u128>(), 0u32..128).prop_map(|(value, shift)| value >> shift),
        least in prop_oneof![Just(0u64), 0..=100u64],
        requests in prop::collection::vec(any_request(), 1..8),
    ) {
        let found = allowed(local, least, &requests);
        let wide = |value: u128| cosmwasm_std::Uint512::from(n(value));
        let total = found.iter().fold(wide(local), |sum, part| sum + wide(*part));
        let one = wide(10u128.pow(18));
        let slack = wide(requests.len() as u128);
        for (request, part) in requests.iter().zip(&found) {
            let want = request.asked.min(request.funds).u128();
            prop_assert!(*part <= want);
            let share = wide(request.max_share.atomics().u128());
            if least == 0 {
                let most = share * (total + slack) / one;
                prop_assert!(wide(*part) <= most);
                if *part < want {
                    prop_assert!((wide(*part) + wide(1)) * one > share * total);
                }
            }
        }
        if least > 0 {
            let sum = total - wide(local);
            prop_assert!(sum * wide(u128::from(least)) <= wide(local) * wide(100 - u128::from(least)));
        }
    }

    #[test]
    fn who_asks_for_less_takes_nothing_from_himself(
        local in 0..1_000_000u128,
        requests in prop::collection::vec((0..1000u128, 0..=10u64), 1..6),
    ) {
        let full: Vec<_> = requests.iter().map(|(asked, tenth)| request(*asked, *tenth)).collect();
        let before = allowed(local, 0, &full);
        let mut less = full;
        less[0].asked = n(before[0]);
        prop_assert_eq!(allowed(local, 0, &less)[0], before[0]);
    }

    #[test]
    fn parts_add_up_exactly(
        total in any::<u128>(),
        weights in prop::collection::vec((any::<u128>(), 0u32..128), 1..40),
    ) {
        let weights: Vec<_> = weights.iter().map(|(value, shift)| n(value >> shift)).collect();
        prop_assume!(weights.iter().any(|weight| !weight.is_zero()));
        let parts = split(n(total), &weights);
        let sum = parts.iter().fold(0u128, |sum, part| sum.checked_add(part.u128()).unwrap());
        prop_assert_eq!(sum, total);
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(!weight.is_zero() || part.is_zero());
        }
    }
}
