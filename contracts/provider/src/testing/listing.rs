use mesh_apis::ibc::ProviderPacket;

use super::relay::{content, Packet};
use super::world::{addr, World, PERIOD, VAL, VAL2};
use crate::error::ContractError;
use crate::msg::{ChannelResponse, QueryMsg, RemoteResponse};

fn remote(world: &World, validator: &str) -> RemoteResponse {
    world.query(QueryMsg::Remote {
        validator: validator.to_string(),
    })
}

fn syncing(world: &World) -> bool {
    let state: ChannelResponse = world.query(QueryMsg::Channel {});
    state.syncing
}

fn take_list(world: &mut World) -> Packet {
    world.take(|content| matches!(content, ProviderPacket::ListStakes { .. }))
}

/// The channel closes and a new one comes; its list of validators is taken off the queue.
fn reconnect(world: &mut World) {
    world.close("channel-1");
    world.connect("channel-2").unwrap();
    world.list(&[VAL, VAL2]);
}

#[test]
fn a_new_channel_waits_for_the_list_of_stakes() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    reconnect(&mut world);
    assert!(syncing(&world));
    let error = world.grant("owner", 1, VAL).unwrap_err();
    assert!(matches!(error, ContractError::AwaitingStakes));
    let error = world.resend().unwrap_err();
    assert!(matches!(error, ContractError::AwaitingStakes));
    world.unstake("owner", 100, VAL).unwrap();
    let first = take_list(&mut world);
    assert!(world.packets.is_empty(), "the unstake is only booked");

    let page = world.listed(&[(VAL, 1000), ("unheard-of", 7)]);
    world.succeed(&first, &page);
    let second = take_list(&mut world);
    let last = world.listed(&[]);
    world.succeed(&second, &last);
    assert!(!syncing(&world));
    world.succeed(&second, &page);
    assert_eq!(remote(&world, VAL).known.u128(), 1000);
    world.resend().unwrap();
    assert_eq!(content(&world.take_unstake()).1, 100);
    assert_eq!(content(&world.take_unstake()).0, "unheard-of");
    world.grant("owner", 1, VAL).unwrap();
}

#[test]
fn a_list_that_times_out_or_cannot_be_sent_is_asked_for_by_resend() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    reconnect(&mut world);
    let page = take_list(&mut world);
    let answer = world.listed(&[(VAL, 1000)]);
    world.succeed(&page, &answer);
    let late = take_list(&mut world);
    world.time_out(&late);
    world.send_fails = true;
    world.resend().unwrap();
    world.send_fails = false;
    world.resend().unwrap();
    let again = take_list(&mut world);
    let ProviderPacket::ListStakes { start_after, .. } = &again.content else {
        panic!("not a list");
    };
    assert_eq!(
        start_after.as_deref(),
        Some(VAL),
        "where the last page ended"
    );
    let last = world.listed(&[]);
    world.succeed(&again, &last);
    assert!(!syncing(&world));
    assert_eq!(remote(&world, VAL).known.u128(), 1000);
}

#[test]
fn a_validator_that_is_not_listed_is_not_held() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.stake("owner", 500, VAL2);
    reconnect(&mut world);
    let page = take_list(&mut world);
    let last = world.listed(&[]);
    world.succeed(&page, &last);
    assert_eq!(remote(&world, VAL).known.u128(), 0);
    world.resend().unwrap();
    let (first, second) = (world.take_stake(), world.take_stake());
    let provider = addr("provider").into_string();
    assert_eq!(content(&first), (VAL.to_string(), 1000, provider));
    world.resend().unwrap();
    assert!(world.packets.is_empty());

    let before = world.claim("owner");
    world.ack(&first);
    world.time_out(&second);
    assert_eq!(world.claim("owner"), before, "it belongs to no owner");
    assert_eq!(remote(&world, VAL).known.u128(), 1000);
    assert_eq!(remote(&world, VAL2).known.u128(), 0);
    world.resend().unwrap();
    assert_eq!(content(&world.take_stake()).1, 500);
}

#[test]
fn a_refused_list_keeps_what_was_known() {
    for bad in [World::refuse, World::answer_badly] {
        let mut world = World::new();
        world.stake("owner", 1000, VAL);
        world.grant("owner", 200, VAL).unwrap();
        let stake = world.take_stake();
        world.unstake("owner", 300, VAL).unwrap();
        let unstake = world.take_unstake();
        reconnect(&mut world);
        let list = take_list(&mut world);
        bad(&mut world, &list);
        assert!(!syncing(&world));
        assert_eq!(
            remote(&world, VAL).known.u128(),
            700,
            "unanswered unstakes count"
        );
        world.ack(&stake);
        assert_eq!(remote(&world, VAL).known.u128(), 900);
        world.time_out(&unstake);
        assert_eq!(remote(&world, VAL).known.u128(), 1200);
        world.resend().unwrap();
        assert_eq!(content(&world.take_unstake()).1, 300);
    }
}

#[test]
fn a_list_out_of_order_is_refused() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    reconnect(&mut world);
    let list = take_list(&mut world);
    let page = world.listed(&[(VAL2, 1), (VAL, 1)]);
    world.succeed(&list, &page);
    assert!(!syncing(&world));
    assert_eq!(remote(&world, VAL).known.u128(), 1000);
}

#[test]
fn answers_of_older_channels_count_no_more_once_stakes_are_listed() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.grant("owner", 200, VAL).unwrap();
    let received = world.take_stake();
    world.grant("owner", 50, VAL).unwrap();
    let lost = world.take_stake();
    world.unstake("owner", 300, VAL).unwrap();
    let unstake = world.take_unstake();
    reconnect(&mut world);
    let list = take_list(&mut world);
    let page = world.listed(&[(VAL, 900)]);
    world.succeed(&list, &page);
    let list = take_list(&mut world);
    let last = world.listed(&[]);
    world.succeed(&list, &last);
    world.time_out(&lost);
    assert_eq!(world.released("owner"), 50);
    world.time_out(&unstake);
    assert_eq!(remote(&world, VAL).known.u128(), 900);
    // Received, but its answer was lost: the owner takes it back.
    world.unstake("owner", 900, VAL).unwrap();
    assert_eq!(content(&world.take_unstake()).1, 700, "active stake only");
    world.resend().unwrap();
    assert_eq!(content(&world.take_unstake()).1, 200);
    world.ack(&received);
    assert_eq!(remote(&world, VAL).known.u128(), 900);
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.claim("owner"), 0);
    assert_eq!(world.released("owner"), 1250);
}
