//! x/staking and x/distribution as far as one delegator sees them: validators whose tokens are shared
//! out by shares, undelegations that wait, slashes, and rewards that are paid on every change.

use std::collections::BTreeMap;

use cosmwasm_std::{Uint128, Uint256};

/// x/staking takes so many undelegations of one delegator at one validator.
const MAX_ENTRIES: usize = 7;
/// Shares of one token where nothing was slashed.
const SHARE: u128 = 1_000_000_000_000_000_000;

#[derive(Clone, Default)]
pub struct Chain {
    /// Seconds that an undelegation takes.
    pub unbonding_time: u64,
    pub validators: BTreeMap<String, Validator>,
    pub unbonding: Vec<Entry>,
}

#[derive(Clone, Default)]
pub struct Validator {
    pub tokens: u128,
    shares: Uint256,
    /// The delegator's part of them.
    own: Uint256,
    /// Rewards of the delegator.
    pub due: u128,
}

#[derive(Clone)]
pub struct Entry {
    validator: String,
    /// Seconds.
    completes: u64,
    initial: u128,
    balance: u128,
}

fn small(number: Uint256) -> u128 {
    Uint128::try_from(number).expect("128 bits").u128()
}

impl Validator {
    fn of_shares(&self, shares: Uint256) -> u128 {
        match self.shares.is_zero() {
            true => 0,
            false => small(shares * Uint256::from(self.tokens) / self.shares),
        }
    }

    pub fn standing(&self) -> u128 {
        self.of_shares(self.own)
    }
}

impl Chain {
    /// A validator that others have delegated `tokens` to.
    pub fn list(&mut self, name: &str, tokens: u128) {
        let validator = Validator {
            tokens,
            shares: Uint256::from(tokens) * Uint256::from(SHARE),
            ..Validator::default()
        };
        self.validators.insert(name.to_string(), validator);
    }

    fn validator(&mut self, name: &str) -> Result<&mut Validator, String> {
        let found = self.validators.get_mut(name);
        found.ok_or_else(|| "validator does not exist".to_string())
    }

    /// The rewards that every change pays first.
    pub fn pay(&mut self, name: &str) -> Result<u128, String> {
        Ok(std::mem::take(&mut self.validator(name)?.due))
    }

    pub fn delegate(&mut self, name: &str, amount: u128) -> Result<(), String> {
        let validator = self.validator(name)?;
        if validator.tokens == 0 {
            return Err("validator's exchange rate is invalid".to_string());
        }
        let shares = validator.shares * Uint256::from(amount) / Uint256::from(validator.tokens);
        validator.tokens += amount;
        validator.shares += shares;
        validator.own += shares;
        Ok(())
    }

    pub fn undelegate(&mut self, name: &str, amount: u128, now: u64) -> Result<(), String> {
        let open = self.unbonding.iter().filter(|e| e.validator == name);
        if open.count() >= MAX_ENTRIES {
            return Err("too many unbonding delegation entries".to_string());
        }
        let completes = now + self.unbonding_time;
        let validator = self.validator(name)?;
        if validator.tokens == 0 {
            return Err("no shares".to_string());
        }
        let shares = validator.shares * Uint256::from(amount) / Uint256::from(validator.tokens);
        if amount == 0 || shares > validator.own {
            return Err("not enough delegation shares".to_string());
        }
        let issued = validator.of_shares(shares);
        validator.tokens -= issued;
        validator.shares -= shares;
        validator.own -= shares;
        self.unbonding.push(Entry {
            validator: name.to_string(),
            completes,
            initial: issued,
            balance: issued,
        });
        Ok(())
    }

    /// Takes a part in 1/1000 of what stands, and of what is on its way back where the fault is older
    /// than that. Answers what the delegator lost of both.
    pub fn slash(&mut self, name: &str, permille: u128, old: bool) -> (u128, u128) {
        let validator = self.validators.get_mut(name).expect("listed");
        let before = validator.standing();
        validator.tokens -= validator.tokens * permille / 1_000;
        let standing = before - validator.standing();
        let mut leaving = 0;
        for entry in self.unbonding.iter_mut().filter(|_| old) {
            if entry.validator == name {
                let cut = (entry.initial * permille / 1_000).min(entry.balance);
                entry.balance -= cut;
                leaving += cut;
            }
        }
        (standing, leaving)
    }

    /// What comes back at the end of a block of this time.
    pub fn mature(&mut self, now: u64) -> u128 {
        let (done, open) = std::mem::take(&mut self.unbonding)
            .into_iter()
            .partition(|entry| entry.completes <= now);
        self.unbonding = open;
        let done: Vec<Entry> = done;
        done.iter().map(|entry| entry.balance).sum()
    }

    /// All that the delegator has there, standing or on its way back.
    pub fn all(&self) -> u128 {
        let standing: u128 = self.validators.values().map(|v| v.standing()).sum();
        let leaving: u128 = self.unbonding.iter().map(|e| e.balance).sum();
        standing + leaving
    }
}
