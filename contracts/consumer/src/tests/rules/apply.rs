//! Each step, at the contract and at the model of it.

use cosmwasm_std::{Decimal, Uint128};
use mesh_apis::ibc::ProviderPacket;
use mesh_apis::price_feed::FeedPrice;

use super::super::chain::feed_address;
use super::machine::{answers, decimal, results, Machine};
use super::model::{MAX_AGE, MAX_JUMP, NO_FRESH_PRICE, NO_FUNDS, ONE};
use super::op::{Op, Says, NAMES};
use crate::msg::{ExecuteMsg, SetFeed, SetPrice, SudoMsg};

fn times(price: u128, percent: u128) -> u128 {
    let product = Uint128::new(price).checked_multiply_ratio(percent, 100u128);
    product.map_or(u128::MAX, |price| price.u128())
}

impl Machine {
    fn stake(&mut self, at: &'static str, amount: u128) -> Result<(), String> {
        let fell = self.model.rows.get(at).is_some_and(|row| {
            self.model.fresh(self.now()) && self.model.terms.asked(row.remote) < row.asked
        });
        let ack = self.packet(&ProviderPacket::Stake {
            validator: at.to_string(),
            amount: Uint128::new(amount),
            key: "osmo1delegator".to_string(),
        });
        if self.bound.is_none() {
            return answers(ack, Err("Refuse to respond"));
        }
        let expected = self.model.stake(at, amount, self.now());
        match expected {
            Ok(()) if fell => self.reach("stake after a fall of the price"),
            Ok(()) if self.model.rows[at].asked == u128::MAX => self.reach("saturated"),
            Ok(()) => self.reach("stake"),
            Err(NO_FRESH_PRICE) if self.model.waiting.is_some() => {
                self.reach("stake while a jump waits")
            }
            Err(NO_FRESH_PRICE) => self.reach("stale price on stake"),
            Err(NO_FUNDS) => self.reach("stake without funds"),
            Err(_) => self.reach("stake refused"),
        }
        answers(ack, expected)
    }

    pub fn unstake(&mut self, at: &'static str, amount: u128) -> Result<(), String> {
        let ack = self.packet(&ProviderPacket::Unstake {
            validator: at.to_string(),
            amount: Uint128::new(amount),
            key: "osmo1delegator".to_string(),
        });
        if self.bound.is_none() {
            return answers(ack, Err("Refuse to respond"));
        }
        let fresh = self.model.fresh(self.now());
        let waiting = self.model.waiting.is_some();
        let expected = self.model.unstake(at, amount, self.now());
        match expected {
            Ok(()) if waiting => self.reach("unstake while a jump waits"),
            Ok(()) if !fresh => self.reach("stale price on unstake"),
            Ok(()) => self.reach("unstake"),
            Err(_) => self.reach("unstake refused"),
        }
        answers(ack, expected)
    }

    fn feed(&mut self, says: Says) {
        let (price, now) = (self.model.terms.price, self.now());
        let given = match says {
            Says::Near(percent) => {
                let percent = u128::try_from(100 + i32::from(percent)).unwrap();
                Some((times(price, percent), now))
            }
            Says::Jump(true) => Some((price.saturating_mul(1_000_000), now)),
            Says::Jump(false) => Some((price / 1_000_000, now)),
            Says::Zero => Some((0, now)),
            Says::Stale => Some((price, now - MAX_AGE)),
            Says::Future => Some((price, now + 1)),
            Says::Older => Some((price, self.model.not_before.saturating_sub(1))),
            Says::Nothing => None,
        };
        self.rig.chain.feed = given.map(|(rate, time)| FeedPrice {
            rate: decimal(rate),
            time,
        });
    }

    fn update_price(&mut self) -> Result<(), String> {
        let says = self.rig.chain.feed.as_ref();
        let says = says.map(|given| (given.rate.atomics().u128(), given.time));
        let before = self.model.terms.price;
        let expected = self.model.update(says, self.now());
        match expected {
            Ok(()) if self.model.waiting.is_some() => self.reach("jump waiting"),
            Ok(()) if self.model.terms.price != before => {
                self.price_moved = true;
                self.reach("price change");
                if self.model.total() > 0 {
                    self.reach("price change with stake");
                }
            }
            Ok(()) => self.reach("price repeated"),
            Err(_) => self.reach("bad price"),
        }
        results(self.say("anyone", ExecuteMsg::UpdatePrice {}), expected)
    }

