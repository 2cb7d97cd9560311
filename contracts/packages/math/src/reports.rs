//! Slashes that a consumer chain reports, and how they count against one another and a tombstoning.

use cosmwasm_std::Decimal;

use crate::wide::{mul_div_floor, to_u128};

/// `Π(1 − rᵢ)` over the reports applied, each product floored at 18 places, so that what was
/// reported, `r = 1 − Π(1 − rᵢ)`, never counts for less than it was.
pub fn left_after_reports_floor(applied: impl IntoIterator<Item = Decimal>) -> Decimal {
    applied.into_iter().fold(Decimal::one(), |left, ratio| {
        let rest = Decimal::one().saturating_sub(ratio);
        ratio_floor(left, rest, Decimal::one())
    })
}

/// What a further report of `ratio` takes: `min(ratio, (max − r) / (1 − r))`, floored at 18 places;
/// nothing where `r ≥ max`. `left` is `1 − r`.
pub fn report_ratio_floor(ratio: Decimal, max: Decimal, left: Decimal) -> Decimal {
    beyond_reports_floor(max, left).min(ratio)
}

/// What a tombstoning slash of `ratio` still takes: `(ratio − r) / (1 − r)`, floored at 18 places;
/// nothing where `ratio ≤ r`. `left` is `1 − r`.
pub fn tombstone_ratio_floor(ratio: Decimal, left: Decimal) -> Decimal {
    beyond_reports_floor(ratio, left)
}

fn beyond_reports_floor(total: Decimal, left: Decimal) -> Decimal {
    let reported = Decimal::one().saturating_sub(left);
    ratio_floor(total.saturating_sub(reported), Decimal::one(), left)
}

/// `floor(a × b / c)` at 18 places; 0 where `c` is 0.
fn ratio_floor(a: Decimal, b: Decimal, c: Decimal) -> Decimal {
    let (a, b, c) = (a.atomics(), b.atomics(), c.atomics());
    Decimal::new(to_u128(mul_div_floor(a.into(), b.into(), c.into())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]
    use super::*;

    fn percent(value: u64) -> Decimal {
        Decimal::percent(value)
    }

    #[test]
    fn nothing_reported_leaves_all() {
        assert_eq!(left_after_reports_floor([]), Decimal::one());
        assert_eq!(
            tombstone_ratio_floor(percent(5), Decimal::one()),
            percent(5)
        );
        assert_eq!(
            report_ratio_floor(percent(5), percent(20), Decimal::one()),
            percent(5)
        );
        assert_eq!(
            report_ratio_floor(percent(25), percent(20), Decimal::one()),
            percent(20)
        );
        assert_eq!(
            report_ratio_floor(percent(5), Decimal::zero(), Decimal::one()),
            Decimal::zero()
        );
    }

    #[test]
    fn reports_add_up_to_the_maximum() {
        let left = left_after_reports_floor([percent(10), percent(10)]);
        assert_eq!(left, percent(81));
        // (0.2 - 0.19) / 0.81 = 0.01234567901234567901…
        let rest = Decimal::new(12_345_679_012_345_679u128.into());
        assert_eq!(report_ratio_floor(percent(50), percent(20), left), rest);
        assert_eq!(
            report_ratio_floor(percent(1), percent(20), left),
            percent(1)
        );
        assert_eq!(
            report_ratio_floor(percent(50), percent(19), left),
            Decimal::zero()
        );
        let left = left_after_reports_floor([percent(10), percent(10), rest]);
        assert!(Decimal::one() - left <= percent(20));
    }

    #[test]
    fn a_tombstoning_takes_what_reports_left_of_it() {
        // 5 % reported, 5 % for the same double sign: nothing more.
        let left = left_after_reports_floor([percent(5)]);
        assert_eq!(tombstone_ratio_floor(percent(5), left), Decimal::zero());
        assert_eq!(tombstone_ratio_floor(percent(4), left), Decimal::zero());
        // (0.24 - 0.05) / 0.95 = 0.2, so that 0.95 × 0.8 = 1 - 0.24.
        assert_eq!(tombstone_ratio_floor(percent(24), left), percent(20));
        assert_eq!(tombstone_ratio_floor(Decimal::one(), left), Decimal::one());
    }

    #[test]
    fn products_are_floored_at_18_places() {
        let tiny = Decimal::new(1u128.into());
        // (1 - 10^-18)² = 1 - 2×10^-18 + 10^-36
        let left = left_after_reports_floor([tiny, tiny]);
        assert_eq!(left, Decimal::one() - Decimal::new(2u128.into()));
        assert_eq!(
            left_after_reports_floor([percent(50), tiny])
                .atomics()
                .u128(),
            499_999_999_999_999_999
        );
        assert_eq!(
            left_after_reports_floor([Decimal::one() - tiny, Decimal::one() - tiny]),
            Decimal::zero()
        );
    }

    #[test]
    fn after_a_report_of_all_nothing_is_left_and_nothing_divides_by_zero() {
        let left = left_after_reports_floor([percent(10), Decimal::one()]);
        assert_eq!(left, Decimal::zero());
        assert_eq!(
            report_ratio_floor(percent(10), Decimal::one(), left),
            Decimal::zero()
        );
        assert_eq!(tombstone_ratio_floor(Decimal::one(), left), Decimal::zero());
    }
}
