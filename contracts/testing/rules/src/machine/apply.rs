//! One op on the contracts.

use cosmwasm_std::{Addr, Uint128};
use mesh_lockup::msg::ExecuteMsg as LockupMsg;
use mesh_provider::msg as provider;

use super::op::{Amount, Op};
use super::{Machine, Step, DENOM, VALIDATORS};
use crate::world::Temper;

impl From<Result<(), String>> for Step {
    fn from(result: Result<(), String>) -> Self {
        match result {
            Ok(()) => Step::Done,
            Err(reason) => Step::Refused(reason),
        }
    }
}

impl Machine {
    /// Does it, books it, and answers what came of it and which packet was answered.
    pub fn apply(&mut self, op: Op) -> (Step, Option<usize>) {
        let before = self.figures(op);
        let (step, packet) = match op {
            Op::Relay(pick, verdict) => self.relay(pick, verdict),
            Op::Acknowledge(pick) => self.acknowledge(pick),
            Op::TimeOut(pick) => self.time_out(pick),
            other => (self.act(other), None),
        };
        self.book_calls();
        if matches!(step, Step::Done) {
            self.compare(op, &before, packet);
        }
        (step, packet)
    }

    fn act(&mut self, op: Op) -> Step {
        match op {
            Op::Bond(owner, amount) => self.bond(owner, amount),
            Op::Unbond(owner, amount) => self.unbond(owner, amount),
            Op::Stake(owner, to, validator, amount) => {
                let holder = self.provider(to).address.clone();
                self.grant(owner, &holder, VALIDATORS[validator % 2], amount)
                    .into()
            }
            Op::Grant(owner, temper, amount) => self.grant_holder(owner, temper, amount),
            Op::HolderRelease(pick, amount) => self.lower(pick, amount, false),
            Op::HolderSlash(pick, amount) => self.lower(pick, amount, true),
            Op::Burn => {
                let sender = self.admin.clone();
                self.lockup_call(&sender, &LockupMsg::Burn {}, 0)
            }
            Op::Unstake(pick, amount) => self.unstake(pick, amount),
            Op::WriteOff(pick) => {
                let Some((owner, of, validator)) = self.choose_worthless(pick) else {
                    return Step::Nothing;
                };
                let msg = provider::ExecuteMsg::Unstake {
                    amount: Uint128::zero(),
                    validator: VALIDATORS[validator].to_string(),
                };
                self.at_provider(owner, of, &msg)
            }
            Op::Withdraw(pick) => {
                let Some((owner, of)) = self.choose_leaving(pick) else {
                    return Step::Nothing;
                };
                self.at_provider(owner, of, &provider::ExecuteMsg::Unbond { limit: None })
            }
            Op::ClaimRewards(owner, of, validator) => {
                let msg = provider::ExecuteMsg::ClaimRewards {
                    validator: VALIDATORS[validator % 2].to_string(),
                    recipient: None,
                };
                self.at_provider(owner, of, &msg)
            }
            Op::Slash(of, validator, ratio, tombstone) => {
                self.slash(of, validator, ratio, tombstone)
            }
            Op::ProcessSlashes(of, validator, limit) => {
                let msg = provider::ExecuteMsg::ProcessSlashes {
                    validator: VALIDATORS[validator % 2].to_string(),
                    start_after: None,
                    limit,
                };
                self.at_provider(0, of, &msg)
            }
            Op::Settle(pick, limit) => {
                let Some((owner, of)) = self.choose_unsettled(pick) else {
                    return Step::Nothing;
                };
                let msg = provider::ExecuteMsg::Settle {
                    owner: self.owner(owner).to_string(),
                    limit,
                };
                self.at_provider(0, of, &msg)
            }
            Op::Resend(of, limit) => {
                self.at_provider(0, of, &provider::ExecuteMsg::Resend { limit })
            }
            Op::Refresh(of) => self.at_provider(0, of, &provider::ExecuteMsg::RefreshValidators {}),
            Op::Pass(seconds) => {
                self.world.pass(seconds);
                Step::Done
            }
            Op::Receive(pick, verdict) => match self.receive(pick, verdict) {
                Some(_) => Step::Done,
                None => Step::Nothing,
            },
            Op::Close(of) => self.close(of % 2),
            Op::Open(of) => self.open(of % 2),
            Op::Unbind(of) => {
                let admin = self.admin.clone();
                let address = self.provider(of).address.clone();
                self.execute(&admin, &address, &provider::ExecuteMsg::UnbindChannel {})
                    .into()
            }
            Op::Expire(expired) => {
                self.world.client_expired.set(expired);
                Step::Done
            }
            Op::FailCalls(count, anywhere) => {
                self.world.failing_calls.set(count);
                self.world.failing_anywhere.set(anywhere);
                Step::Done
            }
            Op::Rewards(of, validator, amount, funded) => {
                self.rewards(of, validator, amount, funded)
            }
            Op::Fund(of, amount) => {
                self.fund(of, amount);
                Step::Done
            }
            Op::Credit(of, limit) => {
                self.at_provider(0, of, &provider::ExecuteMsg::Credit { limit })
            }
            Op::Sweep(of) => {
                let to = self.world.address("pool").to_string();
                let msg = provider::ExecuteMsg::SweepUnallocated { to };
                let address = self.provider(of).address.clone();
                self.execute(&self.admin.clone(), &address, &msg).into()
            }
            Op::Report(of, validator, ratio) => self.report(of, validator, ratio),
            Op::List(of, validator, listed) => self.list(of, validator, listed),
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => {
                unreachable!("answers are not acts")
            }
        }
    }

