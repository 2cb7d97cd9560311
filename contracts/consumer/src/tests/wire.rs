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
        ExecuteMsg::SetCounterparty {
            connection_id: "connection-1".to_string(),
            port_id: "wasm.p".to_string(),
        },
        r#"{"set_counterparty":{"connection_id":"connection-1","port_id":"wasm.p"}}"#,
    );
    both_ways(ExecuteMsg::UnbindChannel {}, r#"{"unbind_channel":{}}"#);
    both_ways(QueryMsg::Config {}, r#"{"config":{}}"#);
}

#[test]
fn answers() {
    both_ways(
        StakesResponse {
            stakes: vec![StakeResponse {
                validator: "v".to_string(),
                remote: Uint128::new(1000),
                price: Decimal::percent(10),
                asked: Uint128::new(100),
            }],
        },
        r#"{"stakes":[{"validator":"v","remote":"1000","price":"0.1","asked":"100"}]}"#,
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
