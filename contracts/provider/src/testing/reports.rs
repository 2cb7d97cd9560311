use cosmwasm_std::{Decimal, StdAck};
use mesh_apis::ibc::ConsumerPacket;

use super::relay::content;
use super::world::{instantiate_msg, World, PERIOD, VAL};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, QueryMsg, ValidatorResponse, ValidatorStatus};
use crate::state::{CONFIG, MAX_REPORTS, REPORTS};

/// A provider that takes reports of up to so many percent, with 1000 staked.
fn reporting(percent: u64) -> World {
    let mut world = World::new();
    let mut config = CONFIG.load(&world.deps.storage).unwrap();
    config.max_reported_slash = Decimal::percent(percent);
    CONFIG.save(&mut world.deps.storage, &config).unwrap();
    world.stake("owner", 1000, VAL);
    world
}

fn report(world: &mut World, validator: &str, ratio: Decimal) -> StdAck {
    world.receive(&ConsumerPacket::SlashReport {
        validator: validator.to_string(),
        ratio,
    })
}

fn taken(world: &mut World, percent: u64) -> Decimal {
    let ack = report(world, VAL, Decimal::percent(percent));
    assert_eq!(ack, StdAck::success(b"{}"));
    validator(world).multiplier
}

fn validator(world: &World) -> ValidatorResponse {
    world.query(QueryMsg::Validator {
        address: VAL.to_string(),
    })
}

#[test]
fn without_a_maximum_reports_are_taken_note_of_only() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    let before = world.records();
    assert_eq!(taken(&mut world, 100), Decimal::one());
    assert_eq!(world.records(), before);
    assert!(world.packets.is_empty());
}

#[test]
fn a_report_slashes_and_tells_the_consumer() {
    let mut world = reporting(20);
    assert_eq!(taken(&mut world, 5), Decimal::percent(95));
    assert_eq!(content(&world.take_unstake()).1, 50);
    assert_eq!(validator(&world).status, ValidatorStatus::Active);
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 50);
    let config: ConfigResponse = world.query(QueryMsg::Config {});
    assert_eq!(config.max_reported_slash, Decimal::percent(20));
}

#[test]
fn reports_of_one_period_stop_at_the_maximum() {
    let mut world = reporting(19);
    assert_eq!(taken(&mut world, 10), Decimal::percent(90));
    assert_eq!(taken(&mut world, 10), Decimal::percent(81));
    let before = world.records();
    assert_eq!(taken(&mut world, 10), Decimal::percent(81));
    assert_eq!(world.records(), before);
    // The first has left the period, the second with it.
    world.wait(PERIOD - 1);
    assert_eq!(taken(&mut world, 10), Decimal::percent(81));
    world.wait(1);
    assert_eq!(taken(&mut world, 10), Decimal::permille(729));
    assert_eq!(REPORTS.load(&world.deps.storage, VAL).unwrap().len(), 1);
}

#[test]
fn the_last_report_takes_what_is_left() {
    let mut world = reporting(50);
    assert_eq!(taken(&mut world, 20), Decimal::percent(80));
    // (0.5 - 0.2) / 0.8
    assert_eq!(taken(&mut world, 90), Decimal::percent(50));
}

#[test]
fn a_tombstoning_is_no_second_punishment() {
    for (reported, slashed, left) in [(5, 5, 95), (5, 24, 76), (10, 5, 90)] {
        let mut world = reporting(20);
        taken(&mut world, reported);
        world.slash(VAL, slashed, true).unwrap();
        assert_eq!(validator(&world).multiplier, Decimal::percent(left));
        assert_eq!(validator(&world).status, ValidatorStatus::Tombstoned);
        // Nor is a report after it.
        assert_eq!(taken(&mut world, 20), Decimal::percent(left));
    }
}

#[test]
fn reports_count_against_no_other_slash() {
    let mut world = reporting(20);
    taken(&mut world, 10);
    world.slash(VAL, 10, false).unwrap();
    assert_eq!(validator(&world).multiplier, Decimal::percent(81));
    // A slash by a slasher is no report either.
    assert_eq!(taken(&mut world, 10), Decimal::permille(729));
}

#[test]
fn a_report_older_than_the_period_lessens_no_tombstoning() {
    let mut world = reporting(20);
    taken(&mut world, 10);
    world.wait(PERIOD);
    world.slash(VAL, 10, true).unwrap();
    assert_eq!(validator(&world).multiplier, Decimal::percent(81));
}

#[test]
fn reports_are_bounded_and_count_on() {
    let mut world = reporting(100);
    let tiny = Decimal::permille(1);
    for _ in 0..MAX_REPORTS {
        report(&mut world, VAL, tiny);
        world.wait(1);
    }
    world.wait(PERIOD / 2);
    report(&mut world, VAL, tiny);
    let reports = REPORTS.load(&world.deps.storage, VAL).unwrap();
    assert_eq!(reports.len(), MAX_REPORTS);
    // The latest two are one: 1 - 0.999².
    let last = reports.last().unwrap();
    assert_eq!(last.ratio.to_string(), "0.001999");
    assert_eq!(last.time, world.now());
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let mut world = reporting(20);
    let before = world.records();
    for (validator, ratio, text) in [
        (
            VAL,
            Decimal::zero(),
            "Ratio must be above 0 and at most 1, got 0",
        ),
        (
            VAL,
            Decimal::percent(101),
            "Ratio must be above 0 and at most 1, got 1.01",
        ),
        (
            "nobody",
            Decimal::percent(1),
            "Validator was never registered: nobody",
        ),
    ] {
        assert_eq!(report(&mut world, validator, ratio), StdAck::error(text));
    }
    assert_eq!(world.records(), before);
}

#[test]
fn the_maximum_is_at_most_one() {
    let mut world = World::bare();
    let mut msg = instantiate_msg();
    msg.max_reported_slash = Some(Decimal::percent(101));
    let info = cosmwasm_std::testing::message_info(&super::world::addr("creator"), &[]);
    let error = contract::instantiate(world.deps.as_mut(), world.env.clone(), info, msg);
    assert!(matches!(error, Err(ContractError::InvalidRatio(_))));
}
