//! The wire: exact JSON of messages and answers.

use cosmwasm_std::{from_json, to_json_string, Decimal, Uint128};

use super::fixture::options;
use crate::msg::*;

fn both_ways<T>(value: T, json: &str)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(to_json_string(&value).unwrap(), json);
    assert_eq!(from_json::<T>(json.as_bytes()).unwrap(), value);
}

#[test]
fn messages() {
    let json = r#"{"provider":{"port_id":"wasm.p","connection_id":"connection-0"},"remote_to_local_exchange_rate":"0.1","meta_staking_contract_address":"m","ics20_channel":"channel-2","packet_lifetime":null}"#;
    let expected = InstantiateMsg {
        provider: ProviderInfo {
            port_id: "wasm.p".to_string(),
            connection_id: "connection-0".to_string(),
        },
        meta_staking_contract_address: "m".to_string(),
        packet_lifetime: None,
        admin: None,
        ..options("0.1")
    };
    assert_eq!(
        from_json::<InstantiateMsg>(json.as_bytes()).unwrap(),
        expected
    );
    both_ways(
        ExecuteMsg::MeshConsumerRecieveRewardsMsg {
            validator: "v".to_string(),
        },
        r#"{"mesh_consumer_recieve_rewards_msg":{"validator":"v"}}"#,
    );
    both_ways(
        ExecuteMsg::ClaimRewards {
            validator: "v".to_string(),
        },
        r#"{"claim_rewards":{"validator":"v"}}"#,
    );
    both_ways(ExecuteMsg::SyncValidators {}, r#"{"sync_validators":{}}"#);
    both_ways(
        ExecuteMsg::RetryRewards { limit: Some(3) },
        r#"{"retry_rewards":{"limit":3}}"#,
    );
    let left_out = br#"{"retry_rewards":{}}"#;
    let expected = ExecuteMsg::RetryRewards { limit: None };
    assert_eq!(from_json::<ExecuteMsg>(left_out).unwrap(), expected);
    both_ways(
        ExecuteMsg::SetCounterparty(SetCounterparty {
            connection_id: "connection-1".to_string(),
            port_id: "wasm.p".to_string(),
        }),
        r#"{"set_counterparty":{"connection_id":"connection-1","port_id":"wasm.p"}}"#,
    );
    both_ways(ExecuteMsg::UnbindChannel {}, r#"{"unbind_channel":{}}"#);
    both_ways(ExecuteMsg::UpdatePrice {}, r#"{"update_price":{}}"#);
    both_ways(
        ExecuteMsg::Rebalance { limit: Some(3) },
        r#"{"rebalance":{"limit":3}}"#,
    );
    both_ways(
        ExecuteMsg::RetryReports { limit: None },
        r#"{"retry_reports":{"limit":null}}"#,
    );
    both_ways(
        ExecuteMsg::ValidatorSlashed {
            validator: "v".to_string(),
            ratio: Decimal::percent(5),
        },
        r#"{"validator_slashed":{"validator":"v","ratio":"0.05"}}"#,
    );
    both_ways(QueryMsg::Price {}, r#"{"price":{}}"#);
    both_ways(QueryMsg::Config {}, r#"{"config":{}}"#);
}

/// The admin's messages are governance's too, in the same words.
#[test]
fn decisions() {
    let set_feed = SetFeed {
        price_feed: Some("f".to_string()),
        discount: Some(Decimal::percent(10)),
        max_price_age: Some(600),
        max_price_jump: Some(Decimal::percent(50)),
    };
    let json = r#"{"set_feed":{"price_feed":"f","discount":"0.1","max_price_age":600,"max_price_jump":"0.5"}}"#;
    both_ways(ExecuteMsg::SetFeed(set_feed.clone()), json);
    both_ways(SudoMsg::SetFeed(set_feed), json);
    let left_out: SudoMsg = from_json(br#"{"set_feed":{}}"#).unwrap();
    let none = SetFeed {
        price_feed: None,
        discount: None,
        max_price_age: None,
        max_price_jump: None,
    };
    assert_eq!(left_out, SudoMsg::SetFeed(none));
    let set_price = SetPrice {
        rate: Decimal::percent(10),
    };
    let json = r#"{"set_price":{"rate":"0.1"}}"#;
    both_ways(ExecuteMsg::SetPrice(set_price.clone()), json);
    both_ways(SudoMsg::SetPrice(set_price), json);
    let json = r#"{"set_counterparty":{"connection_id":"connection-1","port_id":"wasm.p"}}"#;
    both_ways(
        SudoMsg::SetCounterparty(SetCounterparty {
            connection_id: "connection-1".to_string(),
            port_id: "wasm.p".to_string(),
        }),
        json,
    );
    both_ways(SudoMsg::UnbindChannel {}, r#"{"unbind_channel":{}}"#);
    for unknown in [
        r#"{"set_price":{"rate":"1","time":1}}"#,
        r#"{"set_feed":{"feed":"f"}}"#,
        r#"{"set_counterparty":{"connection_id":"c","port_id":"p","x":1}}"#,
    ] {
        assert!(from_json::<SudoMsg>(unknown).is_err(), "{unknown}");
        assert!(from_json::<ExecuteMsg>(unknown).is_err(), "{unknown}");
    }
}

#[test]
fn answers() {
    both_ways(
        PriceResponse {
            rate: Decimal::percent(10),
            time: 7,
            feed: Some("f".to_string()),
            discount: Decimal::zero(),
            max_age: Some(600),
            max_jump: None,
            waiting: Some(WaitingPrice {
                rate: Decimal::one(),
                time: 8,
            }),
            fresh: false,
        },
        r#"{"rate":"0.1","time":7,"feed":"f","discount":"0","max_age":600,"max_jump":null,"waiting":{"rate":"1","time":8},"fresh":false}"#,
    );
    both_ways(
        PendingReportsResponse {
            reports: vec![PendingReport {
                validator: "v".to_string(),
                waiting: Decimal::zero(),
                sent: vec![SentReport {
                    channel_id: "channel-1".to_string(),
                    ratio: Decimal::percent(5),
                }],
            }],
        },
        r#"{"reports":[{"validator":"v","waiting":"0","sent":[{"channel_id":"channel-1","ratio":"0.05"}]}]}"#,
    );
    both_ways(
        StakesResponse {
            stakes: vec![StakeResponse {
                validator: "v".to_string(),
                remote: Uint128::new(1000),
                price: Decimal::percent(10),
                discount: Decimal::percent(5),
                asked: Uint128::new(95),
            }],
        },
        r#"{"stakes":[{"validator":"v","remote":"1000","price":"0.1","discount":"0.05","asked":"95"}]}"#,
    );
    both_ways(
        PendingRewardsResponse {
            rewards: vec![PendingRewards {
                validator: "v".to_string(),
                denom: "ujuno".to_string(),
                to_announce: Uint128::new(1),
                announcing: Uint128::new(2),
                to_transfer: Uint128::new(3),
                transferring: Uint128::new(4),
            }],
        },
        r#"{"rewards":[{"validator":"v","denom":"ujuno","to_announce":"1","announcing":"2","to_transfer":"3","transferring":"4"}]}"#,
    );
}
