//! What the public 2022 prototype asserts of its meta-staking, as numbers.

use cosmwasm_std::Uint128;

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ConsumerResponse, PendingRewardsResponse, QueryMsg};

fn pending(chain: &Chain, name: &str, at: &str) -> u128 {
    let answer: PendingRewardsResponse = chain
        .query(QueryMsg::PendingRewards {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        })
        .unwrap();
    answer.amount.u128()
}

#[test]
fn mvp_meta_delegate_too_much() {
    let mut chain = Chain::with(no_options(), &[("c1", 10_000)]);
    let error = chain.delegate("c1", "alice", 999_999_999).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    assert_eq!(
        error.to_string(),
        "Contract has run out of funds to delegate for consumer chain"
    );
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: account("c1").into_string(),
        })
        .unwrap();
    assert_eq!(answer.available_funds, Uint128::new(10_000));
    assert_eq!(answer.total_staked, Uint128::zero());
}

#[test]
fn mvp_meta_calc_rewards() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 100).unwrap();
    chain.delegate("c2", "alice", 100).unwrap();
    chain.earn("alice", 100, DENOM);
    chain.collect("alice").unwrap();
    assert_eq!(pending(&chain, "c1", "alice"), 50);
    chain.delegate("c1", "alice", 100).unwrap();
    chain.earn("alice", 300, DENOM);
    chain.collect("alice").unwrap();
    assert_eq!(pending(&chain, "c1", "alice"), 250);
    assert_eq!(pending(&chain, "c2", "alice"), 150);
}

/// There one number a consumer stands for all its validators, and underflows. Ours: 500 and 100.
#[test]
fn mvp_meta_rewards_cross_validator() {
    let mut chain = Chain::with(no_options(), &[("c1", 200)]);
    chain.delegate("c1", "alice", 100).unwrap();
    chain.delegate("c1", "bob", 100).unwrap();
    chain.earn("alice", 500, DENOM);
    chain.earn("bob", 100, DENOM);
    chain.collect("alice").unwrap();
    chain.collect("bob").unwrap();
    assert_eq!(pending(&chain, "c1", "alice"), 500);
    assert_eq!(pending(&chain, "c1", "bob"), 100);
}

#[test]
fn mvp_meta_verify_rewards() {
    let mut chain = Chain::with(no_options(), &[("c1", 2345), ("c2", 7655)]);
    chain.delegate("c1", "alice", 2345).unwrap();
    chain.delegate("c2", "alice", 7655).unwrap();
    chain.earn("alice", 1000, DENOM);
    chain.collect("alice").unwrap();
    chain.undelegate("c1", "alice", 1).unwrap();
    chain.undelegate("c2", "alice", 1).unwrap();
    // 234.5 and 765.5: whole units are paid, the fractions wait for more.
    assert_eq!(pending(&chain, "c1", "alice"), 234);
    assert_eq!(pending(&chain, "c2", "alice"), 765);
}

#[test]
fn mvp_meta_withdraw_to_consumer() {
    let mut chain = Chain::with(no_options(), &[("c1", 10_000)]);
    chain.delegate("c1", "alice", 10_000).unwrap();
    chain.earn("alice", 1000, DENOM);
    chain.collect("alice").unwrap();
    // The fixture asserts that the message is `mesh_consumer_recieve_rewards_msg` for "alice".
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(1000, DENOM));
}
