use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, InstantiateMsg, PendingRewardsResponse, QueryMsg};
use crate::state::{SET_ASIDE, TOTALS};

fn pending(chain: &Chain, name: &str, at: &str) -> u128 {
    let answer: PendingRewardsResponse = chain
        .query(QueryMsg::PendingRewards {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        })
        .unwrap();
    answer.amount.u128()
}

fn denom(chain: &Chain) -> Option<String> {
    let config: ConfigResponse = chain.query(QueryMsg::Config {}).unwrap();
    config.rewards_denom
}

fn aside(chain: &Chain, denom: &str) -> u128 {
    let held = SET_ASIDE.may_load(chain.storage(), denom).unwrap();
    held.unwrap_or_default().u128()
}

fn paid_in(denom: &str) -> InstantiateMsg {
    InstantiateMsg {
        rewards_denom: Some(denom.to_string()),
        ..no_options()
    }
}

#[test]
fn rewards_are_shared_by_stake() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 3000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.delegate("c2", "alice", 3000).unwrap();
    chain.earn("alice", 400, DENOM);
    assert_eq!(pending(&chain, "c1", "alice"), 0);
    chain.collect("alice").unwrap();
    assert_eq!(pending(&chain, "c1", "alice"), 100);
    assert_eq!(pending(&chain, "c2", "alice"), 300);
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(100, DENOM));
    assert_eq!(chain.pay("c2", "alice").unwrap(), rewards(300, DENOM));
    let error = chain.pay("c1", "alice").unwrap_err();
    assert!(matches!(error, ContractError::ZeroRewards));
    assert_eq!(TOTALS.load(chain.storage()).unwrap().rewards_owed.u128(), 0);
}

#[test]
fn rewards_are_kept_for_each_validator_apart() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 100).unwrap();
    chain.delegate("c1", "bob", 100).unwrap();
    chain.earn("alice", 500, DENOM);
    chain.earn("bob", 100, DENOM);
    chain.collect("alice").unwrap();
    assert_eq!(pending(&chain, "c1", "bob"), 0);
    chain.collect("bob").unwrap();
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(500, DENOM));
    assert_eq!(chain.pay("c1", "bob").unwrap(), rewards(100, DENOM));
}

/// x/distribution pays all that has accrued whenever a delegation changes. It belongs to the stake
/// as it was before: neither the one who joins gets of it, nor does the one who leaves lose it.
#[test]
fn what_a_change_pays_by_itself_belongs_to_the_stake_before_it() {
    for reward in [DENOM, FEES] {
        let mut chain = Chain::with(paid_in(reward), &[("c1", 1000), ("c2", 1000)]);
        chain.delegate("c1", "alice", 300).unwrap();
        chain.earn("alice", 90, reward);
        chain.delegate("c2", "alice", 600).unwrap();
        assert_eq!(pending(&chain, "c1", "alice"), 90, "{reward}");
        assert_eq!(pending(&chain, "c2", "alice"), 0, "{reward}");
        chain.earn("alice", 90, reward);
        chain.undelegate("c2", "alice", 600).unwrap();
        assert_eq!(pending(&chain, "c1", "alice"), 120, "{reward}");
        assert_eq!(pending(&chain, "c2", "alice"), 60, "{reward}");
        chain.earn("alice", 7, reward);
        chain.pass(400);
        chain.undelegate("c1", "alice", 300).unwrap();
        assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(127, reward));
        assert_eq!(chain.pay("c2", "alice").unwrap(), rewards(60, reward));
        assert_eq!(
            chain.balance(reward) % 1000,
            if reward == DENOM { 100 } else { 0 }
        );
    }
}

#[test]
fn collecting_where_nothing_is_left_is_no_error_and_what_was_collected_is_paid() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 300).unwrap();
    chain.earn("alice", 9, DENOM);
    chain.undelegate("c1", "alice", 300).unwrap();
    let response = chain.collect("alice").unwrap();
    assert!(response.messages.is_empty());
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(9, DENOM));
}

