//! What must be true of the lockup between any two messages.

use std::collections::BTreeMap;
use std::fmt::Debug;

use cosmwasm_std::Addr;
use mesh_lockup::msg::{
    AccountResponse, AccountsResponse, LocalStakeResponse, QueryMsg, TotalsResponse,
};

use crate::ledger::Ledger;
use crate::world::World;

pub type Check = Result<(), String>;

pub fn expect<T: PartialEq + Debug>(what: &str, found: &T, expected: &T) -> Check {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what} is {found:?}, must be {expected:?}"))
    }
}

/// What to look at.
pub struct Books<'a> {
    pub world: &'a World,
    pub lockup: &'a Addr,
    pub ledger: &'a Ledger,
    pub denom: &'a str,
}

impl Books<'_> {
    fn accounts(&self) -> Vec<AccountResponse> {
        let mut all: Vec<AccountResponse> = vec![];
        loop {
            let start_after = all.last().map(|account| account.address.clone());
            let msg = QueryMsg::Accounts {
                start_after,
                limit: Some(100),
            };
            let page: AccountsResponse = self.world.query(self.lockup, &msg);
            if page.accounts.is_empty() {
                return all;
            }
            all.extend(page.accounts);
        }
    }

    /// Rule 1: `bonded >= max(claims)` for every account, and the books are what the calls add up to.
    pub fn backed(&self) -> Check {
        let accounts = self.accounts();
        expect("accounts", &accounts.len(), &self.ledger.accounts.len())?;
        for found in accounts {
            let must = self.ledger.account(&found.address);
            let claims: BTreeMap<String, u128> = found
                .claims
                .into_iter()
                .map(|claim| (claim.leinholder, claim.amount.u128()))
                .collect();
            let largest = claims.values().copied().max().unwrap_or(0);
            if found.bonded.u128() < largest {
                return Err(format!("{largest} claimed, {} bonded", found.bonded));
            }
            let mut expected = must.claims.clone();
            if must.away > 0 {
                expected.insert(self.ledger.home.to_string(), must.away);
            }
            expect("claims", &claims, &expected)?;
            expect("bonded", &found.bonded.u128(), &must.bonded())?;
            expect("free", &found.free.u128(), &must.free())?;
        }
        Ok(())
    }

    /// Rule 2: what is here is what is bonded and not away, and what the burn gets; of every owner what
    /// is bonded is here or away, and what his tokens owe the burn is away.
    pub fn solvent(&self) -> Check {
        let ledger = self.ledger;
        let held = self.world.balance(self.lockup, self.denom);
        let here = ledger.sum(|a| a.here) + ledger.owed;
        expect("the lockup's balance", &held, &here)?;
        let totals: TotalsResponse = self.world.query(self.lockup, &QueryMsg::Totals {});
        let on_return = totals.burn_on_return.u128();
        let delegated = totals.delegated_locally.u128();
        let bonded = totals.bonded.u128();
        let owed = totals.owed_to_burn.u128();
        expect(
            "held and away",
            &(held + delegated),
            &(bonded + owed + on_return),
        )?;
        expect("bonded", &bonded, &ledger.sum(|a| a.bonded()))?;
        expect("owed", &owed, &ledger.owed)?;
        expect("burned", &totals.burned.u128(), &ledger.burned)?;
        let away = ledger.sum(|a| a.away + a.away_for_burn);
        expect("delegated", &delegated, &away)?;
        let must = ledger.slashed - ledger.lost_to_burn;
        expect("slashed", &(owed + ledger.burned + on_return), &must)?;
        for (owner, account) in &ledger.accounts {
            let msg = QueryMsg::LocalStake {
                account: owner.clone(),
            };
            let local: LocalStakeResponse = self.world.query(self.lockup, &msg);
            let all = account.away + account.away_for_burn;
            expect("delegated of one", &local.delegated.u128(), &all)?;
            let owes = local.burn_on_return.u128();
            expect("burn on return", &owes, &account.away_for_burn)?;
        }
        Ok(())
    }
}
