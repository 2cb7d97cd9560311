//! Rewards of a validator as an index per entitled share, and who is entitled.
//!
//! Announcements of a validator are numbered from 1. Stake that joins carries as its *tag* the
//! number of announcements made before it. Crediting announcement `j` pays the entitled shares and
//! then entitles the tag `j − 1`: stake that had joined before `j` was announced.
//! The index is scaled by 2³⁰⁰: a reward of 2¹²⁸ over one share is 2⁴²⁸, and a position's shares are
//! at most the entitled ones, so that `shares × growth ≤ reward × 2³⁰⁰` fits 512 bits.

use cosmwasm_std::{Uint128, Uint256, Uint512};

use crate::wide::{mul_div_floor, narrow, to_u128};

/// Bits by which an index, and what was earned by it, is scaled.
pub const INDEX_BITS: u32 = 300;

/// Entitled shares of a validator and the index of what each of them earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    pub entitled: Uint256,
    pub index: Uint512,
}

/// What crediting one announcement did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credited {
    pub pool: Pool,
    /// The index from which those who became entitled earn.
    pub joined_at: Uint512,
    /// No share was there to take the reward.
    pub unallocated: bool,
}

impl Pool {
    /// Credits `amount`; `joining` are the shares that this announcement entitles.
    ///
    /// Where nobody is entitled yet those who join take it; where nobody joins either it is unallocated.
    pub fn credit(&self, amount: Uint128, joining: Uint256) -> Credited {
        let entitled = self.entitled.saturating_add(joining);
        let paid = if self.entitled.is_zero() {
            joining
        } else {
            self.entitled
        };
        let index = self.index.saturating_add(index_growth_ceil(amount, paid));
        let joined_at = if self.entitled.is_zero() {
            self.index
        } else {
            index
        };
        Credited {
            pool: Pool { entitled, index },
            joined_at,
            unallocated: paid.is_zero(),
        }
    }
}

/// `ceil(amount × 2³⁰⁰ / shares)`; 0 where there are no shares.
///
/// Rounded up, so that who has all shares is paid all of the reward. Below 2²⁵⁰ shares a credit gives
/// all of them together less than 2⁻⁵⁰ of a unit too much: what is paid in whole units stays within
/// what was credited for 2⁵⁰ credits.
pub fn index_growth_ceil(amount: Uint128, shares: Uint256) -> Uint512 {
    let floor = index_growth_floor(amount, shares);
    let exact = floor.saturating_mul(shares.into()) == scaled(amount);
    if exact || shares.is_zero() {
        floor
    } else {
        floor.saturating_add(Uint512::one())
    }
}

/// `floor(amount × 2³⁰⁰ / shares)`; 0 where there are no shares.
pub fn index_growth_floor(amount: Uint128, shares: Uint256) -> Uint512 {
    scaled(amount)
        .checked_div(shares.into())
        .unwrap_or(Uint512::zero())
}

/// `amount × 2³⁰⁰`, at most 428 bits.
fn scaled(amount: Uint128) -> Uint512 {
    Uint512::from(amount)
        .checked_shl(INDEX_BITS)
        .unwrap_or(Uint512::zero())
}

/// What `shares` earned while the index went `from` … `to`, scaled by 2³⁰⁰.
pub fn earned(shares: Uint256, from: Uint512, to: Uint512) -> Uint512 {
    Uint512::from(shares).saturating_mul(to.saturating_sub(from))
}

/// Whole units of what was earned, and the rest, which stays earned.
pub fn whole_units(earned: Uint512) -> (Uint128, Uint512) {
    let units = to_u128(narrow(
        earned.checked_shr(INDEX_BITS).unwrap_or(Uint512::zero()),
    ));
    (units, earned.saturating_sub(scaled(units)))
}

/// A position's shares: those that earn, and those that wait, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entitlement {
    pub entitled: Uint256,
    pub waiting: Vec<Uint256>,
}

impl Entitlement {
    pub fn total(&self) -> Uint256 {
        self.waiting
            .iter()
            .fold(self.entitled, |sum, shares| sum.saturating_add(*shares))
    }

    /// Lowers the total to `total`, from all alike; the entitled part is floored, no part rises.
    pub fn shrink(&self, total: Uint256) -> Entitlement {
        let before = self.total();
        if total >= before {
            return self.clone();
        }
        let entitled = mul_div_floor(self.entitled, total, before);
        let waiting_before = before.saturating_sub(self.entitled);
        let waiting_after = total.saturating_sub(entitled);
        let mut seen = Uint256::zero();
        let mut given = Uint256::zero();
        let waiting = self
            .waiting
            .iter()
            .map(|shares| {
                seen = seen.saturating_add(*shares);
                let upto = mul_div_floor(seen, waiting_after, waiting_before);
                let part = upto.saturating_sub(given);
                given = upto;
                part
            })
            .collect();
        Entitlement { entitled, waiting }
    }

    /// Lowers the total to `total`, latest waiting shares first, entitled ones last.
    pub fn withdraw(&self, total: Uint256) -> Entitlement {
        let mut left = self.total().saturating_sub(total);
        let mut waiting = self.waiting.clone();
        for shares in waiting.iter_mut().rev() {
            let taken = left.min(*shares);
            *shares = shares.saturating_sub(taken);
            left = left.saturating_sub(taken);
        }
        Entitlement {
            entitled: self.entitled.saturating_sub(left),
            waiting,
        }
    }
}
