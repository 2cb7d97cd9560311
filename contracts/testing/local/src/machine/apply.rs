//! What each op says to the lockup.

use cosmwasm_std::{coin, Addr};
use mesh_lockup::msg::ExecuteMsg;

use super::op::{Amount, Op};
use super::{Machine, Step, DENOM};
use crate::ledger::Account;
use crate::world::Code;

impl Machine {
    pub fn apply(&mut self, op: Op) -> Step {
        match op {
            Op::Bond(owner, amount) => {
                let owner = self.owner(owner);
                let wallet = self.world.balance(&owner, DENOM);
                let funds = amount.of(wallet).min(wallet);
                self.say(&owner, &ExecuteMsg::Bond {}, funds)
            }
            Op::Unbond(owner, amount) => {
                let (owner, account) = self.account(owner);
                let amount = amount.of(account.free()).into();
                self.say(&owner, &ExecuteMsg::Unbond { amount }, 0)
            }
            Op::Delegate(owner, amount) => {
                let (owner, account) = self.account(owner);
                let msg = self.grant(&self.home, amount.of(account.here));
                self.say(&owner, &msg, 0)
            }
            Op::Grant(owner, temper, amount) => {
                let (owner, account) = self.account(owner);
                let holder = self.holder(temper);
                let before = account.claims.get(holder.as_str()).copied().unwrap_or(0);
                let msg = self.grant(&holder, amount.of(account.bonded() - before));
                self.say(&owner, &msg, 0)
            }
            Op::Release(pick, amount) => self.with_claim(pick, |owner, claim| {
                let amount = amount.of(claim).into();
                ExecuteMsg::ReleaseClaim { owner, amount }
            }),
            Op::Slash(pick, amount) => self.with_claim(pick, |owner, claim| {
                let amount = amount.of(claim).into();
                ExecuteMsg::SlashClaim { owner, amount }
            }),
            Op::Burn => self.say(&self.owner(0), &ExecuteMsg::Burn {}, 0),
            Op::Return(owner, amount, burn) => self.give_back(owner, amount, burn),
            Op::Lose(owner, amount) => self.lose(owner, amount),
            Op::Vanish(amount) => {
                let held = self.world.balance(&self.home, DENOM);
                let gone = amount.of(held).min(held);
                let taken = self.world.destroy(&self.home, &[coin(gone, DENOM)]);
                taken.expect("no more than it has");
                self.vanished += gone;
                Step::Done
            }
            Op::HomeRelease(owner, amount) => {
                let (owner, account) = self.account(owner);
                let msg = ExecuteMsg::ReleaseClaim {
                    owner: owner.into_string(),
                    amount: amount.of(account.away).into(),
                };
                self.say(&self.home.clone(), &msg, 0)
            }
            Op::HomeSlash(owner, amount) => {
                let (owner, account) = self.account(owner);
                let msg = ExecuteMsg::SlashClaim {
                    owner: owner.into_string(),
                    amount: amount.of(account.away).into(),
                };
                self.say(&self.home.clone(), &msg, 0)
            }
            Op::HomeTemper(temper) => {
                self.home_temper = temper;
                self.world.set_code(&self.home, Code::Holder(temper));
                Step::Nothing
            }
            Op::Pretend(sender, owner, amount, lost) => self.pretend(sender, owner, amount, lost),
            Op::FailCalls(count) => {
                self.world.failing_calls.set(count);
                Step::Nothing
            }
        }
    }

    pub fn owner(&self, pick: usize) -> Addr {
        self.owners[pick % self.owners.len()].clone()
    }

    fn account(&self, pick: usize) -> (Addr, Account) {
        let owner = self.owner(pick);
        let account = self.ledger.account(owner.as_str());
        (owner, account)
    }

    /// Of all claims of holders, the one picked.
    fn with_claim(&mut self, pick: usize, msg: impl FnOnce(String, u128) -> ExecuteMsg) -> Step {
        let mut claims = vec![];
        for (owner, account) in &self.ledger.accounts {
            for (holder, claim) in &account.claims {
                claims.push((owner.clone(), holder.clone(), *claim));
            }
        }
        if claims.is_empty() {
            return Step::Nothing;
        }
        let (owner, holder, claim) = claims.swap_remove(pick % claims.len());
        self.say(&Addr::unchecked(holder), &msg(owner, claim), 0)
    }

    pub fn give_back(&mut self, owner: usize, amount: Amount, burn: bool) -> Step {
        let (owner, account) = self.account(owner);
        let amount = amount.of(account.away + account.away_for_burn);
        if amount > self.world.balance(&self.home, DENOM) {
            return Step::Nothing;
        }
        let msg = ExecuteMsg::ReturnLocal {
            owner: owner.into_string(),
            amount: amount.into(),
            burn,
        };
        self.say(&self.home.clone(), &msg, amount)
    }

    fn lose(&mut self, owner: usize, amount: Amount) -> Step {
        let (owner, account) = self.account(owner);
        let amount = amount.of(account.away + account.away_for_burn);
        if amount > self.world.balance(&self.home, DENOM) {
            return Step::Nothing;
        }
        let msg = ExecuteMsg::HomeSlashed {
            owner: owner.into_string(),
            amount: amount.into(),
        };
        let step = self.say(&self.home.clone(), &msg, 0);
        if let Step::Done = step {
            let taken = self.world.destroy(&self.home, &[coin(amount, DENOM)]);
            taken.expect("no more than it has");
        }
        step
    }

    fn pretend(&mut self, sender: usize, owner: usize, amount: Amount, lost: bool) -> Step {
        let (owner, account) = self.account(owner);
        let sender = match sender % 4 {
            0 => self.holder(super::TEMPERS[0]),
            pick => self.owner(pick),
        };
        let amount = amount.of(account.away + account.away_for_burn);
        let amount = amount.min(self.world.balance(&sender, DENOM));
        let owner = owner.into_string();
        let (msg, funds) = match lost {
            true => {
                let amount = amount.into();
                (ExecuteMsg::HomeSlashed { owner, amount }, 0)
            }
            false => {
                let msg = ExecuteMsg::ReturnLocal {
                    owner,
                    amount: amount.into(),
                    burn: false,
                };
                (msg, amount)
            }
        };
        self.say(&sender, &msg, funds)
    }
}
