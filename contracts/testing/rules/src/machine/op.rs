//! What can happen.

use proptest::prelude::*;

use crate::remote::Verdict;
use crate::world::Temper;

/// A number chosen when it is known what it is a part of.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    Zero,
    One,
    All,
    OneMore,
    /// Of 65536.
    Part(u16),
}

impl Amount {
    pub fn of(self, all: u128) -> u128 {
        match self {
            Amount::Zero => 0,
            Amount::One => 1,
            Amount::All => all,
            Amount::OneMore => all.saturating_add(1),
            // Rounded down before it is multiplied, so that no `all` overflows.
            Amount::Part(part) => {
                let part = u128::from(part);
                all / 65_536 * part + all % 65_536 * part / 65_536
            }
        }
    }
}

/// Numbers wrap around what there is to choose from.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    Bond(usize, Amount),
    Unbond(usize, Amount),
    /// Owner, provider, validator, part of the room under his bonded tokens.
    Stake(usize, usize, usize, Amount),
    /// Owner, holder, part of the room.
    Grant(usize, Temper, Amount),
    /// Of a claim that such a holder has.
    HolderRelease(usize, Amount),
    HolderSlash(usize, Amount),
    Burn,
    /// Of stake that somebody has, active or else in flight.
    Unstake(usize, Amount),
    /// Of stake in flight that somebody has and that is worth nothing.
    WriteOff(usize),
    /// Of an owner who has something unbonding.
    Withdraw(usize),
    /// Provider, validator, ratio in 1/1000, tombstone.
    Slash(usize, usize, u16, bool),
    ProcessSlashes(usize, usize, Option<u32>),
    /// Of an owner who has something recorded against him, or anything at all.
    Settle(usize, Option<u32>),
    Resend(usize, Option<u32>),
    Refresh(usize),
    Pass(u64),
    /// A packet is received, and its answer waits.
    Receive(usize, Verdict),
    /// An answer that waits arrives.
    Acknowledge(usize),
    /// A packet is received and answered at once.
    Relay(usize, Verdict),
    TimeOut(usize),
    Close(usize),
    Open(usize),
    Unbind(usize),
    Expire(bool),
    /// That many of the next calls fail: those to the lockup, or those to anyone.
    FailCalls(u32, bool),
    /// Provider, validator, amount, whether the tokens have come.
    Rewards(usize, usize, u32, bool),
    /// Provider, tokens of earlier announcements that come now.
    Fund(usize, u32),
    Credit(usize, Option<u32>),
    Sweep(usize),
    /// Provider, validator, ratio in 1/1000: a slash on the consumer chain.
    Report(usize, usize, u16),
    ClaimRewards(usize, usize, usize),
    /// Provider, validator; the consumer drops it or lists it again.
    List(usize, usize, bool),
}

pub fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        1 => Just(Amount::Zero),
        2 => Just(Amount::One),
        5 => Just(Amount::All),
        1 => Just(Amount::OneMore),
        14 => any::<u16>().prop_map(Amount::Part),
    ]
}

fn temper() -> impl Strategy<Value = Temper> {
    prop_oneof![
        3 => Just(Temper::Plain),
        2 => Just(Temper::Deaf),
        3 => Just(Temper::Greedy),
        1 => Just(Temper::Refusing),
    ]
}

/// A consumer that errs, but whose word can be taken.
pub fn honest() -> BoxedStrategy<Verdict> {
    prop_oneof![
        6 => Just(Verdict::Accept),
        2 => Just(Verdict::Refuse),
        1 => Just(Verdict::Garbage),
    ]
    .boxed()
}

/// A consumer that answers anything.
pub fn hostile() -> BoxedStrategy<Verdict> {
    prop_oneof![
        6 => Just(Verdict::Accept),
        2 => Just(Verdict::Refuse),
        1 => Just(Verdict::Garbage),
        1 => Just(Verdict::Nonsense),
        3 => Just(Verdict::Lie),
    ]
    .boxed()
}

fn limit() -> impl Strategy<Value = Option<u32>> {
    prop_oneof![2 => Just(None), 3 => (0u32..3).prop_map(Some)]
}

/// Seconds: within a packet's life, beyond it, beyond the grace, beyond the unbonding period.
fn seconds() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 1u64..120,
        2 => 100u64..1_000,
        3 => 3_600u64..4_000,
        2 => 7_200u64..8_000,
        2 => Just(super::UNBONDING_PERIOD),
    ]
}

fn ratio() -> impl Strategy<Value = u16> {
    prop_oneof![
        20 => 1u16..600,
        3 => 600u16..1_000,
        6 => Just(1_000),
        1 => Just(0),
        1 => Just(1_001),
    ]
}

const ANY: std::ops::Range<usize> = 0..64;

