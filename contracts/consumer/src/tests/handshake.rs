use cosmwasm_std::{
    IbcChannel, IbcChannelCloseMsg, IbcChannelConnectMsg, IbcChannelOpenMsg, IbcOrder,
};
use mesh_apis::handshake::HandshakeError;
use mesh_apis::ibc::VERSION;

use super::fixture::*;
use crate::error::ContractError;
use crate::ibc;
use crate::msg::{ChannelResponse, QueryMsg};

fn steps(rig: &mut Rig, channel: &IbcChannel, other: &str) -> Vec<Result<(), ContractError>> {
    let env = rig.env.clone();
    let mut open = |msg| ibc::ibc_channel_open(rig.deps.as_mut(), env.clone(), msg).map(drop);
    let init = open(IbcChannelOpenMsg::new_init(channel.clone()));
    let again = open(IbcChannelOpenMsg::new_try(channel.clone(), other));
    let msg = IbcChannelConnectMsg::new_ack(channel.clone(), other);
    let ack = ibc::ibc_channel_connect(rig.deps.as_mut(), env, msg).map(drop);
    vec![init, again, ack]
}

fn close(rig: &mut Rig, msg: IbcChannelCloseMsg) -> Result<(), ContractError> {
    ibc::ibc_channel_close(rig.deps.as_mut(), rig.env.clone(), msg).map(drop)
}

fn bound(rig: &Rig) -> Option<String> {
    let answer: ChannelResponse = rig.query(QueryMsg::Channel {});
    answer.channel.map(|channel| channel.channel_id)
}

#[test]
fn a_channel_opens_from_either_side_and_is_bound_at_connect() {
    let mut rig = Rig::unconnected(options("1"));
    let env = rig.env.clone();
    for msg in [
        IbcChannelOpenMsg::new_init(channel(CHANNEL)),
        IbcChannelOpenMsg::new_try(channel(CHANNEL), VERSION),
    ] {
        let answer = ibc::ibc_channel_open(rig.deps.as_mut(), env.clone(), msg).unwrap();
        assert_eq!(answer.unwrap().version, VERSION);
    }
    assert_eq!(bound(&rig), None);
    let msg = IbcChannelConnectMsg::new_confirm(channel(CHANNEL));
    ibc::ibc_channel_connect(rig.deps.as_mut(), env, msg).unwrap();
    let answer: ChannelResponse = rig.query(QueryMsg::Channel {});
    let bound = answer.channel.unwrap();
    assert_eq!(bound.channel_id, CHANNEL);
    assert_eq!(bound.port_id, "wasm.juno1consumer");
    assert_eq!(bound.counterparty_channel_id, "channel-70");
    assert_eq!(bound.counterparty_port_id, PROVIDER_PORT);
    assert_eq!(answer.counterparty.connection_id, CONNECTION);
}

#[test]
fn every_step_checks_the_whole_channel() {
    let base = channel(CHANNEL);
    let mut ordered = base.clone();
    ordered.order = IbcOrder::Ordered;
    let mut version = base.clone();
    version.version = "mesh-security-v0.2".to_string();
    let mut connection = base.clone();
    connection.connection_id = "connection-1".to_string();
    let mut port = base.clone();
    port.counterparty_endpoint.port_id = "wasm.osmo1other".to_string();
    let cases = [
        (ordered, "Only supports unordered channels"),
        (version, "Counterparty version must be 'mesh-security-v0.1'"),
        (
            connection,
            "Unauthorized counterparty chain, awaiting connection 'connection-0'",
        ),
        (
            port,
            "Unauthorized counterparty port, awaiting port 'wasm.osmo1provider'",
        ),
    ];
    for (channel, text) in cases {
        let mut rig = Rig::unconnected(options("1"));
        for step in steps(&mut rig, &channel, VERSION) {
            assert_eq!(step.unwrap_err().to_string(), text);
        }
        assert_eq!(bound(&rig), None);
    }
    // The other side's version, which is not known at the first step.
    let mut rig = Rig::unconnected(options("1"));
    let [init, again, ack] = &steps(&mut rig, &base, "mesh-security-v0.2")[..] else {
        panic!()
    };
    assert!(init.is_ok());
    for step in [again, ack] {
        assert!(matches!(
            step,
            Err(ContractError::Handshake(HandshakeError::WrongVersion))
        ));
    }
}

#[test]
fn one_channel_at_a_time() {
    let mut rig = Rig::with("1");
    for step in steps(&mut rig, &channel("channel-8"), VERSION) {
        let text = step.unwrap_err().to_string();
        assert_eq!(text, "Contract already has a bound channel: channel-7");
    }
    assert_eq!(bound(&rig).as_deref(), Some(CHANNEL));
}

#[test]
fn nobody_closes_the_channel_from_here() {
    let mut rig = Rig::with("1");
    let error = close(&mut rig, IbcChannelCloseMsg::new_init(channel(CHANNEL))).unwrap_err();
    assert!(matches!(error, ContractError::CloseRefused));
    assert_eq!(bound(&rig).as_deref(), Some(CHANNEL));
}

#[test]
fn after_the_other_side_closed_it_a_new_channel_passes_the_same_checks() {
    let mut rig = Rig::with("1");
    rig.stake("alice", 5);
    let error = close(
        &mut rig,
        IbcChannelCloseMsg::new_confirm(channel("channel-8")),
    )
    .unwrap_err();
    assert!(matches!(error, ContractError::UnknownChannel { id } if id == "channel-8"));
    close(&mut rig, IbcChannelCloseMsg::new_confirm(channel(CHANNEL))).unwrap();
    assert_eq!(bound(&rig), None);
    let mut port = channel("channel-8");
    port.counterparty_endpoint.port_id = "wasm.osmo1other".to_string();
    for step in steps(&mut rig, &port, VERSION) {
        assert!(matches!(
            step,
            Err(ContractError::Handshake(HandshakeError::WrongPort { .. }))
        ));
    }
    rig.connect("channel-8").unwrap();
    assert_eq!(bound(&rig).as_deref(), Some("channel-8"));
    assert_eq!(rig.stakes()[0].remote.u128(), 5);
}
