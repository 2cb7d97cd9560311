//! Which of the states that matter a run has been in. A run that never gets there proves nothing.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{from_json, StdAck};
use mesh_apis::claim::ClaimReceiverMsg;
use mesh_apis::ibc::ProviderPacket;
use mesh_provider::msg::{QueryMsg, RewardsResponse};

use super::op::Op;
use super::{sum, Machine, ONE, VALIDATORS};
use crate::world::{Call, Packet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    SlashWithStakeInFlight,
    SlashToZero,
    Cut,
    CutWithStakeInFlight,
    /// One slash cut the claims of two holders or more, beside that of its own.
    CrossSlashOverThree,
    MergedUnbonding,
    PartialSettlement,
    /// A call to the lockup failed in an answer and was queued.
    QueuedCall,
    /// A stake was refused or timed out.
    Refund,
    UnansweredTakenBack,
    /// Stake that nobody answered, of no worth.
    WrittenOff,
    /// Of a channel that is not the bound one.
    LateAnswer,
    ChannelGoneWithPacketsInFlight,
    Release,
    RewardBacklog,
    Report,
    /// A report that took less than it said, or nothing.
    ReportAboveTheMaximum,
    TombstoneAfterReport,
    /// Stake of nobody in particular.
    Resent,
}

pub const ALL: [Reach; 19] = [
    Reach::SlashWithStakeInFlight,
    Reach::SlashToZero,
    Reach::Cut,
    Reach::CutWithStakeInFlight,
    Reach::CrossSlashOverThree,
    Reach::MergedUnbonding,
    Reach::PartialSettlement,
    Reach::QueuedCall,
    Reach::Refund,
    Reach::UnansweredTakenBack,
    Reach::WrittenOff,
    Reach::LateAnswer,
    Reach::ChannelGoneWithPacketsInFlight,
    Reach::Release,
    Reach::RewardBacklog,
    Reach::Report,
    Reach::ReportAboveTheMaximum,
    Reach::TombstoneAfterReport,
    Reach::Resent,
];

#[derive(Clone, Debug, Default)]
pub struct Reached(BTreeMap<Reach, u64>);

impl Reached {
    pub fn add(&mut self, other: &Reached) {
        for (what, times) in &other.0 {
            *self.0.entry(*what).or_default() += times;
        }
    }

    /// Of every state, how often it was reached.
    pub fn counts(&self) -> Vec<(Reach, u64)> {
        let times = |what: Reach| self.0.get(&what).copied().unwrap_or(0);
        ALL.iter().map(|what| (*what, times(*what))).collect()
    }

    fn count(&mut self, what: Reach, happened: bool) {
        *self.0.entry(what).or_default() += u64::from(happened);
    }

    pub(super) fn look_at(&mut self, calls: &[Call]) {
        let mut cut: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for call in calls {
            if let Ok(ClaimReceiverMsg::ClaimReduced { owner, .. }) = from_json(&call.msg) {
                self.count(Reach::Cut, true);
                cut.entry(owner)
                    .or_default()
                    .insert(call.contract.to_string());
            }
        }
        let wide = cut.values().any(|holders| holders.len() >= 2);
        self.count(Reach::CrossSlashOverThree, wide);
    }
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
    late: usize,
    /// Packets of a channel that is about to go.
    open_packets: usize,
    packets: usize,
    /// What reports had left of the validator of a slash.
    left: u128,
}

impl Machine {
    /// None of an op that reaches nothing by itself.
    pub(super) fn figures(&self, op: Op) -> Figures {
        let mut figures = Figures {
            packets: self.world.packet_count(),
            left: ONE,
            ..Figures::default()
        };
        match op {
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => {
                figures.late = self.late_answers();
            }
            Op::Close(of) | Op::Unbind(of) => {
                let bound = self.bound_channel(&self.provider(of).address);
                let open = |p: &Packet| !p.done && Some(&p.channel) == bound.as_ref();
                figures.open_packets = self.world.packets_that(open).len();
                return figures;
            }
            Op::Slash(..)
            | Op::Unstake(..)
            | Op::WriteOff(_)
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
            let at = (of % 2, validator % 2);
            figures.left = self.reports.left(at, self.world.time());
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

    pub(super) fn compare(&mut self, op: Op, before: &Figures, answered: Option<usize>) {
        let after = self.figures(op);
        let refund = answered.is_some_and(|index| self.is_refund(index));
        let resent = matches!(op, Op::Resend(..)) && after.packets > before.packets;
        let backlog = matches!(op, Op::Rewards(of, ..) if self.has_backlog(of));
        let taken = self.taken;
        let mut count = |what, happened| self.reached.count(what, happened);
        count(Reach::Resent, resent);
        match op {
            Op::Slash(.., tombstone) => {
                count(Reach::SlashWithStakeInFlight, before.at_risk > 0);
                let to_zero = before.tokens > 0 && after.tokens == 0;
                count(Reach::SlashToZero, to_zero);
                count(Reach::TombstoneAfterReport, tombstone && before.left < ONE);
            }
            Op::Report(.., permille) => {
                count(Reach::Report, taken > 0);
                let said = u128::from(permille) * (ONE / 1_000);
                count(Reach::ReportAboveTheMaximum, taken < said);
            }
            Op::WriteOff(_) => count(Reach::WrittenOff, after.flying < before.flying),
            Op::Unstake(..) => {
                let merged =
                    after.leaving == before.leaving && after.leaving_tokens > before.leaving_tokens;
                count(Reach::MergedUnbonding, merged);
                count(Reach::UnansweredTakenBack, after.flying < before.flying);
            }
            Op::Withdraw(_) => count(Reach::Release, after.leaving < before.leaving),
            Op::Settle(..) => {
                let partial = after.cut > 0 && after.cut < before.cut;
                count(Reach::PartialSettlement, partial);
            }
            Op::HolderSlash(..) | Op::ProcessSlashes(..) => {
                let cut = after.cuts_on_flying > before.cuts_on_flying;
                count(Reach::CutWithStakeInFlight, cut);
            }
            Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => {
                count(Reach::LateAnswer, after.late > before.late);
                count(Reach::QueuedCall, after.queued > before.queued);
                count(Reach::Refund, refund);
            }
            Op::Close(_) | Op::Unbind(_) => {
                let gone = before.open_packets > 0;
                count(Reach::ChannelGoneWithPacketsInFlight, gone);
            }
            Op::Rewards(..) => count(Reach::RewardBacklog, backlog),
            _ => {}
        }
    }

    /// An owner's stake that was not taken.
    fn is_refund(&self, index: usize) -> bool {
        let packet = self.world.packet(index);
        let owned = match from_json(&packet.data) {
            Ok(ProviderPacket::Stake { key, .. }) => key != packet.contract.as_str(),
            _ => false,
        };
        let ack = packet.ack.as_ref().map(from_json::<StdAck>);
        owned && !matches!(ack, Some(Ok(StdAck::Success(_))))
    }

    fn has_backlog(&self, of: usize) -> bool {
        let rewards: RewardsResponse = self
            .world
            .query(&self.provider(of).address, &QueryMsg::Rewards {});
        !rewards.announced.is_zero()
    }

    /// Answered packets of channels that no provider is bound to any more.
    fn late_answers(&self) -> usize {
        let providers = self.providers.iter();
        let bound: Vec<_> = providers
            .filter_map(|provider| self.bound_channel(&provider.address))
            .collect();
        let late = self
            .world
            .packets_that(|packet| packet.done && !bound.contains(&packet.channel));
        late.len()
    }
}