/// Owners and their stake.
pub fn stakes() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => (ANY, amount()).prop_map(|(o, a)| Op::Bond(o, a)),
        2 => (ANY, amount()).prop_map(|(o, a)| Op::Unbond(o, a)),
        8 => (ANY, ANY, ANY, amount()).prop_map(|(o, p, v, a)| Op::Stake(o, p, v, a)),
        5 => (ANY, amount()).prop_map(|(i, a)| Op::Unstake(i, a)),
        3 => ANY.prop_map(Op::Withdraw),
    ]
    .boxed()
}

/// Lienholders that are no provider.
pub fn holders() -> BoxedStrategy<Op> {
    prop_oneof![
        3 => (ANY, temper(), amount()).prop_map(|(o, t, a)| Op::Grant(o, t, a)),
        2 => (ANY, amount()).prop_map(|(i, a)| Op::HolderRelease(i, a)),
        3 => (ANY, amount()).prop_map(|(i, a)| Op::HolderSlash(i, a)),
        1 => Just(Op::Burn),
    ]
    .boxed()
}

pub fn slashes() -> BoxedStrategy<Op> {
    prop_oneof![
        4 => (ANY, ANY, ratio(), prop::bool::weighted(0.1))
            .prop_map(|(p, v, r, t)| Op::Slash(p, v, r, t)),
        2 => (ANY, ANY, ratio()).prop_map(|(p, v, r)| Op::Report(p, v, r)),
        1 => ANY.prop_map(Op::WriteOff),
        3 => (ANY, ANY, limit()).prop_map(|(p, v, l)| Op::ProcessSlashes(p, v, l)),
        4 => (ANY, limit()).prop_map(|(i, l)| Op::Settle(i, l)),
        8 => ANY.prop_map(|i| Op::Settle(i, Some(1))),
    ]
    .boxed()
}

/// Slashes that leave nothing, and tombstonings of what was reported before.
pub fn harsh_slashes() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => (ANY, ANY, prop::bool::weighted(0.2)).prop_map(|(p, v, t)| Op::Slash(p, v, 1_000, t)),
        3 => (ANY, ANY, 1u16..300).prop_map(|(p, v, r)| Op::Report(p, v, r)),
        1 => (ANY, ANY, 1u16..600).prop_map(|(p, v, r)| Op::Slash(p, v, r, true)),
        4 => ANY.prop_map(Op::WriteOff),
        2 => (ANY, ANY, limit()).prop_map(|(p, v, l)| Op::ProcessSlashes(p, v, l)),
    ]
    .boxed()
}

pub fn packets(verdict: BoxedStrategy<Verdict>) -> BoxedStrategy<Op> {
    prop_oneof![
        6 => (ANY, verdict.clone()).prop_map(|(i, v)| Op::Relay(i, v)),
        4 => (ANY, verdict).prop_map(|(i, v)| Op::Receive(i, v)),
        4 => ANY.prop_map(Op::Acknowledge),
        4 => ANY.prop_map(Op::TimeOut),
        2 => (ANY, limit()).prop_map(|(p, l)| Op::Resend(p, l)),
    ]
    .boxed()
}

/// Time and channels.
pub fn weather() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => seconds().prop_map(Op::Pass),
        1 => ANY.prop_map(Op::Close),
        4 => ANY.prop_map(Op::Open),
        1 => ANY.prop_map(Op::Unbind),
        1 => prop::bool::weighted(0.2).prop_map(Op::Expire),
    ]
    .boxed()
}

/// Calls that fail, to the lockup only or to whoever is told something.
pub fn failures(anywhere: bool) -> BoxedStrategy<Op> {
    (1u32..3)
        .prop_map(move |count| Op::FailCalls(count, anywhere))
        .boxed()
}

/// What the consumer says by itself, and what follows from it.
pub fn news() -> BoxedStrategy<Op> {
    prop_oneof![
        1 => ANY.prop_map(Op::Refresh),
        1 => (ANY, ANY, prop::bool::weighted(0.7)).prop_map(|(p, v, l)| Op::List(p, v, l)),
        7 => rewards(),
    ]
    .boxed()
}

pub fn rewards() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => (ANY, ANY, 0u32..5_000, any::<bool>()).prop_map(|(p, v, a, f)| Op::Rewards(p, v, a, f)),
        2 => (ANY, ANY, ANY).prop_map(|(o, p, v)| Op::ClaimRewards(o, p, v)),
        1 => (ANY, 0u32..5_000).prop_map(|(p, a)| Op::Fund(p, a)),
        1 => (ANY, limit()).prop_map(|(p, l)| Op::Credit(p, l)),
        1 => ANY.prop_map(Op::Sweep),
    ]
    .boxed()
}

/// Rewards whose tokens are there when they are announced.
pub fn funded_rewards() -> BoxedStrategy<Op> {
    (ANY, ANY, 1u32..5_000)
        .prop_map(|(p, v, a)| Op::Rewards(p, v, a, true))
        .boxed()
}

/// Slashes that nobody has pushed yet.
pub fn unprocessed_slashes() -> BoxedStrategy<Op> {
    slashes()
        .prop_filter("no pages", |op| !matches!(op, Op::ProcessSlashes(..)))
        .boxed()
}
