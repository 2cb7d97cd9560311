use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Env, IbcTimeout, StdResult, Storage, Timestamp, Uint128};
use cw_storage_plus::{Item, Map};

use crate::error::ContractError;
use crate::msg::{BoundChannel, ProviderInfo, SentReport};
use crate::pricing::{Pricing, Terms};

#[cw_serde]
pub struct Config {
    pub provider: ProviderInfo,
    pub meta_staking: Addr,
    pub ics20_channel: String,
    /// Seconds.
    pub packet_lifetime: u64,
    pub admin: Option<Addr>,
}

impl Config {
    /// When a packet sent now is given up.
    pub fn deadline(&self, env: &Env) -> Timestamp {
        let lifetime = self.packet_lifetime.saturating_mul(1_000_000_000);
        Timestamp::from_nanos(env.block.time.nanos().saturating_add(lifetime))
    }

    pub fn timeout(&self, env: &Env) -> IbcTimeout {
        IbcTimeout::with_timestamp(self.deadline(env))
    }
}

/// The provider's address: the part of its port after the last dot.
pub fn provider_address(port_id: &str) -> Result<&str, ContractError> {
    match port_id.rsplit_once('.') {
        Some((_, address)) if !address.is_empty() => Ok(address),
        _ => Err(ContractError::ProviderAddress),
    }
}

/// What the provider has staked on one validator. `asked` is never above what `price` and
/// `discount` make of `remote`.
#[cw_serde]
pub struct Stake {
    /// In the provider's tokens.
    pub remote: Uint128,
    /// Local tokens for one remote token, as last applied.
    pub price: Decimal,
    /// As last applied, with that price. The first layout knew none.
    #[serde(default)]
    pub discount: Decimal,
    /// What is asked of meta-staking, in local tokens.
    pub asked: Uint128,
}

impl Stake {
    pub fn new(terms: Terms) -> Self {
        Stake {
            remote: Uint128::zero(),
            price: terms.price,
            discount: terms.discount,
            asked: Uint128::zero(),
        }
    }

    pub fn terms(&self) -> Terms {
        Terms {
            price: self.price,
            discount: self.discount,
        }
    }

    pub fn apply(&mut self, terms: Terms) {
        self.price = terms.price;
        self.discount = terms.discount;
    }
}

/// Slashes of one validator that the provider has not acknowledged.
#[cw_serde]
#[derive(Default)]
pub struct Report {
    /// Not sent, or the packet came to nothing.
    pub waiting: Decimal,
    /// Without an answer; at most one a channel.
    pub sent: Vec<SentReport>,
}

/// Rewards of one validator by what has become of them. They belong to the balance, save those that
/// are being transferred.
#[cw_serde]
#[derive(Default)]
pub struct Rewards {
    pub to_announce: Uint128,
    pub announcing: Uint128,
    pub to_transfer: Uint128,
    pub transferring: Uint128,
    /// The timeout, in seconds, of the first transfer since nothing was being transferred.
    pub deadline: u64,
}

impl Rewards {
    pub fn is_empty(&self) -> bool {
        self.to_announce.is_zero()
            && self.announcing.is_zero()
            && self.to_transfer.is_zero()
            && self.transferring.is_zero()
    }
}

/// What one channel's announcements of one validator's rewards have come to. The sum of `unanswered`
/// over all channels is what is `announcing`.
#[cw_serde]
#[derive(Default)]
pub struct Announced {
    pub unanswered: Uint128,
    pub acknowledged: Uint128,
    /// Second until which a question about a dead channel is on its way.
    pub asked_until: u64,
}

