//! Stake as shares of a validator, so that one number per validator slashes everybody.
//!
//! Every validator has an integer multiplier `m` that starts at [`MULTIPLIER_ONE`] and only falls.
//! `shares = ceil(tokens × E / m)` and `value = floor(shares × m / E)`: tokens become shares and
//! shares the same tokens again at any `m` from 1 to 10²⁷, since `m / E` is below 10⁻⁸.
//! The widest product is 2¹²⁸ × 10³⁶ < 2²⁴⁸.

use cosmwasm_std::{Decimal, Uint128, Uint256};

use crate::wide::{mul_div_ceil, mul_div_floor, to_u128};

/// E, shares of one token at a multiplier of 1.
pub const SHARE_SCALE: Uint256 = Uint256::new(10u128.pow(36));
/// The multiplier of a validator that was never slashed.
pub const MULTIPLIER_ONE: Uint256 = Uint256::new(10u128.pow(27));

const RATIO_ONE: Uint256 = Uint256::new(10u128.pow(18));
/// From a multiplier to the 18 places of a decimal.
const MULTIPLIER_TO_DECIMAL: Uint256 = Uint256::new(10u128.pow(9));

/// `ceil(tokens × E / m)`; 0 where `m` is 0.
pub fn shares_ceil(tokens: Uint128, multiplier: Uint256) -> Uint256 {
    mul_div_ceil(tokens.into(), SHARE_SCALE, multiplier)
}

/// `floor(shares × m / E)`.
pub fn value_floor(shares: Uint256, multiplier: Uint256) -> Uint128 {
    to_u128(mul_div_floor(shares, multiplier, SHARE_SCALE))
}

/// `floor(m × (1 − ratio))`; a ratio above 1 counts as 1.
pub fn slashed_multiplier_floor(multiplier: Uint256, ratio: Decimal) -> Uint256 {
    let left = RATIO_ONE.saturating_sub(Uint256::from(ratio.atomics()));
    mul_div_floor(multiplier, left, RATIO_ONE)
}

/// The multiplier as people read it: 1 before the first slash; floored at 18 places.
pub fn multiplier_decimal_floor(multiplier: Uint256) -> Decimal {
    let atomics = multiplier
        .checked_div(MULTIPLIER_TO_DECIMAL)
        .unwrap_or_default();
    Decimal::new(to_u128(atomics))
}

/// Part of one owner's claim that stands behind one validator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stake {
    /// What the claim backs.
    pub tokens: Uint128,
    pub shares: Uint256,
}

impl Stake {
    /// Worth at a multiplier; never more than the tokens.
    pub fn value(&self, multiplier: Uint256) -> Uint128 {
        value_floor(self.shares, multiplier).min(self.tokens)
    }

    /// The stake after `taken` of its tokens went: `shares = ceil(shares × (tokens − taken) / tokens)`.
    pub fn cut(&self, taken: Uint128) -> Stake {
        let tokens = self.tokens.saturating_sub(taken);
        Stake {
            tokens,
            shares: part_ceil(self.shares, tokens, self.tokens),
        }
    }

    /// The stake after its slashes were taken, and how many tokens they took.
    pub fn settle(&self, multiplier: Uint256) -> (Stake, Uint128) {
        let value = self.value(multiplier);
        let stake = Stake {
            tokens: value,
            shares: shares_ceil(value, multiplier),
        };
        (stake, self.tokens.saturating_sub(value))
    }

    /// Splits off at least `value` of the stake's worth and returns (part, rest).
    ///
    /// The part has `ceil(value × tokens / worth)` tokens; both sides' shares are rounded up, so
    /// that neither loses a unit to the split. `value` is at most the stake's worth.
    pub fn split(&self, value: Uint128, multiplier: Uint256) -> (Stake, Stake) {
        let worth = self.value(multiplier);
        if value >= worth {
            return (*self, Stake::default());
        }
        let tokens = to_u128(mul_div_ceil(value.into(), self.tokens.into(), worth.into()));
        let part = Stake {
            tokens,
            shares: part_ceil(self.shares, tokens, self.tokens),
        };
        (part, self.cut(tokens))
    }

    /// Both stakes as one.
    pub fn join(&self, other: Stake) -> Stake {
        Stake {
            tokens: self.tokens.saturating_add(other.tokens),
            shares: self.shares.saturating_add(other.shares),
        }
    }
}

/// `ceil(shares × part / whole)`; 0 where `whole` is 0.
pub fn part_ceil(shares: Uint256, part: Uint128, whole: Uint128) -> Uint256 {
    mul_div_ceil(shares, part.into(), whole.into())
}
