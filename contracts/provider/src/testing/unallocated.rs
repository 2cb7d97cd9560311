use cosmwasm_std::{from_json, StdAck};
use mesh_apis::ibc::{AnnouncedAck, ConsumerPacket};

use super::world::{addr, Outcome, World, DENOM, VAL, VAL2};
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, QueryMsg, RewardsResponse};

fn sweep(world: &mut World, sender: &str, to: &str) -> Outcome {
    let to = addr(to).into_string();
    world.execute(sender, ExecuteMsg::SweepUnallocated { to })
}

#[test]
fn what_belongs_to_nobody_is_paid_out_once() {
    let mut world = World::new();
    world.announce(VAL, 30);
    world.stake("owner", 100, VAL2);
    world.announce(VAL2, 70);
    world.fund(100);
    // It credits first.
    let pairs = sweep(&mut world, "admin", "pool").unwrap();
    let expected = [
        ("action", "sweep_unallocated".to_string()),
        ("to", addr("pool").into_string()),
        ("amount", "30".to_string()),
        ("denom", DENOM.to_string()),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value));
    assert_eq!(pairs, expected);
    assert_eq!(world.paid("pool"), 30);
    let error = sweep(&mut world, "admin", "pool").unwrap_err();
    assert!(matches!(error, ContractError::NothingUnallocated));
    assert_eq!(error.to_string(), "No rewards are unallocated");
    let totals: RewardsResponse = world.query(QueryMsg::Rewards {});
    assert!(totals.unallocated.is_zero());
    world.claim_rewards("owner", VAL2).unwrap();
    assert_eq!(world.paid("owner"), 70);
}

#[test]
fn tokens_still_to_be_credited_are_not_swept() {
    let mut world = World::new();
    world.stake("owner", 100, VAL);
    world.announce(VAL, 100);
    world.fund(99);
    let error = sweep(&mut world, "admin", "pool").unwrap_err();
    assert!(matches!(error, ContractError::NothingUnallocated));
}

#[test]
fn only_the_admin_sweeps() {
    let mut world = World::new();
    world.announce(VAL, 30);
    world.fund(30);
    let error = sweep(&mut world, "owner", "owner").unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
}

fn announced(world: &mut World, on: &str, channel: &str, validator: &str) -> u128 {
    let question = ConsumerPacket::Announced {
        channel_id: channel.to_string(),
        validator: validator.to_string(),
    };
    let data = cosmwasm_std::to_json_binary(&question).unwrap();
    let StdAck::Success(result) = world.receive_raw(on, data) else {
        panic!("refused")
    };
    from_json::<AnnouncedAck>(result).unwrap().amount.u128()
}

#[test]
fn what_was_announced_is_told_by_channel_and_validator() {
    let mut world = World::new();
    world.announce(VAL, 30);
    world.announce(VAL, 12);
    world.announce(VAL2, 7);
    // Refused announcements are none.
    let refused = ConsumerPacket::Rewards {
        validator: "nobody".to_string(),
        total_funds: cosmwasm_std::coin(5, "ujuno"),
    };
    assert!(!world.receive(&refused).is_success());
    world.close("channel-1");
    world.connect("channel-2").unwrap();
    let before = world.records();
    assert_eq!(announced(&mut world, "channel-2", "channel-1", VAL), 42);
    assert_eq!(announced(&mut world, "channel-2", "channel-1", VAL2), 7);
    assert_eq!(announced(&mut world, "channel-2", "channel-1", "nobody"), 0);
    assert_eq!(announced(&mut world, "channel-2", "channel-2", VAL), 0);
    assert_eq!(announced(&mut world, "channel-2", "channel-9", VAL), 0);
    assert_eq!(world.records(), before);
}

#[test]
fn an_earlier_channel_adds_nothing_after_the_answer() {
    let mut world = World::new();
    world.announce(VAL, 30);
    world.close("channel-1");
    world.connect("channel-2").unwrap();
    assert_eq!(announced(&mut world, "channel-2", "channel-1", VAL), 30);
    let late = ConsumerPacket::Rewards {
        validator: VAL.to_string(),
        total_funds: cosmwasm_std::coin(5, "ujuno"),
    };
    assert!(!world.receive(&late).is_success());
    assert_eq!(announced(&mut world, "channel-2", "channel-1", VAL), 30);
}
