use cosmwasm_std::Uint128;

use super::relay::content;
use super::world::{addr, World, GRACE, LIFETIME, PERIOD, VAL, VAL2};
use crate::error::ContractError;
use crate::msg::{
    AccountResponse, ExecuteMsg, InFlightResponse, PendingCutResponse, QueryMsg, RemoteResponse,
};

fn pending(world: &World, owner: &str) -> PendingCutResponse {
    world.query(QueryMsg::PendingCut {
        address: addr(owner).into_string(),
    })
}

fn staked(world: &World, owner: &str) -> Vec<u128> {
    let account: AccountResponse = world.query(QueryMsg::Account {
        address: addr(owner).into_string(),
    });
    account.staked.iter().map(|s| s.tokens.u128()).collect()
}

fn known(world: &World, validator: &str) -> u128 {
    let remote: RemoteResponse = world.query(QueryMsg::Remote {
        validator: validator.to_string(),
    });
    remote.known.u128()
}

fn ack_all(world: &mut World) {
    while let Some(packet) = world.packets.pop_front() {
        world.ack(&packet);
    }
}

#[test]
fn a_cut_is_recorded_at_once_and_falls_on_all_items_in_proportion() {
    let mut world = World::new();
    world.stake("owner", 600, VAL);
    world.stake("owner", 400, VAL2);
    world.cut("owner", 250);
    let cut = pending(&world, "owner");
    assert_eq!(
        (cut.cut.u128(), cut.base.u128(), cut.number),
        (250, 1000, 1)
    );
    assert_eq!(
        staked(&world, "owner"),
        vec![450, 300],
        "queries count it already"
    );
    world.settle("owner").unwrap();
    assert_eq!(staked(&world, "owner"), vec![450, 300]);
    let (first, second) = (world.take_unstake(), world.take_unstake());
    let provider = addr("provider").into_string();
    assert_eq!(content(&first), (VAL.to_string(), 150, provider.clone()));
    assert_eq!(content(&second), (VAL2.to_string(), 100, provider));
    world.ack(&first);
    world.ack(&second);
    assert_eq!((known(&world, VAL), known(&world, VAL2)), (450, 300));
    assert_eq!(
        world.slashed("owner") + world.released("owner"),
        0,
        "the lockup knows already"
    );
    let after = world.records();
    world.settle("owner").unwrap();
    assert_eq!(world.records(), after);
}

#[test]
fn the_parts_of_a_cut_sum_up_to_it() {
    let mut world = World::new();
    world.stake("owner", 1, VAL);
    world.stake("owner", 1, VAL2);
    world.grant("owner", 1, VAL).unwrap();
    world.cut("owner", 2);
    let left = |world: &World| pending(world, "owner").cut.u128();
    for (limit, expected) in [(1, 2), (1, 1), (1, 0)] {
        let owner = addr("owner").into_string();
        world
            .execute(
                "anyone",
                ExecuteMsg::Settle {
                    owner,
                    limit: Some(limit),
                },
            )
            .unwrap();
        assert_eq!(left(&world), expected);
    }
    assert_eq!(world.claim("owner"), 1);
}

#[test]
fn a_cut_falls_on_stake_in_flight_and_is_told_after_its_ack() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.cut("owner", 400);
    let packet = world.take_stake();
    world.ack(&packet);
    assert_eq!(staked(&world, "owner"), vec![600]);
    let told = world.take_unstake();
    assert_eq!(content(&told).1, 400);
    world.ack(&told);
    assert_eq!(known(&world, VAL), 600);

    world.grant("owner", 1000, VAL).unwrap();
    world.cut("owner", 800);
    let packet = world.take_stake();
    world.time_out(&packet);
    assert_eq!(world.released("owner"), 500, "of 1600 half is gone");
    assert_eq!(pending(&world, "owner").cut.u128(), 300);
}

#[test]
fn stake_in_flight_cut_to_nothing_is_answered_without_harm() {
    for succeeds in [true, false] {
        let mut world = World::new();
        world.grant("owner", 1000, VAL).unwrap();
        world.cut("owner", 1000);
        world.settle("owner").unwrap();
        let flying: InFlightResponse = world.query(QueryMsg::InFlight {
            address: addr("owner").into_string(),
            start_after: None,
            limit: None,
        });
        assert!(flying.entries.is_empty());
        let packet = world.take_stake();
        if succeeds {
            world.ack(&packet);
            assert_eq!(content(&world.take_unstake()).1, 1000);
        } else {
            world.refuse(&packet);
        }
        assert_eq!(
            world.claim("owner") + world.released("owner") + world.slashed("owner"),
            0
        );
    }
}

#[test]
fn cuts_come_before_slashes() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.slash(VAL, 50, false).unwrap();
    world.cut("owner", 200);
    world.settle("owner").unwrap();
    // 1000 − 200 = 800, of which the slash takes half.
    assert_eq!(staked(&world, "owner"), vec![400]);
    assert_eq!(world.slashed("owner"), 400);
    ack_all(&mut world);
    assert_eq!(known(&world, VAL), 400);
}

