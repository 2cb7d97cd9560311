//! What each op says to whom.

use cosmwasm_std::{Addr, Uint128};
use meta_staking::msg::{ExecuteMsg, QueryMsg};

use super::op::Op;
use super::{name_validator, Chained, VALIDATORS};
use crate::machine::Step;

impl Chained {
    pub fn apply(&mut self, op: Op) -> Step {
        if !self.counting {
            return self.perform(op);
        }
        let before = self.figures();
        let step = self.perform(op);
        if let Step::Done = step {
            self.compare(op, &before);
        }
        step
    }

    fn perform(&mut self, op: Op) -> Step {
        match op {
            Op::Lockup(op) => self.machine.apply(op),
            Op::Delegate(owner, validator, amount) => {
                let owner = self.machine.owner(owner);
                let here = self.machine.ledger.account(owner.as_str()).here;
                let amount = amount.of(here).min(here);
                let mut msg = self.machine.grant(&self.machine.home, amount);
                name_validator(&mut msg, VALIDATORS[validator % 2]);
                match self.machine.say(&owner, &msg, 0) {
                    // The chain or meta-staking may take no stake there now.
                    Step::Broken(reason) if is_refusal(&reason) => Step::Refused(reason),
                    step => step,
                }
            }
            Op::Unstake(pick, amount) => {
                let positions = self.positions();
                if positions.is_empty() {
                    return Step::Nothing;
                }
                let (owner, name, tokens) = &positions[pick % positions.len()];
                self.ask(owner, &unstake(name, amount.of(*tokens)))
            }
            Op::Release(owner, limit) => {
                let owner = self.machine.owner(owner);
                self.ask(&owner, &ExecuteMsg::ReleaseLocal { limit })
            }
            Op::Claim(pick) => {
                let positions = self.positions();
                if positions.is_empty() {
                    return Step::Nothing;
                }
                let (owner, name, _) = &positions[pick % positions.len()];
                let msg = ExecuteMsg::ClaimLocalRewards {
                    validator: name.clone(),
                    // Apart from the wallet that he bonds from.
                    recipient: Some(self.machine.world.address("purse").to_string()),
                };
                self.ask(owner, &msg)
            }
            Op::Rebalance(limit) => {
                self.ask(&self.machine.owner(0), &ExecuteMsg::Rebalance { limit })
            }
            Op::Sync(validator, limit) => self.sync(VALIDATORS[validator % 2], limit),
            Op::Pass(seconds) => {
                self.pass(seconds);
                Step::Done
            }
            Op::Slash(validator, permille, old) => {
                let name = VALIDATORS[validator % 2];
                let lost = self
                    .machine
                    .world
                    .chain(|chain| chain.slash(name, permille.into(), old));
                self.reached.slashed(lost);
                Step::Done
            }
            Op::Earn(validator, amount) => {
                let name = VALIDATORS[validator % 2];
                self.machine.world.chain(|chain| {
                    let validator = chain.validators.get_mut(name).expect("listed");
                    if validator.standing() > 0 {
                        validator.due += u128::from(amount);
                    }
                });
                Step::Done
            }
            Op::Raise(validator, amount) => {
                let consumer = self.consumer();
                let used = consumer.total_staked.saturating_add(consumer.unbonding);
                let unused = consumer.available_funds.saturating_sub(used).u128();
                let msg = ExecuteMsg::Delegate {
                    validator: VALIDATORS[validator % 2].to_string(),
                    amount: amount.of(unused).into(),
                };
                self.ask(&self.consumer.clone(), &msg)
            }
            Op::Lower(validator, amount) => {
                let name = VALIDATORS[validator % 2].to_string();
                let msg = QueryMsg::Delegation {
                    consumer: self.consumer.to_string(),
                    validator: name.clone(),
                };
                let granted: Uint128 = self.machine.world.query(&self.machine.home, &msg);
                let msg = ExecuteMsg::Undelegate {
                    validator: name,
                    amount: amount.of(granted.u128()).into(),
                };
                self.ask(&self.consumer.clone(), &msg)
            }
            Op::Fail(count, at_home) => {
                let at = match at_home {
                    true => self.machine.home.clone(),
                    false => self.machine.lockup.clone(),
                };
                self.fail(count, Some(at));
                Step::Nothing
            }
        }
    }

    pub fn fail(&mut self, count: u32, at: Option<Addr>) {
        self.machine.world.failing_calls.set(count);
        self.machine.world.failing_at.replace(at);
    }

    pub fn sync(&mut self, name: &str, limit: Option<u32>) -> Step {
        let msg = ExecuteMsg::SyncSlash {
            validator: name.to_string(),
            limit,
        };
        self.ask(&self.machine.owner(0), &msg)
    }
}

pub fn unstake(name: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::UnstakeLocal {
        validator: name.to_string(),
        amount: amount.into(),
    }
}

fn is_refusal(reason: &str) -> bool {
    reason.contains("was refused:") && !reason.contains("with given operands")
}
