//! What one owner has: his account, and his items by where they are.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Empty, StdResult, Storage, Uint128, Uint256, Uint512};
use cw_storage_plus::{Item, Map};
use mesh_math::cuts::Cut;
use mesh_math::rewards::INDEX_BITS;
use mesh_math::shares::Stake;

/// One owner as the lockup sees him: claim = unsettled − cut + queued calls.
#[cw_serde]
#[derive(Default)]
pub struct Account {
    /// Σ tokens of all his items: active, in flight, unbonding.
    pub unsettled: Uint128,
    pub cut: Uint128,
    pub cut_base: Uint128,
    /// Number of the last cut; items carry that of the last cut they took.
    pub cut_number: u64,
    pub queued_release: Uint128,
    pub queued_slash: Uint128,
    /// Part of a cut that fell on calls under way; a call that fails comes back less this.
    pub cut_of_calls: Uint128,
    /// Positions with stake, stake in flight or a whole unit of rewards.
    pub positions: u32,
    pub in_flight: u32,
    pub unbonding: u32,
    /// Item that `settle` visited last.
    pub cursor: Option<Cursor>,
}

impl Account {
    /// An owner who was never seen has an empty one.
    pub fn load(store: &dyn Storage, owner: &Addr) -> StdResult<Self> {
        Ok(ACCOUNTS.may_load(store, owner)?.unwrap_or_default())
    }

    /// An empty account leaves nothing behind.
    pub fn save(&self, store: &mut dyn Storage, owner: &Addr) -> StdResult<()> {
        if self.is_empty() {
            ACCOUNTS.remove(store, owner);
            Ok(())
        } else {
            ACCOUNTS.save(store, owner, self)
        }
    }

    pub fn cut(&self) -> Cut {
        Cut {
            amount: self.cut,
            base: self.cut_base,
        }
    }

    /// What his claim must still back: unsettled tokens less the recorded cut.
    pub fn backing(&self) -> Uint128 {
        self.unsettled.saturating_sub(self.cut)
    }

    pub fn items(&self) -> u32 {
        self.positions
            .saturating_add(self.in_flight)
            .saturating_add(self.unbonding)
    }

    pub fn is_empty(&self) -> bool {
        self.items() == 0
            && self.unsettled.is_zero()
            && self.queued_release.is_zero()
            && self.queued_slash.is_zero()
            && self.cut_of_calls.is_zero()
    }
}

/// An item of an owner, in the order in which `settle` visits them.
#[cw_serde]
pub enum Cursor {
    Position(String),
    InFlight(u64),
    Unbonding(u64),
}

pub const ACCOUNTS: Map<&Addr, Account> = Map::new("accounts");

/// What one owner has at one validator.
#[cw_serde]
#[derive(Default)]
pub struct Position {
    pub tokens: Uint128,
    /// `entitled` + Σ `waiting`.
    pub shares: Uint256,
    pub cut_number: u64,
    pub entitled: Uint256,
    /// Shares that joined after so many announcements, ascending; at most one of each number.
    pub waiting: Vec<Waiting>,
    /// The validator's index up to which `earned` counts.
    pub index: Uint512,
    /// Scaled by 2^300.
    pub earned: Uint512,
    /// Unanswered stakes that still have tokens.
    pub in_flight: u32,
    pub unbonding: u32,
}

#[cw_serde]
pub struct Waiting {
    pub tag: u64,
    pub shares: Uint256,
}

impl Position {
    pub fn stake(&self) -> Stake {
        Stake {
            tokens: self.tokens,
            shares: self.shares,
        }
    }

    /// Counts as one of the owner's positions.
    pub fn is_occupied(&self) -> bool {
        !self.tokens.is_zero()
            || self.in_flight > 0
            || self
                .earned
                .checked_shr(INDEX_BITS)
                .is_ok_and(|units| !units.is_zero())
    }
}

/// (validator, owner), so that a slash is pushed delegator by delegator.
pub const POSITIONS: Map<(&str, &Addr), Position> = Map::new("positions");
/// (owner, validator) of occupied positions.
pub const POSITIONS_OF: Map<(&Addr, &str), Empty> = Map::new("positions_of");

/// Stake that was sent and not answered.
#[cw_serde]
pub struct InFlight {
    pub owner: Addr,
    pub validator: String,
    pub channel_id: String,
    /// 0 until the chain told it; an item is written with it.
    pub sequence: u64,
    /// What the packet says.
    pub amount: Uint128,
    /// What is left of it after cuts and unstakes.
    pub tokens: Uint128,
    /// At the multiplier of sending time.
    pub shares: Uint256,
    pub cut_number: u64,
    /// Seconds.
    pub timeout_at: u64,
}

impl InFlight {
    pub fn stake(&self) -> Stake {
        Stake {
            tokens: self.tokens,
            shares: self.shares,
        }
    }
}

pub const NEXT_ID: Item<u64> = Item::new("next_id");
pub const IN_FLIGHT: Map<u64, InFlight> = Map::new("in_flight");
/// (owner, id) of those with tokens.
pub const IN_FLIGHT_OF: Map<(&Addr, u64), Empty> = Map::new("in_flight_of");
/// (validator, owner, id) of those with tokens.
pub const IN_FLIGHT_AT: Map<(&str, &Addr, u64), Empty> = Map::new("in_flight_at");

#[cw_serde]
pub struct Unbonding {
    pub validator: String,
    pub tokens: Uint128,
    pub shares: Uint256,
    pub cut_number: u64,
    /// Seconds.
    pub opened_at: u64,
    /// Seconds.
    pub release_at: u64,
}

impl Unbonding {
    pub fn stake(&self) -> Stake {
        Stake {
            tokens: self.tokens,
            shares: self.shares,
        }
    }
}

pub const UNBONDINGS: Map<(&Addr, u64), Unbonding> = Map::new("unbondings");
/// (validator, owner, id)
pub const UNBONDINGS_AT: Map<(&str, &Addr, u64), Empty> = Map::new("unbondings_at");
/// (owner, second of release, id)
pub const RELEASES: Map<(&Addr, u64, u64), Empty> = Map::new("releases");
