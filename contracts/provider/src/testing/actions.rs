//! Messages and what came of them, by short names.

use cosmwasm_std::{Decimal, Uint128};
use mesh_apis::ibc::{ListStakesAck, RemoteStake};

use super::world::{addr, Outcome, World};
use crate::msg::ExecuteMsg;

impl World {
    /// The lockup grants a claim and tells the provider.
    pub fn grant(&mut self, owner: &str, amount: u128, validator: &str) -> Outcome {
        let key = addr(owner).into_string();
        *self
            .lockup
            .borrow_mut()
            .claims
            .entry(key.clone())
            .or_default() += amount;
        let msg = ExecuteMsg::ReceiveClaim {
            owner: key.clone(),
            amount: Uint128::new(amount),
            validator: validator.to_string(),
        };
        let before = self.records();
        let outcome = self.attempt("lockup", msg);
        if outcome.is_err() {
            self.restore(&before);
            *self.lockup.borrow_mut().claims.get_mut(&key).unwrap() -= amount;
        }
        self.check();
        outcome
    }

    /// Granted, sent and acknowledged.
    pub fn stake(&mut self, owner: &str, amount: u128, validator: &str) {
        self.grant(owner, amount, validator).unwrap();
        let packet = self.take_stake();
        self.ack(&packet);
    }

    pub fn unstake(&mut self, owner: &str, amount: u128, validator: &str) -> Outcome {
        let msg = ExecuteMsg::Unstake {
            amount: Uint128::new(amount),
            validator: validator.to_string(),
        };
        self.execute(owner, msg)
    }

    pub fn unbond(&mut self, owner: &str) -> Outcome {
        self.execute(owner, ExecuteMsg::Unbond { limit: None })
    }

    pub fn slash(&mut self, validator: &str, percent: u64, tombstone: bool) -> Outcome {
        let msg = ExecuteMsg::Slash {
            validator: validator.to_string(),
            percentage: Decimal::percent(percent),
            force_unbond: tombstone,
        };
        self.execute("slasher", msg)
    }

    pub fn process(&mut self, validator: &str) -> Outcome {
        let msg = ExecuteMsg::ProcessSlashes {
            validator: validator.to_string(),
            start_after: None,
            limit: None,
        };
        self.execute("anyone", msg)
    }

    /// Processes slashes to the end and returns how many pages that took.
    pub fn process_pages(&mut self, validator: &str, limit: u32) -> u32 {
        let mut start_after = None;
        for pages in 0.. {
            let msg = ExecuteMsg::ProcessSlashes {
                validator: validator.to_string(),
                start_after,
                limit: Some(limit),
            };
            let mut pairs = self.execute("anyone", msg).unwrap().into_iter();
            start_after = pairs.find(|(key, _)| key == "last").map(|(_, last)| last);
            if start_after.is_none() {
                return pages;
            }
        }
        unreachable!()
    }

    pub fn settle(&mut self, owner: &str) -> Outcome {
        let owner = addr(owner).into_string();
        self.execute("anyone", ExecuteMsg::Settle { owner, limit: None })
    }

    pub fn resend(&mut self) -> Outcome {
        self.execute("anyone", ExecuteMsg::Resend { limit: None })
    }

    pub fn claim_rewards(&mut self, owner: &str, validator: &str) -> Outcome {
        let msg = ExecuteMsg::ClaimRewards {
            validator: validator.to_string(),
            recipient: None,
        };
        self.execute(owner, msg)
    }

    /// A slash elsewhere cuts the claim; the lockup tells it.
    pub fn cut(&mut self, owner: &str, amount: u128) {
        self.cut_unchecked(addr(owner).as_str(), amount);
        self.check();
    }

    pub fn cut_unchecked(&mut self, owner: &str, amount: u128) {
        *self.lockup.borrow_mut().claims.get_mut(owner).unwrap() -= amount;
        let msg = ExecuteMsg::ClaimReduced {
            owner: owner.to_string(),
            amount: Uint128::new(amount),
        };
        self.attempt("lockup", msg).unwrap();
    }

    pub fn claim(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.lockup.borrow().claims.get(&key).copied().unwrap_or(0)
    }

    pub fn released(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.lockup
            .borrow()
            .released
            .get(&key)
            .copied()
            .unwrap_or(0)
    }

    pub fn slashed(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.lockup.borrow().slashed.get(&key).copied().unwrap_or(0)
    }

    pub fn paid(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.paid.get(&key).copied().unwrap_or(0)
    }

    pub fn listed(&self, names: &[(&str, u128)]) -> ListStakesAck {
        let stakes = names
            .iter()
            .map(|(name, amount)| RemoteStake {
                validator: name.to_string(),
                amount: Uint128::new(*amount),
            })
            .collect();
        ListStakesAck { stakes }
    }
}
