//! What the admin and governance set, the community pool, votes, and what belongs to nobody.

use cosmwasm_std::{coin, Decimal, Uint128};

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{
    ConsumerResponse, ConsumerUpdate, ExecuteMsg, InstantiateMsg, Limits, LimitsResponse, Overflow,
    QueryMsg, SudoMsg,
};
use crate::state::SET_ASIDE;

fn consumer(chain: &Chain, name: &str) -> ConsumerResponse {
    chain
        .query(QueryMsg::Consumer {
            address: account(name).into_string(),
        })
        .unwrap()
}

fn sweep(denom: &str) -> ExecuteMsg {
    ExecuteMsg::Sweep {
        denom: denom.to_string(),
        to: account("treasury").into_string(),
    }
}

#[test]
fn settings_come_by_the_admin_or_by_governance_and_by_nobody_else() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    let update = ConsumerUpdate {
        consumer_address: account("c1").into_string(),
        funds_available: Some(coin(500, DENOM)),
        max_share: Some(Decimal::percent(30)),
        overflow: Some(Overflow::Normalize),
        reward_factor: Some(Decimal::percent(90)),
    };
    let limits = Limits {
        min_local_share: Some(Decimal::percent(40)),
        total_power: Some(Uint128::new(7)),
    };
    for msg in [
        ExecuteMsg::UpdateConsumer(update.clone()),
        ExecuteMsg::UpdateLimits(limits.clone()),
        sweep("uother"),
        ExecuteMsg::Sudo(SudoMsg::UpdateLimits(limits.clone())),
    ] {
        let error = chain.execute("c1", msg).unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
    }
    chain.sudo(SudoMsg::UpdateConsumer(update)).unwrap();
    let answer = consumer(&chain, "c1");
    assert_eq!(answer.available_funds.u128(), 500);
    assert_eq!(answer.max_share, Decimal::percent(30));
    assert_eq!(answer.overflow, Overflow::Normalize);
    assert_eq!(answer.reward_factor, Decimal::percent(90));
    chain.govern(SudoMsg::UpdateLimits(limits)).unwrap();
    // What is left out stays.
    chain.update("c1", |_| {}).unwrap();
    assert_eq!(consumer(&chain, "c1"), answer);
    chain
        .govern(SudoMsg::UpdateLimits(Limits::default()))
        .unwrap();
    let answer: LimitsResponse = chain.query(QueryMsg::Limits {}).unwrap();
    assert_eq!(answer.min_local_share, Decimal::percent(40));
    assert_eq!(answer.total_power, Some(Uint128::new(7)));
}

#[test]
fn limits_can_be_given_at_the_start_and_no_share_is_above_one() {
    let above = Some(Decimal::percent(101));
    let mut chain = Chain::with(
        InstantiateMsg {
            limits: Some(Limits {
                min_local_share: Some(Decimal::percent(40)),
                total_power: None,
            }),
            ..no_options()
        },
        &[("c1", 1000)],
    );
    let answer: LimitsResponse = chain.query(QueryMsg::Limits {}).unwrap();
    assert_eq!(answer.min_local_share, Decimal::percent(40));
    let msg = SudoMsg::UpdateLimits(Limits {
        min_local_share: above,
        total_power: None,
    });
    let error = chain.sudo(msg).unwrap_err();
    assert!(matches!(error, ContractError::InvalidShare));
    let error = chain
        .update("c1", |update| update.max_share = above)
        .unwrap_err();
    assert!(matches!(error, ContractError::InvalidShare));
    let error = chain
        .update("c1", |update| update.reward_factor = above)
        .unwrap_err();
    assert!(matches!(error, ContractError::InvalidShare));
}

