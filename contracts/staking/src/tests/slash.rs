//! What the chain takes, found and split.

use cosmwasm_std::Decimal;

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ConsumerResponse, Overflow, QueryMsg};

fn funds(chain: &Chain, name: &str) -> (u128, u128, u128) {
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: account(name).into_string(),
        })
        .unwrap();
    let all = [answer.available_funds, answer.total_staked, answer.asked];
    let [funds, granted, asked] = all.map(|amount| amount.u128());
    (funds, granted, asked)
}

#[test]
fn a_loss_is_split_among_all_and_told() {
    let mut chain = Chain::with(with_lockup(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 600).unwrap();
    chain.delegate("c2", "alice", 300).unwrap();
    chain.delegate("c2", "bob", 300).unwrap();
    chain.claim("olga", "alice", 100).unwrap();
    chain.slash("alice", 250);
    chain.sync("alice").unwrap();
    assert_eq!(funds(&chain, "c1"), (850, 450, 600));
    assert_eq!(funds(&chain, "c2"), (925, 525, 600));
    assert_eq!(chain.local("olga").positions[0].tokens.u128(), 75);
    let quarter = Decimal::percent(25);
    let mut told = chain.world.told.clone();
    told.sort();
    let mut all = ["c1", "c2"]
        .map(|name| (account(name).into_string(), "alice".to_string(), quarter))
        .to_vec();
    all.sort();
    assert_eq!(told, all);
    let owner = account("olga").into_string();
    assert_eq!(chain.world.home_slashed, [(owner, 25)]);
    // Found once.
    chain.sync("alice").unwrap();
    assert_eq!(chain.world.told.len(), 2);
    assert_eq!(funds(&chain, "c1"), (850, 450, 600));
}

#[test]
fn one_unit_is_truncation_and_two_are_a_loss() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 600).unwrap();
    chain.slash("alice", 1);
    chain.sync("alice").unwrap();
    assert_eq!(funds(&chain, "c1"), (1000, 600, 600));
    chain.slash("alice", 1);
    chain.sync("alice").unwrap();
    assert_eq!(funds(&chain, "c1"), (998, 598, 600));
    let error = chain.sync("nobody").unwrap_err();
    assert!(matches!(error, ContractError::NoDelegationsForValidator));
}

#[test]
fn a_consumer_that_fails_holds_up_nothing() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 600).unwrap();
    chain.slash("alice", 60);
    chain.world.deaf = true;
    let response = chain.sync("alice").unwrap();
    assert!(response.messages[0].gas_limit.is_some());
    assert_eq!(funds(&chain, "c1"), (940, 540, 600));
    assert!(chain.world.told.is_empty());
}

/// The others at a validator do not pay for who comes or goes before the loss is found.
#[test]
fn whoever_comes_or_goes_first_finds_the_loss() {
    for joins in [true, false] {
        let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
        chain.delegate("c1", "alice", 600).unwrap();
        chain.delegate("c2", "alice", 600).unwrap();
        chain.slash("alice", 600);
        if joins {
            chain.delegate("c1", "alice", 100).unwrap();
        } else {
            chain.undelegate("c1", "alice", 100).unwrap();
        }
        assert_eq!(funds(&chain, "c2"), (700, 300, 600));
        assert_eq!(chain.world.told.len(), 2);
    }
}

#[test]
fn a_loss_after_a_redelegation_is_split_and_not_told() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    let normalize = Some(Overflow::Normalize);
    chain
        .update("c1", |update| update.overflow = normalize)
        .unwrap();
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c1", "bob", 1000).unwrap();
    chain.rebalance(10);
    assert_eq!(chain.granted("c1", "bob"), 500);
    chain.slash("bob", 100);
    chain.pass(WAIT - 1);
    chain.sync("bob").unwrap();
    assert_eq!(funds(&chain, "c1").0, 900);
    assert!(chain.world.told.is_empty());
    chain.pass(1);
    chain.slash("bob", 100);
    chain.sync("bob").unwrap();
    assert_eq!(chain.world.told.len(), 1);
}

#[test]
fn what_never_comes_back_is_written_off_pro_rata() {
    let mut chain = Chain::with(with_lockup(), &[("c1", 1000), ("c2", 1000), ("c3", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c2", "bob", 500).unwrap();
    chain.delegate("c3", "carol", 500).unwrap();
    chain.claim("olga", "alice", 500).unwrap();
    chain.undelegate("c1", "alice", 1000).unwrap();
    chain.undelegate("c2", "bob", 500).unwrap();
    chain.pass(400);
    chain.unstake("olga", "alice", 500).unwrap();
    chain.slash_unbonding("alice", 20);
    chain.pass(WAIT);
    // In the block where it is seen first the chain may still pay.
    chain.rebalance(10);
    assert_eq!(funds(&chain, "c1").0, 1000);
    chain.release("olga").unwrap();
    assert!(chain.world.returned.is_empty());
    chain.pass(1);
    chain.release("olga").unwrap();
    // 300 of 2000 are missing, three in twenty.
    let owner = account("olga").into_string();
    assert_eq!(chain.world.returned, [(owner.clone(), 425, false)]);
    assert_eq!(chain.world.home_slashed, [(owner, 75)]);
    chain.delegate("c1", "alice", 850).unwrap();
    let error = chain.delegate("c1", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.delegate("c2", "bob", 925).unwrap();
    assert_eq!(funds(&chain, "c1"), (850, 850, 850));
    assert_eq!(funds(&chain, "c2"), (925, 925, 925));
    assert_eq!(funds(&chain, "c3"), (1000, 500, 500));
    assert_eq!(chain.balance(DENOM), 500);
}

/// Found by the machine: tokens that came along stood in for a unit that never came back.
#[test]
fn what_comes_with_a_claim_covers_no_shortfall() {
    let mut chain = Chain::with(with_lockup(), &[("c1", 100)]);
    chain.delegate("c1", "alice", 100).unwrap();
    chain.undelegate("c1", "alice", 100).unwrap();
    chain.slash_unbonding("alice", 10);
    chain.pass(WAIT);
    chain.claim("olga", "bob", 500).unwrap();
    chain.rebalance(1);
    chain.pass(1);
    chain.rebalance(1);
    let error = chain.delegate("c1", "alice", 91).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.delegate("c1", "alice", 90).unwrap();
}
