//! Rule 8: without a slash in between, what goes in comes out, to the last unit, for any amount and
//! after any earlier slash.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::home;
use crate::machine::op::{self, Amount, Op};
use crate::machine::{Machine, Step, DENOM, UNBONDING_PERIOD};
use crate::run::{config, fail, LENGTH};
use crate::stakes::Stakes;

/// What the first two owners have; the third has the amount under test.
const SMALL: u128 = 1_000_000;
const TRAVELLER: usize = 2;

/// Any number of bits is as likely as any other.
fn amount() -> impl Strategy<Value = u128> {
    // What the others and their burned tokens leave of all that a lockup can hold.
    let max = u128::MAX - 3 * SMALL;
    prop_oneof![
        8 => (any::<u128>(), 0u32..128).prop_map(|(n, bits)| n >> bits),
        1 => Just(u128::MAX),
    ]
    .prop_map(move |n| n.clamp(1, max))
}

/// Provider, validator, ratio in 1/1000.
fn earlier_slashes() -> impl Strategy<Value = Vec<(usize, usize, u16)>> {
    vec((0usize..2, 0usize..2, 1u16..1_000), 0..8)
}

fn ops() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        10 => op::packets(op::honest()),
        5 => op::weather(),
        1 => op::failures(false),
    ]
    .boxed()
}

/// How many journeys ended with everything back.
pub fn journeys(seed: u64) -> u32 {
    let journeys = Cell::new(0);
    let mut runner = TestRunner::new(config(seed));
    let input = (amount(), earlier_slashes(), vec(ops(), 1..LENGTH));
    let result = runner.run(&input, |(amount, slashes, ops)| {
        journey(amount, &slashes, &ops).map_err(fail)?;
        journeys.set(journeys.get() + 1);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    journeys.into_inner()
}

fn journey(amount: u128, slashes: &[(usize, usize, u16)], ops: &[Op]) -> Result<(), String> {
    let mut machine = Machine::new(SMALL);
    earlier(&mut machine, slashes);
    let traveller = machine.owner(TRAVELLER);
    machine.world.mint(&traveller, DENOM, amount);
    must(&mut machine, Op::Bond(TRAVELLER, Amount::All))?;

    let wealth: Vec<u128> = (0..machine.owners.len())
        .map(|owner| wealth(&machine, owner))
        .collect();
    let owed = machine.ledger.owed;
    let mut stakes = Stakes::of(&machine);
    for (at, op) in ops.iter().enumerate() {
        let (step, packet) = machine.apply(*op);
        if let Step::Broken(reason) = &step {
            return Err(format!("step {at}, {op:?}: {reason}"));
        }
        if !matches!(step, Step::Done) {
            continue;
        }
        stakes.book(&machine, packet);
        stakes
            .check(&machine)
            .map_err(|reason| format!("step {at}, {op:?} → {step:?}: {reason}"))?;
    }

    home::everyone(&mut machine)?;
    for (owner, before) in wealth.into_iter().enumerate() {
        let account = machine.ledger.account(machine.owner(owner).as_str());
        if !account.claims.is_empty() {
            return Err(format!("claims are left: {account:?}"));
        }
        let after = self::wealth(&machine, owner);
        if after != before {
            return Err(format!("owner {owner} had {before} and has {after}"));
        }
        machine.apply(Op::Unbond(owner, Amount::All));
        let wallet = machine.world.balance(&machine.owner(owner), DENOM);
        if wallet != before {
            return Err(format!("owner {owner} had {before} and got {wallet}"));
        }
    }
    if machine.ledger.owed == owed {
        Ok(())
    } else {
        Err("dust was burned".to_string())
    }
}

/// Wallet and bonded.
fn wealth(machine: &Machine, owner: usize) -> u128 {
    let address = machine.owner(owner);
    let account = machine.ledger.account(address.as_str());
    machine.world.balance(&address, DENOM) + account.bonded
}

/// Stake of the first two owners everywhere, slashed and settled.
fn earlier(machine: &mut Machine, slashes: &[(usize, usize, u16)]) {
    for owner in 0..TRAVELLER {
        for (of, validator) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            machine.apply(Op::Stake(owner, of, validator, Amount::Part(20_000)));
        }
    }
    machine.relay_all(0);
    machine.relay_all(1);
    for (of, validator, ratio) in slashes {
        machine.apply(Op::Slash(*of, *validator, *ratio, false));
    }
    // A slash at one provider cuts claims at the other, and settling a cut can bring no new one.
    for _ in 0..2 {
        for of in 0..2 {
            for validator in 0..2 {
                machine.apply(Op::ProcessSlashes(of, validator, Some(100)));
            }
        }
        for pick in 0..64 {
            machine.apply(Op::Settle(pick, Some(100)));
        }
    }
    machine.relay_all(0);
    machine.relay_all(1);
    // None of it is still in the time of the slash.
    machine.world.pass(UNBONDING_PERIOD);
}

fn must(machine: &mut Machine, op: Op) -> Result<(), String> {
    match machine.apply(op) {
        (Step::Done, _) => Ok(()),
        (step, _) => Err(format!("{op:?} must be taken: {step:?}")),
    }
}
