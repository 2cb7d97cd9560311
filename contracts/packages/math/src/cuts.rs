//! Cuts of an owner's claim by slashes elsewhere: recorded in one step, taken item by item.

use cosmwasm_std::Uint128;

use crate::wide::{mul_div_floor, to_u128};

/// A recorded cut `amount` and the unsettled tokens `base` it falls on; `amount ≤ base`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    pub amount: Uint128,
    pub base: Uint128,
}

impl Cut {
    /// Takes `floor(amount × tokens / base)` off an item of `tokens` and returns it with what is left of the cut.
    ///
    /// The last item has `tokens = base` and takes all that is left, so the sum is exact; no item
    /// gives more than it has.
    pub fn take(&self, tokens: Uint128) -> (Uint128, Cut) {
        let taken = to_u128(mul_div_floor(
            self.amount.into(),
            tokens.into(),
            self.base.into(),
        ))
        .min(self.amount)
        .min(tokens);
        let left = Cut {
            amount: self.amount.saturating_sub(taken),
            base: self.base.saturating_sub(tokens),
        };
        (taken, left)
    }
}

/// Where a cut falls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Off the queued releases.
    pub release: Uint128,
    /// Off the stake.
    pub stake: Uint128,
    /// Off the queued slashes.
    pub slash: Uint128,
    /// More than the books hold: it falls on calls that are under way.
    pub beyond: Uint128,
}

/// A cut falls on queued releases, then on stake that no cut was recorded on yet, then on queued slashes.
pub fn place(
    amount: Uint128,
    queued_release: Uint128,
    uncut_stake: Uint128,
    queued_slash: Uint128,
) -> Placed {
    let release = amount.min(queued_release);
    let rest = amount.saturating_sub(release);
    let stake = rest.min(uncut_stake);
    let rest = rest.saturating_sub(stake);
    let slash = rest.min(queued_slash);
    Placed {
        release,
        stake,
        slash,
        beyond: rest.saturating_sub(slash),
    }
}

/// What of queued slashes and releases the lockup can be asked for: (slash, release).
///
/// `claim` is what it reports, `backing` what must stay behind stake. Slashes come first.
pub fn callable(
    claim: Uint128,
    backing: Uint128,
    queued_slash: Uint128,
    queued_release: Uint128,
) -> (Uint128, Uint128) {
    let open = claim.saturating_sub(backing);
    let slash = queued_slash.min(open);
    let release = queued_release.min(open.saturating_sub(slash));
    (slash, release)
}
