//! The protocol's rules, as far as this contract alone can keep them: random sequences from a fixed
//! seed, the contract beside a model of it. `MESH_RULES_CASES` says how many, 1,000 of a hundred
//! steps on the average where it says nothing.

mod apply;
mod machine;
mod model;
mod op;
mod reports;
mod transport;

use std::cell::RefCell;
use std::env;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use machine::{same, Machine, Reached};
use op::{Op, NAMES};

const CASES: u32 = 1_000;
const LENGTH: usize = 201;

fn cases() -> u32 {
    match env::var("MESH_RULES_CASES") {
        Ok(text) => text.parse().expect("MESH_RULES_CASES is a number"),
        Err(_) => CASES,
    }
}

/// What a rule says of a step: the machine before it is gone, so it brings what it looked at.
type Rule<'a> = &'a dyn Fn(&mut Machine, &Op) -> Result<(), String>;
type End<'a> = &'a dyn Fn(&mut Machine) -> Result<(), String>;

/// Every sequence of `ops`, each step by `step`, then `end`. Each of `states` has to be met often.
fn sequences(seed: u64, ops: BoxedStrategy<Op>, step: Rule, end: End, states: &[&'static str]) {
    let reached = RefCell::new(Reached::new());
    let mut runner = TestRunner::new(Config {
        cases: cases(),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        max_shrink_iters: 5_000,
        ..Config::default()
    });
    let result = runner.run(&(0..3usize, vec(ops, 1..LENGTH)), |(start, ops)| {
        let mut machine = Machine::new(start);
        let mut run = || {
            for (at, op) in ops.iter().enumerate() {
                step(&mut machine, op).map_err(|reason| format!("step {at}, {op:?}: {reason}"))?;
            }
            end(&mut machine)
        };
        run().map_err(TestCaseError::fail)?;
        for (state, count) in machine.reached {
            *reached.borrow_mut().entry(state).or_default() += count;
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let reached = reached.into_inner();
    println!("{reached:#?}");
    if cases() >= CASES {
        for state in states {
            let count = reached.get(state).copied().unwrap_or_default();
            assert!(count >= 100, "{state}: met {count} times");
        }
    }
}

/// All that the model expects is checked in every step of every rule.
fn step(machine: &mut Machine, op: &Op) -> Result<(), String> {
    machine.apply(op)
}

/// Whatever the price, the feed and the funds are: what is staked comes back in pieces, and leaves nothing.
fn leave(machine: &mut Machine) -> Result<(), String> {
    machine.connect();
    machine.refuse(true, true, false);
    for (n, at) in NAMES.into_iter().enumerate() {
        let remote = machine.model.rows.get(at).map_or(0, |row| row.remote);
        let piece = remote / (n as u128 + 2);
        for amount in [piece, remote - piece] {
            if amount > 0 {
                machine.unstake(at, amount)?;
                machine.agree()?;
            }
        }
    }
    same(
        "what is asked in the end",
        &machine.asked(),
        &vec![0; NAMES.len()],
    )?;
    same("stakes in the end", &machine.rig.stakes().len(), &0)
}

#[test]
fn rule_5_nothing_is_lost_on_failure() {
    let ops = prop_oneof![
        2 => op::stakes(),
        6 => op::home(),
        12 => op::packets(),
        3 => op::weather(),
    ];
    let states = [
        "report taken",
        "report lost",
        "report lost and retried",
        "answer lost with its channel",
        "announcement asked for",
        "timeout of a dead channel",
        "transfer given back",
    ];
    sequences(5, ops.boxed(), &step, &Machine::heal, &states);
}

#[test]
fn rule_6_exactly_once() {
    let ops = prop_oneof![
        2 => op::stakes(),
        2 => op::prices(),
        1 => op::rebalances(),
        4 => op::home(),
        10 => op::packets(),
        2 => op::weather(),
    ];
    // A second `update_price` or full `rebalance` right after the first moves nothing.
    let twice = |machine: &mut Machine, op: &Op| {
        machine.apply(op)?;
        if matches!(op, Op::UpdatePrice | Op::SetFeed { .. }) {
            let before = machine.storage();
            machine.apply(op)?;
            same(
                "the storage after a repetition",
                &machine.storage(),
                &before,
            )?;
        }
        if matches!(op, Op::Rebalance { .. }) && machine.model.fresh(machine.now()) {
            for _ in 0..NAMES.len() {
                machine.apply(op)?;
            }
            let before = machine.asked();
            machine.apply(op)?;
            same(
                "what is asked after a repetition",
                &machine.asked(),
                &before,
            )?;
        }
        Ok(())
    };
    let states = ["replay", "price repeated", "report taken", "stake"];
    sequences(6, ops.boxed(), &twice, &Machine::heal, &states);
}

#[test]
fn rule_8_round_trip_is_exact() {
    let ops = prop_oneof![
        10 => op::stakes(),
        8 => op::prices(),
        2 => op::rebalances(),
        1 => op::refusals(),
    ];
    let states = [
        "price change with stake",
        "stake after a change of the price",
        "stake after a fall of the price",
        "stale price on unstake",
        "unstake while a jump waits",
        "saturated",
    ];
    sequences(8, ops.boxed(), &step, &leave, &states);
}

#[test]
fn rule_11_cap() {
    let ops = prop_oneof![
        8 => op::stakes(),
        8 => op::prices(),
        5 => op::rebalances(),
        4 => op::refusals(),
    ];
    let never_blocked = |machine: &mut Machine, op: &Op| {
        // Funds and limits refuse what raises, never what lowers.
        if let Op::Unstake { .. } = op {
            let home = &machine.model.home;
            let (adjust, delegate) = (home.no_adjust, home.no_delegate);
            machine.refuse(adjust, delegate, false);
        }
        machine.apply(op)
    };
    let settle = |machine: &mut Machine| {
        machine.refuse(true, false, false);
        machine.fund(None, true);
        if machine.model.fresh(machine.now()) {
            for _ in 0..=NAMES.len() {
                machine.apply(&Op::Rebalance { limit: 1 })?;
            }
            let terms = machine.model.terms;
            let rows = machine.rig.stakes();
            for row in rows {
                let target = terms.asked(row.remote.u128());
                same("asked", &row.asked.u128(), &target)?;
            }
        }
        leave(machine)
    };
    let states = [
        "adjust refused",
        "raise refused",
        "lower refused",
        "stake without funds",
        "rebalance stopped midway",
        "interrupted rebalance",
    ];
    sequences(11, ops.boxed(), &never_blocked, &settle, &states);
}

#[test]
fn rule_12_price() {
    let ops = prop_oneof![
        6 => op::stakes(),
        16 => op::prices(),
        4 => op::rebalances(),
    ];
    let priced = |machine: &mut Machine, op: &Op| {
        let before = machine.asked();
        let fresh = machine.model.fresh(machine.now());
        machine.apply(op)?;
        let after = machine.asked();
        match op {
            // The model says by how much; here, that an unstake was never refused.
            Op::Unstake { .. } => {
                let none = machine.reached.get("unstake refused");
                same("unstakes refused", &none, &None)?;
                let rises = before
                    .iter()
                    .zip(&after)
                    .any(|(before, after)| after > before);
                same("whether an unstake raised", &rises, &false)
            }
            Op::Stake { .. } | Op::Rebalance { .. } if fresh => Ok(()),
            _ => same("what is asked", &after, &before),
        }
    };
    let states = [
        "price change with stake",
        "jump waiting",
        "jump accepted",
        "bad price",
        "stale price on stake",
        "stale price on unstake",
        "stake while a jump waits",
        "unstake while a jump waits",
        "interrupted rebalance",
    ];
    sequences(12, ops.boxed(), &priced, &leave, &states);
}
