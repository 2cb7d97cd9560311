use cosmwasm_std::testing::mock_ibc_channel;
use cosmwasm_std::{
    Ibc3ChannelOpenResponse, IbcChannel, IbcChannelCloseMsg, IbcChannelConnectMsg,
    IbcChannelOpenMsg, IbcOrder,
};
use mesh_apis::handshake::HandshakeError;
use mesh_apis::ibc::VERSION;

use super::world::{channel, World, PERIOD, VAL, VAL2};
use crate::error::ContractError;
use crate::ibc;
use crate::msg::{ChannelResponse, ExecuteMsg, QueryMsg, RemoteResponse};

fn open(world: &mut World, msg: IbcChannelOpenMsg) -> Result<(), ContractError> {
    let answer = ibc::ibc_channel_open(world.deps.as_mut(), world.env.clone(), msg)?;
    let version = VERSION.to_string();
    assert_eq!(answer, Some(Ibc3ChannelOpenResponse { version }));
    Ok(())
}

fn init(channel: IbcChannel) -> IbcChannelOpenMsg {
    IbcChannelOpenMsg::new_init(channel)
}

fn remote(world: &World, validator: &str) -> RemoteResponse {
    world.query(QueryMsg::Remote {
        validator: validator.to_string(),
    })
}

#[test]
fn a_handshake_is_checked_at_open() {
    let mut world = World::bare();
    open(&mut world, init(channel("channel-1"))).unwrap();
    open(
        &mut world,
        IbcChannelOpenMsg::new_try(channel("channel-1"), VERSION),
    )
    .unwrap();

    let ordered = mock_ibc_channel("channel-1", IbcOrder::Ordered, VERSION);
    let error = open(&mut world, init(ordered)).unwrap_err();
    assert_eq!(error.to_string(), "Only supports unordered channels");
    let other = mock_ibc_channel("channel-1", IbcOrder::Unordered, "ics20-1");
    let error = open(&mut world, init(other)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Counterparty version must be 'mesh-security-v0.1'"
    );
    let wrong = IbcChannelOpenMsg::new_try(channel("channel-1"), "ics20-1");
    assert!(matches!(
        open(&mut world, wrong),
        Err(ContractError::Handshake(HandshakeError::WrongVersion))
    ));
    let mut elsewhere = channel("channel-1");
    elsewhere.connection_id = "connection-9".to_string();
    let error = open(&mut world, init(elsewhere)).unwrap_err();
    let text = "Unauthorized counterparty chain, awaiting connection 'connection-2'";
    assert_eq!(error.to_string(), text);
    let mut stranger = channel("channel-1");
    stranger.counterparty_endpoint.port_id = "wasm.stranger".to_string();
    let error = open(&mut world, init(stranger)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Unauthorized counterparty port, awaiting port 'their_port'"
    );
}

#[test]
fn any_port_will_do_where_none_is_known() {
    let mut world = World::bare();
    let msg = ExecuteMsg::SetCounterparty {
        connection_id: "connection-2".to_string(),
        port_id: None,
    };
    world.execute("admin", msg).unwrap();
    let mut stranger = channel("channel-1");
    stranger.counterparty_endpoint.port_id = "wasm.stranger".to_string();
    open(&mut world, init(stranger)).unwrap();
}

#[test]
fn one_channel_at_a_time() {
    let mut world = World::new();
    let error = open(&mut world, init(channel("channel-2"))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Contract already has a bound channel: channel-1"
    );
    let error = world.connect("channel-2").unwrap_err();
    assert!(matches!(
        error,
        ContractError::Handshake(HandshakeError::AlreadyBound { .. })
    ));
    let ordered = mock_ibc_channel("channel-1", IbcOrder::Ordered, VERSION);
    world.close("channel-1");
    let msg = IbcChannelConnectMsg::new_confirm(ordered);
    let error = ibc::ibc_channel_connect(world.deps.as_mut(), world.env.clone(), msg).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Handshake(HandshakeError::OnlyUnordered)
    ));
}

