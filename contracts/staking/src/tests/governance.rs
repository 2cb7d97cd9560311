use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coin, Uint128, Uint256};

use super::fixture::*;
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, ConsumerResponse, ExecuteMsg, InstantiateMsg, QueryMsg, SudoMsg};

fn add(name: &str, amount: u128, denom: &str) -> SudoMsg {
    SudoMsg::AddConsumer {
        consumer_address: account(name).into_string(),
        funds_available_for_staking: coin(amount, denom),
    }
}

#[test]
fn the_admin_is_who_instantiates_or_whom_he_names() {
    let chain = Chain::with(no_options(), &[]);
    let config: ConfigResponse = chain.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.admin, account("admin").as_str());
    assert_eq!(config.denom, DENOM);
    assert_eq!(config.unbonding_time, WAIT);

    let msg = InstantiateMsg {
        admin: Some(account("council").into_string()),
        unbonding_time: None,
        rewards_denom: Some(FEES.to_string()),
        ..no_options()
    };
    let mut chain = Chain::with(msg, &[]);
    let config: ConfigResponse = chain.query(QueryMsg::Config {}).unwrap();
    assert_eq!(config.admin, account("council").as_str());
    assert_eq!(config.rewards_denom.as_deref(), Some(FEES));
    assert_eq!(config.unbonding_time, 1_814_400);
    let error = chain.govern(add("c1", 0, DENOM)).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let msg = ExecuteMsg::Sudo(add("c1", 0, DENOM));
    chain.execute("council", msg).unwrap();
}

#[test]
fn instantiate_takes_no_funds() {
    let mut deps = mock_dependencies();
    let info = message_info(&account("admin"), &[coin(1, DENOM)]);
    let error = contract::instantiate(deps.as_mut(), mock_env(), info, no_options()).unwrap_err();
    assert!(matches!(error, ContractError::Payment(_)));
}

#[test]
fn governance_needs_no_admin() {
    let mut chain = Chain::with(no_options(), &[]);
    chain.fund(DENOM, 10);
    chain.sudo(add("c1", 10, DENOM)).unwrap();
    chain
        .sudo(SudoMsg::RemoveConsumer {
            consumer_address: account("c1").into_string(),
        })
        .unwrap();
    let error = chain.remove("c1").unwrap_err();
    assert!(matches!(error, ContractError::NoConsumer));
}

#[test]
fn add_consumer_wants_the_bonded_denom_and_a_new_consumer() {
    let mut chain = Chain::with(no_options(), &[]);
    chain.fund(DENOM, 10);
    chain.fund(FEES, 10);
    let error = chain.govern(add("c1", 10, FEES)).unwrap_err();
    assert!(matches!(error, ContractError::IncorrectDenom));
    chain.govern(add("c1", 5, DENOM)).unwrap();
    let error = chain.govern(add("c1", 5, DENOM)).unwrap_err();
    assert!(matches!(error, ContractError::ConsumerAlreadyExists));
    let huge = SudoMsg::AddConsumer {
        consumer_address: account("c2").into_string(),
        funds_available_for_staking: cosmwasm_std::Coin::new(Uint256::MAX, DENOM),
    };
    let error = chain.govern(huge).unwrap_err();
    assert!(matches!(error, ContractError::TooLarge));
    let error = chain.govern(add("c2", u128::MAX, DENOM)).unwrap_err();
    assert!(matches!(error, ContractError::TooLarge));
}

#[test]
fn add_consumer_refuses_what_the_balance_does_not_cover_beside_the_others() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    let error = chain.add("c2", 1).unwrap_err();
    assert!(matches!(error, ContractError::NotEnoughFunds));
    chain.delegate("c1", "alice", 1000).unwrap();
    chain.fund(DENOM, 100);
    let error = chain.add("c2", 101).unwrap_err();
    assert!(matches!(error, ContractError::NotEnoughFunds));
    chain.add("c2", 100).unwrap();
    chain.delegate("c2", "alice", 100).unwrap();
}

#[test]
fn remove_consumer_wants_nothing_left() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 1000).unwrap();
    let error = chain.remove("c1").unwrap_err();
    assert!(matches!(error, ContractError::ConsumerHasStake));
    chain.earn("alice", 5, DENOM);
    chain.undelegate("c1", "alice", 1000).unwrap();
    let error = chain.remove("c1").unwrap_err();
    assert!(matches!(error, ContractError::ConsumerHasStake));
    chain.pass(WAIT);
    let error = chain.remove("c1").unwrap_err();
    assert!(
        matches!(error, ContractError::ConsumerHasRewards { validator } if validator == "alice")
    );
    chain.pay("c1", "alice").unwrap();
    chain.remove("c1").unwrap();

    // Added again it starts clean, with funds that are free again.
    chain.add("c1", 1000).unwrap();
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: account("c1").into_string(),
        })
        .unwrap();
    assert_eq!(answer.total_staked, Uint128::zero());
    assert_eq!(answer.unbonding, Uint128::zero());
    let validators: Vec<String> = chain
        .query(QueryMsg::AllValidators {
            consumer: account("c1").into_string(),
            start: None,
            limit: None,
        })
        .unwrap();
    assert!(validators.is_empty());
}

#[test]
fn an_unknown_reply_is_refused() {
    let mut deps = mock_dependencies();
    let reply = cosmwasm_std::Reply {
        id: 77,
        payload: Default::default(),
        gas_used: 0,
        result: cosmwasm_std::SubMsgResult::Err("any".to_string()),
    };
    let error = contract::reply(deps.as_mut(), mock_env(), reply).unwrap_err();
    assert!(matches!(error, ContractError::UnknownReply));
}
