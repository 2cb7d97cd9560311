//! Everybody takes everything out, from the middle of whatever goes on.

use cosmwasm_std::Addr;
use mesh_lockup::msg::ExecuteMsg as LockupMsg;
use meta_staking::msg::ExecuteMsg;
use meta_staking::state::{SET_ASIDE, TOTALS};

use super::apply::unstake;
use super::{Chained, UNBONDING_TIME, VALIDATORS};
use crate::machine::{Step, DENOM};

/// Undelegations that wait for one another, and a page for what each brings to light.
const ROUNDS: usize = 40;

impl Chained {
    /// Every loss that the chain can show is found, and passed on to the last owner.
    pub fn find_losses(&mut self) -> Result<(), String> {
        self.fail(0, None);
        for name in VALIDATORS {
            loop {
                // Refused where nobody ever had stake.
                if let Step::Broken(reason) = self.sync(name, Some(100)) {
                    return Err(reason);
                }
                if !self.walks(name) {
                    break;
                }
            }
        }
        Ok(())
    }

    fn taken(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Result<(), String> {
        match self.ask(sender, msg) {
            Step::Done => Ok(()),
            step => Err(format!("{msg:?} must be taken: {step:?}")),
        }
    }

    /// Until nothing of any owner is here.
    pub fn unstake_everything(&mut self) -> Result<(), String> {
        for _ in 0..ROUNDS {
            self.find_losses()?;
            for (owner, name, tokens) in self.positions() {
                if tokens > 0 {
                    // Refused where his debts have taken some, or while too many are under way.
                    if let Step::Broken(reason) = self.ask(&owner, &unstake(&name, tokens)) {
                        return Err(reason);
                    }
                }
            }
            let anyone = self.machine.owner(0);
            self.taken(&anyone, &ExecuteMsg::Rebalance { limit: Some(100) })?;
            for owner in self.machine.owners.clone() {
                self.taken(&owner, &ExecuteMsg::ReleaseLocal { limit: None })?;
            }
            let owners = self.machine.owners.clone();
            if !owners.iter().any(|owner| self.has_anything(owner)) {
                return self.nothing_is_left();
            }
            self.pass(UNBONDING_TIME / 7);
        }
        let left = self.machine.owners.iter().map(|owner| self.stored(owner));
        Err(format!("never done: {:?}", left.collect::<Vec<_>>()))
    }

    fn nothing_is_left(&mut self) -> Result<(), String> {
        let ledger = &self.machine.ledger;
        let away = ledger.sum(|a| a.away + a.away_for_burn);
        if away > 0 {
            return Err(format!("{away} still away"));
        }
        for (owner, account) in ledger.accounts.clone() {
            for (holder, claim) in account.claims {
                let msg = LockupMsg::ReleaseClaim {
                    owner: owner.clone(),
                    amount: claim.into(),
                };
                done(self.machine.say(&Addr::unchecked(holder), &msg, 0))?;
            }
            let amount = account.here.into();
            let msg = LockupMsg::Unbond { amount };
            done(self.machine.say(&Addr::unchecked(owner), &msg, 0))?;
        }
        if self.machine.ledger.owed > 0 {
            let anyone = self.machine.owner(0);
            done(self.machine.say(&anyone, &LockupMsg::Burn {}, 0))?;
        }
        let left = self.machine.world.balance(&self.machine.lockup, DENOM);
        if left > 0 {
            return Err(format!("{left} left in the lockup"));
        }
        self.others_are_covered()
    }

    /// What meta-staking has covers all that it owes others, once all that was on its way is back.
    fn others_are_covered(&mut self) -> Result<(), String> {
        for _ in 0..4 {
            self.pass(UNBONDING_TIME);
            self.find_losses()?;
            let anyone = self.machine.owner(0);
            self.taken(&anyone, &ExecuteMsg::Rebalance { limit: Some(100) })?;
        }
        let world = &self.machine.world;
        let home = &self.machine.home;
        let (funds, rewards, aside) = world.read(home, |store| {
            let totals = TOTALS.load(store).unwrap();
            let aside = SET_ASIDE.may_load(store, DENOM).unwrap();
            let aside = aside.unwrap_or_default();
            (
                totals.funds.u128(),
                totals.rewards_owed.u128(),
                aside.u128(),
            )
        });
        let has = world.balance(home, DENOM) + world.chain(|chain| chain.all());
        let truncated = VALIDATORS.len() as u128;
        if has + truncated < funds + rewards + aside {
            return Err(format!("has {has} of {funds} + {rewards} + {aside}"));
        }
        Ok(())
    }
}

fn done(step: Step) -> Result<(), String> {
    match step {
        Step::Done | Step::Refused(_) => Ok(()),
        step => Err(format!("{step:?}")),
    }
}
