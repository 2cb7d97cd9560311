use cosmwasm_std::Uint128;

use super::relay::content;
use super::world::{addr, in_data, nowhere, World, VAL, VAL2};
use crate::error::ContractError;
use crate::msg::{
    AccountResponse, ExecuteMsg, InFlightResponse, QueryMsg, RemoteResponse, ValidatorResponse,
};

fn remote(world: &World, validator: &str) -> RemoteResponse {
    world.query(QueryMsg::Remote {
        validator: validator.to_string(),
    })
}

#[test]
fn a_claim_becomes_a_packet_and_after_its_ack_a_position() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    let packet = world.take_stake();
    let expected = (VAL.to_string(), 1000, addr("owner").into_string());
    assert_eq!(content(&packet), expected);
    let flying: InFlightResponse = world.query(QueryMsg::InFlight {
        address: addr("owner").into_string(),
        start_after: None,
        limit: None,
    });
    assert_eq!(flying.entries.len(), 1);
    assert_eq!(flying.entries[0].sequence, packet.sequence);
    assert_eq!(remote(&world, VAL).stakes_pending.u128(), 1000);

    world.ack(&packet);
    let account: AccountResponse = world.query(QueryMsg::Account {
        address: addr("owner").into_string(),
    });
    assert_eq!(account.staked.len(), 1);
    assert_eq!(account.staked[0].tokens.u128(), 1000);
    assert_eq!(account.staked[0].slashed.u128(), 0);
    let validator: ValidatorResponse = world.query(QueryMsg::Validator {
        address: VAL.to_string(),
    });
    assert_eq!(validator.tokens.u128(), 1000);
    let seen = remote(&world, VAL);
    assert_eq!((seen.known.u128(), seen.target.u128()), (1000, 1000));
    assert_eq!(seen.packets_pending, 0);
    assert!(world.events.contains(&"ack_stake".to_string()));
}

#[test]
fn the_sequence_is_read_from_the_older_data_too() {
    let mut world = World::new();
    world.tell = in_data;
    world.stake("owner", 7, VAL);
    assert_eq!(remote(&world, VAL).known.u128(), 7);
}

#[test]
fn without_a_sequence_nothing_is_staked() {
    let mut world = World::new();
    world.tell = nowhere;
    let before = world.records();
    let error = world.grant("owner", 7, VAL).unwrap_err();
    assert!(matches!(error, ContractError::MissingSequence));
    assert_eq!(world.records(), before);
}

#[test]
fn a_refused_and_a_late_stake_give_the_claim_back_in_full() {
    let mut world = World::new();
    for end in [World::refuse, World::time_out, World::answer_badly] {
        world.grant("owner", 1000, VAL).unwrap();
        let packet = world.take_stake();
        end(&mut world, &packet);
        assert_eq!(world.claim("owner"), 0);
    }
    assert_eq!(world.released("owner"), 3000);
    assert_eq!(world.slashed("owner"), 0);
    assert_eq!(remote(&world, VAL).known.u128(), 0);
    assert_eq!(remote(&world, VAL).packets_pending, 0);
    assert!(world.events.contains(&"failed_stake".to_string()));
}

#[test]
fn an_answer_counts_once() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    let packet = world.take_stake();
    world.ack(&packet);
    let after = world.records();
    world.ack(&packet);
    world.time_out(&packet);
    world.refuse(&packet);
    assert_eq!(world.records(), after);

    world.unstake("owner", 400, VAL).unwrap();
    let packet = world.take_unstake();
    world.ack(&packet);
    let after = world.records();
    world.ack(&packet);
    world.time_out(&packet);
    assert_eq!(world.records(), after);
}

#[test]
fn a_release_that_fails_is_queued_and_settled_later() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    let packet = world.take_stake();
    world.lockup.borrow_mut().fails = true;
    world.refuse(&packet);
    assert_eq!(world.released("owner"), 0);
    assert!(world.events.contains(&"lockup_call_queued".to_string()));
    world.lockup.borrow_mut().fails = false;
    world.settle("owner").unwrap();
    assert_eq!(world.released("owner"), 1000);
    let error = world.settle("owner").unwrap_err();
    assert!(matches!(error, ContractError::UnknownOwner(_)));
}

#[test]
fn refusals() {
    let mut world = World::bare();
    let error = world.grant("owner", 5, VAL).unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator(_)));
    world.connect("channel-1").unwrap();
    world.list(&[VAL, VAL2]);
    let msg = ExecuteMsg::ReceiveClaim {
        owner: addr("owner").into_string(),
        amount: Uint128::new(5),
        validator: VAL.to_string(),
    };
    let error = world.execute("owner", msg).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = world.grant("owner", 0, VAL).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    let error = world.grant("owner", 5, "nobody").unwrap_err();
    assert_eq!(error.to_string(), "Validator was never registered: nobody");
    world.slash(VAL2, 100, false).unwrap();
    let error = world.grant("owner", 5, VAL2).unwrap_err();
    assert!(matches!(error, ContractError::SlashedToZero(_)));
    world.slash(VAL, 10, true).unwrap();
    let error = world.grant("owner", 5, VAL).unwrap_err();
    assert!(matches!(error, ContractError::TombstonedValidator(_)));
}

#[test]
fn a_stake_that_cannot_be_sent_changes_nothing() {
    let mut world = World::new();
    world.send_fails = true;
    let before = world.records();
    assert!(world.grant("owner", 5, VAL).is_err());
    assert_eq!(world.records(), before);
    world.send_fails = false;
    world.close("channel-1");
    let error = world.grant("owner", 5, VAL).unwrap_err();
    assert!(matches!(error, ContractError::NoChannel));
}

#[test]
fn one_owner_has_at_most_32_positions() {
    let mut world = World::new();
    let names: Vec<String> = (10..43).map(|n| format!("val{n}")).collect();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    world
        .execute("anyone", ExecuteMsg::RefreshValidators {})
        .unwrap();
    world.list(&all);
    for name in &all[..31] {
        world.stake("owner", 5, name);
    }
    world.grant("owner", 5, all[31]).unwrap();
    let error = world.grant("owner", 5, all[32]).unwrap_err();
    assert!(matches!(error, ContractError::TooManyPositions { max: 32 }));
    world.grant("owner", 5, all[31]).unwrap();
    world.unstake("owner", 5, all[0]).unwrap();
    world.grant("owner", 5, all[32]).unwrap();
    let account: AccountResponse = world.query(QueryMsg::Account {
        address: addr("owner").into_string(),
    });
    assert_eq!(account.staked.len(), 30);
}

#[test]
fn amounts_up_to_the_largest_are_right_or_refused_by_name() {
    let mut world = World::new();
    world.stake("owner", u128::MAX, VAL);
    let validator: ValidatorResponse = world.query(QueryMsg::Validator {
        address: VAL.to_string(),
    });
    assert_eq!(validator.tokens, Uint128::MAX);
    let error = world.grant("other", 1, VAL).unwrap_err();
    assert!(matches!(error, ContractError::StakeOverflow(_)));
    world.grant("other", u128::MAX, VAL2).unwrap();
    let error = world.grant("third", 1, VAL2).unwrap_err();
    assert!(matches!(error, ContractError::StakeOverflow(_)));

    for _ in 0..3 {
        world.slash(VAL, 50, false).unwrap();
    }
    let left = (((u128::MAX / 2) + 1) / 4) - 1;
    world.unstake("owner", left, VAL).unwrap();
    world.wait(super::world::PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), left);
    assert_eq!(world.slashed("owner"), u128::MAX - left);
    assert_eq!(world.claim("owner"), 0);
}
