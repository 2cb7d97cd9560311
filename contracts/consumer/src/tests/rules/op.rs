//! What may happen to the contract, in any order.

use proptest::prelude::*;

pub const NAMES: [&str; 5] = ["alice", "bob", "carol", "dave", "erin"];
/// A tenth; one token of 18 decimals in tokens of 6; the reverse.
pub const PRICES: [&str; 3] = ["0.1", "0.0000000000025", "400000000000"];

/// What the feed answers from now on.
#[derive(Clone, Copy, Debug)]
pub enum Says {
    /// The price in force, changed by so many percent.
    Near(i8),
    /// A million times as much, or a millionth.
    Jump(bool),
    Zero,
    Stale,
    Future,
    /// Older than what it said last, though not stale.
    Older,
    Nothing,
}

#[derive(Clone, Debug)]
pub enum Op {
    Stake {
        at: usize,
        amount: u128,
    },
    /// So many eighths of what is staked.
    Unstake {
        at: usize,
        eighths: u8,
    },
    Pass {
        seconds: u64,
    },
    Feed(Says),
    UpdatePrice,
    /// So many percent of the price in force.
    SetPrice {
        percent: u8,
    },
    SetFeed {
        on: bool,
        discount: u8,
        aged: bool,
        limited: bool,
    },
    Rebalance {
        limit: u32,
    },
    Refuse {
        adjust: bool,
        delegate: bool,
        undelegate: bool,
    },
    /// What meta-staking has, in parts of what is asked of it: none where it does not say.
    Funds {
        percent: Option<u8>,
        normalize: bool,
    },
    Slash {
        at: usize,
        percent: u64,
    },
    RetryReports,
    Reward {
        at: usize,
        amount: u128,
    },
    RetryRewards,
    /// A packet reaches the provider, which may refuse it.
    Arrive {
        packet: usize,
        accept: bool,
    },
    /// The provider's answer reaches the contract.
    Answer {
        packet: usize,
    },
    TimeOut {
        packet: usize,
    },
    /// An answer or timeout that was delivered comes again.
    Replay {
        packet: usize,
    },
    Transfer {
        which: usize,
        arrives: bool,
    },
    /// Whether packets can be sent.
    Line {
        works: bool,
    },
    Close,
    Connect,
}

fn at() -> std::ops::Range<usize> {
    0..NAMES.len()
}

fn amount() -> impl Strategy<Value = u128> {
    prop_oneof![1..1_000u128, 1..10u128.pow(24), 1..u128::MAX / 8]
}

pub fn stakes() -> BoxedStrategy<Op> {
    prop_oneof![
        3 => (at(), amount()).prop_map(|(at, amount)| Op::Stake { at, amount }),
        2 => (at(), 1..=8u8).prop_map(|(at, eighths)| Op::Unstake { at, eighths }),
    ]
    .boxed()
}

pub fn prices() -> BoxedStrategy<Op> {
    let says = prop_oneof![
        6 => (-9..=9i8).prop_map(Says::Near),
        2 => any::<bool>().prop_map(Says::Jump),
        1 => Just(Says::Zero),
        1 => Just(Says::Stale),
        1 => Just(Says::Future),
        1 => Just(Says::Older),
        1 => Just(Says::Nothing),
    ];
    prop_oneof![
        4 => says.prop_map(Op::Feed),
        5 => Just(Op::UpdatePrice),
        2 => (0..200u8).prop_map(|percent| Op::SetPrice { percent }),
        1 => (any::<bool>(), 0..100u8, any::<bool>(), any::<bool>()).prop_map(
            |(on, discount, aged, limited)| Op::SetFeed { on, discount, aged, limited }
        ),
        3 => (1..400u64).prop_map(|seconds| Op::Pass { seconds }),
    ]
    .boxed()
}

pub fn rebalances() -> BoxedStrategy<Op> {
    (0..4u32).prop_map(|limit| Op::Rebalance { limit }).boxed()
}

pub fn refusals() -> BoxedStrategy<Op> {
    let flag = || prop::bool::weighted(0.4);
    prop_oneof![
        2 => (flag(), flag(), flag()).prop_map(|(adjust, delegate, undelegate)| {
            Op::Refuse { adjust, delegate, undelegate }
        }),
        1 => (prop::option::weighted(0.8, 50..150u8), any::<bool>())
            .prop_map(|(percent, normalize)| Op::Funds { percent, normalize }),
    ]
    .boxed()
}

pub fn home() -> BoxedStrategy<Op> {
    prop_oneof![
        3 => (at(), 1..=20u64).prop_map(|(at, percent)| Op::Slash { at, percent }),
        3 => (at(), 1..1_000_000u128).prop_map(|(at, amount)| Op::Reward { at, amount }),
        2 => Just(Op::RetryReports),
        2 => Just(Op::RetryRewards),
    ]
    .boxed()
}

pub fn packets() -> BoxedStrategy<Op> {
    prop_oneof![
        4 => (any::<usize>(), prop::bool::weighted(0.8))
            .prop_map(|(packet, accept)| Op::Arrive { packet, accept }),
        4 => any::<usize>().prop_map(|packet| Op::Answer { packet }),
        2 => any::<usize>().prop_map(|packet| Op::TimeOut { packet }),
        1 => any::<usize>().prop_map(|packet| Op::Replay { packet }),
        2 => (any::<usize>(), prop::bool::weighted(0.7))
            .prop_map(|(which, arrives)| Op::Transfer { which, arrives }),
    ]
    .boxed()
}

pub fn weather() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => prop::bool::weighted(0.7).prop_map(|works| Op::Line { works }),
        1 => Just(Op::Close),
        3 => Just(Op::Connect),
        1 => (1..700u64).prop_map(|seconds| Op::Pass { seconds }),
    ]
    .boxed()
}
