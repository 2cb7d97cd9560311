use cosmwasm_std::testing::message_info;
use cosmwasm_std::{
    coin, coins, to_json_binary, Binary, Coin, Decimal, Reply, StdAck, SubMsgResult, Uint256,
};
use mesh_apis::ibc::ConsumerPacket;

use super::world::{addr, channel, in_responses, instantiate_msg, World, VAL};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{
    ConfigResponse, ExecuteMsg, ListValidatorsResponse, QueryMsg, RewardsResponse, ValidatorStatus,
};

fn refusal(ack: StdAck) -> String {
    match ack {
        StdAck::Error(text) => text,
        StdAck::Success(_) => panic!("not refused"),
    }
}

fn rewards(validator: &str, total_funds: Coin) -> ConsumerPacket {
    ConsumerPacket::Rewards {
        validator: validator.to_string(),
        total_funds,
    }
}

#[test]
fn update_validators_adds_and_removes() {
    let mut world = World::new();
    let ack = world.receive(&ConsumerPacket::UpdateValidators {
        added: vec!["new".to_string()],
        removed: vec![VAL.to_string()],
    });
    assert_eq!(ack, StdAck::success(b"{}"));
    let list: ListValidatorsResponse = world.query(QueryMsg::ListValidators {
        start_after: None,
        limit: Some(2),
    });
    assert_eq!(list.validators[0].status, ValidatorStatus::Removed);
    let rest: ListValidatorsResponse = world.query(QueryMsg::ListValidators {
        start_after: Some(list.validators[1].address.clone()),
        limit: None,
    });
    assert_eq!(rest.validators.len(), 1);
    assert_eq!(rest.validators[0].address, "new");
    assert_eq!(rest.validators[0].status, ValidatorStatus::Active);
}

#[test]
fn what_is_refused_is_answered_with_our_text_and_changes_nothing() {
    let mut world = World::new();
    let before = world.records();
    let unknown = world.receive_raw("channel-1", Binary::new(b"{\"other\":{}}".to_vec()));
    assert_eq!(refusal(unknown), "Packet of unknown shape");
    let elsewhere = world.receive_raw("channel-9", Binary::new(b"{}".to_vec()));
    let text = "Refuse to respond on unregistered channel 'channel-9'";
    assert_eq!(refusal(elsewhere), text);
    let ack = world.receive(&rewards("nobody", coin(1, "ujuno")));
    assert_eq!(refusal(ack), "Validator was never registered: nobody");
    let ack = world.receive(&rewards(VAL, coin(0, "ujuno")));
    assert_eq!(refusal(ack), "Cannot send zero tokens to any methods");
    let ack = world.receive(&rewards(VAL, Coin::new(Uint256::MAX, "ujuno")));
    assert_eq!(refusal(ack), "Announced rewards would exceed 2^128 - 1");
    assert_eq!(world.records(), before);

    world.announce(VAL, u128::MAX);
    let ack = world.receive(&rewards(VAL, coin(1, "ujuno")));
    assert_eq!(refusal(ack), "Announced rewards would exceed 2^128 - 1");
}

/// A channel leads to one port, so another port's packets come on another channel: one that was
/// never bound, or that is bound no more.
#[test]
fn packets_of_another_port_or_channel_change_nothing() {
    let mut world = World::new();
    world.close("channel-1");
    world.connect("channel-2").unwrap();
    let before = world.records();
    let all = [
        rewards(VAL, coin(5, "ujuno")),
        ConsumerPacket::UpdateValidators {
            added: vec!["new".to_string()],
            removed: vec![VAL.to_string()],
        },
        ConsumerPacket::SlashReport {
            validator: VAL.to_string(),
            ratio: Decimal::percent(1),
        },
        ConsumerPacket::Announced {
            channel_id: "channel-1".to_string(),
            validator: VAL.to_string(),
        },
    ];
    for packet in all {
        for (port, channel) in [
            ("wasm.stranger", "channel-9"),
            ("their_port", "channel-9"),
            ("their_port", "channel-1"),
        ] {
            let data = to_json_binary(&packet).unwrap();
            let refused = refusal(world.receive_from(port, channel, data));
            let text = format!("Refuse to respond on unregistered channel '{channel}'");
            assert_eq!(refused, text);
        }
    }
    assert_eq!(world.records(), before);
}

#[test]
fn announcements_without_tokens_are_bounded() {
    let mut world = World::new();
    for _ in 0..31 {
        world.announce(VAL, 1);
    }
    let ack = world.receive(&rewards(VAL, coin(1, "ujuno")));
    assert!(refusal(ack).starts_with("More than 31 announced rewards"));
    let totals: RewardsResponse = world.query(QueryMsg::Rewards {});
    assert_eq!((totals.announcements, totals.announced.u128()), (31, 31));
}

