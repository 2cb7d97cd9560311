//! Storage of the first layout, as it was written: the price in the configuration, stakes without a discount.

use cosmwasm_std::testing::mock_dependencies;
use cosmwasm_std::{from_json, Decimal, Storage};

use super::fixture::*;
use crate::contract;
use crate::msg::{
    ConfigResponse, ExecuteMsg, MigrateMsg, PriceResponse, QueryMsg, SetPrice, StakeResponse,
    StakesResponse,
};

const CONFIG: &str = r#"{"provider":{"port_id":"wasm.osmo1provider","connection_id":"connection-0"},"rate":"0.1","meta_staking":"META","ics20_channel":"channel-2","packet_lifetime":600,"admin":"ADMIN"}"#;

#[test]
fn the_first_layout_is_taken_over() {
    let mut rig = Rig::with("7");
    rig.deps = mock_dependencies();
    let storage = rig.deps.as_mut().storage;
    cw2::set_contract_version(storage, "mesh-consumer", "0.1.0").unwrap();
    let config = CONFIG
        .replace("META", account("meta-staking").as_str())
        .replace("ADMIN", account("admin").as_str());
    storage.set(b"config", config.as_bytes());
    storage.set(
        b"channel",
        br#"{"channel_id":"channel-7","port_id":"wasm.juno1consumer","counterparty_channel_id":"channel-70","counterparty_port_id":"wasm.osmo1provider"}"#,
    );
    let stake = br#"{"remote":"1000","price":"0.1","asked":"100"}"#;
    storage.set(b"\x00\x06stakesalice", stake);
    rig.chain.delegated.insert("alice".to_string(), 100);

    let env = rig.env.clone();
    contract::migrate(rig.deps.as_mut(), env.clone(), MigrateMsg {}).unwrap();
    let config: ConfigResponse = rig.query(QueryMsg::Config {});
    let rate: Decimal = "0.1".parse().unwrap();
    assert_eq!(config.remote_to_local_exchange_rate, rate);
    assert_eq!(config.admin, Some(account("admin").into_string()));
    let price: PriceResponse = rig.query(QueryMsg::Price {});
    assert_eq!((price.rate, price.fresh), (rate, true));
    assert_eq!(price.time, env.block.time.seconds());
    let expected = StakeResponse {
        validator: "alice".to_string(),
        remote: 1000u128.into(),
        price: rate,
        discount: Decimal::zero(),
        asked: 100u128.into(),
    };
    assert_eq!(rig.stakes(), [expected]);

    // It goes on as any other: prices, stakes, exits. A second migration changes nothing.
    let rate = Decimal::percent(20);
    rig.execute("admin", ExecuteMsg::SetPrice(SetPrice { rate }), &[])
        .unwrap();
    contract::migrate(rig.deps.as_mut(), env, MigrateMsg {}).unwrap();
    rig.execute("anyone", ExecuteMsg::Rebalance { limit: None }, &[])
        .unwrap();
    assert_eq!(rig.chain.delegated("alice"), 200);
    assert_eq!(rig.unstake("alice", 1000), done());
    assert_eq!(rig.chain.delegated("alice"), 0);
}

#[test]
fn what_this_layout_wrote_is_read_back() {
    let rig = {
        let mut rig = Rig::with("0.5");
        rig.stake("alice", 10);
        rig
    };
    let stored = rig.deps.storage.get(b"\x00\x06stakesalice").unwrap();
    let json = r#"{"remote":"10","price":"0.5","discount":"0","asked":"5"}"#;
    assert_eq!(String::from_utf8(stored).unwrap(), json);
    let answer = contract::query(
        rig.deps.as_ref(),
        rig.env.clone(),
        QueryMsg::Stakes {
            start_after: None,
            limit: None,
        },
    );
    let answer: StakesResponse = from_json(answer.unwrap()).unwrap();
    assert_eq!(answer.stakes.len(), 1);
}
