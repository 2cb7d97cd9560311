//! What the contract has to come to, reckoned by itself: whole numbers, 10¹⁸ of a price or ratio.

use std::collections::BTreeMap;

use cosmwasm_std::{Uint128, Uint256};

pub const ONE: u128 = 10u128.pow(18);
pub const MAX_AGE: u64 = 600;
/// A tenth.
pub const MAX_JUMP: u128 = ONE / 10;

pub const NO_FRESH_PRICE: &str = "There is no fresh price";
pub const TOO_LARGE: &str = "Stake on one validator can be no more than 2^128 - 1";
pub const NO_FUNDS: &str = "Contract has run out of funds to delegate for consumer chain";
pub const REFUSED: &str = "Refused by the contract that delegates";
pub const ZERO: &str = "A price must not be zero";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub price: u128,
    pub discount: u128,
}

/// `floor(a × b / 10¹⁸)`, at most 2¹²⁸ − 1.
fn part(a: u128, b: u128) -> u128 {
    let product = Uint256::from(a) * Uint256::from(b) / Uint256::from(ONE);
    Uint128::try_from(product).map_or(u128::MAX, |whole| whole.u128())
}

impl Terms {
    pub fn asked(&self, remote: u128) -> u128 {
        part(part(remote, self.price), ONE - self.discount)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub remote: u128,
    pub terms: Terms,
    pub asked: u128,
}

/// What the delegating contract refuses, and what it has.
#[derive(Default)]
pub struct Home {
    pub no_adjust: bool,
    pub no_delegate: bool,
    pub no_undelegate: bool,
    pub funds: Option<u128>,
    pub normalize: bool,
}

pub struct Model {
    pub terms: Terms,
    pub time: u64,
    pub not_before: u64,
    pub waiting: Option<(u128, u64)>,
    pub feed: bool,
    pub aged: bool,
    pub limited: bool,
    pub rows: BTreeMap<&'static str, Row>,
    pub cursor: Option<&'static str>,
    pub home: Home,
}

/// What became of a `rebalance`.
#[derive(Default)]
pub struct Swept {
    pub adjust_refused: bool,
    pub raise_refused: bool,
    pub lower_refused: bool,
}

impl Model {
    pub fn new(price: u128, now: u64) -> Self {
        Model {
            terms: Terms { price, discount: 0 },
            time: now,
            not_before: 0,
            waiting: None,
            feed: true,
            aged: true,
            limited: true,
            rows: BTreeMap::new(),
            cursor: None,
            home: Home {
                funds: Some(u128::MAX),
                ..Home::default()
            },
        }
    }

    pub fn fresh(&self, now: u64) -> bool {
        let young = !self.feed || !self.aged || now - self.time < MAX_AGE;
        self.terms.price > 0 && self.waiting.is_none() && young
    }

    pub fn total(&self) -> u128 {
        let asked = |sum: u128, row: &Row| sum.saturating_add(row.asked);
        self.rows.values().fold(0, asked)
    }

    fn takes(&self, more: u128) -> bool {
        let within = |funds| self.total().saturating_add(more) <= funds;
        self.home.normalize || self.home.funds.is_none_or(within)
    }

