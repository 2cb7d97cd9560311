use cosmwasm_std::{from_json, StdAck};
use mesh_apis::ibc::{ConsumerPacket, ListValidatorsAck, ProviderPacket};

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::ExecuteMsg;

fn list(rig: &mut Rig) -> Vec<String> {
    let ack = rig.receive(&ProviderPacket::ListValidators {});
    let answer: ListValidatorsAck = from_json(ack.unwrap()).unwrap();
    answer.validators
}

fn sync(rig: &mut Rig) -> Result<(), ContractError> {
    rig.execute("anyone", ExecuteMsg::SyncValidators {}, &[])
        .map(drop)
}

/// What the update sent as number `index` adds and removes.
fn update(rig: &Rig, index: usize) -> (Vec<String>, Vec<String>) {
    match rig.chain.packets[index].1.clone() {
        ConsumerPacket::UpdateValidators { added, removed } => (added, removed),
        other => panic!("no update: {other:?}"),
    }
}

fn set(rig: &mut Rig, names: &[&str]) {
    rig.chain.validators = names.iter().map(|name| name.to_string()).collect();
}

fn names(of: &[&str]) -> Vec<String> {
    of.iter().map(|name| name.to_string()).collect()
}

#[test]
fn the_bonded_validators_are_listed_ascending() {
    let mut rig = Rig::with("1");
    set(&mut rig, &["bob", "alice"]);
    assert_eq!(list(&mut rig), ["alice", "bob"]);
}

#[test]
fn an_update_is_the_difference_to_what_was_acknowledged() {
    let mut rig = Rig::with("1");
    list(&mut rig);
    sync(&mut rig).unwrap();
    assert!(rig.chain.packets.is_empty());
    set(&mut rig, &["bob", "carol"]);
    sync(&mut rig).unwrap();
    assert_eq!(update(&rig, 0), (names(&["carol"]), names(&["alice"])));

    // Unanswered: an unordered channel could deliver a second one first.
    set(&mut rig, &["carol"]);
    let error = sync(&mut rig).unwrap_err();
    assert!(matches!(error, ContractError::UpdateInFlight));
    rig.ack(0, done());
    sync(&mut rig).unwrap();
    assert_eq!(update(&rig, 1), (vec![], names(&["bob"])));

    // Refused or lost, it counts for nothing and is sent again.
    rig.ack(1, StdAck::error("any"));
    sync(&mut rig).unwrap();
    assert_eq!(update(&rig, 2), (vec![], names(&["bob"])));
    rig.timeout(2);
    sync(&mut rig).unwrap();
    rig.ack(3, done());
    sync(&mut rig).unwrap();
    assert_eq!(rig.chain.packets.len(), 4);
}

#[test]
fn a_provider_that_never_asked_is_told_of_all_in_packets_of_bounded_size() {
    let mut rig = Rig::with("1");
    rig.chain.validators = (0..150).map(|n| format!("v{n:03}")).collect();
    sync(&mut rig).unwrap();
    assert_eq!(update(&rig, 0).0.len(), 100);
    rig.ack(0, done());
    sync(&mut rig).unwrap();
    assert_eq!(update(&rig, 1).0.len(), 50);
    rig.ack(1, done());
    rig.chain.validators.clear();
    sync(&mut rig).unwrap();
    assert_eq!(update(&rig, 2).1.len(), 100);
}

#[test]
fn an_update_that_is_not_sent_is_not_in_flight() {
    let mut rig = Rig::with("1");
    rig.chain.refuse_packets = true;
    sync(&mut rig).unwrap();
    rig.chain.refuse_packets = false;
    sync(&mut rig).unwrap();
    assert_eq!(rig.chain.packets.len(), 1);
}

#[test]
fn an_update_needs_a_channel_and_does_not_wait_for_one_that_is_gone() {
    let mut rig = Rig::unconnected(options("1"));
    let error = sync(&mut rig).unwrap_err();
    assert!(matches!(error, ContractError::NoBoundChannel));
    rig.connect(CHANNEL).unwrap();
    sync(&mut rig).unwrap();
    rig.execute("admin", ExecuteMsg::UnbindChannel {}, &[])
        .unwrap();
    rig.connect("channel-8").unwrap();
    sync(&mut rig).unwrap();
    // The late answer of the old channel does not end the wait for the new one's.
    rig.timeout(0);
    let error = sync(&mut rig).unwrap_err();
    assert!(matches!(error, ContractError::UpdateInFlight));
}
