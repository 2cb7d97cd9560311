use super::relay::content;
use super::world::{addr, World, GRACE, LIFETIME, PERIOD, VAL};
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, QueryMsg, RemoteResponse, UnbondingResponse};

fn unbonding(world: &World, owner: &str) -> UnbondingResponse {
    world.query(QueryMsg::Unbonding {
        address: addr(owner).into_string(),
        start_after: None,
        limit: None,
    })
}

fn known(world: &World) -> u128 {
    let remote: RemoteResponse = world.query(QueryMsg::Remote {
        validator: VAL.to_string(),
    });
    remote.known.u128()
}

#[test]
fn stake_unstake_unbond_returns_all() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 400, VAL).unwrap();
    let packet = world.take_unstake();
    let expected = (VAL.to_string(), 400, addr("owner").into_string());
    assert_eq!(content(&packet), expected);
    world.ack(&packet);
    assert_eq!(known(&world), 600);
    world.wait(PERIOD - 1);
    let error = world.unbond("owner").unwrap_err();
    assert_eq!(error.to_string(), "No tokens are ready to be unbonded");
    world.wait(1);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 400);
    let error = world.unbond("owner").unwrap_err();
    assert!(matches!(error, ContractError::NothingToUnbond));

    world.unstake("owner", 600, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.claim("owner"), 0);
    assert_eq!(world.slashed("owner"), 0);
}

#[test]
fn the_round_trip_is_exact_after_any_earlier_slash() {
    for percent in [1, 33, 67, 99] {
        let mut world = World::new();
        world.stake("other", 12_345, VAL);
        world.slash(VAL, percent, false).unwrap();
        world.slash(VAL, percent, false).unwrap();
        for amount in [1, 2, 3, 999, 1 << 100] {
            world.stake("owner", amount, VAL);
            world.unstake("owner", amount, VAL).unwrap();
            world.wait(PERIOD);
            world.unbond("owner").unwrap();
            assert_eq!(world.slashed("owner"), 0);
            assert_eq!(world.claim("owner"), 0);
        }
    }
}

#[test]
fn the_longest_period_a_slasher_names_counts() {
    let mut world = World::new();
    world.stake("owner", 10, VAL);
    world.period.set(Some(2 * PERIOD));
    world.unstake("owner", 1, VAL).unwrap();
    let entry = &unbonding(&world, "owner").entries[0];
    assert_eq!(entry.release_at - entry.opened_at, 2 * PERIOD);
}

#[test]
fn an_unstake_joins_an_entry_opened_less_than_a_seventh_ago() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    let opened = world.now();
    world.unstake("owner", 100, VAL).unwrap();
    world.wait(PERIOD / 7 - 1);
    world.unstake("owner", 100, VAL).unwrap();
    let entries = unbonding(&world, "owner").entries;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].tokens.u128(), 200);
    assert_eq!(entries[0].opened_at, opened);
    assert_eq!(entries[0].release_at, world.now() + PERIOD);
    world.wait(1);
    world.unstake("owner", 100, VAL).unwrap();
    assert_eq!(unbonding(&world, "owner").entries.len(), 2);
}

#[test]
fn a_refused_late_or_unsent_unstake_goes_on_and_is_resent() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 100, VAL).unwrap();
    let refused = world.take_unstake();
    world.refuse(&refused);
    world.unstake("owner", 100, VAL).unwrap();
    let late = world.take_unstake();
    world.time_out(&late);
    world.send_fails = true;
    world.unstake("owner", 100, VAL).unwrap();
    world.send_fails = false;
    assert_eq!(known(&world), 1000);
    assert!(world.events.contains(&"packet_not_sent".to_string()));

    world.resend().unwrap();
    let packet = world.take_unstake();
    let provider = addr("provider").into_string();
    assert_eq!(content(&packet), (VAL.to_string(), 300, provider));
    world.resend().unwrap();
    assert!(world.packets.is_empty());
    world.ack(&packet);
    assert_eq!(known(&world), 700);
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 300);
}

