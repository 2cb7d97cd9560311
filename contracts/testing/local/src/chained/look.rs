//! What meta-staking has of owners, as it is stored and as anyone can ask it.

use cosmwasm_std::{Addr, Order};
use meta_staking::msg::{ConsumerResponse, LocalResponse, QueryMsg};
use meta_staking::state::{HELD, LEAVING, OWED, OWNED, STAKES, UNTOLD, WALKS};

use super::{Chained, VALIDATORS};

/// What is stored of one owner; losses that were not yet passed on to him are still in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    pub active: u128,
    pub leaving: u128,
    pub held: u128,
    /// Lost, and the lockup does not know.
    pub untold: u128,
    /// What his tokens owe the burn.
    pub owed: u128,
}

impl Stored {
    pub fn all(&self) -> u128 {
        self.active + self.leaving + self.held + self.untold
    }
}

impl Chained {
    pub fn stored(&self, owner: &Addr) -> Stored {
        self.machine.world.read(&self.machine.home, |store| {
            let mut found = Stored::default();
            for name in VALIDATORS {
                let stake = STAKES.may_load(store, (name, owner)).unwrap();
                found.active += stake.map_or(0, |stake| stake.tokens.u128());
                let leaving = LEAVING.prefix((name, owner));
                let leaving = leaving.range(store, None, None, Order::Ascending);
                let leaving = leaving.map(|entry| entry.unwrap().1.tokens.u128());
                found.leaving += leaving.sum::<u128>();
                let untold = UNTOLD.may_load(store, (name, owner)).unwrap();
                found.untold += untold.map_or(0, |untold| untold.u128());
            }
            let held = HELD.may_load(store, owner).unwrap();
            found.held = held.map_or(0, |held| held.u128());
            let owed = OWED.may_load(store, owner).unwrap();
            found.owed = owed.map_or(0, |owed| owed.u128());
            found
        })
    }

    /// Whether a slash of this validator is being passed on to its owners.
    pub fn walks(&self, name: &str) -> bool {
        let home = &self.machine.home;
        self.machine
            .world
            .read(home, |store| WALKS.has(store, name))
    }

    pub fn local(&self, owner: &Addr) -> LocalResponse {
        let msg = QueryMsg::Local {
            owner: owner.to_string(),
        };
        self.machine.world.query(&self.machine.home, &msg)
    }

    /// What an owner has that a slash of the validator takes from: all but what is on its way back.
    pub fn at_risk(&self, owner: &Addr, name: &str) -> (u128, usize) {
        let local = self.local(owner);
        let active = local.positions.iter().filter(|p| p.validator == name);
        let active: u128 = active.map(|p| p.tokens.u128()).sum();
        let waiting = local
            .unbonding
            .iter()
            .filter(|entry| entry.validator == name && entry.release.is_none());
        let items = 1 + waiting.clone().count();
        let waiting: u128 = waiting.map(|entry| entry.amount.u128()).sum();
        (active + waiting, items)
    }

    /// Owner, validator and tokens of every stake.
    pub fn positions(&self) -> Vec<(Addr, String, u128)> {
        let mut all = vec![];
        for owner in &self.machine.owners {
            for position in self.local(owner).positions {
                let tokens = position.tokens.u128();
                all.push((owner.clone(), position.validator, tokens));
            }
        }
        all
    }

    /// Owners who ever delegated here and are not done.
    pub fn has_anything(&self, owner: &Addr) -> bool {
        let home = &self.machine.home;
        let names = self.machine.world.read(home, |store| {
            let names = OWNED.prefix(owner);
            names.keys(store, None, None, Order::Ascending).count()
        });
        names > 0 && self.stored(owner).all() > 0
    }

    pub fn consumer(&self) -> ConsumerResponse {
        let msg = QueryMsg::Consumer {
            address: self.consumer.to_string(),
        };
        self.machine.world.query(&self.machine.home, &msg)
    }
}
