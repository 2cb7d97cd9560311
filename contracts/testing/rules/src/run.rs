//! Runs random sequences from a fixed seed, so that every run is the same run.

use std::cell::RefCell;
use std::env;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::machine::op::Op;
use crate::machine::{Machine, Reached, Step};

/// Sequences a rule, unless `MESH_RULES_CASES` says otherwise.
pub fn cases(default: u32) -> u32 {
    match env::var("MESH_RULES_CASES") {
        Ok(text) => text.parse().expect("MESH_RULES_CASES is a number"),
        Err(_) => default,
    }
}

pub fn config(default_cases: u32, seed: u64) -> Config {
    Config {
        cases: cases(default_cases),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 20_000,
        ..Config::default()
    }
}

pub fn fail(reason: String) -> TestCaseError {
    TestCaseError::fail(reason)
}

/// What a rule says after each step.
pub type Rule<'a> = &'a dyn Fn(&mut Machine, Op, &Step, Option<usize>) -> Result<(), String>;

/// Holds `rule` after every step of every sequence; answers which states were reached.
pub fn sequences(
    seed: u64,
    default_cases: u32,
    ops: BoxedStrategy<Op>,
    length: usize,
    rule: Rule,
) -> Reached {
    let reached = RefCell::new(Reached::default());
    let mut runner = TestRunner::new(config(default_cases, seed));
    let result = runner.run(&vec(ops, 1..length), |ops| {
        let mut machine = Machine::new(1_000_000_000);
        for (at, op) in ops.into_iter().enumerate() {
            let (step, packet) = machine.apply(op);
            // What was refused has changed nothing.
            if matches!(step, Step::Nothing | Step::Refused(_)) {
                continue;
            }
            rule(&mut machine, op, &step, packet)
                .map_err(|reason| fail(format!("step {at}, {op:?} → {step:?}: {reason}")))?;
        }
        reached.borrow_mut().add(&machine.reached);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    reached.into_inner()
}
