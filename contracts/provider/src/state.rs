use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Empty, Uint128, Uint256, Uint512};
use cw_storage_plus::{Item, Map};
use mesh_math::cuts::Cut;
use mesh_math::rewards::{Pool, INDEX_BITS};
use mesh_math::shares::{Stake, MULTIPLIER_ONE};

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
    /// 0 until the chain told it, in the same transaction.
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
