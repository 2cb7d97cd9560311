//! Fields that a message does not know are refused, so that a misspelt option is never taken for none.
#![allow(clippy::unwrap_used)]

use cosmwasm_std::from_json;

fn refuses<T: serde::de::DeserializeOwned>(known: &str, unknown: &str) {
    assert!(from_json::<T>(known).is_ok(), "{known}");
    let error = from_json::<T>(unknown).err().unwrap().to_string();
    assert!(error.contains("unknown field"), "{unknown}: {error}");
}

#[test]
fn unknown_fields_are_refused() {
    refuses::<mesh_lockup::msg::ExecuteMsg>(r#"{"bond":{}}"#, r#"{"bond":{"to":"a"}}"#);
    refuses::<mesh_lockup::msg::InstantiateMsg>(r#"{"denom":"a"}"#, r#"{"denom":"a","b":1}"#);
    refuses::<mesh_provider::msg::ExecuteMsg>(
        r#"{"unbond":{"limit":1}}"#,
        r#"{"unbond":{"limits":1}}"#,
    );
    refuses::<mesh_provider::msg::QueryMsg>(r#"{"config":{}}"#, r#"{"config":{"a":1}}"#);
    refuses::<mesh_provider::msg::ConsumerInfo>(
        r#"{"connection_id":"c"}"#,
        r#"{"connection_id":"c","port":"p"}"#,
    );
    refuses::<mesh_slasher::msg::ExecuteMsg>(
        r#"{"submit_evidence":{"validator":"v","amount":"1"}}"#,
        r#"{"submit_evidence":{"validator":"v","amount":"1","id":"2"}}"#,
    );
    refuses::<mesh_consumer::msg::ExecuteMsg>(
        r#"{"retry_rewards":{}}"#,
        r#"{"retry_rewards":{"max":1}}"#,
    );
    refuses::<mesh_consumer::msg::SudoMsg>(
        r#"{"set_price":{"rate":"1"}}"#,
        r#"{"set_price":{"rate":"1","time":1}}"#,
    );
    refuses::<mesh_feed::msg::ExecuteMsg>(
        r#"{"set":{"rate":"1"}}"#,
        r#"{"set":{"rate":"1","time":1}}"#,
    );
    refuses::<meta_staking::msg::SudoMsg>(
        r#"{"remove_consumer":{"consumer_address":"a"}}"#,
        r#"{"remove_consumer":{"consumer_address":"a","force":true}}"#,
    );
    refuses::<mesh_apis::ibc::ProviderPacket>(
        r#"{"list_validators":{}}"#,
        r#"{"list_validators":{"a":1}}"#,
    );
    refuses::<mesh_apis::ibc::ConsumerPacket>(
        r#"{"update_validators":{"added":[],"removed":[]}}"#,
        r#"{"update_validators":{"added":[],"removed":[],"jailed":[]}}"#,
    );
    refuses::<mesh_apis::ibc::ConsumerPacket>(
        r#"{"slash_report":{"validator":"a","ratio":"0.05"}}"#,
        r#"{"slash_report":{"validator":"a","ratio":"0.05","time":1}}"#,
    );
    refuses::<mesh_apis::ibc::ConsumerPacket>(
        r#"{"announced":{"channel_id":"channel-1","validator":"a"}}"#,
        r#"{"announced":{"channel_id":"channel-1","validator":"a","limit":1}}"#,
    );
    refuses::<mesh_apis::migrate::MigrateMsg>(r#"{}"#, r#"{"force":true}"#);
    refuses::<mesh_apis::claim::ClaimReceiverMsg>(
        r#"{"claim_reduced":{"owner":"a","amount":"1"}}"#,
        r#"{"claim_reduced":{"owner":"a","amount":"1","by":"b"}}"#,
    );
}
