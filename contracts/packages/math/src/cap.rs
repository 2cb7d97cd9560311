//! How much power a consumer may have, and how its validators share that.
//!
//! "At most p of the total" counts all consumers: `V_c ≤ p_c × (L + ΣV)`, in its largest real
//! solution. The total is kept as the fraction `base / open` and never rounded; every allowance is
//! floored once. With 33 consumers `base < 2¹³⁴` and a ratio is below 2⁶⁰, so that the widest
//! product, a power times the room, stays below 2³⁸³.

use std::cmp::Reverse;

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use crate::wide::{narrow, to_u128};

const ONE: Uint256 = Uint256::new(10u128.pow(18));

/// A consumer as the cap sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Asked for, over all its validators.
    pub asked: Uint128,
    /// What it may have in use at most.
    pub funds: Uint128,
    /// At most this part of the total; 1 is no limit, 0 is none.
    pub max_share: Decimal,
}

struct Row {
    want: Uint256,
    share: Uint256,
    bound: bool,
}

/// What each consumer may have delegated, in the order given; `local` is the chain's own bonded
/// stake. Beyond `local × (1 − m) / m` for a `min_local_share` m all are scaled by one factor.
///
/// A total `T = (L + Σ unbound) / (1 − Σ bound p)` falls from round to round, so what was above its
/// bound stays so, and all that are found bind at once: at most one round a consumer.
pub fn allowed_floor(
    local: Uint128,
    min_local_share: Decimal,
    requests: &[Request],
) -> Vec<Uint128> {
    let mut rows: Vec<Row> = requests
        .iter()
        .map(|request| Row {
            want: request.asked.min(request.funds).into(),
            share: ratio(request.max_share),
            bound: false,
        })
        .collect();
    let (base, open) = solve(local, &mut rows);
    // V = power / open.
    let powers: Vec<Uint256> = rows
        .iter()
        .map(|row| {
            if row.bound {
                row.share.saturating_mul(base)
            } else {
                row.want.saturating_mul(open)
            }
        })
        .collect();
    let sum = powers
        .iter()
        .fold(Uint256::zero(), |sum, power| sum.saturating_add(*power));
    let least = ratio(min_local_share);
    let room = Uint256::from(local).saturating_mul(ONE.saturating_sub(least));
    let scaled = sum.full_mul(least) > room.full_mul(open);
    let part = |power: &Uint256| {
        let (product, whole) = if scaled {
            (power.full_mul(room), sum.full_mul(least))
        } else {
            (Uint512::from(*power), Uint512::from(open))
        };
        to_u128(narrow(
            product.checked_div(whole).unwrap_or(Uint512::zero()),
        ))
    };
    powers.iter().map(part).collect()
}

/// Binds every row that asks for more than its share of the total. Answers (base, open), the total
/// being their quotient. `open` stays above zero: what binds wants more than its shares of the
/// total, and all that is wanted is within the total.
fn solve(local: Uint128, rows: &mut [Row]) -> (Uint256, Uint256) {
    let mut base = rows.iter().fold(Uint256::from(local), |sum, row| {
        sum.saturating_add(row.want)
    });
    let mut open = ONE;
    loop {
        let mut found = false;
        let (at_base, at_open) = (base, open);
        for row in rows.iter_mut().filter(|row| !row.bound) {
            if row.want.saturating_mul(at_open) > row.share.saturating_mul(at_base) {
                row.bound = true;
                base = base.saturating_sub(row.want);
                open = open.saturating_sub(row.share);
                found = true;
            }
        }
        if !found {
            return (base, open);
        }
    }
}

/// The ratio in units of 10⁻¹⁸; above 1 it counts as 1.
fn ratio(ratio: Decimal) -> Uint256 {
    Uint256::from(ratio.atomics()).min(ONE)
}

/// Splits `total` in proportion to `weights`: floors, then one unit each to the largest remainders,
/// ties to the lower index. The parts add up to `total` exactly. Without weight all are zero.
pub fn split(total: Uint128, weights: &[Uint128]) -> Vec<Uint128> {
    let sum = weights.iter().fold(Uint256::zero(), |sum, weight| {
        sum.saturating_add(Uint256::from(*weight))
    });
    let mut left = total;
    let mut rests = Vec::with_capacity(weights.len());
    let mut parts: Vec<Uint128> = weights
        .iter()
        .enumerate()
        .map(|(index, weight)| {
            let product = Uint256::from(*weight).saturating_mul(total.into());
            let part = to_u128(product.checked_div(sum).unwrap_or_default());
            let rest = product.saturating_sub(Uint256::from(part).saturating_mul(sum));
            if !rest.is_zero() {
                rests.push((Reverse(rest), index));
            }
            left = left.saturating_sub(part);
            part
        })
        .collect();
    rests.sort_unstable();
    for (_, index) in rests {
        if left.is_zero() {
            break;
        }
        if let Some(part) = parts.get_mut(index) {
            *part = part.saturating_add(Uint128::one());
        }
        left = left.saturating_sub(Uint128::one());
    }
    parts
}

/// What a consumer's validators are to have: all that was asked where it is allowed, else a share of
/// what is. The order is that of the addresses.
pub fn targets(allowed: Uint128, asked: &[Uint128]) -> Vec<Uint128> {
    let sum = asked.iter().fold(Uint256::zero(), |sum, amount| {
        sum.saturating_add(Uint256::from(*amount))
    });
    if sum <= Uint256::from(allowed) {
        return asked.to_vec();
    }
    split(allowed, asked)
}

/// One step of a validator's granted stake towards its target: down at once; up no further than what
/// is allowed and not granted elsewhere, and what can be spent. Answers granted after it.
pub fn grant_step(
    granted: Uint128,
    target: Uint128,
    allowed: Uint128,
    granted_in_all: Uint128,
    spendable: Uint128,
) -> Uint128 {
    if target <= granted {
        return target;
    }
    let room = allowed.saturating_sub(granted_in_all).min(spendable);
    granted.saturating_add(target.saturating_sub(granted).min(room))
}
