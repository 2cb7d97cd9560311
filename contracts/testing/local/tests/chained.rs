//! One test a rule, under the rule's name: the lockup with the real meta-staking on a modelled x/staking.

use std::cell::RefCell;

use cosmwasm_std::coin;
use mesh_local::chained::exposure::{self, Crowded};
use mesh_local::chained::op::{self, Op};
use mesh_local::chained::Chained;
use mesh_local::machine::op::Amount;
use mesh_local::machine::{Step, DENOM};
use mesh_local::run::{cases, chained, config, step_by_step, CASES, WALLET};
use mesh_lockup::msg::ExecuteMsg;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

fn everything() -> BoxedStrategy<Op> {
    prop_oneof![
        12 => op::owners(),
        7 => op::holders(),
        10 => op::blocks(),
        2 => op::slashes(),
        2 => op::consumer(),
        3 => op::failures(),
    ]
    .boxed()
}

#[test]
fn rule_1_backed() {
    chained(101, everything(), &|machine, ops| {
        step_by_step(machine, ops, &|machine| machine.machine.books().backed())
    });
}

#[test]
fn rule_2_solvent() {
    chained(102, everything(), &|machine, ops| {
        step_by_step(machine, ops, &|machine| machine.machine.books().solvent())
    });
}

/// And each state that matters was reached a hundred times.
#[test]
fn rule_3_claims_match_stakes() {
    let reached = chained(103, everything(), &|machine, ops| {
        machine.counting = true;
        step_by_step(machine, ops, &|machine| machine.claims_match_stakes(false))
    });
    let enough = u64::from(cases().min(CASES)) * 100 / u64::from(CASES);
    let mut rare = reached.counts();
    rare.retain(|(_, count)| *count < enough);
    assert!(
        rare.is_empty(),
        "reached less than {enough} times: {rare:?}"
    );
}

/// From the middle and from the end of everything, all that is left of an owner's tokens comes back to
/// him, all that the burn gets is burned, and nothing of others is touched.
#[test]
fn rule_5_nothing_is_lost_on_failure() {
    chained(105, everything(), &|machine, ops| {
        let (first, second) = ops.split_at(ops.len() / 2);
        for ops in [first, second] {
            step_by_step(machine, ops, &|_| Ok(()))?;
            machine.fork(|machine| machine.unstake_everything())?;
        }
        Ok(())
    });
}

/// Looking for the same loss, or handing over what is back, a second time does nothing.
#[test]
fn rule_6_exactly_once() {
    chained(106, everything(), &|machine, ops| {
        for op in ops {
            if let (Op::Release(..) | Op::Sync(..), Step::Done) = (op, machine.apply(*op)) {
                machine.fork(exposure::twice_is_once)?;
            }
        }
        Ok(())
    });
}

/// A slash at home takes its part of everything that stands at the validator, of every owner alike, and
/// the lockup hears of it.
#[test]
fn rule_7_slash_reaches_all() {
    chained(107, everything(), &|machine, ops| {
        for (at, op) in ops.iter().enumerate() {
            exposure::apply(machine, *op)
                .map_err(|reason| format!("step {at}, {op:?}: {reason}"))?;
        }
        Ok(())
    });
}

/// What was delegated, at one validator or two, and unstaked in parts, is what there was.
#[test]
fn rule_8_round_trip_is_exact() {
    let mut runner = TestRunner::new(config(108));
    let bonded = prop_oneof![1..=10u128.pow(27), 1..1_000u128];
    let part = (any::<bool>(), any::<u16>());
    let parts = (any::<u16>(), prop::collection::vec(part, 0..4));
    let result = runner.run(&(bonded, parts), |(bonded, (first, parts))| {
        let mut machine = Chained::new(0, 0);
        let owner = machine.machine.owner(0);
        machine.machine.world.mint(&owner, &coin(bonded, DENOM));
        machine.machine.say(&owner, &ExecuteMsg::Bond {}, bonded);
        // Refused where it is nothing.
        machine.apply(Op::Delegate(0, 0, Amount::Part(first)));
        machine.apply(Op::Delegate(0, 1, Amount::All));
        for (wait, part) in parts {
            machine.apply(Op::Unstake(usize::from(wait), Amount::Part(part)));
            machine.pass(u64::from(part) % 900);
        }
        machine.unstake_everything().map_err(TestCaseError::fail)?;
        prop_assert_eq!(machine.machine.world.balance(&owner, DENOM), bonded);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// What touches one owner costs the same beside any crowd.
#[test]
fn rule_10_cost() {
    let crowded = RefCell::new(Crowded::new(WALLET));
    let alone = prop_oneof![4 => op::owners(), 2 => op::holders(), 1 => op::slashes()].boxed();
    chained(110, alone, &|_, ops| crowded.borrow_mut().run(ops));
}