    pub fn owner(&self, pick: usize) -> Addr {
        self.owners[pick % self.owners.len()].clone()
    }

    pub fn provider(&self, pick: usize) -> &super::Provider {
        &self.providers[pick % 2]
    }

    pub fn at_provider(&self, sender: usize, of: usize, msg: &provider::ExecuteMsg) -> Step {
        let sender = self.owner(sender);
        self.execute(&sender, &self.provider(of).address, msg)
            .into()
    }

    fn bond(&mut self, owner: usize, amount: Amount) -> Step {
        let owner = self.owner(owner);
        let wallet = self.world.balance(&owner, DENOM);
        let amount = amount.of(wallet);
        if amount > wallet {
            return Step::Nothing;
        }
        self.lockup_call(&owner, &LockupMsg::Bond {}, amount)
    }

    fn unbond(&mut self, owner: usize, amount: Amount) -> Step {
        let owner = self.owner(owner);
        let account = self.ledger.account(owner.as_str());
        let free = account.bonded - account.largest_claim();
        let amount = Uint128::new(amount.of(free));
        self.lockup_call(&owner, &LockupMsg::Unbond { amount }, 0)
    }

    fn grant_msg(&self, owner: &Addr, to: &Addr, validator: &str, amount: Amount) -> LockupMsg {
        let account = self.ledger.account(owner.as_str());
        let claim = account.claims.get(to.as_str()).copied().unwrap_or(0);
        LockupMsg::GrantClaim {
            leinholder: to.to_string(),
            amount: Uint128::new(amount.of(account.bonded - claim)),
            validator: validator.to_string(),
        }
    }

    fn grant(
        &mut self,
        owner: usize,
        to: &Addr,
        validator: &str,
        amount: Amount,
    ) -> Result<(), String> {
        let owner = self.owner(owner);
        let msg = self.grant_msg(&owner, to, validator, amount);
        self.execute(&owner, &self.lockup, &msg)
    }

    fn grant_holder(&mut self, owner: usize, temper: Temper, amount: Amount) -> Step {
        let owner = self.owner(owner);
        let holder = self.holder(temper);
        let msg = self.grant_msg(&owner, &holder, "", amount);
        if temper == Temper::Refusing {
            return match self.execute(&owner, &self.lockup, &msg) {
                Ok(()) => Step::Broken(format!("{msg:?} was taken by a holder that fails")),
                Err(reason) => Step::Refused(reason),
            };
        }
        self.lockup_call(&owner, &msg, 0)
    }

    fn lower(&mut self, pick: usize, amount: Amount, slash: bool) -> Step {
        let Some((owner, holder, claim)) = self.choose_claim(pick) else {
            return Step::Nothing;
        };
        let amount = Uint128::new(amount.of(claim));
        let owner = owner.to_string();
        let msg = if slash {
            LockupMsg::SlashClaim { owner, amount }
        } else {
            LockupMsg::ReleaseClaim { owner, amount }
        };
        self.lockup_call(&holder, &msg, 0)
    }

    fn unstake(&mut self, pick: usize, amount: Amount) -> Step {
        let Some((owner, of, validator)) = self.choose_stake(pick) else {
            return Step::Nothing;
        };
        let all = match self.staked(owner, of, validator) {
            0 => self.flying(owner, of, validator),
            staked => staked,
        };
        let msg = provider::ExecuteMsg::Unstake {
            amount: Uint128::new(amount.of(all)),
            validator: VALIDATORS[validator].to_string(),
        };
        self.at_provider(owner, of, &msg)
    }
}