#[test]
fn funds_rise_as_far_as_the_balance_covers_them_and_fall_at_will() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000), ("c2", 1000)]);
    chain.delegate("c1", "alice", 600).unwrap();
    chain.undelegate("c1", "alice", 200).unwrap();
    chain.fund(DENOM, 50);
    let mut set = |amount, denom| {
        chain.update("c1", |update| {
            update.funds_available = Some(coin(amount, denom));
        })
    };
    assert!(matches!(
        set(1051, DENOM),
        Err(ContractError::NotEnoughFunds)
    ));
    assert!(matches!(set(1, FEES), Err(ContractError::IncorrectDenom)));
    set(1050, DENOM).unwrap();
    set(100, DENOM).unwrap();
    // It has 600 in use, above its funds: nothing to spend, and nothing of it is another's.
    let error = chain.delegate("c2", "bob", 1001).unwrap_err();
    assert!(matches!(error, ContractError::NoFundsToDelegate));
    chain.delegate("c2", "bob", 1000).unwrap();
    chain.rebalance(10);
    assert_eq!(chain.power("c1").queued.u128(), 300);
    chain.pass(400);
    chain.rebalance(10);
    assert_eq!(chain.granted("c1", "alice"), 100);
    // What was freed covers a new consumer once it is back.
    chain.pass(WAIT);
    let error = chain.add("c3", 951).unwrap_err();
    assert!(matches!(error, ContractError::NotEnoughFunds));
    chain.add("c3", 950).unwrap();
}

#[test]
fn what_the_reward_factor_leaves_goes_to_whichever_community_pool_there_is() {
    for (community, pools) in [
        (Community::Protocol, true),
        (Community::Distribution, true),
        (Community::None, false),
    ] {
        let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
        chain.world.community = community;
        chain
            .update("c1", |update| {
                update.reward_factor = Some(Decimal::percent(70));
            })
            .unwrap();
        chain.delegate("c1", "alice", 1000).unwrap();
        chain.earn("alice", 101, DENOM);
        chain.collect("alice").unwrap();
        assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(70, DENOM));
        let shared = if pools { vec![coin(31, DENOM)] } else { vec![] };
        assert_eq!(chain.world.shared, shared);
        if pools {
            let error = chain.execute("admin", sweep(DENOM)).unwrap_err();
            assert!(matches!(error, ContractError::NothingToSweep { .. }));
        } else {
            // Kept apart, and nobody's rewards or funds.
            let aside = SET_ASIDE.load(chain.storage(), DENOM).unwrap();
            assert_eq!(aside.u128(), 31);
            let error = chain.add("c2", 1).unwrap_err();
            assert!(matches!(error, ContractError::NotEnoughFunds));
            chain.execute("admin", sweep(DENOM)).unwrap();
            let treasury = account("treasury").into_string();
            assert_eq!(chain.world.sent, [(treasury, coin(31, DENOM))]);
        }
        assert_eq!(chain.balance(DENOM), 0);
    }
}

#[test]
fn a_factor_of_nothing_sends_all_to_the_community() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain
        .update("c1", |update| update.reward_factor = Some(Decimal::zero()))
        .unwrap();
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.earn("alice", 9, FEES);
    chain.collect("alice").unwrap();
    let msg = ExecuteMsg::WithdrawToCostumer {
        consumer: account("c1").into_string(),
        validator: "alice".to_string(),
    };
    chain.execute("anyone", msg).unwrap();
    assert!(chain.world.paid.is_empty());
    assert_eq!(chain.world.shared, [coin(9, FEES)]);
}

#[test]
fn sweep_takes_what_belongs_to_nobody() {
    let msg = InstantiateMsg {
        rewards_denom: Some(FEES.to_string()),
        ..no_options()
    };
    let mut chain = Chain::with(msg, &[("c1", 1000)]);
    chain.delegate("c1", "alice", 300).unwrap();
    for (amount, denom) in [(40, DENOM), (50, FEES), (60, "uother")] {
        chain.earn("alice", amount, denom);
    }
    chain.collect("alice").unwrap();
    for (denom, amount) in [(DENOM, 40), ("uother", 60)] {
        chain
            .sudo(match sweep(denom) {
                ExecuteMsg::Sweep { denom, to } => SudoMsg::Sweep { denom, to },
                _ => panic!(),
            })
            .unwrap();
        assert_eq!(chain.world.sent.last().unwrap().1, coin(amount, denom));
    }
    for denom in [DENOM, FEES, "uother"] {
        let error = chain.execute("admin", sweep(denom)).unwrap_err();
        assert!(matches!(error, ContractError::NothingToSweep { .. }));
    }
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(50, FEES));
    assert_eq!(chain.balance(DENOM), 700);
}

#[test]
fn anyone_may_have_it_abstain() {
    let mut chain = Chain::with(no_options(), &[]);
    chain
        .execute("anyone", ExecuteMsg::Abstain { proposal_id: 12 })
        .unwrap();
    assert_eq!(chain.world.votes, [12]);
}
