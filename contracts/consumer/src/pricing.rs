//! The price at which stake is converted, and which prices may come in force. Whatever is wrong with
//! one, what is staked stays as it is and can leave.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, Decimal, Uint128};
use mesh_apis::price_feed::FeedPrice;
use mesh_math::price::{asked_floor, is_fresh, jumps};

use crate::error::ContractError;
use crate::msg::{SetFeed, WaitingPrice};

/// The price in force, where it comes from, and what it has to pass.
#[cw_serde]
pub struct Pricing {
    /// Local tokens for one token of the provider chain.
    pub rate: Decimal,
    /// Second of that price.
    pub time: u64,
    /// Second before which a feed's price is older than what was decided last.
    pub not_before: u64,
    pub waiting: Option<WaitingPrice>,
    /// None where the price is fixed.
    pub feed: Option<Addr>,
    /// Below 1.
    pub discount: Decimal,
    /// Seconds.
    pub max_age: Option<u64>,
    pub max_jump: Option<Decimal>,
}

impl Pricing {
    /// A fixed price, in force from `now` on.
    pub fn new(rate: Decimal, now: u64) -> Self {
        Pricing {
            rate,
            time: now,
            not_before: 0,
            waiting: None,
            feed: None,
            discount: Decimal::zero(),
            max_age: None,
            max_jump: None,
        }
    }

    /// What another feed said before does not count against the new one.
    pub fn set_feed(&mut self, api: &dyn Api, msg: SetFeed) -> Result<(), ContractError> {
        let feed = msg
            .price_feed
            .map(|feed| api.addr_validate(&feed))
            .transpose()?;
        let discount = msg.discount.unwrap_or_default();
        if discount >= Decimal::one() {
            return Err(ContractError::InvalidDiscount { discount });
        }
        if msg.max_price_age == Some(0) {
            return Err(ContractError::ZeroAge);
        }
        if feed != self.feed {
            self.waiting = None;
            self.not_before = 0;
        }
        self.feed = feed;
        self.discount = discount;
        self.max_age = msg.max_price_age;
        self.max_jump = msg.max_price_jump;
        Ok(())
    }

    /// Refuses a price that the feed gives at `now` and that may not come in force.
    pub fn check(&self, given: &FeedPrice, now: u64) -> Result<(), ContractError> {
        let time = given.time;
        if given.rate.is_zero() {
            return Err(ContractError::ZeroPrice);
        }
        if time > now {
            return Err(ContractError::FuturePrice { time });
        }
        if time < self.not_before {
            return Err(ContractError::OldPrice { time });
        }
        if !is_fresh(given.rate, time, now, self.age_limit()) {
            return Err(ContractError::StalePrice { time });
        }
        Ok(())
    }

    /// Takes a price that passed the check. A jump waits, and nothing is in force meanwhile.
    pub fn take(&mut self, given: FeedPrice) {
        let FeedPrice { rate, time } = given;
        self.not_before = time;
        self.waiting = match self.max_jump {
            Some(limit) if jumps(self.rate, rate, limit) => Some(WaitingPrice { rate, time }),
            _ => {
                self.rate = rate;
                self.time = time;
                None
            }
        };
    }

    /// The admin's word: in force at once, and above all that the feed said until `now`.
    pub fn decide(&mut self, rate: Decimal, now: u64) -> Result<(), ContractError> {
        if rate.is_zero() {
            return Err(ContractError::ZeroPrice);
        }
        self.rate = rate;
        self.time = now;
        self.not_before = now;
        self.waiting = None;
        Ok(())
    }

    /// Seconds after which the price in force is stale; a fixed one never is.
    fn age_limit(&self) -> u64 {
        match (&self.feed, self.max_age) {
            (Some(_), Some(max_age)) => max_age,
            _ => u64::MAX,
        }
    }

    /// Whether the price may change delegations at `now`. A fixed one may at any time; none may
    /// while the feed says something else that the admin has not accepted.
    pub fn fresh(&self, now: u64) -> bool {
        self.waiting.is_none() && is_fresh(self.rate, self.time, now, self.age_limit())
    }

    pub fn terms(&self) -> Terms {
        Terms {
            price: self.rate,
            discount: self.discount,
        }
    }
}

/// By what stake is converted.
#[cw_serde]
#[derive(Copy)]
pub struct Terms {
    /// Local tokens for one remote token.
    pub price: Decimal,
    pub discount: Decimal,
}

impl Terms {
    /// What stake of `remote` tokens asks for.
    pub fn asked(&self, remote: Uint128) -> Uint128 {
        asked_floor(remote, self.price, self.discount)
    }
}
