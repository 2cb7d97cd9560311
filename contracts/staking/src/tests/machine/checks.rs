//! What must hold after every step, and after `rebalance` had its way.

use cosmwasm_std::{Order, Uint128};
use mesh_math::shares::value_floor;

use super::super::fixture::*;
use super::model::{self, Model};
use super::{count, ledger, Reach, CONSUMER_NAMES, OWNERS};
use crate::ledger::all_unused;
use crate::state::{
    CONSUMERS, HELD, LEAVING, LOWER, OWED, POOLS, POSITIONS, RAISE, SET_ASIDE, SHORTFALLS, STAGE,
    STAKES, TOTALS, UNTOLD,
};

pub fn after_every_step(chain: &Chain, model: &Model) {
    assert!(chain.storage_is_idle());
    books_add_up(chain);
    solvent(chain, model);
    rewards(chain, model);
    local(chain, model);
}

fn books_add_up(chain: &Chain) {
    let storage = chain.storage();
    let totals = TOTALS.load(storage).unwrap();
    let mut granted = 0;
    let mut by_validator = VALIDATORS.map(|_| 0);
    for address in CONSUMERS.keys(storage, None, None, Order::Ascending) {
        let address = address.unwrap();
        let own = CONSUMERS.load(storage, &address).unwrap();
        let (mut has, mut asks) = (0, 0);
        for (index, name) in VALIDATORS.into_iter().enumerate() {
            let row = POSITIONS.may_load(storage, (&address, name)).unwrap();
            let row = row.unwrap_or_default();
            has += row.granted.u128();
            asks += row.asked().u128();
            by_validator[index] += row.granted.u128();
            let low = row.target() < row.granted;
            let high = row.target() > row.granted;
            assert_eq!(RAISE.has(storage, (&address, name)), high);
            if address != account("lockup") {
                assert_eq!(LOWER.has(storage, (name, &address)), low);
            }
        }
        assert_eq!(own.granted.u128(), has);
        assert_eq!(own.asked().u128(), asks);
        granted += has;
    }
    assert_eq!(totals.granted.u128(), granted);
    for (index, name) in VALIDATORS.into_iter().enumerate() {
        let books = model::books(chain, name);
        assert_eq!(books, by_validator[index]);
        // The books are behind the chain by what it slashed since they were compared.
        assert!(chain.standing(name) <= books);
        let waiting = LOWER.prefix(name);
        let waiting = waiting.keys(storage, None, None, Order::Ascending).count();
        let counted = crate::state::VALIDATORS.may_load(storage, name).unwrap();
        assert_eq!(counted.unwrap_or_default().waiting as usize, waiting);
    }
}

/// Rule 2.
fn solvent(chain: &Chain, model: &Model) {
    let storage = chain.storage();
    let totals = TOTALS.load(storage).unwrap();
    let aside = |denom: &str| {
        let held = SET_ASIDE.may_load(storage, denom).unwrap();
        held.unwrap_or_default().u128()
    };
    let owed = totals.rewards_owed.u128();
    let mut unused = 0;
    for entry in CONSUMERS.range(storage, None, None, Order::Ascending) {
        let (_, own) = entry.unwrap();
        unused += own
            .funds
            .saturating_sub(own.granted)
            .saturating_sub(own.unbonding)
            .u128();
    }
    let bonded = if model.denom == DENOM { owed } else { 0 };
    let held = unused.max(all_unused(&totals).u128()) + aside(DENOM) + bonded;
    assert!(
        chain.balance(DENOM) >= held,
        "{} < {held}",
        chain.balance(DENOM)
    );
    assert!(chain.balance(model.denom) >= owed + aside(model.denom));
}

