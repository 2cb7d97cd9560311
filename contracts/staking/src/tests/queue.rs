//! Undelegations that wait, redelegations, and a `rebalance` that is interrupted.

use cosmwasm_std::{Decimal, Uint128};

use super::fixture::*;
use crate::msg::{Overflow, PendingRewardsResponse, QueryMsg};
use crate::state::{LOWER, RAISE, STAGE};

fn normalized(funds: u128) -> Chain {
    let mut chain = Chain::with(no_options(), &[("c1", funds), ("c2", funds)]);
    for name in ["c1", "c2"] {
        let normalize = Some(Overflow::Normalize);
        chain
            .update(name, |update| update.overflow = normalize)
            .unwrap();
    }
    chain
}

fn pending(chain: &Chain, name: &str, at: &str) -> u128 {
    let answer: PendingRewardsResponse = chain
        .query(QueryMsg::PendingRewards {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        })
        .unwrap();
    answer.amount.u128()
}

fn nothing_is_planned(chain: &Chain) -> bool {
    let storage = chain.storage();
    LOWER.is_empty(storage) && RAISE.is_empty(storage) && !STAGE.exists(storage)
}

#[test]
fn a_second_undelegation_waits_and_goes_with_the_next_of_anybody() {
    let mut chain = normalized(1000);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c2", "alice", 1000).unwrap();
    chain.undelegate("c1", "alice", 100).unwrap();
    chain.undelegate("c1", "alice", 200).unwrap();
    chain.undelegate("c2", "alice", 300).unwrap();
    assert_eq!(chain.standing("alice"), 1900);
    assert_eq!(chain.power("c1").queued.u128(), 200);
    assert_eq!(chain.power("c2").queued.u128(), 300);
    assert_eq!(chain.granted("c2", "alice"), 1000);
    chain.pass(399);
    chain.rebalance(10);
    assert_eq!(chain.standing("alice"), 1900);
    chain.pass(1);
    // Nobody holds up the others by being first each time.
    chain.undelegate("c1", "alice", 1).unwrap();
    assert_eq!(chain.standing("alice"), 1399);
    assert_eq!(chain.world.returning.len(), 2);
    assert!(nothing_is_planned(&chain));
}

#[test]
fn what_waits_is_what_is_granted_above_the_target_then() {
    let mut chain = normalized(1000);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.undelegate("c1", "alice", 100).unwrap();
    chain.undelegate("c1", "alice", 200).unwrap();
    // Asked again before it went: nothing is delegated and less waits.
    chain.delegate("c1", "alice", 50).unwrap();
    assert_eq!(chain.standing("alice"), 900);
    assert_eq!(chain.power("c1").queued.u128(), 150);
    chain.slash("alice", 90);
    chain.sync("alice").unwrap();
    // 810 are left of 900, of which 750 are to stay.
    assert_eq!(chain.power("c1").queued.u128(), 60);
    chain.delegate("c1", "alice", 100).unwrap();
    assert_eq!(chain.power("c1").queued.u128(), 0);
    assert!(nothing_is_planned(&chain));
}

#[test]
fn seven_undelegations_of_a_validator_and_not_eight() {
    let mut chain = normalized(1000);
    chain.delegate("c1", "alice", 1000).unwrap();
    for step in 0..40u128 {
        chain.undelegate("c1", "alice", 10).unwrap();
        chain.rebalance(10);
        assert!(chain.world.returning.len() <= 7);
        assert_eq!(chain.power("c1").asked.u128(), 990 - step * 10);
        chain.pass(100);
    }
    chain.pass(WAIT);
    chain.rebalance(10);
    assert_eq!(chain.standing("alice"), 600);
}

