//! Which states were reached, how often.

use std::collections::BTreeMap;

use cosmwasm_std::from_json;
use mesh_lockup::msg::ExecuteMsg;

use crate::ledger::Ledger;
use crate::world::Call;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A slash that took only what is held here, of an owner who has tokens away.
    SlashOfWhatIsHere,
    /// A slash that took of both.
    SlashOfBoth,
    /// A slash of an owner who has all his tokens away.
    SlashOfWhatIsAway,
    SlashByHome,
    /// A slash in the middle of another of the same owner.
    SlashInASlash,
    /// A slash that takes away everything.
    SlashToZero,
    /// A loss at home that cut what others claim.
    LossWithOtherClaims,
    /// A loss at home while the burn waits for what comes back.
    LossWithADebt,
    /// A loss above what was the owner's.
    LossOfTheBurns,
    Release,
    BurnOnReturn,
    /// For the owner, and more than was his.
    ReturnAboveTheClaim,
    /// For the burn, and more than was its.
    ReturnAboveTheDebt,
    /// Delegating more while the burn waits for what comes back.
    DelegatedWithADebt,
    /// The local staking took no notice of a cut.
    CutNotTaken,
    /// Nothing of an account is left but what it owes the burn.
    OnlyADebt,
}

const ALL: [Reach; 16] = [
    Reach::SlashOfWhatIsHere,
    Reach::SlashOfBoth,
    Reach::SlashOfWhatIsAway,
    Reach::SlashByHome,
    Reach::SlashInASlash,
    Reach::SlashToZero,
    Reach::LossWithOtherClaims,
    Reach::LossWithADebt,
    Reach::LossOfTheBurns,
    Reach::Release,
    Reach::BurnOnReturn,
    Reach::ReturnAboveTheClaim,
    Reach::ReturnAboveTheDebt,
    Reach::DelegatedWithADebt,
    Reach::CutNotTaken,
    Reach::OnlyADebt,
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

    /// What the calls of one message to the lockup reached.
    pub fn look_at(&mut self, before: &Ledger, calls: &[Call], deaf: bool) {
        self.count(Reach::CutNotTaken, deaf);
        self.count(Reach::SlashInASlash, calls.len() > 1);
        let Some(call) = calls.first() else { return };
        match from_json(&call.msg).unwrap() {
            ExecuteMsg::SlashClaim { owner, amount } => {
                let account = before.account(&owner);
                let by_home = call.sender == before.home;
                self.count(Reach::SlashByHome, by_home);
                let amount = amount.u128();
                self.count(Reach::SlashToZero, amount == account.bonded());
                if by_home || account.away == 0 {
                    return;
                }
                let here = account.here;
                self.count(Reach::SlashOfWhatIsHere, amount <= here);
                self.count(Reach::SlashOfBoth, here > 0 && amount > here);
                self.count(Reach::SlashOfWhatIsAway, here == 0);
            }
            ExecuteMsg::HomeSlashed { owner, amount } => {
                let account = before.account(&owner);
                let left = account.bonded().saturating_sub(amount.u128());
                let cut = account.claims.values().any(|claim| *claim > left);
                self.count(Reach::LossWithOtherClaims, cut);
                self.count(Reach::LossWithADebt, account.away_for_burn > 0);
                self.count(Reach::LossOfTheBurns, amount.u128() > account.away);
            }
            ExecuteMsg::ReturnLocal {
                owner,
                amount,
                burn,
            } => {
                let account = before.account(&owner);
                let amount = amount.u128();
                let above = match burn {
                    true => amount > account.away_for_burn,
                    false => amount > account.away,
                };
                self.count(Reach::ReturnAboveTheDebt, burn && above);
                self.count(Reach::ReturnAboveTheClaim, !burn && above);
                self.count(Reach::BurnOnReturn, burn && !above);
                self.count(Reach::Release, !burn && !above);
            }
            ExecuteMsg::GrantClaim { leinholder, .. } => {
                let debt = before.account(call.sender.as_str()).away_for_burn;
                let home = leinholder == before.home.as_str();
                self.count(Reach::DelegatedWithADebt, home && debt > 0);
            }
            _ => {}
        }
        let only = before.accounts.values().any(|a| a.bonded() == 0);
        self.count(Reach::OnlyADebt, only);
    }
}
