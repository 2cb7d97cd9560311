//! Writes the vectors that the TypeScript formulas are held to, one JSON array a line of `rust.jsonl`:
//! `cargo run -q > ../rust.jsonll`. The inputs are the same in every run.

use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};
use mesh_math::cuts::{place, Cut};
use mesh_math::price::to_local_floor;
use mesh_math::rewards::{earned, whole_units, Entitlement, Pool};
use mesh_math::shares::{
    multiplier_decimal_floor, shares_ceil, slashed_multiplier_floor, value_floor, Stake,
    MULTIPLIER_ONE,
};
use mesh_math::staking::spendable;
use mesh_math::{claims, rewards};

const CASES: usize = 60;

/// Numbers at every scale, the bounds among them.
struct Inputs(u128);

impl Inputs {
    fn next(&mut self) -> u128 {
        self.0 = self
            .0
            .wrapping_mul(0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645)
            .wrapping_add(0x5851_F42D_4C95_7F2D_1405_7B7E_F767_814F);
        self.0 ^ (self.0 >> 61)
    }

    fn upto(&mut self, max: u128) -> u128 {
        let scale = self.next() % 10;
        let value = self.next() >> (self.next() % 128);
        match scale {
            0 => max,
            1 => value.min(9) % max.saturating_add(1).max(1),
            _ => value.checked_rem(max.saturating_add(1)).unwrap_or(value),
        }
    }

    fn amount(&mut self) -> Uint128 {
        Uint128::new(self.upto(u128::MAX))
    }

    fn ratio(&mut self) -> Decimal {
        Decimal::new(Uint128::new(self.upto(10u128.pow(18))))
    }

    fn multiplier(&mut self) -> Uint256 {
        Uint256::from(self.upto(10u128.pow(27)))
    }
}

fn line(name: &str, inputs: &[String], outputs: &[String]) {
    let list = |values: &[String]| {
        let quoted: Vec<_> = values.iter().map(|value| format!("\"{value}\"")).collect();
        format!("[{}]", quoted.join(", "))
    };
    println!("[\"{name}\", {}, {}]", list(inputs), list(outputs));
}

macro_rules! vector {
    ($name:expr, ($($input:expr),* $(,)?), ($($output:expr),* $(,)?)) => {
        line($name, &[$($input.to_string()),*], &[$($output.to_string()),*])
    };
}

fn main() {
    let mut n = Inputs(7);
    for _ in 0..CASES {
        let (tokens, m, ratio) = (n.amount(), n.multiplier(), n.ratio());
        let shares = shares_ceil(tokens, m);
        let after = slashed_multiplier_floor(m, ratio);
        vector!("sharesOf", (tokens, m), (shares));
        vector!(
            "valueOfShares",
            (shares, after),
            (value_floor(shares, after))
        );
        vector!("slashMultiplier", (m, ratio), (after));
        vector!("multiplierDecimal", (m), (multiplier_decimal_floor(m)));

        let stake = Stake { tokens, shares };
        let (settled, lost) = stake.settle(after);
        vector!(
            "settle",
            (tokens, shares, after),
            (settled.tokens, settled.shares, lost)
        );
        let value = Uint128::new(n.upto(stake.value(after).u128()));
        let (part, rest) = stake.split(value, after);
        if !value.is_zero() {
            let outputs = (part.tokens, part.shares, rest.tokens, rest.shares);
            vector!(
                "splitValue",
                (tokens, shares, after, value),
                (outputs.0, outputs.1, outputs.2, outputs.3)
            );
        }

        let base = Uint128::new(n.upto(u128::MAX >> 4).max(1));
        let cut = Cut {
            amount: Uint128::new(n.upto(base.u128())),
            base,
        };
        let item = Uint128::new(n.upto(base.u128()));
        let (taken, left) = cut.take(item);
        if !cut.amount.is_zero() {
            let kept = Stake {
                tokens: item,
                shares: shares_ceil(item, MULTIPLIER_ONE),
            }
            .cut(taken);
            let inputs = (
                cut.amount,
                cut.base,
                item,
                shares_ceil(item, MULTIPLIER_ONE),
            );
            vector!(
                "takeCut",
                (inputs.0, inputs.1, inputs.2, inputs.3),
                (taken, left.amount, left.base, kept.shares)
            );
        }
        let (amount, release, unsettled, slash) = (n.amount(), n.amount(), n.amount(), n.amount());
        let placed = place(amount, release, unsettled, slash);
        vector!(
            "recordCut",
            (amount, release, unsettled, slash),
            (placed.release, placed.stake, placed.slash, placed.beyond)
        );

        let entitled = Uint256::from(n.amount()) * Uint256::from(n.upto(1 << 90));
        let joining = Uint256::from(n.amount());
        let reward = n.amount();
        let index = Uint512::from(n.amount());
        let credited = Pool { entitled, index }.credit(reward, joining);
        let outputs = (
            credited.pool.entitled,
            credited.pool.index,
            credited.joined_at,
            credited.unallocated,
        );
        vector!(
            "creditReward",
            (entitled, index, reward, joining),
            (outputs.0, outputs.1, outputs.2, outputs.3)
        );
        let sum = earned(entitled, index, credited.pool.index);
        let (whole, fraction) = whole_units(sum);
        vector!("splitWhole", (sum), (whole, fraction));
        if !entitled.is_zero() {
            vector!(
                "indexAfter",
                (reward, entitled),
                (rewards::index_growth_ceil(reward, entitled))
            );
        }

        let waiting = vec![
            Uint256::from(n.amount()),
            Uint256::from(n.amount()),
            Uint256::from(n.amount()),
        ];
        let entitlement = Entitlement {
            entitled: Uint256::from(n.amount()),
            waiting,
        };
        let total = Uint256::from(n.amount()).min(entitlement.total());
        for (name, after) in [
            ("shrinkEntitlement", entitlement.shrink(total)),
            ("withdrawEntitlement", entitlement.withdraw(total)),
        ] {
            let flat = |of: &Entitlement| {
                let mut all = vec![of.entitled.to_string()];
                all.extend(of.waiting.iter().map(ToString::to_string));
                all
            };
            let mut inputs = flat(&entitlement);
            inputs.push(total.to_string());
            line(name, &inputs, &flat(&after));
        }

        let price = Decimal::new(n.amount());
        vector!(
            "toLocalFloor",
            (tokens, price),
            (to_local_floor(tokens, price))
        );
        let (own, balance, owed, others) = (n.amount(), n.amount(), n.amount(), n.amount());
        vector!(
            "spendableFunds",
            (own, balance, owed, others),
            (spendable(own, balance, owed, others))
        );

        let bonded = n.amount();
        let (first, second) = (
            Uint128::new(n.upto(bonded.u128())),
            Uint128::new(n.upto(bonded.u128())),
        );
        vector!(
            "freeBalance",
            (bonded, first, second),
            (claims::free(bonded, [first, second]))
        );
        let lost = Uint128::new(n.upto(first.u128()));
        if let Some(left) = claims::slash(bonded, first, lost).filter(|_| !lost.is_zero()) {
            let cut = claims::cut(left.bonded, second);
            vector!(
                "applySlash",
                (bonded, first, second, lost),
                (left.bonded, left.claim, cut)
            );
        }
    }
}
