//! One test a rule, under the rule's name: the lockup with the real meta-staking on a modelled x/staking.

use mesh_local::chained::op::{self, Op};
use mesh_local::run::{cases, chained, step_by_step, CASES};
use proptest::prelude::*;

fn everything() -> BoxedStrategy<Op> {
    prop_oneof![
        12 => op::owners(),
        5 => op::holders(),
        10 => op::blocks(),
        1 => op::slashes(),
        2 => op::consumer(),
        2 => op::failures(),
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
