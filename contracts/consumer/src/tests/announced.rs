//! Announcements whose answers were lost with their channel.

use cosmwasm_std::{to_json_binary, Binary, StdAck, Storage, Uint128};
use mesh_apis::ibc::{AnnouncedAck, ConsumerPacket};
use mesh_apis::migrate::MigrateError;
use proptest::prelude::*;

use super::fixture::*;
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, MigrateMsg};
use crate::state::{ANNOUNCED, CALLS};

const NEXT: &str = "channel-8";

fn unbind(rig: &mut Rig) {
    rig.execute("admin", ExecuteMsg::UnbindChannel {}, &[])
        .unwrap();
}

/// So much was announced on a channel that is dead, and another is bound.
fn stranded(amount: u128) -> Rig {
    let mut rig = Rig::with("1");
    rig.reward("alice", amount);
    unbind(&mut rig);
    rig.connect(NEXT).unwrap();
    rig
}

fn total(amount: u128) -> StdAck {
    let amount = Uint128::new(amount);
    StdAck::success(to_json_binary(&AnnouncedAck { amount }).unwrap())
}

fn question(rig: &Rig, index: usize) -> (String, String, String) {
    match rig.chain.packets[index].clone() {
        (
            on,
            ConsumerPacket::Announced {
                channel_id,
                validator,
            },
        ) => (on, channel_id, validator),
        other => panic!("no question: {other:?}"),
    }
}

#[test]
fn what_the_provider_took_is_transferred() {
    let mut rig = stranded(100);
    rig.retry(None);
    let expected = (NEXT.to_string(), provider_end(CHANNEL), "alice".to_string());
    assert_eq!(question(&rig, 1), expected);
    assert_eq!(rig.steps("alice"), [0, 100, 0, 0]);
    rig.ack(1, total(100));
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
    assert_eq!(rig.chain.transfers[0].amount, 100);
    assert!(ANNOUNCED.is_empty(&rig.deps.storage));
    assert!(CALLS.is_empty(&rig.deps.storage));
}

#[test]
fn what_it_did_not_take_is_announced_again() {
    let mut rig = stranded(100);
    rig.retry(None);
    rig.ack(1, total(0));
    assert_eq!(rig.steps("alice"), [100, 0, 0, 0]);
    rig.retry(None);
    rig.ack(2, done());
    assert_eq!(rig.chain.transfers[0].amount, 100);
}

#[test]
fn acknowledged_announcements_are_not_counted_again() {
    let mut rig = Rig::with("1");
    for amount in [7, 20, 300] {
        rig.reward("alice", amount);
    }
    rig.ack(1, done());
    unbind(&mut rig);
    rig.connect(NEXT).unwrap();
    rig.retry(None);
    // The provider took the second and the third.
    rig.ack(3, total(320));
    assert_eq!(rig.steps("alice"), [7, 0, 0, 320]);
}

#[test]
fn late_answers_change_nothing_after_the_provider_has_told() {
    for late in [Some(done()), Some(StdAck::error("no")), None] {
        for taken in [0, 100] {
            let mut rig = stranded(100);
            rig.retry(None);
            rig.ack(1, total(taken));
            let before = rig.steps("alice");
            match &late {
                Some(ack) => rig.ack(0, ack.clone()),
                None => rig.timeout(0),
            }
            // Asked twice, the second answer is late too.
            rig.ack(1, total(100));
            assert_eq!(rig.steps("alice"), before);
        }
    }
}

#[test]
fn late_answers_before_it_leave_nothing_to_ask() {
    let mut rig = stranded(100);
    rig.retry(None);
    rig.timeout(0);
    assert_eq!(rig.steps("alice"), [100, 0, 0, 0]);
    rig.ack(1, total(100));
    assert_eq!(rig.steps("alice"), [100, 0, 0, 0]);
    assert!(ANNOUNCED.is_empty(&rig.deps.storage));
}

#[test]
fn the_question_is_asked_once_until_it_times_out_or_is_refused() {
    let mut rig = stranded(100);
    rig.retry(None);
    rig.retry(None);
    assert_eq!(rig.chain.packets.len(), 2);
    rig.timeout(1);
    rig.env.block.time = rig.env.block.time.plus_seconds(LIFETIME);
    rig.retry(None);
    assert_eq!(rig.chain.packets.len(), 3);
    for ack in [
        StdAck::error("Packet of unknown shape").to_binary(),
        Binary::new(vec![1]),
    ] {
        rig.ack_raw(2, ack);
        assert_eq!(rig.steps("alice"), [0, 100, 0, 0]);
    }
    rig.ack_raw(2, StdAck::success(b"[7]").to_binary());
    assert_eq!(rig.steps("alice"), [0, 100, 0, 0]);
}