#[test]
fn a_close_is_refused_here_and_taken_note_of_from_there() {
    let mut world = World::new();
    let (deps, env) = (world.deps.as_mut(), world.env.clone());
    let msg = IbcChannelCloseMsg::new_init(channel("channel-1"));
    let error = ibc::ibc_channel_close(deps, env.clone(), msg).unwrap_err();
    assert!(matches!(error, ContractError::CloseRefused));
    let msg = IbcChannelCloseMsg::new_confirm(channel("channel-9"));
    let error = ibc::ibc_channel_close(world.deps.as_mut(), env, msg).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Refuse to respond on unregistered channel 'channel-9'"
    );
    world.close("channel-1");
    let state: ChannelResponse = world.query(QueryMsg::Channel {});
    assert!(state.channel.is_none());
    world.connect("channel-2").unwrap();
    world.close("channel-1");
    let state: ChannelResponse = world.query(QueryMsg::Channel {});
    assert_eq!(state.channel.unwrap().channel_id, "channel-2");
}

#[test]
fn the_list_of_validators_is_asked_for_again_five_times() {
    let mut world = World::bare();
    world.connect("channel-1").unwrap();
    for round in 0..5 {
        let packet = world.packets.pop_front().unwrap();
        if round % 2 == 0 {
            world.refuse(&packet);
        } else {
            world.time_out(&packet);
        }
    }
    let packet = world.packets.pop_front().unwrap();
    world.refuse(&packet);
    assert!(world.packets.is_empty());
    let count = |ty: &str| world.events.iter().filter(|event| *event == ty).count();
    assert_eq!(count("list_validators_retry"), 5);
    assert_eq!(count("list_validators_fail"), 1);
    let after = world.records();
    world.refuse(&packet);
    assert_eq!(world.records(), after, "an answer without a question");
    world
        .execute("anyone", ExecuteMsg::RefreshValidators {})
        .unwrap();
    world.list(&[VAL]);
    world.grant("owner", 1, VAL).unwrap();
}

#[test]
fn admin_messages() {
    let mut world = World::new();
    let counterparty = ExecuteMsg::SetCounterparty {
        connection_id: "connection-5".to_string(),
        port_id: None,
    };
    for msg in [counterparty.clone(), ExecuteMsg::UnbindChannel {}] {
        let error = world.execute("owner", msg).unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
    }
    let error = world.execute("admin", counterparty.clone()).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Handshake(HandshakeError::AlreadyBound { .. })
    ));
    world
        .execute("admin", ExecuteMsg::UnbindChannel {})
        .unwrap();
    for msg in [
        ExecuteMsg::UnbindChannel {},
        ExecuteMsg::RefreshValidators {},
        ExecuteMsg::Resend { limit: None },
    ] {
        let error = world.execute("admin", msg).unwrap_err();
        assert!(matches!(error, ContractError::NoChannel));
    }
    world.execute("admin", counterparty).unwrap();
    assert!(matches!(
        world.connect("channel-2"),
        Err(ContractError::Handshake(
            HandshakeError::WrongConnection { .. }
        ))
    ));
}

#[test]
fn exits_work_without_any_channel() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.grant("owner", 500, VAL).unwrap();
    world
        .execute("admin", ExecuteMsg::UnbindChannel {})
        .unwrap();
    world.unstake("owner", 1500, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 1500);
}

#[test]
fn listing_again_changes_nothing_but_removed_to_active() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.slash(VAL, 10, false).unwrap();
    world.slash(VAL2, 10, true).unwrap();
    let update = mesh_apis::ibc::ConsumerPacket::UpdateValidators {
        added: vec![],
        removed: vec![VAL.to_string(), VAL2.to_string(), "unheard-of".to_string()],
    };
    assert!(world.receive(&update).is_success());
    world
        .execute("anyone", ExecuteMsg::RefreshValidators {})
        .unwrap();
    world.list(&[VAL, VAL2]);
    world.grant("owner", 1, VAL).unwrap();
    assert_eq!(remote(&world, VAL).target.u128(), 900);
    let error = world.grant("owner", 1, VAL2).unwrap_err();
    assert!(matches!(error, ContractError::TombstonedValidator(_)));
    let error = world.grant("owner", 1, "unheard-of").unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator(_)));
}
