use super::world::{addr, World, PERIOD, VAL, VAL2};
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, PendingRewardsResponse, QueryMsg, RewardsResponse};

fn pending(world: &World, owner: &str, validator: &str) -> u128 {
    let answer: PendingRewardsResponse = world.query(QueryMsg::PendingRewards {
        address: addr(owner).into_string(),
        validator: validator.to_string(),
    });
    answer.amount.u128()
}

fn totals(world: &World) -> RewardsResponse {
    world.query(QueryMsg::Rewards {})
}

/// Claims, and holds the payment to the forecast.
fn claim(world: &mut World, owner: &str) -> u128 {
    let forecast = pending(world, owner, VAL);
    let before = world.paid(owner);
    match world.claim_rewards(owner, VAL) {
        Ok(_) => {}
        Err(error) => assert!(matches!(error, ContractError::NoRewards)),
    }
    let paid = world.paid(owner) - before;
    assert_eq!(paid, forecast, "forecast of {owner}");
    paid
}

#[test]
fn rewards_are_paid_in_proportion_once_their_tokens_have_come() {
    let mut world = World::new();
    world.stake("owner", 300, VAL);
    world.stake("other", 100, VAL);
    world.announce(VAL, 1000);
    assert_eq!(pending(&world, "owner", VAL), 0);
    let error = world.claim_rewards("owner", VAL).unwrap_err();
    assert_eq!(error.to_string(), "No rewards to be claimed");
    world.fund(999);
    assert_eq!(claim(&mut world, "owner"), 0);
    world.fund(1);
    assert_eq!(claim(&mut world, "owner"), 750);
    assert_eq!(claim(&mut world, "owner"), 0);
    assert_eq!(claim(&mut world, "other"), 250);
    assert_eq!(totals(&world).credited.u128(), 0);
}

#[test]
fn a_recipient_may_be_named() {
    let mut world = World::new();
    world.stake("owner", 300, VAL);
    world.announce(VAL, 10);
    world.fund(10);
    let msg = ExecuteMsg::ClaimRewards {
        validator: VAL.to_string(),
        recipient: Some(addr("heir").into_string()),
    };
    world.execute("owner", msg).unwrap();
    assert_eq!((world.paid("heir"), world.paid("owner")), (10, 0));
}

#[test]
fn nobody_buys_in_just_before_a_reward_lands() {
    let mut world = World::new();
    world.stake("early", 100, VAL);
    world.announce(VAL, 100);
    world.fund(100);
    world
        .execute("anyone", ExecuteMsg::Credit { limit: None })
        .unwrap();
    // The second reward is announced after `late` joined, the third after the second.
    world.stake("late", 900, VAL);
    world.announce(VAL, 100);
    world.fund(100);
    assert_eq!(claim(&mut world, "early"), 200, "all of the first two");
    assert_eq!(claim(&mut world, "late"), 0);
    world.announce(VAL, 100);
    world.fund(100);
    assert_eq!(claim(&mut world, "early"), 10);
    assert_eq!(claim(&mut world, "late"), 90);
}

#[test]
fn those_who_joined_between_announcement_and_tokens_wait_too() {
    let mut world = World::new();
    world.stake("early", 100, VAL);
    world.announce(VAL, 100);
    world.stake("late", 900, VAL);
    world.announce(VAL, 100);
    world.announce(VAL, 100);
    world.fund(300);
    assert_eq!(claim(&mut world, "early"), 210);
    assert_eq!(claim(&mut world, "late"), 90);
}

#[test]
fn a_reward_without_stake_belongs_to_nobody() {
    let mut world = World::new();
    world.announce(VAL, 100);
    world.stake("late", 100, VAL);
    world.fund(100);
    let error = world.claim_rewards("late", VAL).unwrap_err();
    assert!(matches!(error, ContractError::NoRewards));
    world
        .execute("anyone", ExecuteMsg::Credit { limit: None })
        .unwrap();
    assert_eq!(totals(&world).unallocated.u128(), 100);
    world.announce(VAL, 100);
    world.fund(100);
    assert_eq!(claim(&mut world, "late"), 100);
    assert_eq!(totals(&world).unallocated.u128(), 100);
}

#[test]
fn rewards_are_credited_in_the_order_of_their_announcements() {
    let mut world = World::new();
    world.stake("owner", 1, VAL);
    world.stake("other", 1, VAL2);
    world.announce(VAL, 100);
    world.announce(VAL2, 10);
    world.fund(50);
    assert_eq!(
        pending(&world, "other", VAL2),
        0,
        "the first is not covered"
    );
    assert_eq!(totals(&world).announcements, 2);
    assert_eq!(totals(&world).announced.u128(), 110);
    world.fund(60);
    assert_eq!(pending(&world, "other", VAL2), 10);
    assert_eq!(claim(&mut world, "owner"), 100);
}

#[test]
fn a_message_credits_at_most_eight_and_credit_does_the_rest() {
    let mut world = World::new();
    world.stake("owner", 7, VAL);
    for _ in 0..20 {
        world.announce(VAL, 1);
    }
    world.fund(20);
    assert_eq!(claim(&mut world, "owner"), 8);
    world
        .execute("anyone", ExecuteMsg::Credit { limit: Some(5) })
        .unwrap();
    assert_eq!(totals(&world).announcements, 7);
    assert_eq!(claim(&mut world, "owner"), 12);
}

