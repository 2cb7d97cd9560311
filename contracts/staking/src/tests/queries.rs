use cosmwasm_std::{Decimal, StdError, Uint128};

use super::fixture::*;
use crate::msg::{ConsumerResponse, DelegationResponse, PendingRewardsResponse, QueryMsg};

fn all_validators(chain: &Chain, start: Option<&str>, limit: Option<u32>) -> Vec<String> {
    chain
        .query(QueryMsg::AllValidators {
            consumer: account("c1").into_string(),
            start: start.map(str::to_string),
            limit,
        })
        .unwrap()
}

fn delegation(chain: &Chain, name: &str, at: &str) -> Uint128 {
    chain
        .query(QueryMsg::Delegation {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        })
        .unwrap()
}

#[test]
fn delegations_of_a_consumer() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "bob", 5).unwrap();
    chain.delegate("c1", "alice", 7).unwrap();
    chain.delegate("c2", "bob", 11).unwrap();
    let all: Vec<DelegationResponse> = chain
        .query(QueryMsg::AllDelegations {
            consumer: account("c1").into_string(),
        })
        .unwrap();
    let all: Vec<_> = all
        .iter()
        .map(|row| (row.validator.as_str(), row.delegation.u128()))
        .collect();
    assert_eq!(all, [("alice", 7), ("bob", 5)]);
    assert_eq!(delegation(&chain, "c2", "bob").u128(), 11);
    assert_eq!(delegation(&chain, "c2", "alice").u128(), 0);
    assert_eq!(delegation(&chain, "nobody", "alice").u128(), 0);
}

#[test]
fn validators_of_a_consumer_are_paged_and_stay_until_rewards_are_paid() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 7).unwrap();
    chain.delegate("c1", "bob", 7).unwrap();
    assert_eq!(all_validators(&chain, None, None), ["alice", "bob"]);
    assert_eq!(all_validators(&chain, None, Some(1)), ["alice"]);
    assert_eq!(all_validators(&chain, Some("alice"), Some(1)), ["bob"]);
    assert!(all_validators(&chain, Some("bob"), None).is_empty());
    chain.earn("alice", 3, DENOM);
    chain.undelegate("c1", "alice", 7).unwrap();
    assert_eq!(all_validators(&chain, None, None), ["alice", "bob"]);
    chain.pay("c1", "alice").unwrap();
    assert_eq!(all_validators(&chain, None, None), ["bob"]);
}

#[test]
fn consumers_are_paged() {
    let chain = Chain::with(no_options(), &[("c1", 1), ("c2", 1), ("c3", 1)]);
    let page = |start: Option<String>, limit: Option<u32>| -> Vec<String> {
        chain.query(QueryMsg::Consumers { start, limit }).unwrap()
    };
    let mut expected = ["c1", "c2", "c3"].map(|name| account(name).into_string());
    expected.sort();
    assert_eq!(page(None, None), expected);
    assert_eq!(page(None, Some(2)), expected[..2]);
    assert_eq!(page(Some(expected[1].clone()), None), expected[2..]);
}

#[test]
fn a_consumer_with_its_rewards() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 1).unwrap();
    chain.delegate("c2", "alice", 3).unwrap();
    chain.earn("alice", 5, DENOM);
    chain.collect("alice").unwrap();
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: account("c1").into_string(),
        })
        .unwrap();
    // Scaled by a power of two, a quarter is exact.
    assert_eq!(answer.rewards.pending, Decimal::percent(125));
    assert_eq!(answer.rewards.paid_rewards_per_token, Decimal::zero());
    assert_eq!(answer.available_funds.u128(), 1000);
    assert_eq!(answer.total_staked.u128(), 1);
}

#[test]
fn an_unknown_consumer_is_an_error_and_its_rewards_are_zero() {
    let chain = Chain::with(no_options(), &[]);
    let address = account("nobody").into_string();
    let answer: Result<ConsumerResponse, StdError> = chain.query(QueryMsg::Consumer {
        address: address.clone(),
    });
    let error = answer.unwrap_err().to_string();
    assert!(error.ends_with("Consumer does not exists"), "{error}");
    let answer: PendingRewardsResponse = chain
        .query(QueryMsg::PendingRewards {
            consumer: address,
            validator: "alice".to_string(),
        })
        .unwrap();
    assert_eq!((answer.denom, answer.amount.u128()), (None, 0));
}
