use cosmwasm_std::{Decimal, Uint128};

use super::relay::content;
use super::world::{addr, World, GRACE, LIFETIME, PERIOD, VAL, VAL2};
use crate::error::ContractError;
use crate::msg::{
    AccountResponse, DelegatorsResponse, ExecuteMsg, QueryMsg, RemoteResponse, ValidatorResponse,
    ValidatorStatus,
};

fn staked(world: &World, owner: &str) -> (u128, u128) {
    let account: AccountResponse = world.query(QueryMsg::Account {
        address: addr(owner).into_string(),
    });
    let first = account.staked.first();
    first.map_or((0, 0), |s| (s.tokens.u128(), s.slashed.u128()))
}

fn remote(world: &World) -> RemoteResponse {
    world.query(QueryMsg::Remote {
        validator: VAL.to_string(),
    })
}

#[test]
fn a_slash_is_seen_at_once_and_pushed_by_anyone() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.stake("other", 500, VAL);
    world.slash(VAL, 10, false).unwrap();
    let validator: ValidatorResponse = world.query(QueryMsg::Validator {
        address: VAL.to_string(),
    });
    assert_eq!(validator.multiplier, Decimal::percent(90));
    assert_eq!(validator.tokens.u128(), 1350);
    assert_eq!(validator.status, ValidatorStatus::Active);
    assert_eq!(staked(&world, "owner"), (900, 100));
    let packet = world.take_unstake();
    let provider = addr("provider").into_string();
    assert_eq!(content(&packet), (VAL.to_string(), 150, provider));
    world.ack(&packet);
    assert_eq!(
        (remote(&world).known, remote(&world).target),
        (1350u128.into(), 1350u128.into())
    );
    assert_eq!(world.slashed("owner"), 0);

    world.process(VAL).unwrap();
    assert_eq!((world.slashed("owner"), world.slashed("other")), (100, 50));
    assert_eq!((world.claim("owner"), world.claim("other")), (900, 450));
    assert_eq!(staked(&world, "owner"), (900, 0));
    let after = world.records();
    world.process(VAL).unwrap();
    world.resend().unwrap();
    assert_eq!(world.records(), after);
}

#[test]
fn slashes_are_pushed_page_by_page() {
    let mut world = World::new();
    let names: Vec<String> = (0..5).map(|n| format!("owner{n}")).collect();
    for name in &names {
        world.stake(name, 100, VAL);
    }
    world.slash(VAL, 50, false).unwrap();
    assert_eq!(world.process_pages(VAL, 1), 5);
    for name in &names {
        assert_eq!(world.slashed(name), 50);
    }
    let page: DelegatorsResponse = world.query(QueryMsg::Delegators {
        validator: VAL.to_string(),
        start_after: None,
        limit: Some(3),
    });
    assert_eq!(page.delegators.len(), 3);
    let rest: DelegatorsResponse = world.query(QueryMsg::Delegators {
        validator: VAL.to_string(),
        start_after: Some(page.delegators[2].address.clone()),
        limit: None,
    });
    assert_eq!(rest.delegators.len(), 2);
    assert_eq!(rest.delegators[0].tokens.u128(), 50);
}

#[test]
fn a_call_that_fails_is_skipped_and_stays_due() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.slash(VAL, 10, false).unwrap();
    world.lockup.borrow_mut().fails = true;
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 0);
    world.lockup.borrow_mut().fails = false;
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 100);
    world.settle("owner").unwrap();
    assert_eq!(world.slashed("owner"), 100);
}

#[test]
fn stake_in_flight_is_slashed_once_it_is_acknowledged() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.slash(VAL, 10, false).unwrap();
    assert_eq!(world.packets.len(), 1, "nothing active, nothing to tell");
    let packet = world.take_stake();
    world.ack(&packet);
    assert_eq!(staked(&world, "owner"), (900, 0));
    assert_eq!(world.slashed("owner"), 100);
    let told = world.take_unstake();
    assert_eq!(content(&told).1, 100);
    world.ack(&told);
    assert_eq!(remote(&world).known.u128(), 900);
    world.resend().unwrap();
    assert!(world.packets.is_empty());
}

#[test]
fn stake_that_never_was_is_not_slashed() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.slash(VAL, 10, false).unwrap();
    let packet = world.take_stake();
    world.time_out(&packet);
    assert_eq!((world.released("owner"), world.slashed("owner")), (1000, 0));
}

#[test]
fn unanswered_stake_taken_back_pays_the_slash_since_its_sending() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.slash(VAL, 10, false).unwrap();
    world.wait(LIFETIME + GRACE);
    let error = world.unstake("owner", 901, VAL).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientStake));
    world.unstake("owner", 450, VAL).unwrap();
    world.unstake("owner", 450, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(
        (world.released("owner"), world.slashed("owner")),
        (900, 100)
    );
    let packet = world.take_stake();
    world.ack(&packet);
    assert_eq!(content(&world.take_unstake()).1, 1000);
}

