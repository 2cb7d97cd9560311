//! What goes in comes out, and what a slash leaves, at the ends of what fits.

use cosmwasm_std::{Decimal, Uint256};

use super::world::{addr, World, PERIOD, VAL};
use crate::error::ContractError;
use crate::msg::{AccountResponse, ExecuteMsg, QueryMsg};

const AMOUNTS: [u128; 5] = [1, 1_000_000, 1 << 63, 1 << 127, u128::MAX];
const RATIOS: [&str; 6] = [
    "0.000000000000000001",
    "0.000000001",
    "0.333333333333333333",
    "0.5",
    "0.999999999999999999",
    "1",
];

fn slash(world: &mut World, ratio: Decimal) {
    let msg = ExecuteMsg::Slash {
        validator: VAL.to_string(),
        percentage: ratio,
        force_unbond: false,
    };
    world.execute("slasher", msg).unwrap();
}

/// Tokens and what is owed of them.
fn staked(world: &World) -> (u128, u128) {
    let account: AccountResponse = world.query(QueryMsg::Account {
        address: addr("owner").into_string(),
    });
    let row = account.staked.first();
    row.map_or((0, 0), |row| (row.tokens.u128(), row.slashed.u128()))
}

/// `floor(n × (1 − ratio))`
fn left(n: u128, ratio: Decimal) -> u128 {
    let one = Uint256::from(Decimal::one().atomics());
    let stays = one - Uint256::from(ratio.atomics());
    let left = Uint256::from(n) * stays / one;
    left.to_string().parse().unwrap()
}

/// He takes out `n`, which is all he has, and the lockup releases so much.
fn leave(world: &mut World, n: u128) {
    let before = world.released("owner");
    world.unstake("owner", n, VAL).unwrap();
    world.wait(PERIOD);
    world.unbond("owner").unwrap();
    assert_eq!(world.released("owner") - before, n);
    assert_eq!(world.claim("owner"), 0);
}

#[test]
fn stake_of_any_size_comes_back_whole() {
    for n in AMOUNTS {
        let mut world = World::new();
        world.stake("owner", n, VAL);
        assert_eq!(staked(&world), (n, 0));
        leave(&mut world, n);
    }
}

#[test]
fn after_any_earlier_slash_stake_of_any_size_comes_back_whole() {
    for ratio in RATIOS.map(|ratio| ratio.parse::<Decimal>().unwrap()) {
        for n in AMOUNTS {
            let mut world = World::new();
            world.stake("another", 1_000, VAL);
            slash(&mut world, ratio);
            if ratio == Decimal::one() {
                let error = world.grant("owner", n, VAL).unwrap_err();
                assert!(matches!(error, ContractError::SlashedToZero(_)));
                continue;
            }
            // All together would be more than a validator can have.
            world.process(VAL).unwrap();
            let others = world.claim("another");
            if others > 0 {
                world.unstake("another", others, VAL).unwrap();
            }
            world.stake("owner", n, VAL);
            assert_eq!(staked(&world), (n, 0));
            leave(&mut world, n);
        }
    }
}

#[test]
fn a_slash_of_any_ratio_leaves_its_floor_and_that_comes_back() {
    for ratio in RATIOS.map(|ratio| ratio.parse::<Decimal>().unwrap()) {
        for n in AMOUNTS {
            let mut world = World::new();
            world.stake("owner", n, VAL);
            slash(&mut world, ratio);
            let left = left(n, ratio);
            assert_eq!(staked(&world), (left, n - left), "{n} after {ratio}");
            world.process(VAL).unwrap();
            assert_eq!(world.slashed("owner"), n - left);
            assert_eq!(world.claim("owner"), left);
            if left > 0 {
                leave(&mut world, left);
            }
        }
    }
}