/// A sub-message on its way, kept from its sending to its reply.
#[cw_serde]
pub enum Call {
    /// A stake raised the books by this much, and a refusal lowers them again.
    Stake {
        validator: String,
        remote: Uint128,
        asked: Uint128,
        before: Terms,
    },
    /// An unstake lowered the books by this much, and a refusal raises them again.
    Unstake {
        validator: String,
        remote: Uint128,
        asked: Uint128,
        before: Terms,
    },
    /// `adjust` for a price that rose. Refused, it is tried as `delegate`.
    Adjust {
        validator: String,
        asked: Uint128,
        before: Terms,
    },
    /// The same by `delegate`. Refused, less is asked for until a later `rebalance`.
    Raise {
        validator: String,
        asked: Uint128,
        before: Terms,
    },
    /// `undelegate` for a price that fell. Refused, more is asked for until a later `rebalance`.
    Lower {
        validator: String,
        asked: Uint128,
        before: Terms,
    },
    Announce {
        validator: String,
        amount: Uint128,
        /// The provider's end of the channel.
        channel: String,
    },
    /// Asks what the provider took on a dead channel.
    Ask {
        validator: String,
        channel: String,
    },
    Transfer {
        validator: String,
        amount: Uint128,
    },
    Update {},
    Report {
        validator: String,
        channel_id: String,
        ratio: Decimal,
    },
}

pub const CONFIG: Item<Config> = Item::new("config");
pub const CHANNEL: Item<BoundChannel> = Item::new("channel");
pub const PRICING: Item<Pricing> = Item::new("pricing");
pub const STAKES: Map<&str, Stake> = Map::new("stakes");
pub const REWARDS: Map<&str, Rewards> = Map::new("rewards");
/// (validator, the provider's end of the channel)
pub const ANNOUNCED: Map<(&str, &str), Announced> = Map::new("announced");
/// That of the first reward; there is no other.
pub const REWARDS_DENOM: Item<String> = Item::new("rewards_denom");
/// Rewards in the balance, over all validators: all but those that are being transferred.
pub const REWARDS_HELD: Item<Uint128> = Item::new("rewards_held");
/// The validator that `retry_rewards` looked at last.
pub const RETRY_CURSOR: Item<String> = Item::new("retry_cursor");
/// The validator that `rebalance` looked at last.
pub const REBALANCE_CURSOR: Item<String> = Item::new("rebalance_cursor");
pub const REPORTS: Map<&str, Report> = Map::new("reports");
/// The validator that `retry_reports` looked at last.
pub const REPORT_CURSOR: Item<String> = Item::new("report_cursor");
/// The validators that the provider knows of, ascending.
pub const LISTED: Item<Vec<String>> = Item::new("listed");
/// The channel of an update of validators that is not answered.
pub const UPDATE_IN_FLIGHT: Item<String> = Item::new("update_in_flight");
/// By reply id. A reply finds its own call whatever happened in between.
pub const CALLS: Map<u64, Call> = Map::new("calls");
pub const NEXT_CALL: Item<u64> = Item::new("next_call");

/// Keeps a call and answers its reply id.
pub fn keep_call(storage: &mut dyn Storage, call: &Call) -> StdResult<u64> {
    let id = NEXT_CALL.may_load(storage)?.unwrap_or_default();
    NEXT_CALL.save(storage, &id.wrapping_add(1))?;
    CALLS.save(storage, id, call)?;
    Ok(id)
}

/// Forgets a validator that nothing is staked on.
pub fn save_stake(storage: &mut dyn Storage, validator: &str, stake: &Stake) -> StdResult<()> {
    if stake.remote.is_zero() {
        STAKES.remove(storage, validator);
        return Ok(());
    }
    STAKES.save(storage, validator, stake)
}

pub fn load_rewards(storage: &dyn Storage, validator: &str) -> StdResult<Rewards> {
    Ok(REWARDS.may_load(storage, validator)?.unwrap_or_default())
}

pub fn save_rewards(
    storage: &mut dyn Storage,
    validator: &str,
    rewards: &Rewards,
) -> StdResult<()> {
    if rewards.is_empty() {
        REWARDS.remove(storage, validator);
        return Ok(());
    }
    REWARDS.save(storage, validator, rewards)
}
