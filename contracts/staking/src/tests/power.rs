//! What each consumer is allowed, and what of that it has.

use cosmwasm_std::{Decimal, Uint128};

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, Limits, Overflow, PowerResponse, QueryMsg, TargetResponse};

fn limits(chain: &mut Chain, least: Option<u64>, power: Option<u128>) {
    let limits = Limits {
        min_local_share: least.map(Decimal::percent),
        total_power: power.map(Uint128::new),
    };
    chain
        .execute("admin", ExecuteMsg::UpdateLimits(limits))
        .unwrap();
}

/// Consumers with 1000 each beside 100 of the chain's own, normalized at a share.
fn shared(names: &[&str], percent: u64) -> Chain {
    let consumers: Vec<_> = names.iter().map(|name| (*name, 1000)).collect();
    let mut chain = Chain::with(no_options(), &consumers);
    chain.world.native = 100;
    chain.show_world();
    for name in names {
        chain
            .update(name, |update| {
                update.max_share = Some(Decimal::percent(percent));
                update.overflow = Some(Overflow::Normalize);
            })
            .unwrap();
    }
    chain
}

#[test]
fn three_at_thirty_percent_get_nine_tenths_and_with_forty_local_six() {
    let mut chain = shared(&["c1", "c2", "c3"], 30);
    // What fits at once: 0.3 × 100 / 0.7, then 75 of the two, then 300 of the three.
    for (name, fits) in [("c1", 42), ("c2", 75), ("c3", 300)] {
        chain.delegate(name, "alice", 1000).unwrap();
        assert_eq!(chain.granted(name, "alice"), fits);
    }
    chain.rebalance(10);
    for name in ["c1", "c2", "c3"] {
        let power = chain.power(name);
        let all = [power.asked, power.allowed, power.granted, power.queued];
        assert_eq!(all.map(|amount| amount.u128()), [1000, 300, 300, 0]);
    }
    let power: PowerResponse = chain.query(QueryMsg::Power {}).unwrap();
    assert_eq!((power.total_power.u128(), power.local.u128()), (1000, 100));

    limits(&mut chain, Some(40), None);
    chain.rebalance(20);
    for name in ["c1", "c2", "c3"] {
        let power = chain.power(name);
        let all = [power.allowed, power.granted, power.unbonding];
        assert_eq!(all.map(|amount| amount.u128()), [50, 50, 250]);
    }
    // One undelegation for all three.
    assert_eq!(chain.world.returning.len(), 1);
}

#[test]
fn validators_share_by_what_was_asked() {
    for redelegates in [true, false] {
        let mut chain = shared(&["c1"], 100);
        chain.world.no_redelegation = !redelegates;
        for (validator, asked) in [("alice", 500), ("bob", 1000), ("carol", 1000)] {
            chain.delegate("c1", validator, asked).unwrap();
        }
        let granted = |chain: &Chain| {
            ["alice", "bob", "carol"].map(|validator| chain.granted("c1", validator))
        };
        // 500, then 500 of 667, then nothing is left.
        assert_eq!(granted(&chain), [500, 500, 0]);
        chain.rebalance(20);
        if redelegates {
            assert_eq!(chain.world.redelegated, 2);
        } else {
            assert_eq!(granted(&chain), [200, 400, 0]);
            chain.pass(WAIT);
            chain.rebalance(20);
        }
        assert_eq!(granted(&chain), [200, 400, 400]);
        let targets: Vec<TargetResponse> = chain
            .query(QueryMsg::Targets {
                consumer: account("c1").into_string(),
                start_after: Some("alice".to_string()),
                limit: Some(1),
            })
            .unwrap();
        let [row] = &targets[..] else { panic!() };
        let amounts = [row.asked, row.granted, row.target].map(|amount| amount.u128());
        assert_eq!((row.validator.as_str(), amounts), ("bob", [1000, 400, 400]));
    }
}

#[test]
fn reject_refuses_what_would_be_above_and_nothing_else() {
    let mut chain = shared(&["c1", "c2"], 30);
    chain
        .update("c1", |update| update.overflow = Some(Overflow::Reject))
        .unwrap();
    let error = chain.delegate("c1", "alice", 43).unwrap_err();
    assert!(matches!(error, ContractError::AboveAllowed));
    let error = chain.delegate("c1", "alice", 1001).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.delegate("c1", "alice", 42).unwrap();
    // A price move and another consumer are never refused; nor does a new limit refuse anything.
    chain.adjust("c1", "alice", 900).unwrap();
    chain.delegate("c2", "alice", 500).unwrap();
    limits(&mut chain, Some(90), None);
    let power = chain.power("c1");
    assert_eq!((power.asked.u128(), power.granted.u128()), (942, 42));
    let error = chain.delegate("c1", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::AboveAllowed));
    // The cap blocks no exit.
    chain.undelegate("c1", "alice", 942).unwrap();
    assert_eq!(chain.granted("c1", "alice"), 0);
}

