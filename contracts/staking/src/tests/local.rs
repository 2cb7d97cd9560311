//! Tokens of the home chain's lockup.

use cosmwasm_std::{coin, Uint128};
use mesh_apis::payment::PaymentError;

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, ExecuteMsg, PowerResponse, QueryMsg};
use crate::state::{HELD, OWED, OWNED, UNTOLD, WALKS};

fn tokens(chain: &Chain, owner: &str, at: &str) -> u128 {
    let local = chain.local(owner).positions.into_iter();
    local
        .filter(|row| row.validator == at)
        .map(|row| row.tokens.u128())
        .sum()
}

fn returned(chain: &Chain, owner: &str, burn: bool) -> u128 {
    let owner = account(owner).into_string();
    let all = chain.world.returned.iter();
    all.filter(|(to, _, burnt)| *to == owner && *burnt == burn)
        .map(|(_, amount, _)| amount)
        .sum()
}

fn claim_rewards(chain: &mut Chain, owner: &str, at: &str) -> Result<u128, ContractError> {
    let msg = ExecuteMsg::ClaimLocalRewards {
        validator: at.to_string(),
        recipient: None,
    };
    chain.execute(owner, msg)?;
    let (to, coin) = chain.world.sent.last().unwrap();
    assert_eq!(*to, account(owner).into_string());
    Ok(Uint128::try_from(coin.amount).unwrap().u128())
}

#[test]
fn what_is_staked_comes_back() {
    for amount in [1, 7, 1_000_000_007, u128::MAX >> 1] {
        let mut chain = Chain::with(with_lockup(), &[]);
        chain.claim("olga", "alice", amount).unwrap();
        assert_eq!(chain.standing("alice"), amount);
        assert_eq!(tokens(&chain, "olga", "alice"), amount);
        chain.unstake("olga", "alice", amount).unwrap();
        assert_eq!(chain.standing("alice"), 0);
        chain.release("olga").unwrap();
        chain.pass(WAIT);
        chain.release("olga").unwrap();
        assert_eq!(returned(&chain, "olga", false), amount);
        assert_eq!(chain.balance(DENOM), 0);
        assert!(OWNED.is_empty(chain.storage()));
    }
}

#[test]
fn only_the_lockup_hands_tokens_over_and_just_what_it_says() {
    let mut chain = Chain::with(with_lockup(), &[("c1", 1000)]);
    let msg = |amount: u128| ExecuteMsg::ReceiveClaim {
        owner: account("olga").into_string(),
        amount: Uint128::new(amount),
        validator: "alice".to_string(),
    };
    let mut refused = |sender, amount, sent: u128| {
        let sent = [coin(sent, DENOM)];
        chain
            .execute_with(
                sender,
                msg(amount),
                if sent[0].amount.is_zero() { &[] } else { &sent },
            )
            .unwrap_err()
    };
    assert!(matches!(refused("c1", 5, 5), ContractError::Unauthorized));
    assert!(matches!(refused("lockup", 5, 6), ContractError::WrongFunds));
    assert!(matches!(refused("lockup", 0, 0), ContractError::ZeroAmount));
    let error = refused("lockup", 5, 0);
    assert!(matches!(
        error,
        ContractError::Payment(PaymentError::NoFunds)
    ));
    let error = chain.claim("olga", "zoe", 5).unwrap_err();
    assert!(matches!(error, ContractError::Std(_)));
    let cut = ExecuteMsg::ClaimReduced {
        owner: account("olga").into_string(),
        amount: Uint128::new(1),
    };
    let error = chain.execute("c1", cut).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));

    // Without a lockup there is none of this.
    let mut chain = Chain::with(no_options(), &[]);
    let error = chain.claim("olga", "alice", 5).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = chain.unstake("olga", "alice", 5).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = chain.release("olga").unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let config: ConfigResponse = chain.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.lockup, None);
}

