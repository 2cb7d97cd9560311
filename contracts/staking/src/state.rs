use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Uint128, Uint256, Uint512};
use cw_storage_plus::{Item, Map};

use crate::msg::Overflow;

#[cw_serde]
pub struct Config {
    pub admin: Addr,
    /// The chain's bonded denom.
    pub denom: String,
    /// Seconds.
    pub unbonding_time: u64,
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub min_local_share: Decimal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_power: Option<Uint128>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lockup: Option<Addr>,
}

impl Config {
    /// Whether `address` is the home chain's lockup, whose ledger stands beside the consumers'.
    pub fn is_local(&self, address: &Addr) -> bool {
        self.lockup.as_ref() == Some(address)
    }
}

/// The ledger of one consumer, or of the home chain's lockup.
#[cw_serde]
#[derive(Default)]
pub struct Consumer {
    /// The fixed cap. A slash lowers it; for the lockup it is all that came and was not returned.
    pub funds: Uint128,
    /// Delegated, over all validators.
    pub granted: Uint128,
    /// Undelegated and not known to be back.
    pub unbonding: Uint128,
    /// The entry of `UNBONDING` that was opened last.
    pub newest: Option<UnbondingEntry>,
    /// Asked for, over all validators; none is just what is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Uint128>,
    /// None is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_share: Option<Decimal>,
    /// None is `reject`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overflow: Option<Overflow>,
    /// None is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward_factor: Option<Decimal>,
    /// How many positions there are; none where an older layout did not count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positions: Option<u32>,
}

impl Consumer {
    pub fn asked(&self) -> Uint128 {
        self.asked.unwrap_or(self.granted)
    }

    /// Sets both numbers; what is equal takes no room.
    pub fn set(&mut self, asked: Uint128, granted: Uint128) {
        self.granted = granted;
        self.asked = Some(asked).filter(|asked| *asked != granted);
    }

    pub fn max_share(&self) -> Decimal {
        self.max_share.unwrap_or(Decimal::one())
    }

    /// What is in use above the funds, after these were lowered.
    pub fn overdrawn(&self) -> Uint128 {
        self.granted
            .saturating_add(self.unbonding)
            .saturating_sub(self.funds)
    }
}

#[cw_serde]
pub struct UnbondingEntry {
    /// Nanoseconds.
    pub opened: u64,
    /// Nanoseconds; the key of the entry.
    pub release: u64,
}

/// The sums over all ledgers, and what the balance holds for them as rewards.
#[cw_serde]
#[derive(Default)]
pub struct Totals {
    pub funds: Uint128,
    pub granted: Uint128,
    pub unbonding: Uint128,
    /// Rewards credited and not yet paid, in the reward denom.
    pub rewards_owed: Uint128,
    /// What ledgers have in use above their funds.
    #[serde(default, skip_serializing_if = "Uint128::is_zero")]
    pub overdrawn: Uint128,
    /// Where less was back than was to be, and when that was seen first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
}

#[cw_serde]
pub struct Short {
    pub height: u64,
    /// Nanoseconds.
    pub time: u64,
}

/// Of `amount` that was to be back in a stretch of time, `lost` never came.
#[cw_serde]
pub struct Shortfall {
    /// Nanoseconds; the key is the end. Both are part of it.
    pub from: u64,
    pub amount: Uint128,
    pub lost: Uint128,
}

/// What all ledgers together have at one validator.
#[cw_serde]
#[derive(Default)]
pub struct Validator {
    pub granted: Uint128,
    /// Rewards of one granted token since the beginning, scaled.
    pub index: Uint512,
    /// Nanoseconds of the last undelegation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undelegated: Option<u64>,
    /// Nanoseconds of the last redelegation to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<u64>,
    /// How many ledgers wait for an undelegation.
    #[serde(default, skip_serializing_if = "is_none_waiting")]
    pub waiting: u32,
}

fn is_none_waiting(waiting: &u32) -> bool {
    *waiting == 0
}

/// What one ledger has at one validator.
#[cw_serde]
#[derive(Default)]
pub struct Position {
    pub granted: Uint128,
    /// The validator's index up to which `earned` counts.
    pub index: Uint512,
    /// Rewards not yet paid, scaled.
    pub earned: Uint512,
    /// None is just what is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Uint128>,
    /// Where `granted` is to move; none where nothing is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Uint128>,
}

impl Position {
    pub fn asked(&self) -> Uint128 {
        self.asked.unwrap_or(self.granted)
    }

    /// Sets both numbers; what is equal takes no room.
    pub fn set(&mut self, asked: Uint128, granted: Uint128) {
        self.granted = granted;
        self.asked = Some(asked).filter(|asked| *asked != granted);
    }

    pub fn target(&self) -> Uint128 {
        self.target.unwrap_or(self.granted)
    }
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
    Delegate {
        consumer: Addr,
        amount: Uint128,
        /// By how much the consumer asks for more than before.
        asked: Uint128,
    },
    Undelegate {
        /// What each ledger takes off, the lockup's aside.
        parts: Vec<(Addr, Uint128)>,
        /// Whether what waits at the validator for local owners goes along.
        local: bool,
        /// By how much a consumer asks for less than before.
        asked: Option<(Addr, Uint128)>,
    },
    Redelegate {
        consumer: Addr,
        to: String,
        amount: Uint128,
        /// What the validator it leaves has to pay; the rest of what comes is of the other.
        rewards: Uint128,
    },
    /// Local stake of an owner.
    Stake {
        owner: Addr,
        amount: Uint128,
    },
    Withdraw {},
}

