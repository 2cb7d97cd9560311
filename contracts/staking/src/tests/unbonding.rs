use cosmwasm_std::Order;

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ConsumerResponse, QueryMsg};
use crate::state::{RELEASES, TOTALS, UNBONDING};

fn unbonding(chain: &Chain, name: &str) -> u128 {
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: account(name).into_string(),
        })
        .unwrap();
    answer.unbonding.u128()
}

#[test]
fn what_is_unbonding_is_used_until_it_is_back() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.undelegate("c1", "alice", 400).unwrap();
    assert_eq!(unbonding(&chain, "c1"), 400);
    chain.pass(WAIT - 1);
    let error = chain.delegate("c1", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    assert_eq!(unbonding(&chain, "c1"), 400);
    chain.pass(1);
    assert_eq!(unbonding(&chain, "c1"), 0);
    chain.delegate("c1", "alice", 400).unwrap();
    assert_eq!(chain.standing("alice"), 1000);
}

/// In the block where it comes back the chain pays at the end only.
#[test]
fn what_the_ledger_says_is_back_still_has_to_be_in_the_balance() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.undelegate("c1", "alice", 1000).unwrap();
    chain.env.block.time = chain.env.block.time.plus_seconds(WAIT);
    let error = chain.delegate("c1", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.pass(0);
    chain.delegate("c1", "alice", 1000).unwrap();
}

#[test]
fn undelegations_close_together_share_an_entry() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    for validator in ["alice", "bob", "carol"] {
        chain.delegate("c1", validator, 300).unwrap();
    }
    chain.undelegate("c1", "alice", 10).unwrap();
    // Below a 28th of 2800 s, each at another validator.
    chain.pass(99);
    chain.undelegate("c1", "bob", 20).unwrap();
    chain.pass(1);
    chain.undelegate("c1", "carol", 30).unwrap();
    let entries = |chain: &Chain| -> Vec<u128> {
        UNBONDING
            .prefix(&account("c1"))
            .range(chain.storage(), None, None, Order::Ascending)
            .map(|entry| entry.unwrap().1.u128())
            .collect()
    };
    assert_eq!(entries(&chain), [30, 30]);
    // The first entry waits for the later of its two.
    chain.pass(WAIT - 2);
    assert_eq!(unbonding(&chain, "c1"), 60);
    chain.pass(1);
    assert_eq!(unbonding(&chain, "c1"), 30);
    chain.pass(1);
    assert_eq!(unbonding(&chain, "c1"), 0);
}

/// The chain takes seven undelegations of a validator at a time; here one a seventh of the time.
#[test]
fn entries_stay_few_however_often_one_undelegates() {
    let mut chain = Chain::with(no_options(), &[("c1", 100_000)]);
    chain.delegate("c1", "alice", 100_000).unwrap();
    for _ in 0..1500 {
        chain.undelegate("c1", "alice", 1).unwrap();
        chain.pass(7);
        let keys = RELEASES.keys(chain.storage(), None, None, Order::Ascending);
        assert!(keys.count() <= 7);
        assert!(chain.world.returning.len() <= 7);
    }
    // What is asked fell with every message, what is granted with every seventh of the time.
    let power = chain.power("c1");
    assert_eq!(power.asked.u128(), 98_500);
    assert_eq!(power.granted.u128(), chain.standing("alice"));
    assert!(power.queued.u128() <= 58);
    chain.pass(400);
    chain.rebalance(10);
    assert_eq!(chain.standing("alice"), 98_500);
}

#[test]
fn a_new_consumer_gets_nothing_of_what_came_back_to_another() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.undelegate("c1", "alice", 1000).unwrap();
    chain.pass(WAIT);
    assert_eq!(chain.balance(DENOM), 1000);
    let error = chain.add("c2", 1).unwrap_err();
    assert!(matches!(error, ContractError::NotEnoughFunds));
    chain.fund(DENOM, 5);
    chain.add("c2", 5).unwrap();
    assert_eq!(TOTALS.load(chain.storage()).unwrap().unbonding.u128(), 0);
}

/// The loss is split before anything is undelegated, so that nobody leaves it to others.
#[test]
fn a_validator_slashed_on_the_chain_can_be_left_in_full() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c2", "alice", 1000).unwrap();
    chain.slash("alice", 1500);
    chain.undelegate("c1", "alice", 1000).unwrap();
    assert_eq!(chain.standing("alice"), 250);
    assert_eq!(
        (unbonding(&chain, "c1"), chain.granted("c2", "alice")),
        (250, 250)
    );
    chain.slash("alice", 250);
    // Nothing is left to ask the chain for.
    let sent = chain.world.returning.len();
    chain.undelegate("c2", "alice", 1000).unwrap();
    assert_eq!(chain.world.returning.len(), sent);
    assert_eq!(
        (unbonding(&chain, "c2"), chain.granted("c2", "alice")),
        (0, 0)
    );
    assert!(chain.storage_is_idle());
}
