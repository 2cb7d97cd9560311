//! What the lockup must hold, computed from the calls alone. An account is three piles of tokens: those
//! held here, those away that are its own, and those away that are the burn's. What is bonded and what
//! can be claimed follows from them.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, Addr};
use mesh_lockup::msg::ExecuteMsg;

use crate::world::Call;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub here: u128,
    pub away: u128,
    pub away_for_burn: u128,
    /// Of all but the local staking.
    pub claims: BTreeMap<String, u128>,
}

impl Account {
    pub fn bonded(&self) -> u128 {
        self.here + self.away
    }

    pub fn free(&self) -> u128 {
        let largest = self.claims.values().copied().max().unwrap_or(0);
        self.bonded() - largest.max(self.away)
    }

    fn is_empty(&self) -> bool {
        self.bonded() == 0 && self.away_for_burn == 0
    }
}

/// A claim that a slash lowered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    pub owner: String,
    pub holder: String,
    pub amount: u128,
}

#[derive(Clone)]
pub struct Ledger {
    pub home: Addr,
    pub accounts: BTreeMap<String, Account>,
    pub owed: u128,
    pub burned: u128,
    /// Taken by slashes of lienholders.
    pub slashed: u128,
    /// Lost at home out of what was the burn's.
    pub lost_to_burn: u128,
    /// Of the calls booked last.
    pub cuts: Vec<Cut>,
}

impl Ledger {
    pub fn new(home: Addr) -> Self {
        Ledger {
            home,
            accounts: BTreeMap::new(),
            owed: 0,
            burned: 0,
            slashed: 0,
            lost_to_burn: 0,
            cuts: vec![],
        }
    }

    pub fn account(&self, owner: &str) -> Account {
        self.accounts.get(owner).cloned().unwrap_or_default()
    }

    pub fn sum(&self, of: impl Fn(&Account) -> u128) -> u128 {
        self.accounts.values().map(of).sum()
    }

    fn claim(&self, holder: &Addr, owner: &str) -> Option<u128> {
        let account = self.account(owner);
        if *holder == self.home {
            return Some(account.away).filter(|claim| *claim > 0);
        }
        account.claims.get(holder.as_str()).copied()
    }

    /// Whether the lockup must take this call: its sender's rights and the sums, nothing else.
    pub fn allows(&self, sender: &Addr, msg: &ExecuteMsg, funds: u128) -> bool {
        let at_home = |owner: &str| {
            let account = self.account(owner);
            account.away + account.away_for_burn
        };
        match msg {
            ExecuteMsg::Bond {} => {
                let held = self.sum(|a| a.bonded() + a.away_for_burn) + self.owed;
                funds > 0 && funds <= u128::MAX - held
            }
            ExecuteMsg::Unbond { amount } => {
                let free = self.account(sender.as_str()).free();
                funds == 0 && !amount.is_zero() && amount.u128() <= free
            }
            ExecuteMsg::GrantClaim {
                leinholder, amount, ..
            } => {
                let before = self.claim(&Addr::unchecked(leinholder), sender.as_str());
                let room = self.account(sender.as_str()).bonded() - before.unwrap_or(0);
                funds == 0 && !amount.is_zero() && amount.u128() <= room
            }
            ExecuteMsg::ReleaseClaim { owner, amount } => {
                let claim = self.claim(sender, owner).unwrap_or(0);
                let his = *sender != self.home;
                funds == 0 && !amount.is_zero() && his && amount.u128() <= claim
            }
            ExecuteMsg::SlashClaim { owner, amount } => {
                let claim = self.claim(sender, owner).unwrap_or(0);
                funds == 0 && !amount.is_zero() && amount.u128() <= claim
            }
            ExecuteMsg::Burn {} => funds == 0 && self.owed > 0,
            ExecuteMsg::ReturnLocal { owner, amount, .. } => {
                let all = *sender == self.home && !amount.is_zero() && amount.u128() == funds;
                all && funds <= at_home(owner)
            }
            ExecuteMsg::HomeSlashed { owner, amount } => {
                let all = *sender == self.home && !amount.is_zero() && funds == 0;
                all && amount.u128() <= at_home(owner)
            }
            // Nobody is admin.
            ExecuteMsg::NameLienholder { .. } => false,
        }
    }

