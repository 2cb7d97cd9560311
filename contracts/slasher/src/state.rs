use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, Decimal, Empty};
use cw_storage_plus::{Item, Map};

use crate::msg::Evidence;

/// Bounds the key under which evidence is kept.
pub const MAX_EVIDENCE_ID: usize = 256;
/// Bounds the keys under which a validator stands.
pub const MAX_VALIDATOR: usize = 128;
/// CometBFT's own bound.
pub const MAX_CHAIN_ID: usize = 50;
/// What x/slashing takes for a double signature by default.
pub const DEFAULT_SLASH_RATIO: Decimal = Decimal::percent(5);
pub const MAX_KEYS: usize = 100;
pub const DEFAULT_PAGE: u32 = 30;
pub const MAX_PAGE: u32 = 100;

#[cw_serde]
pub struct Config {
    /// Who may submit evidence without proof, register keys and raise the least height.
    pub owner: Addr,
    /// The provider.
    pub slashee: Addr,
    /// Seconds.
    pub unbonding_period: Option<u64>,
    /// What votes are taken, if any.
    pub votes: Option<VoteConfig>,
}

#[cw_serde]
pub struct VoteConfig {
    /// The consumer chain, whose id is signed in every vote.
    pub chain_id: String,
    pub slash_ratio: Decimal,
}

/// What a validator signs with up to a height, from the height in the map's key.
#[cw_serde]
pub struct Key {
    /// 32 bytes.
    pub pubkey: Binary,
    /// Included; only the last range of a validator may have none.
    pub to_height: Option<u64>,
}

pub const CONFIG: Item<Config> = Item::new("config");
/// Evidence by id, never deleted.
pub const EVIDENCE: Map<&str, Evidence> = Map::new("evidence");
/// By validator and first height. Ranges of one validator don't overlap; none is ever deleted.
pub const KEYS: Map<(&str, u64), Key> = Map::new("keys");
/// The one validator that a public key was ever registered for.
pub const KEY_OWNERS: Map<&[u8], String> = Map::new("key_owners");
/// Votes below it are no evidence; 0 until it is set.
pub const MIN_HEIGHT: Item<u64> = Item::new("min_height");
/// Whom this slasher has tombstoned.
pub const TOMBSTONED: Map<&str, Empty> = Map::new("tombstoned");