    fn set_price(&mut self, percent: u8) -> Result<(), String> {
        let accepted = self.model.waiting.map(|(price, _)| price);
        let price = match accepted {
            Some(price) if percent % 2 == 1 => {
                self.reach("jump accepted");
                price
            }
            _ => times(self.model.terms.price, u128::from(percent)),
        };
        let expected = self.model.decide(price, self.now());
        let msg = SudoMsg::SetPrice(SetPrice {
            rate: decimal(price),
        });
        results(self.govern(percent % 4 < 2, msg), expected)
    }

    fn rebalance(&mut self, limit: u32) -> Result<(), String> {
        let expected = self.model.rebalance(limit, self.now());
        let result = self.say("anyone", ExecuteMsg::Rebalance { limit: Some(limit) });
        if let Ok(swept) = &expected {
            for (state, met) in [
                ("adjust refused", swept.adjust_refused),
                ("raise refused", swept.raise_refused),
                ("lower refused", swept.lower_refused),
                ("rebalance stopped midway", self.model.cursor.is_some()),
            ] {
                if met {
                    self.reach(state);
                }
            }
        }
        results(result, expected.map(drop))
    }

    fn slash(&mut self, at: &'static str, percent: u64) -> Result<(), String> {
        self.reports.slash(at, u128::from(percent) * (ONE / 100));
        let works = !self.rig.chain.refuse_packets;
        self.reports.send(at, self.bound.as_deref(), works);
        let msg = ExecuteMsg::ValidatorSlashed {
            validator: at.to_string(),
            ratio: Decimal::percent(percent),
        };
        results(self.say("meta-staking", msg), Ok(()))
    }

    pub fn retry_reports(&mut self) -> Result<(), String> {
        let works = !self.rig.chain.refuse_packets;
        for at in NAMES {
            let before = self.reports.rows.get(at).cloned();
            self.reports.send(at, self.bound.as_deref(), works);
            if before.is_some_and(|row| row.again && Some(&row) != self.reports.rows.get(at)) {
                self.reach("report lost and retried");
            }
        }
        results(
            self.say("anyone", ExecuteMsg::RetryReports { limit: None }),
            Ok(()),
        )
    }

    pub fn apply(&mut self, op: &Op) -> Result<(), String> {
        if self.model.cursor.is_some() && !matches!(op, Op::Rebalance { .. }) {
            self.reach("interrupted rebalance");
        }
        match *op {
            Op::Stake { at, amount } => {
                if std::mem::take(&mut self.price_moved) {
                    self.reach("stake after a change of the price");
                }
                self.stake(NAMES[at], amount)?
            }
            Op::Unstake { at, eighths } => {
                let at = NAMES[at];
                let remote = self.model.rows.get(at).map_or(0, |row| row.remote);
                let amount = match eighths {
                    8 => remote,
                    some => remote / 8 * u128::from(some),
                };
                if amount > 0 {
                    self.unstake(at, amount)?;
                }
            }
            Op::Pass { seconds } => {
                self.rig.env.block.time = self.rig.env.block.time.plus_seconds(seconds);
            }
            Op::Feed(says) => self.feed(says),
            Op::UpdatePrice => self.update_price()?,
            Op::SetPrice { percent } => self.set_price(percent)?,
            Op::SetFeed {
                on,
                discount,
                aged,
                limited,
            } => {
                let discount = u128::from(discount) * (ONE / 100);
                self.model.set_feed(on, discount, aged, limited);
                let msg = SudoMsg::SetFeed(SetFeed {
                    price_feed: on.then(feed_address),
                    discount: Some(decimal(discount)),
                    max_price_age: aged.then_some(MAX_AGE),
                    max_price_jump: limited.then(|| decimal(MAX_JUMP)),
                });
                results(self.govern(aged, msg), Ok(()))?;
            }
            Op::Rebalance { limit } => self.rebalance(limit)?,
            Op::Refuse {
                adjust,
                delegate,
                undelegate,
            } => self.refuse(adjust, delegate, undelegate),
            Op::Funds { percent, normalize } => {
                let total = self.model.total();
                let funds = percent.map(|percent| times(total, u128::from(percent)));
                self.fund(funds, normalize);
            }
            Op::Slash { at, percent } => self.slash(NAMES[at], percent)?,
            Op::RetryReports => self.retry_reports()?,
            Op::Line { works } => self.rig.chain.refuse_packets = !works,
            Op::Close => self.close(),
            Op::Connect => self.connect(),
            ref other => self.carry(other)?,
        }
        self.agree()
    }
}
