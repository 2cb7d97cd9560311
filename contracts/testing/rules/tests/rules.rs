//! One test a rule, under the rule's name.

use mesh_rules::checks::{backed, claims_match_stakes};
use mesh_rules::machine::op::{self, Op};
use mesh_rules::machine::Step;
use mesh_rules::replay::exactly_once;
use mesh_rules::round_trip::journeys;
use mesh_rules::run::sequences;
use proptest::prelude::*;

const LENGTH: usize = 160;

fn everything() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        4 => op::holders(),
        6 => op::slashes(),
        10 => op::packets(op::honest()),
        6 => op::weather(),
        2 => op::news(),
        1 => op::failures(false),
    ]
    .boxed()
}

/// The consumer answers anything, and whoever is told something may fail.
fn chaos() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        4 => op::holders(),
        6 => op::slashes(),
        16 => op::packets(op::hostile()),
        8 => op::weather(),
        2 => op::news(),
        3 => op::failures(true),
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
    sequences(1, 400, chaos(), LENGTH, &|machine, _, _, _| backed(machine));
}

#[test]
fn rule_3_claims_match_stakes() {
    let reached = sequences(3, 500, everything(), LENGTH, &|machine, _, step, _| {
        answered(step)?;
        claims_match_stakes(machine)
    });
    for (what, count) in reached.counts() {
        assert!(count > 0, "no run came to {what}");
    }
}

#[test]
fn rule_4_an_ack_never_fails() {
    sequences(4, 600, chaos(), LENGTH, &|_, _, step, _| answered(step));
}

#[test]
fn rule_6_exactly_once() {
    sequences(
        6,
        150,
        everything(),
        LENGTH,
        &|machine, op, step, packet| exactly_once(machine, op, step, packet),
    );
}

#[test]
fn rule_8_round_trip_is_exact() {
    let journeys = journeys(8, 250, 100);
    assert!(journeys > 0);
}
