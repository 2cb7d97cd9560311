//! The contract beside the model of it. After every step both have to agree.

use std::collections::BTreeMap;

use cosmwasm_std::{to_json_binary, Decimal, IbcChannelCloseMsg, Order, StdAck, Storage, Uint128};
use mesh_apis::ibc::ProviderPacket;
use mesh_apis::price_feed::FeedPrice;

use super::super::chain::feed_address;
use super::super::fixture::{channel, done, options, Rig};
use super::model::{Model, Row, Terms, MAX_AGE, MAX_JUMP, NO_FRESH_PRICE, NO_FUNDS, ONE};
use super::op::{Op, Says, NAMES, PRICES};
use super::reports::Reports;
use super::transport::Transport;
use crate::contract;
use crate::error::ContractError;
use crate::msg::*;
use crate::state::CALLS;
use crate::{ibc, msg};

/// How often each state worth testing was met.
pub type Reached = BTreeMap<&'static str, u64>;

pub struct Machine {
    pub rig: Rig,
    pub model: Model,
    pub reports: Reports,
    pub transport: Transport,
    pub bound: Option<String>,
    pub channels: u64,
    pub reached: Reached,
    price_moved: bool,
}

fn decimal(atomics: u128) -> Decimal {
    Decimal::new(Uint128::new(atomics))
}

fn times(price: u128, percent: u128) -> u128 {
    let product = Uint128::new(price).checked_multiply_ratio(percent, 100u128);
    product.map_or(u128::MAX, |price| price.u128())
}

impl Machine {
    pub fn new(start: usize) -> Self {
        let price = PRICES[start % PRICES.len()];
        let mut rig = Rig::unconnected(InstantiateMsg {
            price_feed: Some(feed_address()),
            max_price_age: Some(MAX_AGE),
            max_price_jump: Some(decimal(MAX_JUMP)),
            ..options(price)
        });
        rig.chain.validators = NAMES.iter().map(|name| name.to_string()).collect();
        rig.show();
        let now = rig.env.block.time.seconds();
        let atomics = price.parse::<Decimal>().unwrap().atomics().u128();
        let mut machine = Machine {
            rig,
            model: Model::new(atomics, now),
            reports: Reports::default(),
            transport: Transport::default(),
            bound: None,
            channels: 0,
            reached: Reached::new(),
            price_moved: false,
        };
        machine.connect();
        machine
    }

    pub fn now(&self) -> u64 {
        self.rig.env.block.time.seconds()
    }

    pub fn reach(&mut self, state: &'static str) {
        *self.reached.entry(state).or_default() += 1;
    }

    /// All that is stored.
    pub fn storage(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let storage = &self.rig.deps.storage;
        storage.range(None, None, Order::Ascending).collect()
    }

    pub fn asked(&self) -> Vec<u128> {
        NAMES
            .iter()
            .map(|name| self.rig.chain.delegated(name))
            .collect()
    }

    pub fn connect(&mut self) {
        if self.bound.is_none() {
            let id = format!("channel-{}", self.channels);
            self.channels += 1;
            self.rig.connect(&id).unwrap();
            self.bound = Some(id);
        }
    }

    fn close(&mut self) {
        if let Some(id) = self.bound.take() {
            let msg = IbcChannelCloseMsg::new_confirm(channel(&id));
            let env = self.rig.env.clone();
            ibc::ibc_channel_close(self.rig.deps.as_mut(), env, msg).unwrap();
        }
    }

    pub fn say(&mut self, sender: &str, msg: ExecuteMsg) -> Result<(), ContractError> {
        self.rig.execute(sender, msg, &[]).map(drop)
    }

    fn govern(&mut self, sudo: bool, msg: SudoMsg) -> Result<(), ContractError> {
        if sudo {
            let env = self.rig.env.clone();
            return contract::sudo(self.rig.deps.as_mut(), env, msg).map(drop);
        }
        let msg = match msg {
            SudoMsg::SetPrice(msg) => ExecuteMsg::SetPrice(msg),
            SudoMsg::SetFeed(msg) => ExecuteMsg::SetFeed(msg),
            _ => panic!("not one of these"),
        };
        self.say("admin", msg)
    }

