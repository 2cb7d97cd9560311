//! Which of the states that matter a run has been in. A run that never gets there proves nothing.

use cosmwasm_std::from_json;
use mesh_apis::claim::ClaimReceiverMsg;

use super::op::Op;
use super::{sum, Machine, VALIDATORS};
use crate::world::Call;

#[derive(Clone, Copy, Debug, Default)]
pub struct Reached {
    pub slashes_with_stake_in_flight: u64,
    pub slashes_to_zero: u64,
    pub cuts: u64,
    pub cuts_with_stake_in_flight: u64,
    pub merged_unbondings: u64,
    pub partial_settlements: u64,
    /// Calls to the lockup that failed in an answer and were queued.
    pub queued_calls: u64,
    /// Stake that nobody answered, taken back.
    pub unanswered_taken_back: u64,
    /// Answers on a channel that is not the bound one.
    pub late_answers: u64,
    /// Unbondings that were released.
    pub releases: u64,
}

/// Figures of one moment; what a step changed of them tells what it reached.
#[derive(Default)]
pub struct Figures {
    /// Over all owners and providers.
    flying: u128,
    /// In flight for the validator of a slash.
    at_risk: u128,
    tokens: u128,
    leaving: usize,
    leaving_tokens: u128,
    /// Cuts that are recorded.
    cut: u128,
    cuts_on_flying: u64,
    queued: u128,
    late: u64,
}

impl Reached {
    pub fn add(&mut self, other: &Reached) {
        self.slashes_with_stake_in_flight += other.slashes_with_stake_in_flight;
        self.slashes_to_zero += other.slashes_to_zero;
        self.cuts += other.cuts;
        self.cuts_with_stake_in_flight += other.cuts_with_stake_in_flight;
        self.merged_unbondings += other.merged_unbondings;
        self.partial_settlements += other.partial_settlements;
        self.queued_calls += other.queued_calls;
        self.unanswered_taken_back += other.unanswered_taken_back;
        self.late_answers += other.late_answers;
        self.releases += other.releases;
    }

    /// By name, to be held against zero.
    pub fn counts(&self) -> [(&'static str, u64); 10] {
        [
            (
                "slashes with stake in flight",
                self.slashes_with_stake_in_flight,
            ),
            ("slashes to zero", self.slashes_to_zero),
            ("cuts", self.cuts),
            ("cuts with stake in flight", self.cuts_with_stake_in_flight),
            ("merged unbondings", self.merged_unbondings),
            ("partial settlements", self.partial_settlements),
            ("queued calls", self.queued_calls),
            ("unanswered stake taken back", self.unanswered_taken_back),
            ("late answers", self.late_answers),
            ("releases", self.releases),
        ]
    }

    pub(super) fn look_at(&mut self, calls: &[Call]) {
        let cuts = calls.iter().filter(|call| {
            let msg = from_json::<ClaimReceiverMsg>(&call.msg);
            matches!(msg, Ok(ClaimReceiverMsg::ClaimReduced { .. }))
        });
        self.cuts += cuts.count() as u64;
    }
}

fn count(reached: &mut u64, happened: bool) {
    *reached += u64::from(happened);
}

impl Machine {
    /// None of an op that reaches nothing by itself.
    pub(super) fn figures(&self, op: Op) -> Figures {
        let mut figures = Figures::default();
        match op {
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => {
                figures.late = self.late_answers();
            }
            Op::Slash(..)
            | Op::Unstake(..)
            | Op::Withdraw(_)
            | Op::Settle(..)
            | Op::HolderSlash(..)
            | Op::ProcessSlashes(..) => {}
            _ => return figures,
        }
        for of in 0..self.providers.len() {
            for owner in 0..self.owners.len() {
                self.add_figures(owner, of, &mut figures);
            }
        }
        if let Op::Slash(of, validator, ..) = op {
            let owners = 0..self.owners.len();
            figures.at_risk = sum(owners.map(|owner| self.flying(owner, of, validator)));
            figures.tokens = self.tokens_of(of, VALIDATORS[validator % 2]);
        }
        figures
    }

    fn add_figures(&self, owner: usize, of: usize, figures: &mut Figures) {
        let flying = sum(self.in_flight(owner, of).into_iter().map(|item| item.1));
        figures.flying = sum([figures.flying, flying]);
        let leaving = self.leaving(owner, of).entries;
        figures.leaving += leaving.len();
        let tokens = sum(leaving.iter().map(|entry| entry.tokens.u128()));
        figures.leaving_tokens = sum([figures.leaving_tokens, tokens]);
        let cut = self.pending_cut(owner, of);
        figures.cut = sum([figures.cut, cut.cut.u128()]);
        if flying > 0 && !cut.cut.is_zero() {
            figures.cuts_on_flying += cut.number;
        }
        let queued = [cut.queued_release.u128(), cut.queued_slash.u128()];
        figures.queued = sum([figures.queued, sum(queued)]);
    }

    pub(super) fn compare(&mut self, op: Op, before: &Figures) {
        let after = self.figures(op);
        let reached = &mut self.reached;
        reached.late_answers += after.late.saturating_sub(before.late);
        match op {
            Op::Slash(..) => {
                count(
                    &mut reached.slashes_with_stake_in_flight,
                    before.at_risk > 0,
                );
                let to_zero = before.tokens > 0 && after.tokens == 0;
                count(&mut reached.slashes_to_zero, to_zero);
            }
            Op::Unstake(..) => {
                let merged =
                    after.leaving == before.leaving && after.leaving_tokens > before.leaving_tokens;
                count(&mut reached.merged_unbondings, merged);
                let taken_back = after.flying < before.flying;
                count(&mut reached.unanswered_taken_back, taken_back);
            }
            Op::Withdraw(_) => {
                count(&mut reached.releases, after.leaving < before.leaving);
            }
            Op::Settle(..) => {
                let partial = after.cut > 0 && after.cut < before.cut;
                count(&mut reached.partial_settlements, partial);
            }
            Op::HolderSlash(..) | Op::ProcessSlashes(..) => {
                let cut = after.cuts_on_flying > before.cuts_on_flying;
                count(&mut reached.cuts_with_stake_in_flight, cut);
            }
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => {
                count(&mut reached.queued_calls, after.queued > before.queued);
            }
            _ => {}
        }
    }

    /// Answered packets of channels that no provider is bound to any more.
    fn late_answers(&self) -> u64 {
        let providers = self.providers.iter();
        let bound: Vec<_> = providers
            .filter_map(|provider| self.bound_channel(&provider.address))
            .collect();
        let late = self
            .world
            .packets_that(|packet| packet.done && !bound.contains(&packet.channel));
        late.len() as u64
    }
}
