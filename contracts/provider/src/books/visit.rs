use cosmwasm_std::{Addr, DepsMut, Env, StdResult, Storage, SubMsg, Uint128};
use mesh_math::shares::Stake;

use super::send;
use crate::lockup::call_lockup;
use crate::state::{Account, ACCOUNTS, CONFIG};

/// One owner's account while a message works on his items.
///
/// Cuts are taken before slashes from every item it touches; `close` writes the account and turns
/// what came out into calls of the lockup and packets to the consumer.
pub struct Visit {
    pub owner: Addr,
    pub account: Account,
    /// Lost to slashes in this visit.
    pub lost: Uint128,
    unstakes: Vec<Unstake>,
}

struct Unstake {
    validator: String,
    amount: Uint128,
    key: Addr,
}

impl Visit {
    pub fn open(store: &dyn Storage, owner: &Addr) -> StdResult<Self> {
        Ok(Visit {
            owner: owner.clone(),
            account: ACCOUNTS.may_load(store, owner)?.unwrap_or_default(),
            lost: Uint128::zero(),
            unstakes: vec![],
        })
    }

    /// Takes the recorded cut off an item, once per cut; returns what is left of it.
    pub fn cut(&mut self, stake: Stake, number: &mut u64) -> Stake {
        if *number == self.account.cut_number {
            return stake;
        }
        *number = self.account.cut_number;
        let cut = self.account.cut();
        if cut.amount.is_zero() {
            return stake;
        }
        let (taken, left) = cut.take(stake.tokens);
        self.account.cut = left.amount;
        self.account.cut_base = left.base;
        self.account.unsettled = self.account.unsettled.saturating_sub(taken);
        stake.cut(taken)
    }

    /// `lost` tokens of an item were slashed: they are owed to the lockup.
    pub fn lose(&mut self, lost: Uint128) {
        self.lost = self.lost.saturating_add(lost);
        self.account.unsettled = self.account.unsettled.saturating_sub(lost);
        self.account.queued_slash = self.account.queued_slash.saturating_add(lost);
    }

    /// `tokens` of an item are free of this contract's claim.
    pub fn release(&mut self, tokens: Uint128) {
        self.account.unsettled = self.account.unsettled.saturating_sub(tokens);
        self.account.queued_release = self.account.queued_release.saturating_add(tokens);
    }

    /// The consumer is to be told that `amount` less is staked.
    pub fn unstake(&mut self, validator: &str, amount: Uint128, key: &Addr) {
        if !amount.is_zero() {
            self.unstakes.push(Unstake {
                validator: validator.to_string(),
                amount,
                key: key.clone(),
            });
        }
    }

    /// Writes the account and returns the messages: slash, release, packets.
    pub fn close(mut self, deps: DepsMut, env: &Env) -> StdResult<Vec<SubMsg>> {
        let lockup = CONFIG.load(deps.storage)?.lockup;
        let mut messages =
            call_lockup(&deps.querier, env, &lockup, &self.owner, &mut self.account)?;
        if self.account.is_empty() {
            ACCOUNTS.remove(deps.storage, &self.owner);
        } else {
            ACCOUNTS.save(deps.storage, &self.owner, &self.account)?;
        }
        for unstake in &self.unstakes {
            messages.extend(send::unstake(
                deps.storage,
                env,
                &unstake.validator,
                unstake.amount,
                &unstake.key,
            )?);
        }
        Ok(messages)
    }
}
