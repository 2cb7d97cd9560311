use cosmwasm_std::{coins, Uint128};
use mesh_apis::payment::PaymentError;

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ConsumerResponse, ExecuteMsg, QueryMsg};

fn ledger(chain: &Chain, name: &str) -> (u128, u128, u128) {
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: account(name).into_string(),
        })
        .unwrap();
    (
        answer.available_funds.u128(),
        answer.total_staked.u128(),
        answer.unbonding.u128(),
    )
}

#[test]
fn delegate_asks_the_chain_and_counts_what_it_granted() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 500)]);
    let response = chain.delegate("c1", "alice", 300).unwrap();
    assert_eq!(response.attributes[0].value, "delegate");
    chain.delegate("c1", "bob", 200).unwrap();
    chain.delegate("c2", "alice", 500).unwrap();
    assert_eq!(chain.standing("alice"), 800);
    assert_eq!(chain.standing("bob"), 200);
    assert_eq!(ledger(&chain, "c1"), (1000, 500, 0));
    assert_eq!(ledger(&chain, "c2"), (500, 500, 0));
    assert_eq!(chain.balance(DENOM), 500);
}

#[test]
fn delegate_reaches_the_cap_and_not_one_unit_above() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.fund(DENOM, 5000);
    chain.delegate("c1", "alice", 600).unwrap();
    let error = chain.delegate("c1", "bob", 401).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    assert_eq!(ledger(&chain, "c1"), (1000, 600, 0));
    chain.delegate("c1", "bob", 400).unwrap();
    for amount in [1, u128::MAX] {
        let error = chain.delegate("c1", "bob", amount).unwrap_err();
        assert!(matches!(error, ContractError::NoFundsToDelegate));
    }
}

#[test]
fn delegate_is_for_registered_consumers() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    let error = chain.delegate("stranger", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = chain.undelegate("stranger", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
}

#[test]
fn zero_is_refused() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 1).unwrap();
    let error = chain.delegate("c1", "alice", 0).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    let error = chain.undelegate("c1", "alice", 0).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
}

#[test]
fn undelegate_is_limited_to_what_this_consumer_has_at_that_validator() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 300).unwrap();
    chain.delegate("c2", "alice", 700).unwrap();
    let error = chain.undelegate("c1", "bob", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoDelegationsForValidator));
    let error = chain.undelegate("c1", "alice", 301).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientDelegation));
    chain.undelegate("c1", "alice", 300).unwrap();
    assert_eq!(chain.standing("alice"), 700);
    assert_eq!(ledger(&chain, "c1"), (1000, 0, 300));
    let error = chain.undelegate("c1", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoDelegationsForValidator));
}

#[test]
fn no_message_takes_funds() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    let validator = "alice".to_string();
    let amount = Uint128::new(1);
    for msg in [
        ExecuteMsg::Delegate {
            validator: validator.clone(),
            amount,
        },
        ExecuteMsg::Undelegate {
            validator: validator.clone(),
            amount,
        },
        ExecuteMsg::WithdrawDelegatorReward {
            validator: validator.clone(),
        },
        ExecuteMsg::WithdrawToCostumer {
            consumer: account("c1").into_string(),
            validator,
        },
    ] {
        let error = chain.execute_with("c1", msg, &coins(1, DENOM)).unwrap_err();
        let expected = PaymentError::NonPayable;
        assert!(matches!(error, ContractError::Payment(e) if e == expected));
    }
}

/// A shortage, however it came about, is nobody's licence to spend what another ledger holds.
#[test]
fn one_consumer_cannot_spend_what_the_balance_holds_for_another() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.undelegate("c1", "alice", 1000).unwrap();
    chain.slash_unbonding("alice", 40);
    chain.pass(WAIT);
    assert_eq!(chain.balance(DENOM), 1600);
    let error = chain.delegate("c1", "bob", 601).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    // Nothing counts as back before it is known how much is lost.
    let error = chain.delegate("c1", "bob", 600).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.rebalance(1);
    chain.pass(1);
    let error = chain.delegate("c1", "bob", 601).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.delegate("c1", "bob", 600).unwrap();
    assert_eq!(ledger(&chain, "c1"), (600, 600, 0));
}

#[test]
fn rewards_in_the_bonded_denom_are_not_funds() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 900).unwrap();
    chain.earn("alice", 100, DENOM);
    chain.collect("alice").unwrap();
    assert_eq!(chain.balance(DENOM), 200);
    let error = chain.add("c2", 1).unwrap_err();
    assert!(matches!(error, ContractError::NotEnoughFunds));
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(100, DENOM));
    chain.delegate("c1", "alice", 100).unwrap();
    assert_eq!(chain.balance(DENOM), 0);
}

#[test]
fn a_chain_that_refuses_loses_nothing_and_blocks_no_exit() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 500).unwrap();
    let before = ledger(&chain, "c1");
    chain.refusing = true;
    chain.delegate("c1", "alice", 100).unwrap_err();
    assert_eq!(ledger(&chain, "c1"), before);
    // What it does not take off is taken off later; the exit is not blocked.
    chain.undelegate("c1", "alice", 100).unwrap();
    assert_eq!(ledger(&chain, "c1"), before);
    assert_eq!(chain.power("c1").queued.u128(), 100);
    chain.refusing = false;
    chain.pass(400);
    chain.rebalance(10);
    assert_eq!(ledger(&chain, "c1"), (1000, 400, 100));
}

/// Some chains call contracts while they change a delegation.
#[test]
fn a_message_in_the_middle_of_a_change_has_to_wait() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 500).unwrap();
    chain.earn("alice", 70, DENOM);
    chain.hook = Some(ExecuteMsg::WithdrawDelegatorReward {
        validator: "alice".to_string(),
    });
    chain.delegate("c1", "alice", 100).unwrap();
    assert!(matches!(chain.hook_errors[..], [ContractError::Busy]));
    chain.hook = None;
    assert_eq!(ledger(&chain, "c1"), (1000, 600, 0));
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(70, DENOM));
}
