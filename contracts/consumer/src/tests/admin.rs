use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coins, Decimal, Reply, SubMsgResult};
use mesh_apis::handshake::HandshakeError;
use mesh_apis::payment::PaymentError;

use super::chain::{feed_address, REWARD};
use super::fixture::*;
use crate::contract;
use crate::error::ContractError;
use crate::msg::{
    ChannelResponse, ConfigResponse, ExecuteMsg, InstantiateMsg, PriceResponse, QueryMsg,
    SetCounterparty, SetFeed, SetPrice, SudoMsg,
};

fn set_counterparty(port_id: &str) -> ExecuteMsg {
    ExecuteMsg::SetCounterparty(SetCounterparty {
        connection_id: "connection-5".to_string(),
        port_id: port_id.to_string(),
    })
}

fn instantiate(msg: InstantiateMsg, funds: u128) -> Result<(), ContractError> {
    let mut deps = mock_dependencies();
    let funds = match funds {
        0 => vec![],
        amount => coins(amount, REWARD),
    };
    let info = message_info(&account("anyone"), &funds);
    contract::instantiate(deps.as_mut(), mock_env(), info, msg).map(drop)
}

#[test]
fn the_config_is_answered() {
    let rig = Rig::unconnected(InstantiateMsg {
        packet_lifetime: None,
        admin: None,
        ..options("0.25")
    });
    let config: ConfigResponse = rig.query(QueryMsg::Config {});
    assert_eq!(config.provider.port_id, PROVIDER_PORT);
    assert_eq!(config.provider.connection_id, CONNECTION);
    assert_eq!(
        config.remote_to_local_exchange_rate,
        "0.25".parse::<Decimal>().unwrap()
    );
    assert_eq!(
        config.meta_staking_contract_address,
        account("meta-staking").as_str()
    );
    assert_eq!(config.ics20_channel, ICS20);
    assert_eq!(config.packet_lifetime, 3600);
    assert_eq!(config.admin, None);
}

#[test]
fn instantiate_refuses_what_could_never_work() {
    for port_id in ["wasm", "wasm.", "", "transfer"] {
        let mut msg = options("1");
        msg.provider.port_id = port_id.to_string();
        let error = instantiate(msg, 0).unwrap_err();
        assert!(matches!(error, ContractError::ProviderAddress), "{port_id}");
    }
    let mut msg = options("1");
    msg.packet_lifetime = Some(0);
    let error = instantiate(msg, 0).unwrap_err();
    assert!(matches!(error, ContractError::ZeroLifetime));
    let mut msg = options("1");
    msg.meta_staking_contract_address = "nobody".to_string();
    let error = instantiate(msg, 0).unwrap_err();
    assert!(matches!(error, ContractError::Std(_)));
    let mut msg = options("1");
    msg.price_feed = Some("nobody".to_string());
    let error = instantiate(msg, 0).unwrap_err();
    assert!(matches!(error, ContractError::Std(_)));
    let mut msg = options("1");
    msg.discount = Some(Decimal::one());
    let error = instantiate(msg, 0).unwrap_err();
    assert!(matches!(error, ContractError::InvalidDiscount { .. }));
    let mut msg = options("1");
    msg.max_price_age = Some(0);
    let error = instantiate(msg, 0).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAge));
    let error = instantiate(options("1"), 1).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Payment(PaymentError::NonPayable)
    ));
    instantiate(options("1"), 0).unwrap();
}

#[test]
fn a_lifetime_beyond_all_time_does_not_overflow() {
    let mut rig = Rig::unconnected(InstantiateMsg {
        packet_lifetime: Some(u64::MAX),
        ..options("1")
    });
    rig.connect(CHANNEL).unwrap();
    rig.reward("alice", 5);
    rig.ack(0, done());
    assert_eq!(rig.steps("alice"), [0, 0, 0, 5]);
}

#[test]
fn the_counterparty_changes_only_while_no_channel_is_bound() {
    let mut rig = Rig::with("1");
    let error = rig
        .execute("admin", set_counterparty("wasm.osmo1new"), &[])
        .unwrap_err();
    assert!(
        matches!(error, ContractError::Handshake(HandshakeError::AlreadyBound { id }) if id == CHANNEL)
    );
    rig.execute("admin", ExecuteMsg::UnbindChannel {}, &[])
        .unwrap();
    let error = rig
        .execute("admin", set_counterparty("wasm"), &[])
        .unwrap_err();
    assert!(matches!(error, ContractError::ProviderAddress));
    rig.execute("admin", set_counterparty("wasm.osmo1new"), &[])
        .unwrap();
    let answer: ChannelResponse = rig.query(QueryMsg::Channel {});
    assert_eq!(answer.channel, None);
    assert_eq!(answer.counterparty.port_id, "wasm.osmo1new");
    let error = rig.connect("channel-8").unwrap_err();
    assert!(
        matches!(error, ContractError::Handshake(HandshakeError::WrongConnection { id }) if id == "connection-5")
    );
}