#[test]
fn fractions_are_kept() {
    let mut chain = Chain::with(no_options(), &[("c1", 1), ("c2", 2)]);
    chain.delegate("c1", "alice", 1).unwrap();
    chain.delegate("c2", "alice", 2).unwrap();
    for _ in 0..2 {
        chain.earn("alice", 10, DENOM);
        chain.collect("alice").unwrap();
    }
    // 20/3 = 6.67 and 40/3 = 13.33
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(6, DENOM));
    assert_eq!(chain.pay("c2", "alice").unwrap(), rewards(13, DENOM));
    chain.earn("alice", 1, DENOM);
    chain.collect("alice").unwrap();
    // 21/3 and 42/3: thirds add up to whole units.
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(1, DENOM));
    assert_eq!(chain.pay("c2", "alice").unwrap(), rewards(1, DENOM));
    assert_eq!(chain.balance(DENOM), 0);
}

#[test]
fn the_first_reward_names_the_denom() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    assert_eq!(denom(&chain), None);
    chain.delegate("c1", "alice", 300).unwrap();
    chain.collect("alice").unwrap();
    assert_eq!(denom(&chain), None);
    chain.earn("alice", 50, FEES);
    chain.collect("alice").unwrap();
    assert_eq!(denom(&chain), Some(FEES.to_string()));
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(50, FEES));
}

#[test]
fn the_first_reward_names_the_bonded_denom_where_that_is_among_it() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 300).unwrap();
    chain.earn("alice", 5, "aaa");
    chain.earn("alice", 50, DENOM);
    chain.collect("alice").unwrap();
    assert_eq!(denom(&chain), Some(DENOM.to_string()));
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(50, DENOM));
    assert_eq!(chain.balance("aaa"), 5);
}

#[test]
fn rewards_in_another_denom_are_kept_apart() {
    let mut chain = Chain::with(paid_in(FEES), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 300).unwrap();
    chain.earn("alice", 40, DENOM);
    chain.earn("alice", 50, FEES);
    chain.earn("alice", 60, "uother");
    chain.delegate("c1", "alice", 100).unwrap();
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(50, FEES));
    // In the bonded denom they are neither funds nor rewards.
    assert_eq!(aside(&chain, DENOM), 40);
    assert_eq!(chain.balance(DENOM), 640);
    let error = chain.add("c2", 1).unwrap_err();
    assert!(matches!(error, ContractError::NotEnoughFunds));
    assert_eq!(chain.balance("uother"), 60);
}

#[test]
fn rewards_of_a_validator_without_stake_are_set_aside() {
    let mut chain = Chain::with(paid_in(DENOM), &[("c1", 1000)]);
    chain.earn("alice", 40, DENOM);
    chain.delegate("c1", "alice", 100).unwrap();
    assert_eq!(pending(&chain, "c1", "alice"), 0);
    assert_eq!(aside(&chain, DENOM), 40);
    assert_eq!(chain.balance(DENOM), 940);
}

#[test]
fn paying_needs_a_consumer_a_validator_and_a_unit() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    let error = chain.pay("stranger", "alice").unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
    let error = chain.pay("c1", "alice").unwrap_err();
    assert!(matches!(error, ContractError::NoDelegationsForValidator));
    let error = chain.collect("alice").unwrap_err();
    assert!(matches!(error, ContractError::NoDelegationsForValidator));
    chain.delegate("c1", "alice", 1000).unwrap();
    let error = chain.pay("c1", "alice").unwrap_err();
    assert!(matches!(error, ContractError::ZeroRewards));
}

/// Messages that fall between the same two rewards, in several orders.
#[test]
fn no_order_of_messages_changes_what_one_gets() {
    let orders: [[usize; 4]; 6] = [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [1, 3, 0, 2],
        [2, 0, 3, 1],
        [0, 2, 1, 3],
        [3, 1, 2, 0],
    ];
    for order in orders {
        let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
        chain.delegate("c1", "alice", 400).unwrap();
        chain.delegate("c2", "alice", 600).unwrap();
        chain.earn("alice", 1000, DENOM);
        for step in order {
            match step {
                0 => chain.delegate("c1", "alice", 600).map(drop).unwrap(),
                1 => chain.undelegate("c2", "alice", 200).map(drop).unwrap(),
                2 => chain.collect("alice").map(drop).unwrap(),
                _ => drop(chain.pay("c1", "alice")),
            }
        }
        chain.earn("alice", 1400, DENOM);
        chain.collect("alice").unwrap();
        let c1 = chain.total_paid("c1") + pending(&chain, "c1", "alice");
        let c2 = chain.total_paid("c2") + pending(&chain, "c2", "alice");
        assert_eq!((c1, c2), (400 + 1000, 600 + 400), "{order:?}");
    }
}