    fn packet(&mut self, packet: &ProviderPacket) -> StdAck {
        let id = self.bound.clone().unwrap_or("channel-none".to_string());
        let data = to_json_binary(packet).unwrap();
        self.rig.receive_raw(&id, data)
    }

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
                let funds = percent.map(|percent| total / 100 * u128::from(percent));
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

    pub fn refuse(&mut self, adjust: bool, delegate: bool, undelegate: bool) {
        let home = &mut self.model.home;
        home.no_adjust = adjust;
        home.no_delegate = delegate;
        home.no_undelegate = undelegate;
        let all = [
            ("adjust", adjust),
            ("delegate", delegate),
            ("undelegate", undelegate),
        ];
        let refused = all.into_iter().filter(|(_, refused)| *refused);
        self.rig.chain.refuse = refused.map(|(name, _)| name).collect();
    }

    pub fn fund(&mut self, funds: Option<u128>, normalize: bool) {
        self.model.home.funds = funds;
        self.model.home.normalize = normalize;
        self.rig.chain.funds = funds;
        self.rig.chain.overflow = normalize.then_some("normalize");
    }

    /// Compares all that the contract says with the model, and with what was asked of meta-staking.
    pub fn agree(&mut self) -> Result<(), String> {
        let stakes: BTreeMap<String, Row> = self.rig.stakes().into_iter().map(row).collect();
        let rows = self.model.rows.iter();
        let expected: BTreeMap<String, Row> =
            rows.map(|(at, row)| (at.to_string(), *row)).collect();
        same("stakes", &stakes, &expected)?;
        for at in NAMES {
            let row = expected.get(at);
            same(
                at,
                &self.rig.chain.delegated(at),
                &row.map_or(0, |row| row.asked),
            )?;
            if row.is_some_and(|row| row.asked > row.terms.asked(row.remote)) {
                return Err(format!(
                    "{at} asks for more than it was converted to: {row:?}"
                ));
            }
        }
        let price: PriceResponse = self.rig.query(QueryMsg::Price {});
        let waiting = price.waiting.map(|w| (w.rate.atomics().u128(), w.time));
        let said = (
            price.rate.atomics().u128(),
            price.time,
            waiting,
            price.fresh,
        );
        let fresh = self.model.fresh(self.now());
        let model = &self.model;
        let expected = (model.terms.price, model.time, model.waiting, fresh);
        same("price", &said, &expected)?;
        self.agree_on_news()?;
        if !CALLS.is_empty(&self.rig.deps.storage) {
            return Err("a call was not ended".to_string());
        }
        Ok(())
    }
}

fn row(stake: msg::StakeResponse) -> (String, Row) {
    let terms = Terms {
        price: stake.price.atomics().u128(),
        discount: stake.discount.atomics().u128(),
    };
    let row = Row {
        remote: stake.remote.u128(),
        terms,
        asked: stake.asked.u128(),
    };
    (stake.validator, row)
}

pub fn same<T: PartialEq + std::fmt::Debug>(
    what: &str,
    is: &T,
    expected: &T,
) -> Result<(), String> {
    if is == expected {
        return Ok(());
    }
    Err(format!("{what}: {is:?}, not {expected:?}"))
}

fn answers(ack: StdAck, expected: Result<(), &str>) -> Result<(), String> {
    match (&ack, expected) {
        (StdAck::Error(text), Err(start)) if text.starts_with(start) => Ok(()),
        (_, Ok(())) if ack == done() => Ok(()),
        _ => Err(format!("the ack is {ack:?}, not {expected:?}")),
    }
}

pub fn results(
    result: Result<(), ContractError>,
    expected: Result<(), &str>,
) -> Result<(), String> {
    match (result.map_err(|error| error.to_string()), expected) {
        (Ok(()), Ok(())) => Ok(()),
        (Err(text), Err(start)) if text.starts_with(start) => Ok(()),
        (result, _) => Err(format!("the result is {result:?}, not {expected:?}")),
    }
}