#[test]
fn only_an_admin_unbinds_or_points_elsewhere() {
    for admin in [None, Some(account("admin").into_string())] {
        let mut rig = Rig::unconnected(InstantiateMsg {
            admin,
            ..options("1")
        });
        for msg in [
            set_counterparty("wasm.osmo1new"),
            ExecuteMsg::UnbindChannel {},
        ] {
            let error = rig.execute("anyone", msg, &[]).unwrap_err();
            assert!(matches!(error, ContractError::Unauthorized));
        }
    }
    let mut rig = Rig::unconnected(options("1"));
    let error = rig
        .execute("admin", ExecuteMsg::UnbindChannel {}, &[])
        .unwrap_err();
    assert!(matches!(error, ContractError::NoBoundChannel));
}

/// Where nobody is admin, governance still decides.
#[test]
fn governance_may_do_what_the_admin_may() {
    let mut rig = Rig::unconnected(InstantiateMsg {
        admin: None,
        ..options("1")
    });
    rig.connect(CHANNEL).unwrap();
    let mut sudo = |msg| contract::sudo(rig.deps.as_mut(), rig.env.clone(), msg);
    let elsewhere = SudoMsg::SetCounterparty(SetCounterparty {
        connection_id: "connection-5".to_string(),
        port_id: "wasm.osmo1new".to_string(),
    });
    let error = sudo(elsewhere.clone()).unwrap_err();
    assert!(
        matches!(error, ContractError::Handshake(HandshakeError::AlreadyBound { id }) if id == CHANNEL)
    );
    sudo(SudoMsg::UnbindChannel {}).unwrap();
    sudo(elsewhere).unwrap();
    let error = sudo(SudoMsg::UnbindChannel {}).unwrap_err();
    assert!(matches!(error, ContractError::NoBoundChannel));
    let rate = Decimal::percent(30);
    sudo(SudoMsg::SetPrice(SetPrice { rate })).unwrap();
    sudo(SudoMsg::SetFeed(SetFeed {
        price_feed: Some(feed_address()),
        discount: Some(Decimal::percent(10)),
        max_price_age: None,
        max_price_jump: None,
    }))
    .unwrap();
    let answer: ChannelResponse = rig.query(QueryMsg::Channel {});
    assert_eq!(answer.channel, None);
    assert_eq!(answer.counterparty.port_id, "wasm.osmo1new");
    let price: PriceResponse = rig.query(QueryMsg::Price {});
    assert_eq!((price.rate, price.discount), (rate, Decimal::percent(10)));
    assert_eq!(price.feed, Some(feed_address()));
}

#[test]
fn only_rewards_take_funds() {
    let mut rig = Rig::with("1");
    let validator = "alice".to_string();
    let slashed = ExecuteMsg::ValidatorSlashed {
        validator: validator.clone(),
        ratio: Decimal::one(),
    };
    for msg in [
        slashed,
        ExecuteMsg::ClaimRewards { validator },
        ExecuteMsg::UpdatePrice {},
        ExecuteMsg::Rebalance { limit: None },
        ExecuteMsg::RetryReports { limit: None },
        ExecuteMsg::SyncValidators {},
        ExecuteMsg::RetryRewards { limit: None },
        set_counterparty("wasm.osmo1new"),
        ExecuteMsg::UnbindChannel {},
    ] {
        let error = rig.execute("admin", msg, &coins(1, REWARD)).unwrap_err();
        assert!(matches!(
            error,
            ContractError::Payment(PaymentError::NonPayable)
        ));
    }
}

#[test]
fn an_unknown_reply_is_refused() {
    let mut rig = Rig::with("1");
    let reply = Reply {
        id: 7,
        payload: Default::default(),
        gas_used: 0,
        result: SubMsgResult::Err("any".to_string()),
    };
    let error = contract::reply(rig.deps.as_mut(), rig.env.clone(), reply).unwrap_err();
    assert!(matches!(error, ContractError::InvalidReplyId { id: 7 }));
}
