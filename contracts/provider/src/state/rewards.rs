//! Rewards: announced, credited, and who joined when.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint128, Uint256, Uint512};
use cw_storage_plus::{Item, Map};

#[cw_serde]
#[derive(Default)]
pub struct Rewards {
    /// Id of the oldest announcement not credited.
    pub head: u64,
    /// Id of the next announcement.
    pub tail: u64,
    /// Σ announcements not credited.
    pub announced: Uint128,
    /// Credited to stake and not paid.
    pub credited: Uint128,
    pub unallocated: Uint128,
}

pub const REWARDS: Item<Rewards> = Item::new("rewards");

#[cw_serde]
pub struct Announcement {
    pub validator: String,
    pub amount: Uint128,
}

pub const ANNOUNCEMENTS: Map<u64, Announcement> = Map::new("announcements");
/// (channel, validator) → Σ announced on that channel, for a consumer that lost the answers.
pub const ANNOUNCED_ON: Map<(&str, &str), Uint128> = Map::new("announced_on");

/// Shares that joined after so many announcements of their validator.
#[cw_serde]
#[derive(Default)]
pub struct Joined {
    /// Those that their positions still count as waiting.
    pub shares: Uint256,
    /// The index from which they earn, once they are entitled.
    pub index: Option<Uint512>,
}

/// (validator, tag)
pub const JOINED: Map<(&str, u64), Joined> = Map::new("joined");