#[test]
fn a_redelegation_pays_the_rewards_of_both_validators_to_each_its_own() {
    for reward in [DENOM, FEES] {
        let mut chain = normalized(1000);
        for (validator, amount) in [("alice", 1000), ("bob", 1000)] {
            chain.delegate("c1", validator, amount).unwrap();
        }
        chain.delegate("c2", "bob", 500).unwrap();
        chain.delegate("c2", "alice", 500).unwrap();
        chain.earn("alice", 1500, reward);
        chain.earn("bob", 70, reward);
        chain.rebalance(10);
        assert_eq!(chain.world.redelegated, 1, "{reward}");
        assert_eq!(chain.granted("c1", "bob"), 500);
        assert_eq!(pending(&chain, "c1", "alice"), 1000);
        assert_eq!(pending(&chain, "c2", "alice"), 500);
        assert_eq!(pending(&chain, "c2", "bob"), 70);
        assert_eq!(pending(&chain, "c1", "bob"), 0);
    }
}

/// What came by a redelegation can't go on by one for three weeks.
#[test]
fn a_redelegation_that_can_not_be_is_an_undelegation() {
    let mut chain = normalized(1000);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c1", "bob", 1000).unwrap();
    chain.rebalance(10);
    assert_eq!(chain.world.redelegated, 1);
    // From bob to carol: refused without asking the chain.
    chain.undelegate("c1", "bob", 1000).unwrap();
    assert_eq!(chain.granted("c1", "bob"), 0);
    chain.delegate("c1", "carol", 1000).unwrap();
    // From alice to carol the chain itself refuses.
    chain.world.no_redelegation = true;
    chain.pass(400);
    chain.rebalance(10);
    assert_eq!(chain.world.redelegated, 1);
    chain.pass(WAIT);
    chain.rebalance(10);
    assert_eq!(chain.granted("c1", "carol"), 500);
    assert_eq!(chain.granted("c1", "alice"), 500);
}

#[test]
fn whatever_happens_between_two_pages_the_end_is_the_same() {
    let limits = [1, 2, 3, 50];
    let ends = limits.map(|limit| {
        let mut chain = normalized(1200);
        chain.world.native = 1000;
        chain.world.no_redelegation = limit == 2;
        chain.show_world();
        for (name, validator, amount) in [
            ("c1", "alice", 1000),
            ("c1", "bob", 1000),
            ("c2", "bob", 700),
            ("c2", "carol", 900),
        ] {
            chain.delegate(name, validator, amount).unwrap();
        }
        for name in ["c1", "c2"] {
            chain
                .update(name, |update| update.max_share = Some(Decimal::percent(30)))
                .unwrap();
        }
        for step in 0..12 {
            let before = chain.world.returning.len() as u32 + chain.world.redelegated;
            chain.rebalance(limit);
            let after = chain.world.returning.len() as u32 + chain.world.redelegated;
            assert!(after - before <= limit);
            match step {
                1 => chain.delegate("c1", "dave", 400).map(drop).unwrap(),
                2 => chain.undelegate("c2", "bob", 100).map(drop).unwrap(),
                3 => {
                    chain.slash("alice", chain.standing("alice") / 10);
                    chain.sync("alice").map(drop).unwrap();
                }
                4 => chain.adjust("c2", "alice", 100).map(drop).unwrap(),
                _ => {}
            }
        }
        for _ in 0..30 {
            chain.pass(WAIT);
            chain.rebalance(limit);
        }
        for _ in 0..30 {
            chain.rebalance(limit);
        }
        let mut end = vec![];
        for name in ["c1", "c2"] {
            let power = chain.power(name);
            assert_eq!(power.queued, Uint128::zero());
            assert!(power.granted <= power.allowed);
            for validator in VALIDATORS {
                end.push(chain.granted(name, validator));
            }
        }
        end
    });
    let sums = ends.clone().map(|end| end.iter().sum::<u128>());
    assert_eq!(sums, [sums[0]; 4]);
    assert_eq!(ends[0].len(), 8);
}

/// A delegation that the chain refuses, as of a validator slashed to nothing, holds up nobody else.
#[test]
fn a_validator_that_takes_nothing_is_passed_over() {
    let mut chain = normalized(1000);
    chain.adjust("c1", "aaron", 500).unwrap();
    chain.adjust("c1", "bob", 300).unwrap();
    chain.delegate("c2", "carol", 100).unwrap();
    chain.rebalance(10);
    let granted = ["aaron", "bob"].map(|validator| chain.granted("c1", validator));
    assert_eq!(granted, [0, 300]);
    assert!(nothing_is_planned(&chain));
}
