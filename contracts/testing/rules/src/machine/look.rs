//! What there is to choose from, as anyone can ask it.

use cosmwasm_std::Addr;
use mesh_provider::msg::{
    AccountResponse, ChannelResponse, InFlightEntry, InFlightResponse, PendingCutResponse,
    QueryMsg, UnbondingResponse, ValidatorResponse,
};

use super::{Machine, TEMPERS, VALIDATORS};
use crate::home::worth_in_flight;

fn nth<T: Clone>(pick: usize, all: &[T]) -> Option<T> {
    match all.len() {
        0 => None,
        count => Some(all[pick % count].clone()),
    }
}

impl Machine {
    fn pairs(&self) -> Vec<(usize, usize)> {
        let providers = 0..self.providers.len();
        let with = |of| (0..self.owners.len()).map(move |owner| (owner, of));
        providers.flat_map(with).collect()
    }

    /// Owner, provider, validator with stake, active or in flight.
    pub(super) fn choose_stake(&self, pick: usize) -> Option<(usize, usize, usize)> {
        let mut found = vec![];
        for (owner, of) in self.pairs() {
            let staked = self.account(owner, of).staked.into_iter();
            let active = staked.map(|row| (row.validator, row.tokens.u128()));
            let all: Vec<_> = active.chain(self.in_flight(owner, of)).collect();
            for (validator, name) in VALIDATORS.iter().enumerate() {
                if all.iter().any(|(of, tokens)| of == name && *tokens > 0) {
                    found.push((owner, of, validator));
                }
            }
        }
        nth(pick, &found)
    }

    /// Owner, provider, validator with stake in flight that is worth nothing.
    pub(super) fn choose_worthless(&self, pick: usize) -> Option<(usize, usize, usize)> {
        let mut found = vec![];
        for (owner, of) in self.pairs() {
            for (validator, name) in VALIDATORS.iter().enumerate() {
                let flying = self.flying(owner, of, validator) > 0;
                if flying && worth_in_flight(self, owner, of, name) == 0 {
                    found.push((owner, of, validator));
                }
            }
        }
        nth(pick, &found)
    }

    pub(super) fn choose_leaving(&self, pick: usize) -> Option<(usize, usize)> {
        let mut pairs = self.pairs();
        pairs.retain(|(owner, of)| !self.leaving(*owner, *of).entries.is_empty());
        nth(pick, &pairs)
    }

    pub(super) fn choose_unsettled(&self, pick: usize) -> Option<(usize, usize)> {
        let recorded = |(owner, of): &(usize, usize)| {
            let cut = self.pending_cut(*owner, *of);
            cut.cut + cut.queued_release + cut.queued_slash != cosmwasm_std::Uint128::zero()
        };
        let mut pairs = self.pairs();
        pairs.retain(recorded);
        nth(pick, &pairs).or_else(|| nth(pick, &self.pairs()))
    }

    /// Owner, holder that is no provider, claim.
    pub(super) fn choose_claim(&self, pick: usize) -> Option<(Addr, Addr, u128)> {
        let mut found = vec![];
        for owner in &self.owners {
            let account = self.ledger.account(owner.as_str());
            for holder in TEMPERS.map(|temper| self.holder(temper)) {
                if let Some(claim) = account.claims.get(holder.as_str()) {
                    found.push((owner.clone(), holder, *claim));
                }
            }
        }
        nth(pick, &found)
    }

    pub fn account(&self, owner: usize, of: usize) -> AccountResponse {
        let msg = QueryMsg::Account {
            address: self.owner(owner).to_string(),
        };
        self.world.query(&self.provider(of).address, &msg)
    }

    /// Worth of one owner's active stake at one validator.
    pub fn staked(&self, owner: usize, of: usize, validator: usize) -> u128 {
        let name = VALIDATORS[validator % 2];
        let mut staked = self.account(owner, of).staked.into_iter();
        let found = staked.find(|s| s.validator == name);
        found.map_or(0, |staked| staked.tokens.u128())
    }

    /// Stake of one owner that the consumer has not answered, by validator.
    pub fn in_flight(&self, owner: usize, of: usize) -> Vec<(String, u128)> {
        let msg = QueryMsg::InFlight {
            address: self.owner(owner).to_string(),
            start_after: None,
            limit: Some(100),
        };
        let answer: InFlightResponse = self.world.query(&self.provider(of).address, &msg);
        let row = |entry: InFlightEntry| (entry.validator, entry.amount.u128());
        answer.entries.into_iter().map(row).collect()
    }

    /// The same for one validator, summed.
    pub fn flying(&self, owner: usize, of: usize, validator: usize) -> u128 {
        let items = self.in_flight(owner, of).into_iter();
        let of_validator = items.filter(|(name, _)| name == VALIDATORS[validator % 2]);
        super::sum(of_validator.map(|(_, amount)| amount))
    }

    pub fn leaving(&self, owner: usize, of: usize) -> UnbondingResponse {
        let msg = QueryMsg::Unbonding {
            address: self.owner(owner).to_string(),
            start_after: None,
            limit: Some(100),
        };
        self.world.query(&self.provider(of).address, &msg)
    }

    pub fn pending_cut(&self, owner: usize, of: usize) -> PendingCutResponse {
        let msg = QueryMsg::PendingCut {
            address: self.owner(owner).to_string(),
        };
        self.world.query(&self.provider(of).address, &msg)
    }

    pub fn tokens_of(&self, of: usize, validator: &str) -> u128 {
        let msg = QueryMsg::Validator {
            address: validator.to_string(),
        };
        let answer: ValidatorResponse = self.world.query(&self.provider(of).address, &msg);
        answer.tokens.u128()
    }

    pub fn bound_channel(&self, provider: &Addr) -> Option<String> {
        let answer: ChannelResponse = self.world.query(provider, &QueryMsg::Channel {});
        answer.channel.map(|channel| channel.channel_id)
    }
}
