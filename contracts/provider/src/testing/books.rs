use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Order, Uint128, Uint256};

use super::world::World;
use crate::state::{
    ACCOUNTS, IN_FLIGHT, JOINED, POSITIONS, POSITIONS_OF, REWARDS, UNBONDINGS, VALIDATORS,
};

#[derive(Default)]
struct Sums {
    tokens: Uint128,
    /// Tokens of items that have not taken the last cut.
    uncut: Uint128,
    positions: u32,
    in_flight: u32,
    unbonding: u32,
}

impl World {
    /// Every sum that the books keep equals what it sums, and every claim what it backs.
    pub fn check(&self) {
        self.check_owners();
        self.check_validators();
        self.check_rewards();
    }

    fn check_owners(&self) {
        let store = &self.deps.storage;
        let all = || Order::Ascending;
        let numbers: BTreeMap<Addr, u64> = ACCOUNTS
            .range(store, None, None, all())
            .map(|entry| {
                entry
                    .map(|(owner, account)| (owner, account.cut_number))
                    .unwrap()
            })
            .collect();
        let mut sums: BTreeMap<Addr, Sums> = BTreeMap::new();
        let mut count = |owner: &Addr, tokens: Uint128, number: u64| {
            let sum = sums.entry(owner.clone()).or_default();
            sum.tokens += tokens;
            if number < numbers.get(owner).copied().unwrap_or(0) {
                sum.uncut += tokens;
            }
        };
        for entry in POSITIONS.range(store, None, None, all()) {
            let ((_, owner), position) = entry.unwrap();
            count(&owner, position.tokens, position.cut_number);
        }
        for entry in IN_FLIGHT.range(store, None, None, all()) {
            let (_, item) = entry.unwrap();
            count(&item.owner, item.tokens, item.cut_number);
        }
        for entry in UNBONDINGS.range(store, None, None, all()) {
            let ((owner, _), item) = entry.unwrap();
            count(&owner, item.tokens, item.cut_number);
        }
        for entry in POSITIONS_OF.keys(store, None, None, all()) {
            sums.entry(entry.unwrap().0).or_default().positions += 1;
        }
        for entry in IN_FLIGHT.range(store, None, None, all()) {
            let (_, item) = entry.unwrap();
            if !item.tokens.is_zero() {
                sums.entry(item.owner).or_default().in_flight += 1;
            }
        }
        for entry in UNBONDINGS.keys(store, None, None, all()) {
            sums.entry(entry.unwrap().0).or_default().unbonding += 1;
        }

        for (owner, sum) in &sums {
            let account = ACCOUNTS.may_load(store, owner).unwrap().unwrap_or_default();
            assert_eq!(account.unsettled, sum.tokens, "unsettled tokens of {owner}");
            assert_eq!(account.positions, sum.positions, "positions of {owner}");
            assert_eq!(account.in_flight, sum.in_flight, "in flight of {owner}");
            assert_eq!(account.unbonding, sum.unbonding, "unbonding of {owner}");
            if !account.cut.is_zero() {
                assert_eq!(account.cut_base, sum.uncut, "base of the cut of {owner}");
                assert!(account.cut <= account.cut_base);
            }
        }
        let lockup = self.lockup.borrow();
        for (owner, claim) in &lockup.claims {
            let account = ACCOUNTS
                .may_load(store, &Addr::unchecked(owner))
                .unwrap()
                .unwrap_or_default();
            let backs = account.backing() + account.queued_release + account.queued_slash;
            assert_eq!(backs.u128(), *claim, "claim on {owner}");
        }
    }

    fn check_validators(&self) {
        let store = &self.deps.storage;
        for entry in VALIDATORS.range(store, None, None, Order::Ascending) {
            let (name, validator) = entry.unwrap();
            let mut shares = Uint256::zero();
            let mut entitled = Uint256::zero();
            let mut waiting: BTreeMap<u64, Uint256> = BTreeMap::new();
            for entry in POSITIONS
                .prefix(&name)
                .range(store, None, None, Order::Ascending)
            {
                let (_, position) = entry.unwrap();
                let mut parts = position.entitled;
                entitled += position.entitled;
                for part in &position.waiting {
                    parts += part.shares;
                    *waiting.entry(part.tag).or_default() += part.shares;
                    if part.tag < validator.credited {
                        entitled += part.shares;
                    }
                }
                assert_eq!(parts, position.shares, "parts of a position at {name}");
                shares += position.shares;
            }
            assert_eq!(validator.shares, shares, "shares of {name}");
            assert_eq!(validator.entitled, entitled, "entitled shares of {name}");
            let joined: BTreeMap<u64, Uint256> = JOINED
                .prefix(&name)
                .range(store, None, None, Order::Ascending)
                .map(|entry| entry.map(|(tag, joined)| (tag, joined.shares)).unwrap())
                .collect();
            assert_eq!(joined, waiting, "waiting shares of {name}");
            let in_flight: Uint128 = IN_FLIGHT
                .range(store, None, None, Order::Ascending)
                .map(|entry| entry.unwrap().1)
                .filter(|item| item.validator == name)
                .map(|item| item.tokens)
                .sum();
            assert_eq!(validator.in_flight, in_flight, "in flight of {name}");
        }
    }

    fn check_rewards(&self) {
        let rewards = REWARDS
            .may_load(&self.deps.storage)
            .unwrap()
            .unwrap_or_default();
        let owed = rewards.credited + rewards.unallocated;
        let balance = self
            .deps
            .as_ref()
            .querier
            .query_balance(&self.env.contract.address, super::world::DENOM)
            .unwrap()
            .amount;
        assert!(Uint256::from(owed) <= balance, "rewards are covered");
    }
}
