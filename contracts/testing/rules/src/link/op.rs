use proptest::prelude::*;

use crate::machine::op::{amount, Amount};

/// Numbers wrap around what there is to choose from.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    /// Owner, validator, part of the room under his bonded tokens.
    Stake(usize, usize, Amount),
    Unstake(usize, Amount),
    /// Validator, ratio in 1/1000.
    Slash(usize, u16),
    ProcessSlashes(usize),
    ClaimRewards(usize, usize),
    Credit,
    /// meta-staking hands in what a validator earned.
    Reward(usize, u32),
    /// A packet of either chain is received on the other, and its answer waits.
    Receive(usize),
    /// An answer that waits arrives.
    Acknowledge(usize),
    TimeOut(usize),
    /// A transfer arrives; whether the chain tells the consumer.
    Arrive(usize, bool),
    /// A transfer gives its tokens back.
    Return(usize, bool),
    Retry(Option<u32>),
    /// Both ends take note of it.
    Close,
    /// One side gives the channel up: the provider's, or else the consumer's.
    Unbind(bool),
    /// A new channel, where neither side has one.
    Open,
    Pass(u64),
}

const ANY: std::ops::Range<usize> = 0..64;

pub fn any() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => (ANY, ANY, amount()).prop_map(|(o, v, a)| Op::Stake(o, v, a)),
        1 => (ANY, amount()).prop_map(|(i, a)| Op::Unstake(i, a)),
        1 => (ANY, 1u16..600).prop_map(|(v, r)| Op::Slash(v, r)),
        1 => ANY.prop_map(Op::ProcessSlashes),
        2 => (ANY, ANY).prop_map(|(o, v)| Op::ClaimRewards(o, v)),
        1 => Just(Op::Credit),
        10 => (ANY, 1u32..100_000).prop_map(|(v, a)| Op::Reward(v, a)),
        14 => ANY.prop_map(Op::Receive),
        8 => ANY.prop_map(Op::Acknowledge),
        3 => ANY.prop_map(Op::TimeOut),
        4 => (ANY, any_told()).prop_map(|(i, t)| Op::Arrive(i, t)),
        4 => (ANY, any_told()).prop_map(|(i, t)| Op::Return(i, t)),
        5 => prop_oneof![Just(None), Just(Some(1))].prop_map(Op::Retry),
        2 => Just(Op::Close),
        1 => prop::bool::ANY.prop_map(Op::Unbind),
        6 => Just(Op::Open),
        2 => prop_oneof![1u64..600, 3_600u64..4_000].prop_map(Op::Pass),
    ]
    .boxed()
}

fn any_told() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.7)
}
