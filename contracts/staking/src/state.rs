use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128, Uint256, Uint512};
use cw_storage_plus::{Item, Map};

#[cw_serde]
pub struct Config {
    pub admin: Addr,
    /// The chain's bonded denom.
    pub denom: String,
    /// Seconds.
    pub unbonding_time: u64,
}

/// The ledger of one consumer; `granted + unbonding ≤ funds` always.
#[cw_serde]
pub struct Consumer {
    /// The fixed cap.
    pub funds: Uint128,
    /// Delegated, over all validators.
    pub granted: Uint128,
    /// Undelegated and not known to be back.
    pub unbonding: Uint128,
    /// The entry of `UNBONDING` that was opened last.
    pub newest: Option<UnbondingEntry>,
}

#[cw_serde]
pub struct UnbondingEntry {
    /// Nanoseconds.
    pub opened: u64,
    /// Nanoseconds; the key of the entry.
    pub release: u64,
}

/// The sums over all consumers, and what the balance holds for them as rewards.
#[cw_serde]
#[derive(Default)]
pub struct Totals {
    pub funds: Uint128,
    pub granted: Uint128,
    pub unbonding: Uint128,
    /// Rewards credited and not yet paid, in the reward denom.
    pub rewards_owed: Uint128,
}

/// What all consumers together have at one validator.
#[cw_serde]
#[derive(Default)]
pub struct Validator {
    pub granted: Uint128,
    /// Rewards of one granted token since the beginning, scaled.
    pub index: Uint512,
}

/// What one consumer has at one validator.
#[cw_serde]
#[derive(Default)]
pub struct Position {
    pub granted: Uint128,
    /// The validator's index up to which `earned` counts.
    pub index: Uint512,
    /// Rewards not yet paid, scaled.
    pub earned: Uint512,
}

/// A staking message on its way, from its sending to its reply. What it changes is written in the
/// reply, after the rewards that came with it: they belong to the stake as it was before.
#[cw_serde]
pub struct Change {
    pub validator: String,
    pub action: Action,
    /// The denom in which rewards are expected, and the balances before.
    pub rewards_denom: String,
    pub rewards_before: Uint256,
    pub bonded_before: Uint256,
}

#[cw_serde]
pub enum Action {
    Delegate { consumer: Addr, amount: Uint128 },
    Undelegate { consumer: Addr, amount: Uint128 },
    Withdraw {},
}

pub const CONFIG: Item<Config> = Item::new("config");
pub const REWARDS_DENOM: Item<String> = Item::new("rewards_denom");
pub const TOTALS: Item<Totals> = Item::new("totals");
pub const CONSUMERS: Map<&Addr, Consumer> = Map::new("consumers");
pub const VALIDATORS: Map<&str, Validator> = Map::new("validators");
pub const POSITIONS: Map<(&Addr, &str), Position> = Map::new("positions");
/// What comes back to a consumer, by the time in nanoseconds.
pub const UNBONDING: Map<(&Addr, u64), Uint128> = Map::new("unbonding");
/// The sums of `UNBONDING` over all consumers.
pub const RELEASES: Map<u64, Uint128> = Map::new("releases");
/// Rewards that belong to no consumer, by denom: paid in another denom than the reward denom, or
/// for a validator without stake.
pub const SET_ASIDE: Map<&str, Uint128> = Map::new("set_aside");
pub const CHANGE: Item<Change> = Item::new("change");
