//! Runs random sequences from a fixed seed, so that every run is the same run.

use std::cell::RefCell;
use std::env;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::chained::{self, Chained};
use crate::machine::op::Op;
use crate::machine::{Machine, Reached, Step};

/// Sequences a rule, of a hundred steps on the average.
pub const CASES: u32 = 1_000;
pub const LENGTH: usize = 201;
/// What each owner has, half of it bonded.
pub const WALLET: u128 = 1_000_000_000;

/// Sequences a rule, unless `MESH_RULES_CASES` says otherwise.
pub fn cases() -> u32 {
    match env::var("MESH_RULES_CASES") {
        Ok(text) => text.parse().expect("MESH_RULES_CASES is a number"),
        Err(_) => CASES,
    }
}

pub fn config(seed: u64) -> Config {
    Config {
        cases: cases(),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 1_500,
        ..Config::default()
    }
}

/// What a rule says after each step.
pub type Rule<'a> = &'a dyn Fn(&mut Machine, Op) -> Result<(), String>;

/// Holds `rule` after every step of every sequence; answers which states were reached.
pub fn sequences(seed: u64, ops: BoxedStrategy<Op>, rule: Rule) -> Reached {
    runs(seed, ops, &|machine, ops| {
        for (at, op) in ops.iter().enumerate() {
            let tell = |reason: String| format!("step {at}, {op:?}: {reason}");
            match machine.apply(*op) {
                Step::Broken(reason) => return Err(tell(reason)),
                // What was refused has changed nothing.
                Step::Nothing | Step::Refused(_) => continue,
                Step::Done => rule(machine, *op).map_err(tell)?,
            }
        }
        Ok(())
    })
}

/// What a rule says of a whole sequence.
pub type Run<'a> = &'a dyn Fn(&mut Machine, &[Op]) -> Result<(), String>;

/// Gives every sequence to `run`, each with a machine as new.
pub fn runs(seed: u64, ops: BoxedStrategy<Op>, run: Run) -> Reached {
    let machine = RefCell::new(Machine::new(WALLET, 0));
    let new = machine.borrow().save();
    let reached = RefCell::new(Reached::default());
    let mut runner = TestRunner::new(config(seed));
    let result = runner.run(&vec(ops, 1..LENGTH), |ops| {
        let mut machine = machine.borrow_mut();
        machine.restore(&new);
        machine.reached = Reached::default();
        run(&mut machine, &ops).map_err(TestCaseError::fail)?;
        reached.borrow_mut().add(&machine.reached);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    reached.into_inner()
}

pub type ChainedRun<'a> = &'a dyn Fn(&mut Chained, &[chained::op::Op]) -> Result<(), String>;

/// The same with the real meta-staking.
pub fn chained(
    seed: u64,
    ops: BoxedStrategy<chained::op::Op>,
    run: ChainedRun,
) -> chained::Reached {
    let machine = RefCell::new(Chained::new(WALLET, 0));
    let reached = RefCell::new(chained::Reached::default());
    let mut runner = TestRunner::new(config(seed));
    let result = runner.run(&vec(ops, 1..LENGTH), |ops| {
        let mut machine = machine.borrow_mut();
        machine.renew();
        run(&mut machine, &ops).map_err(TestCaseError::fail)?;
        reached.borrow_mut().add(&machine.reached);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    reached.into_inner()
}

/// Every step, and what must be true after it.
pub fn step_by_step(
    machine: &mut Chained,
    ops: &[chained::op::Op],
    rule: &dyn Fn(&mut Chained) -> Result<(), String>,
) -> Result<(), String> {
    for (at, op) in ops.iter().enumerate() {
        let tell = |reason: String| format!("step {at}, {op:?}: {reason}");
        match machine.apply(*op) {
            Step::Broken(reason) => return Err(tell(reason)),
            // What was refused has changed nothing.
            Step::Nothing | Step::Refused(_) => continue,
            Step::Done => rule(machine).map_err(tell)?,
        }
    }
    Ok(())
}
