//! What can happen.

use proptest::prelude::*;

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
    /// Of what an owner has bonded and is not away.
    Delegate(usize, Amount),
    /// Owner, holder, part of the room.
    Grant(usize, Temper, Amount),
    /// Of a claim that such a holder has.
    Release(usize, Amount),
    Slash(usize, Amount),
    Burn,
    /// Of what is away for an owner; for the burn or not.
    Return(usize, Amount, bool),
    /// Of what is away for an owner: lost, and told.
    Lose(usize, Amount),
    /// Of what is away for anyone: lost, and never told.
    Vanish(Amount),
    /// The local staking uses what every other holder may.
    HomeRelease(usize, Amount),
    HomeSlash(usize, Amount),
    /// How the local staking takes cuts from now on.
    HomeTemper(Temper),
    /// Somebody else says what only the local staking may.
    Pretend(usize, usize, Amount, bool),
    /// So many of the next calls that are caught fail.
    FailCalls(u32),
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

const ANY: std::ops::Range<usize> = 0..64;

pub fn owners() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => (ANY, amount()).prop_map(|(o, a)| Op::Bond(o, a)),
        3 => (ANY, amount()).prop_map(|(o, a)| Op::Unbond(o, a)),
        6 => (ANY, amount()).prop_map(|(o, a)| Op::Delegate(o, a)),
        6 => (ANY, temper(), amount()).prop_map(|(o, t, a)| Op::Grant(o, t, a)),
    ]
    .boxed()
}

pub fn holders() -> BoxedStrategy<Op> {
    prop_oneof![
        2 => (ANY, amount()).prop_map(|(i, a)| Op::Release(i, a)),
        5 => (ANY, amount()).prop_map(|(i, a)| Op::Slash(i, a)),
        1 => Just(Op::Burn),
        1 => (0u32..3).prop_map(Op::FailCalls),
    ]
    .boxed()
}

/// A local staking that says anything, true or not.
pub fn home() -> BoxedStrategy<Op> {
    prop_oneof![
        6 => (ANY, amount(), any::<bool>()).prop_map(|(o, a, b)| Op::Return(o, a, b)),
        3 => (ANY, amount()).prop_map(|(o, a)| Op::Lose(o, a)),
        1 => (ANY, amount()).prop_map(|(o, a)| Op::HomeRelease(o, a)),
        1 => (ANY, amount()).prop_map(|(o, a)| Op::HomeSlash(o, a)),
        1 => temper().prop_map(Op::HomeTemper),
        1 => (ANY, ANY, amount(), any::<bool>()).prop_map(|(i, o, a, b)| Op::Pretend(i, o, a, b)),
    ]
    .boxed()
}

pub fn vanish() -> BoxedStrategy<Op> {
    amount().prop_map(Op::Vanish).boxed()
}
