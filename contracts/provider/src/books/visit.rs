use cosmwasm_std::{Addr, DepsMut, Env, StdResult, Storage, SubMsg, Uint128};
use mesh_math::shares::Stake;

use super::send;
use crate::lockup::call_lockup;
use crate::state::Account;

/// One owner's account while a message works on his items.
///
/// Cuts are taken before slashes from every item it touches; `close` writes the account and turns
/// what came out into calls of the lockup and packets to the consumer.
pub struct Visit {
    pub owner: Addr,
    pub account: Account,
    /// Lost to slashes in this visit.
    pub lost: Uint128,
    /// As it is written.
    stored: Account,
    packets: Vec<SubMsg>,
}

impl Visit {
    pub fn open(store: &dyn Storage, owner: &Addr) -> StdResult<Self> {
        let stored = Account::load(store, owner)?;
        Ok(Visit {
            owner: owner.clone(),
            account: stored.clone(),
            lost: Uint128::zero(),
            stored,
            packets: vec![],
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

    /// The consumer is told that `amount` less is staked.
    pub fn unstake(
        &mut self,
        store: &mut dyn Storage,
        env: &Env,
        validator: &str,
        amount: Uint128,
        key: &Addr,
    ) -> StdResult<()> {
        if !amount.is_zero() {
            let packet = send::unstake(store, env, validator, amount, key)?;
            self.packets.extend(packet);
        }
        Ok(())
    }

    /// The consumer is told of new stake.
    pub fn stake(&mut self, packet: SubMsg) {
        self.packets.push(packet);
    }

    /// Writes the account and returns the messages: packets, then slash and release.
    ///
    /// Packets come first: a call of the lockup may come back here, and finds them booked.
    pub fn close(mut self, deps: DepsMut, env: &Env) -> StdResult<Vec<SubMsg>> {
        let calls = call_lockup(deps.as_ref(), env, &self.owner, &mut self.account)?;
        if self.account != self.stored {
            self.account.save(deps.storage, &self.owner)?;
        }
        let mut messages = self.packets;
        messages.extend(calls);
        Ok(messages)
    }
}
