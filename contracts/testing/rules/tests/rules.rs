//! One test a rule, under the rule's name.

use std::cell::RefCell;

use mesh_rules::checks::{backed, claims_match_stakes, solvent};
use mesh_rules::cost::Crowded;
use mesh_rules::earnings::{self, Positions};
use mesh_rules::machine::op::{self, Op};
use mesh_rules::machine::Step;
use mesh_rules::replay::exactly_once;
use mesh_rules::round_trip::journeys;
use mesh_rules::run::{cases, runs, sequences, Rule, CASES, WALLET};
use mesh_rules::{exposure, failure};
use proptest::prelude::*;

fn everything() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        5 => op::holders(),
        6 => op::slashes(),
        10 => op::packets(op::honest()),
        6 => op::weather(),
        3 => op::news(),
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
        3 => op::news(),
        3 => op::failures(true),
    ]
    .boxed()
}

/// Nothing is slashed, and the consumer does what it likes.
fn trouble() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        14 => op::packets(op::hostile()),
        8 => op::weather(),
        2 => op::news(),
        1 => op::failures(false),
    ]
    .boxed()
}

/// Stake that nobody answers and that slashes leave nothing of.
fn ruin() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        1 => op::holders(),
        3 => op::harsh_slashes(),
        4 => op::packets(op::honest()),
        4 => op::weather(),
    ]
    .boxed()
}

/// No holder but the providers, so that a claim falls by what its provider slashes or by a cut that is
/// recorded there.
fn providers_only() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        6 => op::slashes(),
        10 => op::packets(op::honest()),
        5 => op::weather(),
        1 => op::failures(false),
    ]
    .boxed()
}

/// Rewards of every kind, among all that moves stake.
fn rewarded() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        2 => op::holders(),
        3 => op::slashes(),
        10 => op::packets(op::honest()),
        2 => op::weather(),
        10 => op::rewards(),
    ]
    .boxed()
}

fn earning() -> BoxedStrategy<Op> {
    prop_oneof![
        8 => op::stakes(),
        10 => op::packets(op::honest()),
        4 => op::funded_rewards(),
        2 => op::weather(),
    ]
    .boxed()
}

fn unpaged() -> BoxedStrategy<Op> {
    prop_oneof![
        10 => op::stakes(),
        4 => op::holders(),
        6 => op::unprocessed_slashes(),
        10 => op::packets(op::honest()),
        4 => op::weather(),
        2 => op::news(),
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
    sequences(1, chaos(), &|machine, _, _, _| backed(machine));
}

#[test]
fn rule_2_solvent() {
    sequences(2, chaos(), &|machine, _, _, _| solvent(machine));
}

/// And each state that matters was reached a hundred times.
#[test]
fn rule_3_claims_match_stakes() {
    let rule: Rule = &|machine, _, step, _| {
        answered(step)?;
        claims_match_stakes(machine)
    };
    let mut reached = sequences(3, everything(), rule);
    reached.add(&sequences(33, ruin(), rule));
    let enough = u64::from(cases().min(CASES)) * 100 / u64::from(CASES);
    let mut rare = reached.counts();
    rare.retain(|(_, count)| *count < enough);
    assert!(
        rare.is_empty(),
        "reached less than {enough} times: {rare:?}"
    );
}

#[test]
fn rule_4_an_ack_never_fails() {
    sequences(4, chaos(), &|_, _, step, _| answered(step));
}

#[test]
fn rule_5_nothing_is_lost_on_failure() {
    runs(5, trouble(), &failure::nothing_is_lost);
    runs(55, everything(), &failure::the_consumer_is_told);
}

#[test]
fn rule_6_exactly_once() {
    sequences(6, everything(), &|machine, op, step, packet| {
        exactly_once(machine, op, step, packet)
    });
}

#[test]
fn rule_7_slash_reaches_all() {
    runs(7, providers_only(), &exposure::run);
}

#[test]
fn rule_8_round_trip_is_exact() {
    let journeys = journeys(8);
    assert!(journeys > 0);
}

#[test]
fn rule_9_rewards() {
    runs(9, rewarded(), &|machine, ops| {
        let mut positions = [Positions::default(), Positions::default()];
        for (at, op) in ops.iter().enumerate() {
            if let (Step::Done, _) = machine.apply(*op) {
                earnings::whole(machine, &mut positions)
                    .map_err(|reason| format!("step {at}, {op:?}: {reason}"))?;
            }
        }
        Ok(())
    });
    runs(99, earning(), &earnings::haste_changes_nothing);
}

#[test]
fn rule_10_cost() {
    let crowded = RefCell::new(Crowded::new(WALLET));
    runs(10, unpaged(), &|_, ops| crowded.borrow_mut().run(ops));
}