/// Where `rebalance` stands.
#[cw_serde]
pub enum Stage {
    /// Targets of the consumers after this one are to be stored.
    Plan { after: Option<Addr> },
    /// What can be redelegated, from one (validator, consumer) that waits to the next.
    Move { after: Option<(String, Addr)> },
    /// One undelegation a validator.
    Lower { after: Option<String> },
    /// Delegations, by (consumer, validator).
    Raise { after: Option<(Addr, String)> },
}

/// A `rebalance` between its messages to x/staking.
#[cw_serde]
pub struct Run {
    pub left: u32,
    /// Whether it goes on with an earlier plan, which a new one follows.
    pub resumed: bool,
    /// What each limited consumer is allowed, as of the beginning of the message.
    pub allowed: Vec<(Addr, Uint128)>,
}

pub const CONFIG: Item<Config> = Item::new("config");
pub const REWARDS_DENOM: Item<String> = Item::new("rewards_denom");
pub const TOTALS: Item<Totals> = Item::new("totals");
pub const CONSUMERS: Map<&Addr, Consumer> = Map::new("consumers");
pub const VALIDATORS: Map<&str, Validator> = Map::new("validators");
pub const POSITIONS: Map<(&Addr, &str), Position> = Map::new("positions");
/// What comes back to a ledger, by the time in nanoseconds.
pub const UNBONDING: Map<(&Addr, u64), Uint128> = Map::new("unbonding");
/// The sums of `UNBONDING` over all ledgers.
pub const RELEASES: Map<u64, Uint128> = Map::new("releases");
pub const SHORTFALLS: Map<u64, Shortfall> = Map::new("shortfalls");
/// What belongs to no ledger, by denom: rewards in the bonded denom where that is not the reward
/// denom, rewards of a validator without stake, and what no community pool took.
pub const SET_ASIDE: Map<&str, Uint128> = Map::new("set_aside");
pub const CHANGE: Item<Change> = Item::new("change");
/// Those whose granted stake is above its target, by validator.
pub const LOWER: Map<(&str, &Addr), ()> = Map::new("lower");
/// Those whose granted stake is below its target, by consumer.
pub const RAISE: Map<(&Addr, &str), ()> = Map::new("raise");
pub const STAGE: Item<Stage> = Item::new("stage");
pub const RUN: Item<Run> = Item::new("run");

/// The local stake at one validator, as shares.
#[cw_serde]
pub struct Pool {
    pub multiplier: Uint256,
    /// Of all positions, and of all that waits to be undelegated.
    pub shares: Uint256,
    /// Of what waits to be undelegated.
    pub waiting: Uint256,
    /// Rewards of one share since the beginning, scaled.
    pub index: Uint512,
    /// The batch that what waits is part of.
    pub batch: u64,
}

/// The local stake of one owner at one validator.
#[cw_serde]
#[derive(Default)]
pub struct Stake {
    pub tokens: Uint128,
    pub shares: Uint256,
    /// The pool's index up to which `earned` counts.
    pub index: Uint512,
    /// Rewards not yet paid, scaled.
    pub earned: Uint512,
}

/// What one undelegation of local stake took.
#[cw_serde]
pub struct Batch {
    /// Nanoseconds.
    pub release: u64,
    /// The pool's when it was undelegated.
    pub multiplier: Uint256,
    pub index: Uint512,
}

pub const POOLS: Map<&str, Pool> = Map::new("pools");
pub const BATCHES: Map<(&str, u64), Batch> = Map::new("batches");
/// By validator and owner, so that a slash is passed on page by page.
pub const STAKES: Map<(&str, &Addr), Stake> = Map::new("stakes");
/// The validators of an owner.
pub const OWNED: Map<(&Addr, &str), ()> = Map::new("owned");
/// What an owner leaves, by validator, owner and batch; `earned` is kept with the stake.
pub const LEAVING: Map<(&str, &Addr, u64), Stake> = Map::new("leaving");
/// What an owner's tokens owe the burn.
pub const OWED: Map<&Addr, Uint128> = Map::new("owed");
/// What is back and could not be handed over yet.
pub const HELD: Map<&Addr, Uint128> = Map::new("held");
/// Losses of an owner at a validator that the lockup was not told yet.
pub const UNTOLD: Map<(&str, &Addr), Uint128> = Map::new("untold");
/// Up to where the owners of a validator have been gone through since its last slash.
pub const WALKS: Map<&str, Option<Addr>> = Map::new("walks");
/// The owner with a debt that `rebalance` goes on after.
pub const DEBTS_AFTER: Item<Addr> = Item::new("debts_after");
/// Set where the last `rebalance` handed tokens over, so that the next one delegates.
pub const HANDED_OVER: Item<bool> = Item::new("handed_over");