#[test]
fn an_undelegate_lowers_its_own_validator_to_its_share_and_no_other() {
    let mut chain = shared(&["c1"], 100);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c1", "bob", 1000).unwrap();
    assert_eq!(chain.granted("c1", "alice"), 1000);
    // 1000 for 600 and 1000: alice is to have 375.
    chain.undelegate("c1", "alice", 400).unwrap();
    assert_eq!(chain.granted("c1", "alice"), 375);
    assert_eq!(chain.granted("c1", "bob"), 0);
    // What is allowed after it still covers what is asked: nothing is taken off.
    chain.pass(WAIT);
    chain.rebalance(10);
    assert_eq!(chain.granted("c1", "bob"), 625);
    chain.pass(400);
    chain.undelegate("c1", "bob", 600).unwrap();
    assert_eq!(chain.granted("c1", "bob"), 400);
}

#[test]
fn allowed_nothing_a_consumer_is_unwound_and_removed() {
    let mut chain = shared(&["c1"], 30);
    chain.delegate("c1", "alice", 20).unwrap();
    chain.delegate("c1", "bob", 20).unwrap();
    chain
        .update("c1", |update| update.max_share = Some(Decimal::zero()))
        .unwrap();
    chain.rebalance(10);
    assert_eq!(chain.power("c1").granted.u128(), 0);
    let error = chain.remove("c1").unwrap_err();
    assert!(matches!(error, ContractError::ConsumerHasStake));
    chain.pass(WAIT);
    chain.remove("c1").unwrap();
    chain.add("c2", 1000).unwrap();
}

#[test]
fn a_jailed_validator_is_no_part_of_the_power() {
    let mut chain = shared(&["c1"], 30);
    chain.delegate("c1", "alice", 1000).unwrap();
    for jailed in [false, true] {
        if jailed {
            chain.world.jailed.insert("alice".to_string());
            chain.show_world();
        }
        let power: PowerResponse = chain.query(QueryMsg::Power {}).unwrap();
        let total = if jailed { 100 } else { 142 };
        assert_eq!((power.total_power.u128(), power.local.u128()), (total, 100));
        assert_eq!(chain.power("c1").allowed.u128(), 42);
    }
    chain.undelegate("c1", "alice", 1000).unwrap();
    assert_eq!(chain.standing("alice"), 0);
}

#[test]
fn governance_says_the_power_where_the_pool_can_not_be_read() {
    let mut chain = shared(&["c1"], 30);
    chain.world.pool_hidden = true;
    chain.show_world();
    assert_eq!(chain.power("c1").allowed.u128(), 0);
    limits(&mut chain, None, Some(700));
    chain.delegate("c1", "alice", 1000).unwrap();
    assert_eq!(chain.granted("c1", "alice"), 300);
    limits(&mut chain, None, Some(0));
    assert_eq!(chain.power("c1").allowed.u128(), 0);
    // Without a limit nothing of this is asked.
    chain
        .update("c1", |update| update.max_share = Some(Decimal::one()))
        .unwrap();
    chain.rebalance(10);
    assert_eq!(chain.granted("c1", "alice"), 1000);
}

#[test]
fn a_validator_that_the_chain_does_not_know_is_refused_but_not_after_a_price_move() {
    let mut chain = shared(&["c1"], 0);
    let error = chain.delegate("c1", "zoe", 5).unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator { validator } if validator == "zoe"));
    chain.delegate("c1", "alice", 5).unwrap();
    assert_eq!(chain.granted("c1", "alice"), 0);
    chain
        .update("c1", |update| update.max_share = Some(Decimal::one()))
        .unwrap();
    chain.adjust("c1", "zoe", 5).unwrap();
    let power = chain.power("c1");
    assert_eq!((power.asked.u128(), power.granted.u128()), (10, 0));
    chain.rebalance(10);
    assert_eq!(chain.power("c1").granted.u128(), 5);
    chain.undelegate("c1", "zoe", 5).unwrap();
}

#[test]
fn no_more_than_32_consumers() {
    let names: Vec<String> = (0..32).map(|i| format!("c{i}")).collect();
    let consumers: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let mut chain = Chain::with(no_options(), &consumers);
    chain.fund(DENOM, 1);
    let error = chain.add("one_more", 1).unwrap_err();
    assert!(matches!(error, ContractError::TooManyConsumers { max: 32 }));
}
