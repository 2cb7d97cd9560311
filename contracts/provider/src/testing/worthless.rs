//! Stake that was never answered and that slashes took all the worth of.

use super::relay::content;
use super::world::{World, GRACE, LIFETIME, PERIOD, VAL};
use crate::error::ContractError;

/// In flight on a channel that closed, then slashed to nothing.
fn stranded(amount: u128) -> World {
    let mut world = World::new();
    world.grant("owner", amount, VAL).unwrap();
    world.close("channel-1");
    world.slash(VAL, 100, false).unwrap();
    world
}

#[test]
fn its_owner_writes_it_off() {
    let mut world = stranded(1000);
    world.unstake("owner", 0, VAL).unwrap();
    assert_eq!((world.claim("owner"), world.slashed("owner")), (0, 1000));
    // Once: there is nothing left of it.
    let error = world.unstake("owner", 0, VAL).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    // A late answer, of either kind, gives nothing back.
    let late = world.take_stake();
    world.time_out(&late);
    assert_eq!((world.released("owner"), world.slashed("owner")), (0, 1000));
}

#[test]
fn a_late_acknowledgement_of_what_was_written_off_is_taken_back_from_the_consumer() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.wait(LIFETIME + GRACE);
    world.slash(VAL, 100, false).unwrap();
    world.unstake("owner", 0, VAL).unwrap();
    let late = world.take_stake();
    world.ack(&late);
    assert_eq!(content(&world.take_unstake()).1, 1000);
    assert_eq!((world.claim("owner"), world.slashed("owner")), (0, 1000));
}

#[test]
fn a_single_unit_that_rounds_to_nothing_goes_too() {
    let mut world = World::new();
    world.grant("owner", 1, VAL).unwrap();
    world.grant("owner", 10, VAL).unwrap();
    world.close("channel-1");
    world.slash(VAL, 1, false).unwrap();
    // The second part is worth 9; the first goes by the way.
    world.unstake("owner", 9, VAL).unwrap();
    assert_eq!(world.slashed("owner"), 1);
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!((world.released("owner"), world.slashed("owner")), (9, 2));
    assert_eq!(world.claim("owner"), 0);
}

#[test]
fn it_goes_along_with_active_stake() {
    let mut world = World::new();
    world.stake("owner", 100, VAL);
    world.grant("owner", 1, VAL).unwrap();
    world.close("channel-1");
    world.slash(VAL, 50, false).unwrap();
    world.unstake("owner", 50, VAL).unwrap();
    assert_eq!(world.slashed("owner"), 51);
    let error = world.unstake("owner", 1, VAL).unwrap_err();
    assert!(matches!(error, ContractError::NoStake(_)));
}

#[test]
fn no_stranger_writes_it_off() {
    let mut world = stranded(1000);
    world.process(VAL).unwrap();
    world.settle("owner").unwrap();
    assert_eq!((world.claim("owner"), world.slashed("owner")), (1000, 0));
    // Never received: all of it comes back.
    let packet = world.take_stake();
    world.time_out(&packet);
    assert_eq!((world.claim("owner"), world.released("owner")), (0, 1000));
}

#[test]
fn what_can_still_be_answered_stays() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.slash(VAL, 100, false).unwrap();
    let error = world.unstake("owner", 0, VAL).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    world.wait(LIFETIME + GRACE - 1);
    let error = world.unstake("owner", 0, VAL).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    world.wait(1);
    world.unstake("owner", 0, VAL).unwrap();
    assert_eq!(world.slashed("owner"), 1000);
}

#[test]
fn what_is_worth_something_is_not_taken_by_an_amount_of_zero() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.close("channel-1");
    world.slash(VAL, 50, false).unwrap();
    let error = world.unstake("owner", 0, VAL).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    assert_eq!(world.claim("owner"), 1000);
}

#[test]
fn more_than_32_parts_go_in_several_messages() {
    let mut world = World::new();
    for _ in 0..40 {
        world.grant("owner", 1, VAL).unwrap();
    }
    world.close("channel-1");
    world.slash(VAL, 100, false).unwrap();
    world.unstake("owner", 0, VAL).unwrap();
    assert_eq!(world.slashed("owner"), 32);
    world.unstake("owner", 0, VAL).unwrap();
    assert_eq!(world.slashed("owner"), 40);
    assert_eq!(world.claim("owner"), 0);
}