/// Rule 9.
fn rewards(chain: &Chain, model: &Model) {
    let (mut given, mut pending) = (0, 0);
    for name in CONSUMER_NAMES {
        for at in VALIDATORS {
            let key = (account(name).into_string(), at.to_string());
            let paid = model.paid.get(&key).copied().unwrap_or_default();
            let due = model::pending(chain, name, at);
            let earned = model.earned.get(&key).copied().unwrap_or_default();
            let got = (paid + due) * model::UNIT;
            // The model floors, the index rounds up: by less than a millionth of a unit.
            assert!(got <= earned + model::UNIT / 1_000_000, "{got} {earned}");
            assert!(got + model::UNIT >= earned, "{got} {earned}");
            given += paid;
            pending += due;
        }
    }
    let paid: u128 = model.paid_owners.values().sum();
    for at in VALIDATORS {
        let key = (account("lockup").into_string(), at.to_string());
        let earned = model.earned.get(&key).copied().unwrap_or_default();
        let mut got = 0;
        for owner in OWNERS {
            got += model
                .paid_owners
                .get(&(owner, at))
                .copied()
                .unwrap_or_default();
            let rows = chain.local(owner).positions;
            let rows = rows.iter().filter(|row| row.validator == at);
            got += rows.map(|row| row.rewards.u128()).sum::<u128>();
        }
        assert!(got * model::UNIT <= earned + model::UNIT / 1_000_000);
        pending += got;
    }
    let owners_paid = paid;
    let owed = TOTALS.load(chain.storage()).unwrap().rewards_owed.u128();
    assert_eq!(given + owners_paid + owed, model.received);
    assert!(given + pending <= model.received);
}

fn local(chain: &Chain, model: &Model) {
    let storage = chain.storage();
    for owner in OWNERS {
        let address = account(owner);
        let mut here = HELD
            .may_load(storage, &address)
            .unwrap()
            .unwrap_or_default();
        for at in VALIDATORS {
            let key = (at, &address);
            let stake = STAKES.may_load(storage, key).unwrap().unwrap_or_default();
            let untold = UNTOLD.may_load(storage, key).unwrap().unwrap_or_default();
            here += stake.tokens + untold;
            let leaving = LEAVING.prefix(key);
            for entry in leaving.range(storage, None, None, Order::Ascending) {
                here += entry.unwrap().1.tokens;
            }
        }
        // Every token is with its owner, on its way back, or known to be lost.
        assert_eq!(here.u128(), model.here(chain, owner), "{owner}");
        let cut = model.cut.get(owner).copied().unwrap_or_default();
        let owed = OWED.may_load(storage, &address).unwrap();
        let owed = owed.unwrap_or_default().u128();
        assert!(model.burnt(chain, owner) + owed <= cut);
    }
    for at in VALIDATORS {
        let Some(pool) = POOLS.may_load(storage, at).unwrap() else {
            continue;
        };
        let row = POSITIONS.load(storage, (&account("lockup"), at)).unwrap();
        assert!(value_floor(pool.shares, pool.multiplier) <= row.granted);
    }
}

/// Time passes, `rebalance` runs until nothing is left to do: rule 11, and all comes back.
pub fn the_last_word(chain: &mut Chain, model: &mut Model, reach: &mut Reach) {
    chain.world.no_redelegation = false;
    chain.world.lockup_refuses = false;
    for at in VALIDATORS {
        drop(chain.sync(at));
    }
    for round in 0..16 {
        loop {
            chain.rebalance(50);
            model.take_rewards(chain);
            after_every_step(chain, model);
            if !STAGE.exists(chain.storage()) {
                break;
            }
        }
        let allowed = model::allowed(chain);
        for (name, allowed) in CONSUMER_NAMES.into_iter().zip(&allowed) {
            let power = chain.power(name);
            assert!(power.allowed.u128().abs_diff(*allowed) <= 1);
            let stays = power.granted - power.queued;
            assert!(stays.u128() <= allowed + 1, "round {round}: {name}");
        }
        chain.pass(WAIT / 2);
    }
    for name in CONSUMER_NAMES {
        let power = chain.power(name);
        assert_eq!(power.queued, Uint128::zero(), "{name}");
        assert_eq!(ledger(chain, name).granted, power.granted);
    }
    for owner in OWNERS {
        chain.release(owner).unwrap();
        let local = chain.local(owner);
        let staked: Uint128 = local.positions.iter().map(|row| row.tokens).sum();
        if staked.is_zero() && local.unbonding.is_empty() {
            assert!(local.owed.is_zero());
        }
        if model.burnt(chain, owner) > 0 {
            count(reach, "local stake is burnt");
        }
    }
    model.take_rewards(chain);
    after_every_step(chain, model);
    if !SHORTFALLS.is_empty(chain.storage()) {
        count(reach, "a shortfall is written off");
    }
    if chain.world.redelegated > 0 {
        count(reach, "stake is redelegated");
    }
    if !chain.world.told.is_empty() {
        count(reach, "a consumer is told of a slash");
    }
}
