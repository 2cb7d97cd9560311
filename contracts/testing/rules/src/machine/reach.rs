//! Which of the states that matter a run has been in. A run that never gets there proves nothing.

use cosmwasm_std::from_json;
use mesh_apis::claim::ClaimReceiverMsg;
use mesh_provider::msg::{
    InFlightResponse, PendingCutResponse, QueryMsg, UnbondingResponse, ValidatorResponse,
};

use super::op::Op;
use super::{Machine, VALIDATORS};
use crate::world::Call;

#[derive(Clone, Copy, Debug, Default)]
pub struct Reached {
    pub slashes_with_stake_in_flight: u64,
    pub slashes_to_zero: u64,
    pub cuts_with_stake_in_flight: u64,
    pub merged_unbondings: u64,
    pub partial_settlements: u64,
    /// Calls to the lockup that failed and were queued.
    pub queued_calls: u64,
    /// Stake that nobody answered, taken back.
    pub unanswered_taken_back: u64,
    /// Answers on a channel that is not the bound one.
    pub late_answers: u64,
    pub cuts: u64,
}

/// What `compare` needs to know of the time before.
#[derive(Default)]
pub struct Before {
    in_flight: Vec<u128>,
    entries: usize,
    tokens: u128,
    cut: u128,
    staked: u128,
    late: u64,
}

impl Reached {
    pub fn add(&mut self, other: &Reached) {
        self.slashes_with_stake_in_flight += other.slashes_with_stake_in_flight;
        self.slashes_to_zero += other.slashes_to_zero;
        self.cuts_with_stake_in_flight += other.cuts_with_stake_in_flight;
        self.merged_unbondings += other.merged_unbondings;
        self.partial_settlements += other.partial_settlements;
        self.queued_calls += other.queued_calls;
        self.unanswered_taken_back += other.unanswered_taken_back;
        self.late_answers += other.late_answers;
        self.cuts += other.cuts;
    }

    pub(super) fn look_at(&mut self, calls: &[Call]) {
        let cuts = calls.iter().filter(|call| {
            let msg = from_json::<ClaimReceiverMsg>(&call.msg);
            matches!(msg, Ok(ClaimReceiverMsg::ClaimReduced { .. }))
        });
        self.cuts += cuts.count() as u64;
    }
}

impl Machine {
    fn in_flight(&self, of: usize, owner: usize) -> Vec<(String, u128)> {
        let msg = QueryMsg::InFlight {
            address: self.owner(owner).to_string(),
            start_after: None,
            limit: Some(100),
        };
        let answer: InFlightResponse = self.world.query(&self.provider(of).address, &msg);
        let row = |entry: mesh_provider::msg::InFlightEntry| (entry.validator, entry.amount.u128());
        answer.entries.into_iter().map(row).collect()
    }

    fn unbondings(&self, of: usize, owner: usize, validator: usize) -> (usize, u128) {
        let msg = QueryMsg::Unbonding {
            address: self.owner(owner).to_string(),
            start_after: None,
            limit: Some(100),
        };
        let answer: UnbondingResponse = self.world.query(&self.provider(of).address, &msg);
        let of_validator = answer
            .entries
            .into_iter()
            .filter(|entry| entry.validator == VALIDATORS[validator % 2]);
        of_validator.fold((0, 0), |(count, sum), entry| {
            (count + 1, sum + entry.tokens.u128())
        })
    }

    fn pending_cut(&self, of: usize, owner: usize) -> PendingCutResponse {
        let msg = QueryMsg::PendingCut {
            address: self.owner(owner).to_string(),
        };
        self.world.query(&self.provider(of).address, &msg)
    }

    /// Owners whose recorded cut falls on stake in flight, over both providers.
    fn cuts_in_flight(&self) -> Vec<u128> {
        let mut numbers = vec![];
        for of in 0..self.providers.len() {
            for owner in 0..self.owners.len() {
                if !self.in_flight(of, owner).is_empty() {
                    let cut = self.pending_cut(of, owner);
                    numbers.push(if cut.cut.is_zero() {
                        0
                    } else {
                        u128::from(cut.number)
                    });
                } else {
                    numbers.push(0);
                }
            }
        }
        numbers
    }

