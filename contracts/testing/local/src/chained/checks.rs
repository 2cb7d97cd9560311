//! What must be true of both contracts between any two messages.

use super::Chained;
use crate::checks::{expect, Check};

impl Chained {
    /// Rule 3, at home: what the lockup knows to be away of an owner is what meta-staking has of him and
    /// what he lost there and it was not told; and meta-staking knows all that his tokens owe the burn.
    pub fn claims_match_stakes(&self, heard: bool) -> Check {
        for owner in &self.machine.owners {
            let account = self.machine.ledger.account(owner.as_str());
            let away = account.away + account.away_for_burn;
            let stored = self.stored(owner);
            expect(&format!("{stored:?}"), &stored.all(), &away)?;
            if heard && stored.owed < account.away_for_burn {
                let owes = account.away_for_burn;
                return Err(format!("{owner} owes the burn {owes}, {stored:?}"));
            }
        }
        Ok(())
    }
}
