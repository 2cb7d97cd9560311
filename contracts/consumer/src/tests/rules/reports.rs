//! The provider, what it was told and took, and what has to be known of its answers.

use std::collections::BTreeMap;

use super::model::ONE;

/// What two slashes in a row take, in 10¹⁸ths.
fn joined(a: u128, b: u128) -> u128 {
    ONE - (ONE - a) * (ONE - b) / ONE
}

/// What is to be known of one validator's slashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slashes {
    pub waiting: u128,
    /// By channel; those on dead channels too.
    pub open: Vec<(String, u128)>,
    /// One of these came to nothing before.
    pub again: bool,
}

#[derive(Default)]
pub struct Reports {
    pub rows: BTreeMap<String, Slashes>,
    /// ln of what slashes left, of what the provider was told of.
    slashed: BTreeMap<String, f64>,
    told: BTreeMap<String, f64>,
}

fn ln(ratio: u128) -> f64 {
    ((ONE - ratio) as f64 / ONE as f64).ln()
}

impl Reports {
    pub fn slash(&mut self, at: &str, ratio: u128) {
        let row = self.rows.entry(at.to_string()).or_default();
        row.waiting = joined(row.waiting, ratio);
        *self.slashed.entry(at.to_string()).or_default() += ln(ratio);
    }

    /// Sends what waits over `bound`, if the line works.
    pub fn send(&mut self, at: &str, bound: Option<&str>, works: bool) {
        let (Some(row), Some(channel)) = (self.rows.get_mut(at), bound) else {
            return;
        };
        if row.waiting == 0 || row.open.iter().any(|(id, _)| id == channel) || !works {
            return;
        }
        row.open.push((channel.to_string(), row.waiting));
        row.waiting = 0;
    }

    /// The provider takes a report.
    pub fn take(&mut self, at: &str, ratio: u128) {
        *self.told.entry(at.to_string()).or_default() += ln(ratio);
    }

    pub fn answered(&mut self, at: &str, channel: &str, ratio: u128, accepted: bool) {
        let row = self.rows.entry(at.to_string()).or_default();
        row.open
            .retain(|open| open != &(channel.to_string(), ratio));
        if accepted {
            row.again = false;
        } else {
            row.waiting = joined(row.waiting, ratio);
            row.again = true;
        }
    }

    /// The provider refused a report, and its answer was lost with the channel: nobody can tell that
    /// from one that it took, so it is not repeated.
    pub fn lose(&mut self, at: &str, ratio: u128) {
        *self.slashed.entry(at.to_string()).or_default() -= ln(ratio);
    }

    /// Whether nothing waits, and every other slash reached the provider exactly once.
    pub fn all_told(&self) -> Result<(), String> {
        for (at, row) in &self.rows {
            let (all, told) = (
                self.slashed[at],
                self.told.get(at).copied().unwrap_or_default(),
            );
            let off = (all - told).abs();
            if row.waiting != 0 || off.is_nan() || off > 1e-6 {
                return Err(format!("{at}: slashed {all}, told {told}, {row:?}"));
            }
        }
        Ok(())
    }
}
