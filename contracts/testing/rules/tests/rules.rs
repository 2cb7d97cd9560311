//! One test a rule, under the rule's name.

use mesh_rules::checks::{backed, claims_match_stakes};
use mesh_rules::machine::op::{self, Op};
use mesh_rules::machine::Step;
use mesh_rules::run::sequences;
use proptest::prelude::*;

fn everything() -> BoxedStrategy<Op> {
    prop_oneof![
        5 => op::stakes(),
        2 => op::holders(),
        3 => op::slashes(),
        5 => op::packets(),
        4 => op::weather(),
    ]
    .boxed()
}

fn answered(step: &Step) -> Result<(), String> {
    match step {
        Step::Broken(reason) => Err(reason.clone()),
        _ => Ok(()),
    }
}

#[test]
fn rule_1_backed() {
    sequences(1, 100, everything(), 80, &|machine, _, step, _| {
        answered(step)?;
        backed(machine)
    });
}

#[test]
fn rule_3_claims_match_stakes() {
    let reached = sequences(3, 100, everything(), 80, &|machine, _, step, _| {
        answered(step)?;
        claims_match_stakes(machine)
    });
    println!("{reached:?}");
}
