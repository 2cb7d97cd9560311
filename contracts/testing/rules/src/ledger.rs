//! What the lockup must hold, computed from the calls alone: an account is what was bonded, less
//! what was unbonded and slashed, and a claim is a plain number under it.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Addr};
use mesh_lockup::msg::ExecuteMsg;

use crate::world::Call;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub bonded: u128,
    pub claims: BTreeMap<String, u128>,
}

impl Account {
    pub fn largest_claim(&self) -> u128 {
        self.claims.values().copied().max().unwrap_or(0)
    }
}

#[derive(Clone, Default)]
pub struct Ledger {
    pub accounts: BTreeMap<String, Account>,
    pub owed: u128,
    pub burned: u128,
}

impl Ledger {
    pub fn account(&self, owner: &str) -> Account {
        self.accounts.get(owner).cloned().unwrap_or_default()
    }

    /// Whether the lockup must take this call: its sender's rights and the sums, nothing else.
    pub fn allows(&self, sender: &Addr, msg: &ExecuteMsg, funds: u128) -> bool {
        let claim_of = |owner: &str| self.account(owner).claims.get(sender.as_str()).copied();
        match msg {
            ExecuteMsg::Bond {} => {
                let held: u128 = self.accounts.values().map(|a| a.bonded).sum();
                let room = u128::MAX - held - self.owed;
                funds > 0 && funds <= room
            }
            ExecuteMsg::Unbond { amount } => {
                let account = self.account(sender.as_str());
                let free = account.bonded - account.largest_claim();
                funds == 0 && !amount.is_zero() && amount.u128() <= free
            }
            ExecuteMsg::GrantClaim {
                leinholder, amount, ..
            } => {
                let account = self.account(sender.as_str());
                let before = account.claims.get(leinholder).copied().unwrap_or(0);
                let room = account.bonded - before;
                funds == 0
                    && !amount.is_zero()
                    && amount.u128() <= room
                    && (before > 0 || account.claims.len() < 32)
            }
            ExecuteMsg::ReleaseClaim { owner, amount }
            | ExecuteMsg::SlashClaim { owner, amount } => {
                funds == 0
                    && !amount.is_zero()
                    && claim_of(owner).is_some_and(|claim| amount.u128() <= claim)
            }
            ExecuteMsg::Burn {} => funds == 0 && self.owed > 0,
            // Nobody is admin, and there is no local staking.
            ExecuteMsg::NameLienholder { .. }
            | ExecuteMsg::ReturnLocal { .. }
            | ExecuteMsg::HomeSlashed { .. } => false,
        }
    }

    /// Books a call that the lockup took.
    pub fn book(&mut self, call: &Call) {
        let msg: ExecuteMsg = from_json(&call.msg).unwrap();
        let sender = call.sender.to_string();
        match msg {
            ExecuteMsg::Bond {} => self.entry(&sender).bonded += call.funds,
            ExecuteMsg::Unbond { amount } => self.entry(&sender).bonded -= amount.u128(),
            ExecuteMsg::GrantClaim {
                leinholder, amount, ..
            } => {
                let claims = &mut self.entry(&sender).claims;
                *claims.entry(leinholder).or_default() += amount.u128();
            }
            ExecuteMsg::ReleaseClaim { owner, amount } => {
                *self.entry(&owner).claims.get_mut(&sender).unwrap() -= amount.u128();
            }
            ExecuteMsg::SlashClaim { owner, amount } => {
                let account = self.entry(&owner);
                account.bonded -= amount.u128();
                *account.claims.get_mut(&sender).unwrap() -= amount.u128();
                let bonded = account.bonded;
                for claim in account.claims.values_mut() {
                    *claim = (*claim).min(bonded);
                }
                self.owed += amount.u128();
            }
            ExecuteMsg::Burn {} => {
                self.burned += self.owed;
                self.owed = 0;
            }
            ExecuteMsg::NameLienholder { .. }
            | ExecuteMsg::ReturnLocal { .. }
            | ExecuteMsg::HomeSlashed { .. } => {}
        }
        for account in self.accounts.values_mut() {
            account.claims.retain(|_, claim| *claim > 0);
        }
        self.accounts
            .retain(|_, account| account.bonded > 0 || !account.claims.is_empty());
    }

    fn entry(&mut self, owner: &str) -> &mut Account {
        self.accounts.entry(owner.to_string()).or_default()
    }
}