    /// Books calls that the lockup took.
    pub fn book(&mut self, calls: &[Call]) {
        self.cuts.clear();
        for call in calls {
            self.book_one(call);
        }
        self.accounts.retain(|_, account| !account.is_empty());
    }

    fn book_one(&mut self, call: &Call) {
        let msg: ExecuteMsg = from_json(&call.msg).unwrap();
        let sender = call.sender.to_string();
        match msg {
            ExecuteMsg::Bond {} => self.entry(&sender).here += call.funds,
            ExecuteMsg::Unbond { amount } => self.entry(&sender).here -= amount.u128(),
            ExecuteMsg::GrantClaim {
                leinholder, amount, ..
            } => {
                let goes = leinholder == self.home.as_str();
                let account = self.entry(&sender);
                if goes {
                    account.here -= amount.u128();
                    account.away += amount.u128();
                } else {
                    *account.claims.entry(leinholder).or_default() += amount.u128();
                }
            }
            ExecuteMsg::ReleaseClaim { owner, amount } => {
                let claims = &mut self.entry(&owner).claims;
                *claims.get_mut(&sender).unwrap() -= amount.u128();
                claims.retain(|_, claim| *claim > 0);
            }
            ExecuteMsg::SlashClaim { owner, amount } => {
                self.slash(&call.sender, &owner, amount.u128());
            }
            ExecuteMsg::Burn {} => {
                self.burned += self.owed;
                self.owed = 0;
            }
            ExecuteMsg::ReturnLocal {
                owner,
                amount,
                burn,
            } => {
                let amount = amount.u128();
                let account = self.entry(&owner);
                let to_burn = match burn {
                    true => amount.min(account.away_for_burn),
                    false => amount - amount.min(account.away),
                };
                account.away_for_burn -= to_burn;
                account.away -= amount - to_burn;
                account.here += amount - to_burn;
                self.owed += to_burn;
            }
            ExecuteMsg::HomeSlashed { owner, amount } => {
                let account = self.entry(&owner);
                let his = amount.u128().min(account.away);
                let of_burn = amount.u128() - his;
                account.away -= his;
                account.away_for_burn -= of_burn;
                self.lost_to_burn += of_burn;
                self.cut(&owner);
            }
            ExecuteMsg::NameLienholder { .. } => {}
        }
    }

    fn slash(&mut self, sender: &Addr, owner: &str, amount: u128) {
        let by_home = *sender == self.home;
        let account = self.entry(owner);
        let here = match by_home {
            true => 0,
            false => amount.min(account.here),
        };
        account.here -= here;
        account.away -= amount - here;
        account.away_for_burn += amount - here;
        if !by_home {
            *account.claims.get_mut(sender.as_str()).unwrap() -= amount;
            account.claims.retain(|_, claim| *claim > 0);
        }
        self.owed += here;
        self.slashed += amount;
        if !by_home && amount > here {
            self.cuts.push(Cut {
                owner: owner.to_string(),
                holder: self.home.to_string(),
                amount: amount - here,
            });
        }
        self.cut(owner);
    }

    /// Lowers what others claim to what is bonded.
    fn cut(&mut self, owner: &str) {
        let account = self.entry(owner);
        let bonded = account.bonded();
        let mut cuts = vec![];
        for (holder, claim) in &mut account.claims {
            if *claim > bonded {
                cuts.push(Cut {
                    owner: owner.to_string(),
                    holder: holder.clone(),
                    amount: *claim - bonded,
                });
                *claim = bonded;
            }
        }
        account.claims.retain(|_, claim| *claim > 0);
        self.cuts.extend(cuts);
    }

    fn entry(&mut self, owner: &str) -> &mut Account {
        self.accounts.entry(owner.to_string()).or_default()
    }
}
