//! How much of a validator's stake each slash must take, by plain sums in 10^-18.

use std::collections::{BTreeMap, BTreeSet};

use super::{MAX_REPORTED, UNBONDING_PERIOD};

pub const ONE: u128 = 10u128.pow(18);
/// Reports that are kept apart; a further one joins the latest.
const KEPT: usize = 32;

/// Provider, validator.
type Place = (usize, usize);

#[derive(Clone, Default)]
pub struct Reports {
    /// Second and ratio of what was taken.
    taken: BTreeMap<Place, Vec<(u64, u128)>>,
    tombstoned: BTreeSet<Place>,
}

impl Reports {
    /// What the reports of the last unbonding period have left of one.
    pub fn left(&self, at: Place, now: u64) -> u128 {
        let taken = self.taken.get(&at).into_iter().flatten();
        let recent = taken.filter(|(time, _)| now - time < UNBONDING_PERIOD);
        recent.fold(ONE, |left, (_, ratio)| left * (ONE - ratio) / ONE)
    }

    /// What a slash takes, of the ratio it names.
    pub(super) fn slash(&mut self, at: Place, now: u64, ratio: u128, tombstone: bool) -> u128 {
        if !tombstone {
            return ratio;
        }
        self.tombstoned.insert(at);
        beyond(ratio, self.left(at, now))
    }

    pub(super) fn report(&mut self, at: Place, now: u64, ratio: u128) -> u128 {
        if self.tombstoned.contains(&at) {
            return 0;
        }
        let takes = ratio.min(beyond(MAX_REPORTED, self.left(at, now)));
        if takes == 0 {
            return 0;
        }
        let taken = self.taken.entry(at).or_default();
        taken.retain(|(time, _)| now - time < UNBONDING_PERIOD);
        if taken.len() < KEPT {
            taken.push((now, takes));
        } else if let Some((time, ratio)) = taken.last_mut() {
            *ratio = ONE - (ONE - *ratio) * (ONE - takes) / ONE;
            *time = now;
        }
        takes
    }
}

/// What of `total` reports have not taken, as a part of what they left.
fn beyond(total: u128, left: u128) -> u128 {
    let taken = ONE - left;
    if left == 0 {
        return 0;
    }
    total.saturating_sub(taken) * ONE / left
}