#[test]
fn a_question_that_is_not_sent_is_asked_again_at_once() {
    let mut rig = stranded(100);
    rig.chain.refuse_packets = true;
    rig.retry(None);
    assert_eq!(rig.chain.packets.len(), 1);
    rig.chain.refuse_packets = false;
    rig.retry(None);
    assert_eq!(question(&rig, 1).1, provider_end(CHANNEL));
}

#[test]
fn nothing_is_asked_about_the_bound_channel_or_without_one() {
    let mut rig = Rig::with("1");
    rig.reward("alice", 100);
    rig.retry(None);
    assert_eq!(rig.chain.packets.len(), 1);
    unbind(&mut rig);
    rig.retry(None);
    assert_eq!(rig.chain.packets.len(), 1);
    assert_eq!(rig.steps("alice"), [0, 100, 0, 0]);
}

#[test]
fn several_dead_channels_are_told_apart() {
    let mut rig = stranded(100);
    rig.reward("alice", 11);
    unbind(&mut rig);
    rig.connect("channel-9").unwrap();
    rig.retry(None);
    let asked = [question(&rig, 2).1, question(&rig, 3).1];
    assert_eq!(asked, [provider_end(CHANNEL), provider_end(NEXT)]);
    rig.ack(3, total(11));
    assert_eq!(rig.steps("alice"), [0, 100, 0, 11]);
    rig.ack(2, total(0));
    assert_eq!(rig.steps("alice"), [100, 0, 0, 11]);
}

#[test]
fn a_provider_that_tells_too_much_gets_no_more_than_was_announced() {
    let mut rig = stranded(100);
    rig.retry(None);
    rig.ack(1, total(u128::MAX));
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
}

#[test]
fn migrate_takes_over_what_the_first_layout_was_announcing() {
    let mut rig = Rig::with("1");
    rig.reward("alice", 100);
    let end = provider_end(CHANNEL);
    ANNOUNCED.remove(&mut rig.deps.storage, ("alice", &end));
    for _ in 0..2 {
        contract::migrate(rig.deps.as_mut(), rig.env.clone(), MigrateMsg {}).unwrap();
        let row = ANNOUNCED.load(&rig.deps.storage, ("alice", &end)).unwrap();
        assert_eq!(row.unanswered.u128(), 100);
    }
    rig.ack(0, done());
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
}

#[test]
fn migrate_refuses_another_contract() {
    let mut rig = Rig::with("1");
    let other = br#"{"contract":"meta-staking","version":"0.1.0"}"#;
    rig.deps.storage.set(b"contract_info", other);
    let error = contract::migrate(rig.deps.as_mut(), rig.env.clone(), MigrateMsg {}).unwrap_err();
    let ContractError::Migrate(error) = error else {
        panic!("another error: {error}")
    };
    assert!(matches!(error, MigrateError::OtherContract { .. }));
}

proptest! {
    /// Whatever the provider took and whichever answers came through, every unit ends in one place.
    #[test]
    fn no_reward_is_lost_or_doubled_with_its_channel(
        rewards in prop::collection::vec((1u128..1000, any::<bool>(), any::<bool>()), 1..8),
    ) {
        let mut rig = Rig::with("1");
        let (mut sum, mut took) = (0, 0);
        for (index, (amount, received, answer_comes)) in rewards.iter().enumerate() {
            rig.reward("alice", *amount);
            sum += amount;
            took += if *received { *amount } else { 0 };
            match (received, answer_comes) {
                (true, true) => rig.ack(index, done()),
                (false, true) => rig.timeout(index),
                _ => {}
            }
            // What came back is announced again with the next one: not here.
            let row = rig.steps("alice");
            prop_assert_eq!(row.iter().sum::<u128>(), sum);
            if row[0] > 0 {
                took = 0;
                break;
            }
        }
        if took > 0 {
            unbind(&mut rig);
            rig.connect(NEXT).unwrap();
            let before = rig.chain.packets.len();
            rig.retry(None);
            if rig.chain.packets.len() > before {
                rig.ack(before, total(took));
            }
            let [to_announce, announcing, to_transfer, transferring] = rig.steps("alice");
            prop_assert_eq!(announcing, 0);
            prop_assert_eq!(to_transfer + transferring, took);
            prop_assert_eq!(to_announce, sum - took);
        }
    }
}
