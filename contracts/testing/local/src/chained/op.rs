//! What can happen.

use proptest::prelude::*;

use crate::machine::op::{self, amount, Amount};

/// Numbers wrap around what there is to choose from.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    /// Of owners and lienholders at the lockup.
    Lockup(op::Op),
    /// Owner, validator, part of what he has bonded and is not away.
    Delegate(usize, usize, Amount),
    /// Of a stake that somebody has.
    Unstake(usize, Amount),
    Release(usize, Option<u32>),
    Claim(usize),
    Rebalance(Option<u32>),
    Sync(usize, Option<u32>),
    Pass(u64),
    /// Validator, part in 1/1000, whether the fault is older than what is on its way back.
    Slash(usize, u16, bool),
    /// Validator, rewards that its delegator can collect.
    Earn(usize, u32),
    /// Of what the consumer has unused, or delegated; at a validator.
    Raise(usize, Amount),
    Lower(usize, Amount),
    /// So many of the next calls from meta-staking to the lockup fail; or those the other way whose
    /// failure is caught.
    Fail(u32, bool),
}

const ANY: std::ops::Range<usize> = 0..64;

fn limit() -> impl Strategy<Value = Option<u32>> {
    prop_oneof![2 => Just(None), 2 => (1u32..4).prop_map(Some)]
}

pub fn owners() -> BoxedStrategy<Op> {
    prop_oneof![
        3 => op::owners().prop_map(|op| match op {
            op::Op::Delegate(owner, amount) => Op::Delegate(owner, 0, amount),
            op => Op::Lockup(op),
        }),
        5 => (ANY, ANY, amount()).prop_map(|(o, v, a)| Op::Delegate(o, v, a)),
        5 => (ANY, amount()).prop_map(|(i, a)| Op::Unstake(i, a)),
        4 => (ANY, limit()).prop_map(|(o, l)| Op::Release(o, l)),
        1 => ANY.prop_map(Op::Claim),
    ]
    .boxed()
}

pub fn holders() -> BoxedStrategy<Op> {
    op::holders().prop_map(Op::Lockup).boxed()
}

pub fn blocks() -> BoxedStrategy<Op> {
    let seconds = prop_oneof![
        3 => 1u64..10,
        2 => 10u64..400,
        3 => Just(super::UNBONDING_TIME / 7),
        3 => Just(super::UNBONDING_TIME),
    ];
    prop_oneof![
        6 => seconds.prop_map(Op::Pass),
        3 => limit().prop_map(Op::Rebalance),
        3 => (ANY, limit()).prop_map(|(v, l)| Op::Sync(v, l)),
        1 => (ANY, 0u32..1_000_000).prop_map(|(v, n)| Op::Earn(v, n)),
    ]
    .boxed()
}

pub fn slashes() -> BoxedStrategy<Op> {
    let permille = prop_oneof![10 => 1u16..300, 1 => 300u16..1_000, 1 => Just(1_000)];
    (ANY, permille, any::<bool>())
        .prop_map(|(v, p, old)| Op::Slash(v, p, old))
        .boxed()
}

pub fn consumer() -> BoxedStrategy<Op> {
    prop_oneof![
        (ANY, amount()).prop_map(|(v, a)| Op::Raise(v, a)),
        (ANY, amount()).prop_map(|(v, a)| Op::Lower(v, a)),
    ]
    .boxed()
}

pub fn failures() -> BoxedStrategy<Op> {
    prop_oneof![
        3 => (0u32..3).prop_map(|n| Op::Fail(n, false)),
        1 => (0u32..2).prop_map(|n| Op::Fail(n, true)),
    ]
    .boxed()
}