#[test]
fn the_lockup_is_no_consumer() {
    let mut chain = Chain::with(with_lockup(), &[("c1", 1000)]);
    chain.claim("olga", "alice", 500).unwrap();
    let error = chain.delegate("lockup", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = chain.undelegate("lockup", "alice", 1).unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
    let error = chain.remove("lockup").unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
    let error = chain.add("lockup", 1).unwrap_err();
    assert!(matches!(error, ContractError::ConsumerAlreadyExists));
    let error = chain.update("lockup", |_| {}).unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
    let error = chain.pay("lockup", "alice").unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
    let all: Vec<String> = chain
        .query(QueryMsg::Consumers {
            start: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(all, [account("c1").into_string()]);
    let power: PowerResponse = chain.query(QueryMsg::Power {}).unwrap();
    assert_eq!(power.consumers.len(), 1);
    // What came for its owners is not the consumers' to spend.
    let error = chain.delegate("c1", "alice", 1001).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
}

#[test]
fn rewards_are_shared_with_the_consumers_and_among_the_owners() {
    let mut chain = Chain::with(with_lockup(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 600).unwrap();
    chain.claim("olga", "alice", 100).unwrap();
    chain.claim("oleg", "alice", 300).unwrap();
    chain.earn("alice", 1000, DENOM);
    // Leaving collects, and does not lose what was earned before.
    chain.unstake("oleg", "alice", 300).unwrap();
    assert_eq!(chain.local("oleg").positions[0].rewards.u128(), 300);
    assert_eq!(claim_rewards(&mut chain, "oleg", "alice").unwrap(), 300);
    chain.earn("alice", 700, DENOM);
    chain.collect("alice").unwrap();
    assert_eq!(claim_rewards(&mut chain, "olga", "alice").unwrap(), 200);
    let error = claim_rewards(&mut chain, "oleg", "alice").unwrap_err();
    assert!(matches!(error, ContractError::ZeroRewards));
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(1200, DENOM));
    let error = claim_rewards(&mut chain, "olga", "bob").unwrap_err();
    assert!(matches!(error, ContractError::NoDelegationsForValidator));
    assert_eq!(chain.balance(DENOM), 400);
}

#[test]
fn who_waits_for_his_undelegation_earns_and_is_slashed_until_it_goes() {
    let mut chain = Chain::with(with_lockup(), &[]);
    chain.claim("olga", "alice", 400).unwrap();
    chain.claim("oleg", "alice", 400).unwrap();
    chain.unstake("olga", "alice", 200).unwrap();
    chain.unstake("oleg", "alice", 400).unwrap();
    assert_eq!(chain.standing("alice"), 600);
    assert_eq!(chain.local("oleg").unbonding[0].release, None);
    chain.earn("alice", 60, DENOM);
    chain.slash("alice", 300);
    chain.pass(400);
    chain.rebalance(10);
    assert_eq!(chain.standing("alice"), 100);
    let oleg = chain.local("oleg");
    assert_eq!(oleg.positions[0].rewards.u128(), 40);
    assert_eq!(oleg.unbonding[0].amount.u128(), 200);
    assert!(oleg.unbonding[0].release.is_some());
    // A slash after it went is not his; 20 of what he staked are gone for good.
    chain.slash("alice", 50);
    chain.sync("alice").unwrap();
    chain.pass(WAIT);
    chain.release("oleg").unwrap();
    chain.release("olga").unwrap();
    assert_eq!(returned(&chain, "oleg", false), 200);
    assert_eq!(returned(&chain, "olga", false), 200);
    assert_eq!(tokens(&chain, "olga", "alice"), 50);
    let lost = |owner: &str| -> u128 {
        let owner = account(owner).into_string();
        let all = chain.world.home_slashed.iter();
        all.filter(|(to, _)| *to == owner).map(|(_, n)| n).sum()
    };
    assert_eq!((lost("oleg"), lost("olga")), (200, 150));
}

#[test]
fn a_loss_is_passed_on_page_by_page_and_again_where_it_failed() {
    let mut chain = Chain::with(with_lockup(), &[]);
    let owners: Vec<String> = (0..7).map(|i| format!("owner{i}")).collect();
    for owner in &owners {
        chain.claim(owner, "alice", 100).unwrap();
    }
    chain.slash("alice", 350);
    chain.world.lockup_refuses = true;
    let sync = |chain: &mut Chain, limit| {
        let validator = "alice".to_string();
        let limit = Some(limit);
        let msg = ExecuteMsg::SyncSlash { validator, limit };
        chain.execute("anyone", msg).unwrap()
    };
    sync(&mut chain, 3);
    assert!(chain.world.home_slashed.is_empty());
    assert_eq!(
        UNTOLD
            .keys(chain.storage(), None, None, cosmwasm_std::Order::Ascending)
            .count(),
        3
    );
    chain.world.lockup_refuses = false;
    while WALKS.has(chain.storage(), "alice") || !UNTOLD.is_empty(chain.storage()) {
        assert!(sync(&mut chain, 3).messages.len() <= 3);
    }
    assert_eq!(chain.world.home_slashed.len(), 7);
    assert!(chain.world.home_slashed.iter().all(|(_, lost)| *lost == 50));
}

#[test]
fn what_a_slash_elsewhere_cut_is_undelegated_and_burnt_on_return() {
    let mut chain = Chain::with(with_lockup(), &[]);
    chain.claim("olga", "alice", 100).unwrap();
    chain.claim("olga", "bob", 100).unwrap();
    chain.claim("oleg", "bob", 100).unwrap();
    chain.cut("olga", 150).unwrap();
    assert_eq!(chain.local("olga").owed.u128(), 150);
    // Anyone sees to it.
    chain.rebalance(10);
    assert_eq!((chain.standing("alice"), chain.standing("bob")), (0, 150));
    assert_eq!(tokens(&chain, "olga", "bob"), 50);
    let error = chain.unstake("olga", "bob", 51).unwrap_err();
    let text = "No more than 50 of local stake is at the validator";
    assert_eq!(error.to_string(), text);
    chain.rebalance(10);
    assert_eq!(chain.standing("bob"), 150);
    chain.pass(WAIT);
    chain.rebalance(10);
    assert_eq!(returned(&chain, "olga", true), 150);
    assert_eq!(returned(&chain, "olga", false), 0);
    assert!(OWED.is_empty(chain.storage()));
}

/// Others' tokens never pay what an owner owes.
#[test]
fn what_is_owed_never_exceeds_what_comes_back() {
    let mut chain = Chain::with(with_lockup(), &[]);
    chain.claim("olga", "alice", 100).unwrap();
    chain.claim("oleg", "alice", 100).unwrap();
    chain.cut("olga", 80).unwrap();
    chain.slash("alice", 100);
    // The slash is found when the first part is undelegated; the rest follows.
    for _ in 0..2 {
        chain.rebalance(10);
        chain.pass(WAIT);
        chain.rebalance(10);
    }
    assert_eq!(returned(&chain, "olga", true), 50);
    assert!(OWED.is_empty(chain.storage()));
    assert_eq!(tokens(&chain, "oleg", "alice"), 50);
    // And nothing of it waits for what he stakes next.
    chain.claim("olga", "bob", 10).unwrap();
    chain.unstake("olga", "bob", 10).unwrap();
    chain.pass(WAIT);
    chain.release("olga").unwrap();
    assert_eq!(returned(&chain, "olga", false), 10);
}

#[test]
fn a_lockup_that_refuses_what_comes_back_gets_it_later() {
    let mut chain = Chain::with(with_lockup(), &[]);
    chain.claim("olga", "alice", 100).unwrap();
    chain.cut("olga", 30).unwrap();
    chain.unstake("olga", "alice", 70).unwrap();
    chain.pass(WAIT);
    chain.world.lockup_refuses = true;
    chain.release("olga").unwrap();
    let held = HELD.load(chain.storage(), &account("olga")).unwrap();
    assert_eq!(held.u128(), 100);
    assert_eq!(chain.local("olga").owed.u128(), 30);
    chain.world.lockup_refuses = false;
    chain.release("olga").unwrap();
    assert_eq!(returned(&chain, "olga", true), 30);
    assert_eq!(returned(&chain, "olga", false), 70);
    assert_eq!(chain.balance(DENOM), 0);
}

#[test]
fn slashed_to_nothing_a_pool_takes_new_stake_once_all_know() {
    let mut chain = Chain::with(with_lockup(), &[]);
    chain.claim("olga", "alice", 100).unwrap();
    chain.slash("alice", 100);
    let error = chain.claim("oleg", "alice", 50).unwrap_err();
    assert!(matches!(error, ContractError::SlashedToZero));
    chain.sync("alice").unwrap();
    chain.claim("oleg", "alice", 50).unwrap();
    assert_eq!(tokens(&chain, "oleg", "alice"), 50);
    assert_eq!(tokens(&chain, "olga", "alice"), 0);
}

#[test]
fn an_owner_has_no_more_than_32_unstakes_under_way() {
    let mut chain = Chain::with(with_lockup(), &[]);
    for validator in VALIDATORS {
        chain.claim("olga", validator, 1000).unwrap();
    }
    let mut count = 0;
    let error = loop {
        let at = VALIDATORS[count % 4];
        if let Err(error) = chain.unstake("olga", at, 1) {
            break error;
        }
        count += 1;
        if count % 4 == 0 {
            chain.pass(400);
        }
    };
    assert!(matches!(error, ContractError::TooManyUnstakes { max: 32 }));
    chain.release("olga").unwrap();
    chain.unstake("olga", "alice", 1).unwrap();
}