    fn queued(&self) -> u128 {
        let mut sum = 0;
        for of in 0..self.providers.len() {
            for owner in 0..self.owners.len() {
                let cut = self.pending_cut(of, owner);
                sum += cut.queued_release.u128() + cut.queued_slash.u128();
            }
        }
        sum
    }

    pub(super) fn look(&self, op: Op) -> Before {
        let mut before = Before {
            late: self.late_answers(),
            ..Before::default()
        };
        match op {
            Op::Slash(of, validator, ..) => {
                let name = VALIDATORS[validator % 2];
                for owner in 0..self.owners.len() {
                    let items = self.in_flight(of, owner).into_iter();
                    before
                        .in_flight
                        .extend(items.filter(|(v, _)| v == name).map(|(_, amount)| amount));
                }
                before.tokens = self.validator_tokens(of, validator);
            }
            Op::Unstake(owner, of, validator, _) => {
                (before.entries, before.tokens) = self.unbondings(of, owner, validator);
                before.staked = self.staked(owner, of, validator);
                before.in_flight = self.in_flight(of, owner).into_iter().map(|i| i.1).collect();
            }
            Op::Settle(of, owner, _) => before.cut = self.pending_cut(of, owner).cut.u128(),
            Op::HolderSlash(..) | Op::ProcessSlashes(..) => {
                before.in_flight = self.cuts_in_flight();
            }
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => before.tokens = self.queued(),
            _ => {}
        }
        before
    }

    pub(super) fn compare(&mut self, op: Op, before: Before) {
        let late = self.late_answers();
        self.reached.late_answers += late.saturating_sub(before.late);
        match op {
            Op::Slash(of, validator, ..) => {
                if before.in_flight.iter().any(|amount| *amount > 0) {
                    self.reached.slashes_with_stake_in_flight += 1;
                }
                if before.tokens > 0 && self.validator_tokens(of, validator) == 0 {
                    self.reached.slashes_to_zero += 1;
                }
            }
            Op::Unstake(owner, of, validator, amount) => {
                let (entries, tokens) = self.unbondings(of, owner, validator);
                if entries == before.entries && tokens > before.tokens {
                    self.reached.merged_unbondings += 1;
                }
                let in_flight: Vec<_> = self.in_flight(of, owner);
                let sum: u128 = in_flight.iter().map(|item| item.1).sum();
                if amount.of(before.staked) > before.staked && sum < before.in_flight.iter().sum() {
                    self.reached.unanswered_taken_back += 1;
                }
            }
            Op::Settle(of, owner, _) => {
                let cut = self.pending_cut(of, owner).cut.u128();
                if cut > 0 && cut < before.cut {
                    self.reached.partial_settlements += 1;
                }
            }
            Op::HolderSlash(..) | Op::ProcessSlashes(..) => {
                let after = self.cuts_in_flight();
                if before.in_flight.iter().zip(&after).any(|(b, a)| a > b) {
                    self.reached.cuts_with_stake_in_flight += 1;
                }
            }
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => {
                if self.queued() > before.tokens {
                    self.reached.queued_calls += 1;
                }
            }
            _ => {}
        }
    }

    /// Answered packets of channels that no provider is bound to any more.
    fn late_answers(&self) -> u64 {
        let bound: Vec<_> = self
            .providers
            .iter()
            .filter_map(|provider| {
                let msg = QueryMsg::Channel {};
                let answer: mesh_provider::msg::ChannelResponse =
                    self.world.query(&provider.address, &msg);
                answer.channel.map(|channel| channel.channel_id)
            })
            .collect();
        let packets = self.world.packets();
        let late = packets
            .iter()
            .filter(|p| p.done && !bound.contains(&p.channel));
        late.count() as u64
    }

    fn validator_tokens(&self, of: usize, validator: usize) -> u128 {
        let msg = QueryMsg::Validator {
            address: VALIDATORS[validator % 2].to_string(),
        };
        let answer: ValidatorResponse = self.world.query(&self.provider(of).address, &msg);
        answer.tokens.u128()
    }
}