    pub fn stake(&mut self, at: &'static str, amount: u128, now: u64) -> Result<(), &'static str> {
        if !self.fresh(now) {
            return Err(NO_FRESH_PRICE);
        }
        let terms = self.terms;
        let empty = Row {
            remote: 0,
            terms,
            asked: 0,
        };
        let before = self.rows.get(at).copied().unwrap_or(empty);
        let remote = before.remote.checked_add(amount).ok_or(TOO_LARGE)?;
        let target = terms.asked(remote);
        let more = target.saturating_sub(before.asked);
        if more > 0 {
            let unused = |funds: u128| funds.saturating_sub(self.total());
            let short = self.home.funds.is_some_and(|funds| more > unused(funds));
            if short && !self.home.normalize {
                return Err(NO_FUNDS);
            }
            if self.home.no_delegate {
                return Err(REFUSED);
            }
        }
        let after = if target >= before.asked {
            Row {
                remote,
                terms,
                asked: target,
            }
        } else {
            Row { remote, ..before }
        };
        self.rows.insert(at, after);
        Ok(())
    }

    pub fn unstake(
        &mut self,
        at: &'static str,
        amount: u128,
        now: u64,
    ) -> Result<(), &'static str> {
        let before = self.rows[at];
        let remote = before.remote - amount;
        let terms = if self.fresh(now) {
            self.terms
        } else {
            before.terms
        };
        let asked = before.asked.min(terms.asked(remote));
        if asked < before.asked && self.home.no_undelegate {
            return Err(REFUSED);
        }
        if remote == 0 {
            self.rows.remove(at);
        } else {
            let after = Row {
                remote,
                terms,
                asked,
            };
            self.rows.insert(at, after);
        }
        Ok(())
    }

    /// Takes what the feed says; answers whether it is taken or waits.
    pub fn update(&mut self, says: Option<(u128, u64)>, now: u64) -> Result<(), &'static str> {
        if !self.feed {
            return Err("The price is fixed");
        }
        let (price, time) = says.ok_or("The feed gives no price")?;
        if price == 0 {
            return Err(ZERO);
        }
        if time > now || time < self.not_before || (self.aged && now - time >= MAX_AGE) {
            return Err("The feed's price of second");
        }
        self.not_before = time;
        let step = price.abs_diff(self.terms.price);
        let far = Uint256::from(step) * Uint256::from(ONE)
            > Uint256::from(self.terms.price) * Uint256::from(MAX_JUMP);
        if self.limited && far {
            self.waiting = Some((price, time));
        } else {
            self.waiting = None;
            self.terms.price = price;
            self.time = time;
        }
        Ok(())
    }

    pub fn decide(&mut self, price: u128, now: u64) -> Result<(), &'static str> {
        if price == 0 {
            return Err(ZERO);
        }
        self.terms.price = price;
        self.time = now;
        self.not_before = now;
        self.waiting = None;
        Ok(())
    }

    pub fn set_feed(&mut self, on: bool, discount: u128, aged: bool, limited: bool) {
        if on != self.feed {
            self.waiting = None;
            self.not_before = 0;
        }
        self.feed = on;
        self.terms.discount = discount;
        self.aged = aged;
        self.limited = limited;
    }

    pub fn rebalance(&mut self, limit: u32, now: u64) -> Result<Swept, &'static str> {
        if !self.fresh(now) {
            return Err(NO_FRESH_PRICE);
        }
        let mut swept = Swept::default();
        let after = self.cursor.take();
        let names: Vec<&'static str> = self.rows.keys().copied().collect();
        let mut moved = 0;
        let mut last = after;
        for name in names
            .into_iter()
            .filter(|name| after.is_none_or(|after| *name > after))
        {
            let row = self.rows[name];
            let target = self.terms.asked(row.remote);
            if row.asked == target && row.terms == self.terms {
                last = Some(name);
                continue;
            }
            if moved == limit.max(1) {
                self.cursor = last;
                return Ok(swept);
            }
            moved += 1;
            last = Some(name);
            let good = if target > row.asked {
                let more = target - row.asked;
                swept.adjust_refused |= self.home.no_adjust;
                let good = !self.home.no_adjust || (!self.home.no_delegate && self.takes(more));
                swept.raise_refused |= !good;
                good
            } else {
                let good = target == row.asked || !self.home.no_undelegate;
                swept.lower_refused |= !good;
                good
            };
            if good {
                let after = Row {
                    remote: row.remote,
                    terms: self.terms,
                    asked: target,
                };
                self.rows.insert(name, after);
            }
        }
        Ok(swept)
    }
}