#[test]
fn instantiate_makes_the_slasher() {
    let world = World::bare();
    let config: ConfigResponse = world.query(QueryMsg::Config {});
    assert_eq!(config.slasher, Some(addr("slasher").into_string()));
    assert_eq!(config.lockup, addr("lockup").into_string());
    assert_eq!(config.admin, Some(addr("admin").into_string()));
    assert_eq!((config.packet_lifetime, config.answer_grace), (100, 50));

    let mut world = World::bare();
    let info = message_info(&addr("creator"), &[]);
    let (env, msg) = (world.env.clone(), instantiate_msg());
    let response = contract::instantiate(world.deps.as_mut(), env, info.clone(), msg).unwrap();
    assert_eq!(response.attributes[0], ("method", "instantiate"));
    assert_eq!(response.attributes[1], ("owner", info.sender.as_str()));
    let label = format!("Slasher for {}", addr("provider"));
    let text = format!("{:?}", response.messages[0].msg);
    assert!(text.contains(&label), "{text}");

    for lifetime in [0, contract::MAX_PACKET_LIFETIME + 1] {
        let mut msg = instantiate_msg();
        msg.packet_lifetime = Some(lifetime);
        let env = world.env.clone();
        let error = contract::instantiate(world.deps.as_mut(), env, info.clone(), msg).unwrap_err();
        assert!(matches!(error, ContractError::InvalidPacketLifetime { .. }));
    }
}

#[test]
fn messages_refuse_funds() {
    let mut world = World::new();
    let owner = addr("owner").into_string();
    let validator = VAL.to_string();
    let amount = 1u128.into();
    let all = [
        ExecuteMsg::Slash {
            validator: validator.clone(),
            percentage: cosmwasm_std::Decimal::one(),
            force_unbond: false,
        },
        ExecuteMsg::ReceiveClaim {
            owner: owner.clone(),
            amount,
            validator: validator.clone(),
        },
        ExecuteMsg::ClaimReduced {
            owner: owner.clone(),
            amount,
        },
        ExecuteMsg::Unstake {
            amount,
            validator: validator.clone(),
        },
        ExecuteMsg::Unbond { limit: None },
        ExecuteMsg::ClaimRewards {
            validator: validator.clone(),
            recipient: None,
        },
        ExecuteMsg::ProcessSlashes {
            validator,
            start_after: None,
            limit: None,
        },
        ExecuteMsg::Settle { owner, limit: None },
        ExecuteMsg::Resend { limit: None },
        ExecuteMsg::Credit { limit: None },
        ExecuteMsg::RefreshValidators {},
        ExecuteMsg::SetCounterparty {
            connection_id: "c".to_string(),
            port_id: None,
        },
        ExecuteMsg::UnbindChannel {},
        ExecuteMsg::AddSlasher {
            address: addr("slasher").into_string(),
            max_percentage: None,
        },
        ExecuteMsg::RemoveSlasher {
            address: addr("slasher").into_string(),
        },
        ExecuteMsg::SweepUnallocated {
            to: addr("pool").into_string(),
        },
    ];
    for msg in all {
        let info = message_info(&addr("lockup"), &coins(1, "uosmo"));
        let env = world.env.clone();
        let error = contract::execute(world.deps.as_mut(), env, info, msg).unwrap_err();
        assert_eq!(error.to_string(), "This message does no accept funds");
    }
}

#[test]
fn replies_of_unknown_ids_or_without_an_address_are_refused() {
    let mut world = World::bare();
    let mut reply = |id: u64| {
        let reply = Reply {
            id,
            payload: Binary::default(),
            gas_used: 0,
            result: SubMsgResult::Ok(in_responses(1)),
        };
        contract::reply(world.deps.as_mut(), world.env.clone(), reply).unwrap_err()
    };
    assert_eq!(reply(99).to_string(), "Invalid reply id: 99");
    assert!(matches!(reply(1), ContractError::MissingSlasherAddress));
}

#[test]
fn answers_of_packets_that_were_never_sent_change_nothing() {
    let mut world = World::new();
    world.stake("owner", 5, VAL);
    let before = world.records();
    let packet = super::relay::Packet {
        channel: channel("channel-1").endpoint.channel_id,
        sequence: 999,
        content: mesh_apis::ibc::ProviderPacket::Unstake {
            validator: VAL.to_string(),
            amount: 5u128.into(),
            key: addr("owner").into_string(),
        },
    };
    world.ack(&packet);
    world.time_out(&packet);
    assert_eq!(world.records(), before);
}
