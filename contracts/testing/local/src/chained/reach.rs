//! Which states were reached, how often.

use std::collections::BTreeMap;

use super::look::Stored;
use super::op::Op;
use super::Chained;
use crate::machine::op::Op as LockupOp;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A slash at home of stake, or of what is on its way back.
    SlashOfStake,
    SlashOfLeaving,
    /// A slash at home whose news cut what other lienholders claim.
    HomeSlashCutOthers,
    /// A slash by another lienholder that cut the local claim.
    RemoteSlashCutHome,
    /// The same while some of the owner's stake leaves already.
    CutWhileLeaving,
    /// The same while he was slashed at home and the lockup does not know.
    CutWithUntoldLoss,
    /// The lockup could not be told of a loss.
    NotTold,
    /// It took that in later.
    ToldLater,
    /// The lockup did not take what came back.
    NotReturned,
    /// Meta-staking did not take the news of a cut.
    CutNotHeard,
    Released,
    BurnedOnReturn,
    /// An undelegation waits for its seventh of the time.
    Queued,
    /// Less came back than was undelegated.
    Shortfall,
    /// More debt than there is left to pay it.
    DebtAboveStake,
}

const ALL: [Reach; 15] = [
    Reach::SlashOfStake,
    Reach::SlashOfLeaving,
    Reach::HomeSlashCutOthers,
    Reach::RemoteSlashCutHome,
    Reach::CutWhileLeaving,
    Reach::CutWithUntoldLoss,
    Reach::NotTold,
    Reach::ToldLater,
    Reach::NotReturned,
    Reach::CutNotHeard,
    Reach::Released,
    Reach::BurnedOnReturn,
    Reach::Queued,
    Reach::Shortfall,
    Reach::DebtAboveStake,
];

#[derive(Clone, Default)]
pub struct Reached(BTreeMap<Reach, u64>);

impl Reached {
    pub fn counts(&self) -> Vec<(Reach, u64)> {
        let count = |reach: Reach| (reach, self.0.get(&reach).copied().unwrap_or(0));
        ALL.map(count).to_vec()
    }

    pub fn add(&mut self, other: &Reached) {
        for (reach, count) in &other.0 {
            *self.0.entry(*reach).or_default() += count;
        }
    }

    fn count(&mut self, reach: Reach, happened: bool) {
        *self.0.entry(reach).or_default() += u64::from(happened);
    }

    pub fn slashed(&mut self, (standing, leaving): (u128, u128)) {
        self.count(Reach::SlashOfStake, standing > 0);
        self.count(Reach::SlashOfLeaving, leaving > 0);
    }
}

/// Figures of one moment; what a step changed of them tells what it reached.
pub struct Figures {
    stored: Vec<Stored>,
    /// By owner: what he has bonded, what of his is away and his, and away for the burn.
    accounts: Vec<(u128, u128, u128)>,
    claims: u128,
    owed: u128,
    failing: u32,
}

impl Chained {
    pub(super) fn figures(&self) -> Figures {
        let ledger = &self.machine.ledger;
        let account = |owner: &cosmwasm_std::Addr| {
            let account = ledger.account(owner.as_str());
            (account.bonded(), account.away, account.away_for_burn)
        };
        let owners = &self.machine.owners;
        Figures {
            stored: owners.iter().map(|owner| self.stored(owner)).collect(),
            accounts: owners.iter().map(account).collect(),
            claims: ledger.sum(|a| a.claims.values().sum()),
            owed: ledger.owed,
            failing: self.machine.world.failing_calls.get(),
        }
    }

    pub(super) fn compare(&mut self, op: Op, before: &Figures) {
        let after = self.figures();
        let of = |figures: &Figures, pick: fn(&Stored) -> u128| -> Vec<u128> {
            figures.stored.iter().map(pick).collect()
        };
        let fell = |pick: fn(&Stored) -> u128| {
            let pairs = of(before, pick).into_iter().zip(of(&after, pick));
            pairs.into_iter().any(|(before, after)| after < before)
        };
        let failed = after.failing < before.failing;
        let pairs = before.accounts.iter().zip(&after.accounts);
        let away_fell = pairs.clone().any(|(b, a)| a.1 + a.2 < b.1 + b.2);
        let bonded_fell = pairs.clone().any(|(b, a)| a.0 < b.0);
        let debt_rose: Vec<bool> = pairs.map(|(b, a)| a.2 > b.2).collect();
        let cut = matches!(op, Op::Lockup(LockupOp::Slash(..)));
        let at_cut = |pick: fn(&Stored) -> u128| {
            let stored = before.stored.iter().zip(&debt_rose);
            stored.into_iter().any(|(s, rose)| *rose && pick(s) > 0)
        };
        let was_cut = cut && debt_rose.contains(&true);
        let not_heard = was_cut && failed;
        let above = after
            .stored
            .iter()
            .any(|s| s.owed > s.active + s.leaving + s.held);
        let waits = self.machine.owners.iter().any(|owner| {
            let unbonding = self.local(owner).unbonding;
            unbonding.iter().any(|entry| entry.release.is_none())
        });
        let told = !cut && bonded_fell;
        let own = !cut && !matches!(op, Op::Lockup(_) | Op::Delegate(..));
        let reached = &mut self.reached;
        reached.count(Reach::RemoteSlashCutHome, was_cut);
        reached.count(Reach::CutWhileLeaving, was_cut && at_cut(|s| s.leaving));
        reached.count(Reach::CutWithUntoldLoss, was_cut && at_cut(|s| s.untold));
        reached.count(Reach::CutNotHeard, not_heard);
        let cut_others = own && told && after.claims < before.claims;
        reached.count(Reach::HomeSlashCutOthers, cut_others);
        let untold = after.stored.iter().zip(&before.stored);
        let rose = untold.into_iter().any(|(a, b)| a.untold > b.untold);
        reached.count(Reach::NotTold, own && failed && rose);
        reached.count(Reach::ToldLater, own && told && fell(|s| s.untold));
        let held = after.stored.iter().any(|s| s.held > 0);
        reached.count(Reach::NotReturned, own && failed && held);
        reached.count(
            Reach::Released,
            own && away_fell && after.owed == before.owed,
        );
        reached.count(Reach::BurnedOnReturn, own && after.owed > before.owed);
        reached.count(Reach::Queued, matches!(op, Op::Unstake(..)) && waits);
        let shrank = matches!(op, Op::Release(..)) && told;
        reached.count(Reach::Shortfall, shrank);
        reached.count(Reach::DebtAboveStake, above);
    }
}