#[test]
fn a_further_cut_falls_on_all_again_with_what_is_left_of_the_first() {
    let mut world = World::new();
    world.stake("owner", 500, VAL);
    world.stake("owner", 500, VAL2);
    world.cut("owner", 100);
    let owner = addr("owner").into_string();
    let one = ExecuteMsg::Settle {
        owner,
        limit: Some(1),
    };
    world.execute("anyone", one).unwrap();
    assert_eq!(pending(&world, "owner").cut.u128(), 50);
    world.cut("owner", 45);
    let cut = pending(&world, "owner");
    assert_eq!((cut.cut.u128(), cut.base.u128(), cut.number), (95, 950, 2));
    world.settle("owner").unwrap();
    assert_eq!(staked(&world, "owner"), vec![405, 450]);
    ack_all(&mut world);
    assert_eq!((known(&world, VAL), known(&world, VAL2)), (405, 450));
}

#[test]
fn unbonding_stake_is_cut_too() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 500, VAL).unwrap();
    world.cut("owner", 100);
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 450);
    assert_eq!(staked(&world, "owner"), vec![450]);
    assert_eq!(pending(&world, "owner").cut.u128(), 0);
}

#[test]
fn unanswered_parts_are_cut_before_they_are_taken() {
    let mut world = World::new();
    world.grant("owner", 1000, VAL).unwrap();
    world.wait(LIFETIME + GRACE);
    world.cut("owner", 100);
    let error = world.unstake("owner", 901, VAL).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientStake));
    world.unstake("owner", 900, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner"), 900);
}

#[test]
fn queued_releases_are_cut_first_and_queued_slashes_last() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.grant("owner", 100, VAL).unwrap();
    world.slash(VAL, 10, false).unwrap();
    world.lockup.borrow_mut().fails = true;
    let packet = world.take_stake();
    world.refuse(&packet);
    world.process(VAL).unwrap();
    let queued = pending(&world, "owner");
    assert_eq!(
        (queued.queued_release.u128(), queued.queued_slash.u128()),
        (100, 100)
    );
    world.cut("owner", 60);
    let queued = pending(&world, "owner");
    assert_eq!((queued.queued_release.u128(), queued.cut.u128()), (40, 0));
    world.cut("owner", 990);
    let queued = pending(&world, "owner");
    assert_eq!((queued.queued_release.u128(), queued.cut.u128()), (0, 900));
    assert_eq!(queued.queued_slash.u128(), 50);
    world.lockup.borrow_mut().fails = false;
    world.settle("owner").unwrap();
    assert_eq!((world.claim("owner"), world.slashed("owner")), (0, 50));
}

#[test]
fn a_cut_that_comes_while_calls_are_under_way_keeps_the_books() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 600, VAL).unwrap();
    world.slash(VAL, 50, false).unwrap();
    world.wait(PERIOD);
    // The slash of 300 is called first; another holder answers it with a cut of all but 100.
    world.lockup.borrow_mut().cut_next = Some((addr("owner").into_string(), 600));
    world.unbond("owner").unwrap();
    assert_eq!(world.slashed("owner"), 300);
    assert_eq!(world.claim("owner"), 100);
    let books = pending(&world, "owner");
    assert_eq!((books.cut.u128(), books.queued_release.u128()), (400, 100));
    world.settle("owner").unwrap();
    assert_eq!((world.released("owner"), world.claim("owner")), (100, 0));
}

#[test]
fn no_stake_is_added_before_cuts_are_settled() {
    let mut world = World::new();
    for _ in 0..33 {
        world.grant("owner", 10, VAL).unwrap();
    }
    world.cut("owner", 33);
    for error in [
        world.grant("owner", 1, VAL).unwrap_err(),
        world.unstake("owner", 1, VAL).unwrap_err(),
        world.unbond("owner").unwrap_err(),
    ] {
        assert!(matches!(error, ContractError::SettleFirst { max: 32 }));
    }
    world.settle("owner").unwrap();
    world.settle("owner").unwrap();
    world.grant("owner", 1, VAL).unwrap();

    world.packets.clear();
    world.stake("few", 10, VAL);
    world.cut("few", 3);
    world.grant("few", 5, VAL).unwrap();
    assert_eq!(staked(&world, "few"), vec![7]);
}

#[test]
fn only_the_lockup_reduces_claims() {
    let mut world = World::new();
    world.stake("owner", 10, VAL);
    let msg = ExecuteMsg::ClaimReduced {
        owner: addr("owner").into_string(),
        amount: Uint128::new(5),
    };
    let error = world.execute("owner", msg).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
}

#[test]
fn an_item_takes_a_cut_once() {
    let mut world = World::new();
    world.stake("owner", 500, VAL);
    world.stake("owner", 500, VAL2);
    world.cut("owner", 100);
    world.process(VAL).unwrap();
    world.process(VAL).unwrap();
    assert_eq!(staked(&world, "owner"), vec![450, 450]);
    assert_eq!(pending(&world, "owner").cut.u128(), 50);
}

#[test]
fn a_cut_that_was_not_told_yet_lets_no_call_take_what_backs_stake() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    world.unstake("owner", 600, VAL).unwrap();
    world.wait(PERIOD);
    let owner = addr("owner").into_string();
    *world.lockup.borrow_mut().claims.get_mut(&owner).unwrap() -= 500;
    world
        .attempt("owner", ExecuteMsg::Unbond { limit: None })
        .unwrap();
    assert_eq!(world.released("owner"), 100);
    let told = ExecuteMsg::ClaimReduced {
        owner,
        amount: Uint128::new(500),
    };
    world.execute("lockup", told).unwrap();
    let books = pending(&world, "owner");
    assert_eq!((books.queued_release.u128(), books.cut.u128()), (0, 0));
    assert_eq!(staked(&world, "owner"), vec![400]);
}
