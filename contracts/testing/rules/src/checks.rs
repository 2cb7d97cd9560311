//! What must be true between any two messages.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Order, StdResult};
use mesh_lockup::msg as lockup;
use mesh_provider::msg as provider;
use mesh_provider::state::{ACCOUNTS, IN_FLIGHT, POSITIONS, UNBONDINGS};

use crate::ledger;
use crate::machine::{Machine, DENOM, REWARDS};

pub type Check = Result<(), String>;

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Check {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what} is {found:?}, must be {expected:?}"))
    }
}

/// Rule 1: `bonded >= max(claims)` for every account, and the books are what the calls add up to.
pub fn backed(machine: &Machine) -> Check {
    let answer: lockup::AccountsResponse = machine.world.query(
        &machine.lockup,
        &lockup::QueryMsg::Accounts {
            start_after: None,
            limit: Some(100),
        },
    );
    let mut accounts = BTreeMap::new();
    for account in answer.accounts {
        let claims = account.claims.into_iter();
        let found = ledger::Account {
            bonded: account.bonded.u128(),
            claims: claims.map(|c| (c.leinholder, c.amount.u128())).collect(),
        };
        let largest = found.largest_claim();
        if found.bonded < largest {
            return Err(format!("{largest} claimed, {} bonded", found.bonded));
        }
        expect("free", &account.free.u128(), &(found.bonded - largest))?;
        accounts.insert(account.address, found);
    }
    expect("the lockup's accounts", &accounts, &machine.ledger.accounts)
}

/// Rule 2: the lockup holds what is bonded and what is owed to the burn, to the last unit; a provider
/// holds what it owes of rewards.
pub fn solvent(machine: &Machine) -> Check {
    for provider in &machine.providers {
        let rewards: provider::RewardsResponse = machine
            .world
            .query(&provider.address, &provider::QueryMsg::Rewards {});
        let owed = (rewards.credited + rewards.unallocated).u128();
        let balance = machine.world.balance(&provider.address, REWARDS);
        if owed > balance {
            return Err(format!("{owed} of rewards owed, {balance} there"));
        }
    }
    let totals: lockup::TotalsResponse = machine
        .world
        .query(&machine.lockup, &lockup::QueryMsg::Totals {});
    let bonded: u128 = machine.ledger.accounts.values().map(|a| a.bonded).sum();
    let found = (
        totals.bonded.u128(),
        totals.owed_to_burn.u128(),
        totals.burned.u128(),
    );
    let expected = (bonded, machine.ledger.owed, machine.ledger.burned);
    expect("the lockup's totals", &found, &expected)?;
    let balance = machine.world.balance(&machine.lockup, DENOM);
    expect(
        "the lockup's balance",
        &balance,
        &(bonded + machine.ledger.owed),
    )
}

/// What one provider has booked for one owner, item by item.
#[derive(Debug, Default, PartialEq, Eq)]
struct Items {
    active: u128,
    in_flight: u128,
    unbonding: u128,
}

impl Items {
    fn sum(&self) -> u128 {
        self.active + self.in_flight + self.unbonding
    }
}

fn items(machine: &Machine, provider: &Addr, owner: &Addr) -> Items {
    machine.world.read(provider, |storage| {
        let active = POSITIONS
            .range(storage, None, None, Order::Ascending)
            .map(|row| row.map(|((_, of), position)| (of, position.tokens)))
            .collect::<StdResult<Vec<_>>>();
        let in_flight = IN_FLIGHT
            .range(storage, None, None, Order::Ascending)
            .map(|row| row.map(|(_, item)| (item.owner, item.tokens)))
            .collect::<StdResult<Vec<_>>>();
        let unbonding = UNBONDINGS
            .range(storage, None, None, Order::Ascending)
            .map(|row| row.map(|((of, _), entry)| (of, entry.tokens)))
            .collect::<StdResult<Vec<_>>>();
        let of_owner = |rows: StdResult<Vec<(Addr, cosmwasm_std::Uint128)>>| -> u128 {
            let rows = rows.unwrap().into_iter();
            rows.filter(|(of, _)| of == owner)
                .map(|(_, tokens)| tokens.u128())
                .sum()
        };
        Items {
            active: of_owner(active),
            in_flight: of_owner(in_flight),
            unbonding: of_owner(unbonding),
        }
    })
}

/// Rule 3: a claim is the owner's unsettled tokens, less recorded cuts, plus calls queued for retry.
pub fn claims_match_stakes(machine: &Machine) -> Check {
    for provider in &machine.providers {
        for owner in &machine.owners {
            let account = machine.ledger.account(owner.as_str());
            let claims = &account.claims;
            let claim = claims.get(provider.address.as_str()).copied().unwrap_or(0);
            let items = items(machine, &provider.address, owner);
            let booked = machine.world.read(&provider.address, |storage| {
                ACCOUNTS
                    .may_load(storage, owner)
                    .unwrap()
                    .unwrap_or_default()
            });
            expect("unsettled", &booked.unsettled.u128(), &items.sum())?;
            let queued = booked.queued_release.u128() + booked.queued_slash.u128();
            let cut = booked.cut.u128();
            if items.sum() < cut {
                return Err(format!("a cut of {cut} on {items:?}"));
            }
            let expected = items.sum() - cut + queued;
            if claim != expected {
                return Err(format!(
                    "{owner} has a claim of {claim} and {items:?}, cut {cut}, queued {queued}"
                ));
            }
            if cut == 0 {
                let shown = shown(machine, &provider.address, owner);
                expect("what queries show", &shown, &items)?;
            }
        }
    }
    Ok(())
}

/// The same, from what anyone can ask. While a cut is open each item shows its share of it, floored.
fn shown(machine: &Machine, provider: &Addr, owner: &Addr) -> Items {
    let address = owner.to_string();
    let staked: provider::AccountResponse = machine.world.query(
        provider,
        &provider::QueryMsg::Account {
            address: address.clone(),
        },
    );
    let flying: provider::InFlightResponse = machine.world.query(
        provider,
        &provider::QueryMsg::InFlight {
            address: address.clone(),
            start_after: None,
            limit: Some(100),
        },
    );
    let leaving: provider::UnbondingResponse = machine.world.query(
        provider,
        &provider::QueryMsg::Unbonding {
            address,
            start_after: None,
            limit: Some(100),
        },
    );
    let active = staked.staked.iter().map(|s| (s.tokens + s.slashed).u128());
    let unbonding = leaving
        .entries
        .iter()
        .map(|e| (e.tokens + e.slashed).u128());
    Items {
        active: active.sum(),
        in_flight: flying.entries.iter().map(|e| e.amount.u128()).sum(),
        unbonding: unbonding.sum(),
    }
}