#[test]
fn stake_left_unanswered_can_be_taken_back_after_the_grace() {
    let mut world = World::new();
    world.grant("owner", 500, VAL).unwrap();
    world.grant("owner", 300, VAL).unwrap();
    world.wait(LIFETIME + GRACE - 1);
    let error = world.unstake("owner", 1, VAL).unwrap_err();
    assert_eq!(error.to_string(), "Insufficient stake to withdraw this");
    world.wait(1);
    let error = world.unstake("owner", 801, VAL).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientStake));
    world.unstake("owner", 600, VAL).unwrap();
    assert_eq!(unbonding(&world, "owner").entries[0].tokens.u128(), 600);
    let (first, second) = (world.take_stake(), world.take_stake());
    assert!(world.packets.is_empty(), "no packet for stake of no answer");

    // Late answers: the first changes only what is known, and that is corrected at once.
    world.ack(&first);
    assert_eq!(content(&world.take_unstake()).1, 500);
    assert_eq!(known(&world), 500);
    world.ack(&second);
    assert_eq!(content(&world.take_unstake()).1, 100);
    assert_eq!(known(&world), 800);
    world.unstake("owner", 200, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 800);
    assert_eq!(world.claim("owner"), 0);
}

#[test]
fn late_failures_release_only_what_was_not_taken() {
    let mut world = World::new();
    world.grant("owner", 500, VAL).unwrap();
    world.grant("owner", 300, VAL).unwrap();
    let (first, second) = (world.take_stake(), world.take_stake());
    world.wait(LIFETIME + GRACE);
    world.unstake("owner", 600, VAL).unwrap();
    world.time_out(&first);
    assert_eq!(world.released("owner"), 0);
    world.time_out(&second);
    assert_eq!(world.released("owner"), 200);
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 800);
    assert_eq!(world.claim("owner"), 0);
}

#[test]
fn active_stake_is_taken_before_unanswered_parts() {
    let mut world = World::new();
    world.grant("owner", 50, VAL).unwrap();
    let lost = world.take_stake();
    world.wait(LIFETIME + GRACE);
    world.stake("owner", 100, VAL);
    world.unstake("owner", 120, VAL).unwrap();
    assert_eq!(content(&world.take_unstake()).1, 100);
    world.time_out(&lost);
    assert_eq!(world.released("owner"), 30);
}

#[test]
fn more_than_32_unanswered_parts_are_taken_in_several_messages() {
    let mut world = World::new();
    for _ in 0..33 {
        world.grant("owner", 1, VAL).unwrap();
    }
    world.wait(LIFETIME + GRACE);
    let error = world.unstake("owner", 33, VAL).unwrap_err();
    assert!(matches!(error, ContractError::TooManyParts { max: 32 }));
    world.unstake("owner", 32, VAL).unwrap();
    world.unstake("owner", 1, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 33);
}

#[test]
fn removed_and_tombstoned_validators_can_be_left() {
    let mut world = World::new();
    world.stake("owner", 100, VAL);
    let ack = world.receive(&mesh_apis::ibc::ConsumerPacket::UpdateValidators {
        added: vec![],
        removed: vec![VAL.to_string()],
    });
    assert!(ack.is_success());
    let error = world.grant("owner", 1, VAL).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("Validator was removed from valset: {VAL}")
    );
    world.unstake("owner", 50, VAL).unwrap();
    world.slash(VAL, 10, true).unwrap();
    world.unstake("owner", 45, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!((world.released("owner"), world.slashed("owner")), (90, 10));
}

#[test]
fn refusals() {
    let mut world = World::new();
    let error = world.unstake("owner", 0, VAL).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    let error = world.unstake("owner", 1, "nobody").unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator(_)));
    let error = world.unstake("owner", 1, VAL).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("No staked tokens for this validator: {VAL}")
    );
    world.stake("owner", 100, VAL);
    let error = world.unstake("owner", 101, VAL).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientStake));
    let error = world
        .execute("owner", ExecuteMsg::Unbond { limit: Some(0) })
        .unwrap_err();
    assert!(matches!(error, ContractError::NothingToUnbond));
}
