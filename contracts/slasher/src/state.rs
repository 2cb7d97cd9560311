use cosmwasm_schema::cw_serde;
use cosmwasm_std::Addr;
use cw_storage_plus::{Item, Map};

use crate::msg::Evidence;

/// Bounds the key under which evidence is kept.
pub const MAX_EVIDENCE_ID: usize = 256;

#[cw_serde]
pub struct Config {
    /// Who may submit evidence.
    pub owner: Addr,
    /// The provider.
    pub slashee: Addr,
    /// Seconds.
    pub unbonding_period: Option<u64>,
}

pub const CONFIG: Item<Config> = Item::new("config");
/// Evidence by id, never deleted.
pub const EVIDENCE: Map<&str, Evidence> = Map::new("evidence");