#[test]
fn an_unbonding_takes_slashes_until_its_release_and_none_after() {
    for (wait, slashed) in [(PERIOD - 1, 100), (PERIOD, 0), (PERIOD + 9, 0)] {
        let mut world = World::new();
        world.stake("owner", 1000, VAL);
        world.unstake("owner", 1000, VAL).unwrap();
        world.wait(wait);
        world.slash(VAL, 10, false).unwrap();
        world.wait(PERIOD);
        world.unbond("owner").unwrap();
        assert_eq!(world.slashed("owner"), slashed, "slash after {wait}");
        assert_eq!(world.released("owner"), 1000 - slashed);
    }
}

#[test]
fn a_matured_unbonding_takes_earlier_slashes_withdrawn_or_not() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 1000, VAL).unwrap();
    world.wait(10);
    world.slash(VAL, 10, false).unwrap();
    world.wait(PERIOD);
    world.slash(VAL, 50, false).unwrap();
    world.process(VAL).unwrap();
    assert_eq!(world.slashed("owner"), 100);
    world.unbond("owner").unwrap();
    assert_eq!(
        (world.released("owner"), world.slashed("owner")),
        (900, 100)
    );
}

#[test]
fn merged_unbondings_take_the_slash_each_at_its_shares() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 400, VAL).unwrap();
    world.wait(5);
    world.slash(VAL, 50, false).unwrap();
    world.unstake("owner", 300, VAL).unwrap();
    world.wait(5);
    world.slash(VAL, 50, false).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    // 400 → 200 → 100 and 600 → 300 → 150.
    assert_eq!(
        (world.released("owner"), world.slashed("owner")),
        (250, 750)
    );
    assert_eq!(world.claim("owner"), 0);
}

#[test]
fn two_slashes_in_one_block_both_count() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 1000, VAL).unwrap();
    world.slash(VAL, 50, false).unwrap();
    world.slash(VAL, 50, false).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 250);
}

#[test]
fn a_slash_to_zero_leaves_zero_everywhere() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 300, VAL).unwrap();
    world.grant("owner", 500, VAL).unwrap();
    world.slash(VAL, 100, false).unwrap();
    assert_eq!(staked(&world, "owner"), (0, 700));
    let packet = world.take_stake();
    world.ack(&packet);
    assert_eq!(world.slashed("owner"), 1200);
    world.process(VAL).unwrap();
    assert_eq!((world.claim("owner"), world.slashed("owner")), (0, 1500));
    let error = world.unstake("owner", 1, VAL).unwrap_err();
    assert!(matches!(error, ContractError::NoStake(_)));
    world.slash(VAL, 1, true).unwrap();
    let packets: Vec<_> = world.packets.drain(..).collect();
    packets.iter().for_each(|packet| world.ack(packet));
    assert_eq!(remote(&world).known.u128(), 0);
}

#[test]
fn rounding_takes_less_than_one_from_a_position() {
    let mut world = World::new();
    for owner in ["a", "b", "c"] {
        world.stake(owner, 1, VAL);
    }
    world.slash(VAL, 1, false).unwrap();
    world.process(VAL).unwrap();
    for owner in ["a", "b", "c"] {
        assert_eq!((world.claim(owner), world.slashed(owner)), (0, 1));
    }
    // What rounding left in the consumer's books is told by `resend`.
    world.resend().unwrap();
    let packets: Vec<_> = world.packets.drain(..).collect();
    packets.iter().for_each(|packet| world.ack(packet));
    assert_eq!(remote(&world).known.u128(), 0);
}

#[test]
fn many_unbondings_of_one_owner_do_not_stand_in_the_way() {
    let mut world = World::new();
    world.stake("a", 1000, VAL);
    world.stake("z", 1000, VAL);
    for _ in 0..40 {
        world.unstake("a", 1, VAL).unwrap();
        world.wait(PERIOD / 7);
    }
    world.wait(PERIOD * 2);
    world.unstake("a", 10, VAL).unwrap();
    world.slash(VAL, 50, false).unwrap();
    assert_eq!(world.process_pages(VAL, 30), 2);
    assert_eq!(world.slashed("z"), 500);
    assert_eq!(world.slashed("a"), 475);
    for _ in 0..3 {
        world.settle("a").unwrap();
    }
    assert_eq!(world.slashed("a"), 480);
}

#[test]
fn refusals() {
    let mut world = World::new();
    let slash = |validator: &str, percentage: Decimal| ExecuteMsg::Slash {
        validator: validator.to_string(),
        percentage,
        force_unbond: false,
    };
    let error = world
        .execute("owner", slash(VAL, Decimal::percent(1)))
        .unwrap_err();
    assert_eq!(error.to_string(), "Unauthorized");
    let error = world
        .execute("slasher", slash(VAL, Decimal::zero()))
        .unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    let error = world
        .execute("slasher", slash(VAL, Decimal::percent(101)))
        .unwrap_err();
    assert!(matches!(error, ContractError::InvalidRatio(_)));
    let error = world
        .execute("slasher", slash("nobody", Decimal::one()))
        .unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator(_)));
    world.slash(VAL, 10, true).unwrap();
    let error = world.slash(VAL, 10, true).unwrap_err();
    assert!(matches!(error, ContractError::TombstonedValidator(_)));
    let error = world.process("nobody").unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator(_)));
    world.stake("owner", 5, VAL2);
    let error = world.settle("stranger").unwrap_err();
    assert!(matches!(error, ContractError::UnknownOwner(_)));
    assert_eq!(staked(&world, "owner").0, Uint128::new(5).u128());
}
