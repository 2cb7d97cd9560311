mod owner;
mod rewards;

pub use owner::{
    Account, Cursor, InFlight, Position, Unbonding, Waiting, ACCOUNTS, IN_FLIGHT, IN_FLIGHT_AT,
    IN_FLIGHT_OF, NEXT_ID, POSITIONS, POSITIONS_OF, RELEASES, UNBONDINGS, UNBONDINGS_AT,
};
pub use rewards::{Announcement, Joined, Rewards, ANNOUNCED_ON, ANNOUNCEMENTS, JOINED, REWARDS};

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Uint128, Uint256, Uint512};
use cw_storage_plus::{Item, Map};
use mesh_math::rewards::Pool;
use mesh_math::shares::MULTIPLIER_ONE;

use crate::msg::{ConsumerInfo, ValidatorStatus};

/// Positions of one owner, and items that one message settles by itself.
pub const MAX_ITEMS: u32 = 32;
/// Uncredited announcements of one validator; bounds the join tags that a position can wait with.
pub const MAX_ANNOUNCEMENTS: u64 = 31;
/// Announcements that a message credits by the way.
pub const CREDITS_PER_MESSAGE: u32 = 8;
/// Every unstake asks all of them.
pub const MAX_SLASHERS: u32 = 8;
/// Reports of one validator that are kept apart; a further one joins the latest.
pub const MAX_REPORTS: usize = 32;
pub const DEFAULT_PAGE: u32 = 30;
pub const MAX_PAGE: u32 = 100;

#[cw_serde]
pub struct Config {
    pub consumer: ConsumerInfo,
    /// None until the slasher's instantiation is answered.
    pub slasher: Option<Addr>,
    pub lockup: Addr,
    pub unbonding_period: u64,
    pub rewards_ibc_denom: String,
    pub packet_lifetime: u64,
    pub answer_grace: u64,
    pub admin: Option<Addr>,
    /// Share of a validator's stake that reports may take within an unbonding period.
    #[serde(default)]
    pub max_reported_slash: Decimal,
}

pub const CONFIG: Item<Config> = Item::new("config");
#[cw_serde]
#[derive(Default)]
pub struct Slasher {
    /// The most that one of its slashes may take.
    pub max_percentage: Option<Decimal>,
}

/// Who may slash, at most [`MAX_SLASHERS`].
pub const SLASHERS: Map<&Addr, Slasher> = Map::new("slashers");

/// The bound channel.
#[cw_serde]
pub struct Channel {
    pub channel_id: String,
    pub port_id: String,
    pub counterparty_channel_id: String,
    pub counterparty_port_id: String,
    /// First, second, … channel of this contract.
    pub number: u32,
}

pub const CHANNEL: Item<Channel> = Item::new("channel");
/// Number of the latest channel, bound or not.
pub const CHANNEL_COUNT: Item<u32> = Item::new("channel_count");
pub const CHANNEL_NUMBERS: Map<&str, u32> = Map::new("channel_numbers");
/// Number of the latest channel on which the consumer listed its stakes to the end.
pub const LISTED_CHANNEL: Item<u32> = Item::new("listed_channel");

/// The consumer is being asked what it holds.
#[cw_serde]
pub struct Sync {
    /// Last validator it named.
    pub start_after: Option<String>,
    /// A request is on its way.
    pub asked: bool,
}

/// There while the list of stakes on the bound channel is not answered to the end.
pub const SYNC: Item<Sync> = Item::new("sync");

#[cw_serde]
#[derive(Default)]
pub struct ListRequest {
    pub retries: u32,
    /// Requests on the bound channel without an answer.
    pub pending: u32,
}

pub const LIST_REQUEST: Item<ListRequest> = Item::new("list_validators_retry_state");

#[cw_serde]
pub struct Validator {
    pub status: ValidatorStatus,
    pub multiplier: Uint256,
    /// Σ shares of active stake.
    pub shares: Uint256,
    /// Σ tokens that owners have in flight.
    pub in_flight: Uint128,
    /// Of `shares`, those that the next reward is paid to.
    pub entitled: Uint256,
    pub index: Uint512,
    pub announced: u64,
    pub credited: u64,
}

impl Validator {
    pub fn new(status: ValidatorStatus) -> Self {
        Validator {
            status,
            multiplier: MULTIPLIER_ONE,
            shares: Uint256::zero(),
            in_flight: Uint128::zero(),
            entitled: Uint256::zero(),
            index: Uint512::zero(),
            announced: 0,
            credited: 0,
        }
    }

    /// Worth of all active stake.
    pub fn value(&self) -> Uint128 {
        mesh_math::shares::value_floor(self.shares, self.multiplier)
    }

    pub fn pool(&self) -> Pool {
        Pool {
            entitled: self.entitled,
            index: self.index,
        }
    }
}

pub const VALIDATORS: Map<&str, Validator> = Map::new("validators");
/// (validator, second) → multiplier after the slashes of that second.
pub const SLASHES: Map<(&str, u64), Uint256> = Map::new("slashes");

/// A slash of the consumer chain, as far as it was applied here.
#[cw_serde]
pub struct Report {
    /// Seconds.
    pub time: u64,
    pub ratio: Decimal,
}

/// Reports applied to a validator within the last unbonding period, oldest first.
pub const REPORTS: Map<&str, Vec<Report>> = Map::new("reports");

/// What is known of the consumer, by validator. Read and written through `books::remote` only.
#[cw_serde]
#[derive(Default)]
pub struct Remote {
    pub known: Uint128,
    /// Channel whose list of stakes `known` starts from; 0 for none.
    pub listed: u32,
    /// Channel that what follows was sent on.
    pub channel: u32,
    /// Owners' stakes without an answer.
    pub staking: Uint128,
    /// Stakes of nobody in particular without an answer.
    pub resent: Uint128,
    /// Unstakes without an answer.
    pub unstaking: Uint128,
    pub packets: u32,
}

pub const REMOTES: Map<&str, Remote> = Map::new("remotes");
/// Validator that `resend` looked at last.
pub const RESEND_CURSOR: Item<String> = Item::new("resend_cursor");

/// What a sent packet was, so that its answer counts once.
#[cw_serde]
pub enum Sent {
    /// An owner's stake, by its id in `IN_FLIGHT`.
    Stake {
        id: u64,
    },
    /// Stake of nobody in particular.
    Resent {
        validator: String,
        amount: Uint128,
    },
    Unstake {
        validator: String,
        amount: Uint128,
    },
}

/// (channel, sequence) of packets without an answer.
pub const PACKETS: Map<(&str, u64), Sent> = Map::new("packets");