#[test]
fn an_unstake_takes_waiting_shares_first_the_latest_first() {
    let mut world = World::new();
    world.stake("owner", 100, VAL);
    world.stake("other", 100, VAL);
    world.announce(VAL, 2);
    world.stake("owner", 100, VAL);
    world.fund(2);
    world.unstake("owner", 100, VAL).unwrap();
    world.announce(VAL, 200);
    world.fund(200);
    assert_eq!(claim(&mut world, "owner"), 101);
    assert_eq!(claim(&mut world, "other"), 101);
}

#[test]
fn stake_earns_until_it_is_unstaked() {
    let mut world = World::new();
    world.stake("owner", 100, VAL);
    world.stake("other", 100, VAL);
    world.announce(VAL, 100);
    world.fund(100);
    // Credited by the unstake itself, before the shares leave.
    world.unstake("owner", 100, VAL).unwrap();
    world.announce(VAL, 100);
    world.fund(100);
    assert_eq!(claim(&mut world, "owner"), 50);
    assert_eq!(claim(&mut world, "other"), 150);
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    let error = world.claim_rewards("owner", VAL).unwrap_err();
    assert!(matches!(error, ContractError::NoStake(_)));
}

#[test]
fn settling_a_slash_changes_nobodys_rewards() {
    let mut shares = vec![];
    for settle in [true, false] {
        let mut world = World::new();
        world.stake("owner", 600, VAL);
        world.stake("other", 400, VAL);
        world.announce(VAL, 1000);
        world.fund(1000);
        world.slash(VAL, 50, false).unwrap();
        if settle {
            world.process(VAL).unwrap();
        }
        world.announce(VAL, 1000);
        world.fund(1000);
        shares.push((claim(&mut world, "owner"), claim(&mut world, "other")));
    }
    assert_eq!(shares, vec![(1200, 800), (1200, 800)]);
}

#[test]
fn stake_slashed_to_zero_earns_no_more() {
    let mut world = World::new();
    world.stake("owner", 600, VAL);
    world.stake("other", 400, VAL);
    world.announce(VAL, 1000);
    world.fund(1000);
    world
        .execute("anyone", ExecuteMsg::Credit { limit: None })
        .unwrap();
    world.slash(VAL, 100, false).unwrap();
    world.settle("owner").unwrap();
    world.announce(VAL, 1000);
    world.fund(1000);
    assert_eq!(claim(&mut world, "owner"), 600);
    assert_eq!(claim(&mut world, "other"), 400);
    assert_eq!(totals(&world).unallocated.u128(), 1000);
}

#[test]
fn the_largest_reward_of_the_largest_stake_is_paid() {
    let mut world = World::new();
    world.stake("owner", u128::MAX, VAL);
    world.announce(VAL, u128::MAX);
    world.fund(u128::MAX);
    assert_eq!(claim(&mut world, "owner"), u128::MAX);
    let mut world = World::new();
    world.stake("owner", 1, VAL);
    world.announce(VAL, u128::MAX);
    world.fund(u128::MAX);
    assert_eq!(claim(&mut world, "owner"), u128::MAX);
}

#[test]
fn fractions_are_kept() {
    let mut world = World::new();
    for owner in ["a", "b", "c"] {
        world.stake(owner, 1, VAL);
    }
    let mut paid = 0;
    for _ in 0..6 {
        world.announce(VAL, 1);
        world.fund(1);
        paid += claim(&mut world, "a");
    }
    assert!(paid == 1 || paid == 2);
    let sum: u128 = ["b", "c"]
        .iter()
        .map(|owner| claim(&mut world, owner))
        .sum();
    assert!(sum + paid <= 6 && sum + paid > 3);
}

#[test]
fn refusals() {
    let mut world = World::new();
    let error = world.claim_rewards("owner", "nobody").unwrap_err();
    assert!(matches!(error, ContractError::UnknownValidator(_)));
    let error = world.claim_rewards("owner", VAL).unwrap_err();
    assert!(matches!(error, ContractError::NoStake(_)));
    world
        .execute("anyone", ExecuteMsg::Credit { limit: None })
        .unwrap();
    assert_eq!(
        totals(&world),
        RewardsResponse {
            denom: super::world::DENOM.to_string(),
            announced: 0u128.into(),
            announcements: 0,
            credited: 0u128.into(),
            unallocated: 0u128.into(),
        }
    );
    world.stake("owner", 1, VAL);
    world.announce(VAL, 5);
    world.fund(5);
    world
        .execute("anyone", ExecuteMsg::Credit { limit: None })
        .unwrap();
    world.lose_funds(1);
    let msg = ExecuteMsg::ClaimRewards {
        validator: VAL.to_string(),
        recipient: None,
    };
    let error = world.attempt("owner", msg).unwrap_err();
    assert_eq!(error.to_string(), "Balance is too low: 5 > 4");
}
