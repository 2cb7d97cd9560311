#![allow(clippy::unwrap_used)]

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{coins, from_json, to_json_string, Decimal, Env, OwnedDeps, StdResult};
use mesh_apis::migrate::MigrateError;
use mesh_apis::payment::PaymentError;
use mesh_apis::price_feed::PriceFeedQuery;

use crate::contract;
use crate::error::ContractError;
use crate::msg::*;

type Deps = OwnedDeps<MockStorage, MockApi, MockQuerier>;

fn name(of: &str) -> String {
    MockApi::default().addr_make(of).into_string()
}

fn rate(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn feed() -> (Deps, Env) {
    let mut deps = mock_dependencies();
    let env = mock_env();
    let msg = InstantiateMsg {
        owner: name("owner"),
        rate: rate("0.1"),
    };
    let info = message_info(&MockApi::default().addr_make("anyone"), &[]);
    contract::instantiate(deps.as_mut(), env.clone(), info, msg).unwrap();
    (deps, env)
}

fn set(deps: &mut Deps, env: &Env, sender: &str, to: &str) -> Result<(), ContractError> {
    let info = message_info(&MockApi::default().addr_make(sender), &[]);
    let msg = ExecuteMsg::Set { rate: rate(to) };
    contract::execute(deps.as_mut(), env.clone(), info, msg).map(drop)
}

/// As a consumer asks for it.
fn price(deps: &Deps, env: &Env) -> FeedPrice {
    let asked = to_json_string(&PriceFeedQuery::Price {}).unwrap();
    let msg: QueryMsg = from_json(asked).unwrap();
    from_json(contract::query(deps.as_ref(), env.clone(), msg).unwrap()).unwrap()
}

#[test]
fn the_owner_sets_the_price_and_its_time() {
    let (mut deps, mut env) = feed();
    let start = env.block.time.seconds();
    let first = FeedPrice {
        rate: rate("0.1"),
        time: start,
    };
    assert_eq!(price(&deps, &env), first);
    env.block.time = env.block.time.plus_seconds(60);
    assert_eq!(price(&deps, &env), first);
    for text in ["0.25", "0", "340282366920938463463.374607431768211455"] {
        set(&mut deps, &env, "owner", text).unwrap();
        let expected = FeedPrice {
            rate: rate(text),
            time: start.saturating_add(60),
        };
        assert_eq!(price(&deps, &env), expected);
    }
}

#[test]
fn nobody_else_does() {
    let (mut deps, env) = feed();
    let error = set(&mut deps, &env, "anyone", "2").unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    assert_eq!(price(&deps, &env).rate, rate("0.1"));
}

#[test]
fn funds_and_bad_addresses_are_refused() {
    let (mut deps, env) = feed();
    let info = message_info(&MockApi::default().addr_make("owner"), &coins(1, "ujuno"));
    let msg = ExecuteMsg::Set { rate: rate("2") };
    let error = contract::execute(deps.as_mut(), env.clone(), info.clone(), msg).unwrap_err();
    let paid = |error| matches!(error, ContractError::Payment(PaymentError::NonPayable));
    assert!(paid(error));
    let mut deps = mock_dependencies();
    let msg = InstantiateMsg {
        owner: name("owner"),
        rate: rate("1"),
    };
    let error = contract::instantiate(deps.as_mut(), env.clone(), info, msg).unwrap_err();
    assert!(paid(error));
    let info = message_info(&MockApi::default().addr_make("anyone"), &[]);
    let msg = InstantiateMsg {
        owner: "nobody".to_string(),
        rate: rate("1"),
    };
    let error = contract::instantiate(deps.as_mut(), env, info, msg).unwrap_err();
    assert!(matches!(error, ContractError::Std(_)));
}

#[test]
fn the_wire() {
    let both = |value: &ExecuteMsg, json: &str| {
        assert_eq!(to_json_string(value).unwrap(), json);
        assert_eq!(&from_json::<ExecuteMsg>(json).unwrap(), value);
    };
    both(
        &ExecuteMsg::Set { rate: rate("0.1") },
        r#"{"set":{"rate":"0.1"}}"#,
    );
    let unknown: StdResult<ExecuteMsg> = from_json(r#"{"set":{"rate":"1","time":1}}"#);
    assert!(unknown.is_err());
    let (deps, env) = feed();
    let answer = contract::query(deps.as_ref(), env.clone(), QueryMsg::Price {}).unwrap();
    let expected = format!(r#"{{"rate":"0.1","time":{}}}"#, env.block.time.seconds());
    assert_eq!(String::from_utf8(answer.to_vec()).unwrap(), expected);
    let answer = contract::query(deps.as_ref(), env, QueryMsg::Config {}).unwrap();
    let config: ConfigResponse = from_json(answer).unwrap();
    assert_eq!(config.owner, name("owner"));
}

#[test]
fn only_its_own_storage_is_taken_over() {
    let (mut deps, env) = feed();
    contract::migrate(deps.as_mut(), env.clone(), MigrateMsg {}).unwrap();
    assert_eq!(price(&deps, &env).rate, rate("0.1"));
    cw2::set_contract_version(deps.as_mut().storage, "mesh-consumer", "0.0.1").unwrap();
    let error = contract::migrate(deps.as_mut(), env, MigrateMsg {}).unwrap_err();
    let other = matches!(
        error,
        ContractError::Migrate(MigrateError::OtherContract { .. })
    );
    assert!(other);
}
