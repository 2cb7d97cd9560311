//! The contract beside the model of it. After every step both have to agree.

use std::collections::BTreeMap;

use cosmwasm_std::{to_json_binary, Decimal, IbcChannelCloseMsg, Order, StdAck, Storage, Uint128};
use mesh_apis::ibc::ProviderPacket;

use super::super::chain::feed_address;
use super::super::fixture::{channel, done, options, Rig};
use super::model::{Model, Row, Terms, MAX_AGE, MAX_JUMP};
use super::op::{NAMES, PRICES};
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
    pub price_moved: bool,
}

pub fn decimal(atomics: u128) -> Decimal {
    Decimal::new(Uint128::new(atomics))
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

    /// All that is stored, but rows of dead channels that say nothing and wait to be removed.
    pub fn storage(&self) -> Vec<(String, String)> {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let storage = &self.rig.deps.storage;
        let rows = storage.range(None, None, Order::Ascending);
        let rows = rows.map(|(key, value)| (text(key), text(value)));
        rows.filter(|(_, value)| !value.contains(r#""unanswered":"0""#))
            .collect()
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

    pub fn close(&mut self) {
        if let Some(id) = self.bound.take() {
            let msg = IbcChannelCloseMsg::new_confirm(channel(&id));
            let env = self.rig.env.clone();
            ibc::ibc_channel_close(self.rig.deps.as_mut(), env, msg).unwrap();
        }
    }

    pub fn say(&mut self, sender: &str, msg: ExecuteMsg) -> Result<(), ContractError> {
        self.rig.execute(sender, msg, &[]).map(drop)
    }

    pub fn govern(&mut self, sudo: bool, msg: SudoMsg) -> Result<(), ContractError> {
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

    pub fn packet(&mut self, packet: &ProviderPacket) -> StdAck {
        let id = self.bound.clone().unwrap_or("channel-none".to_string());
        let data = to_json_binary(packet).unwrap();
        self.rig.receive_raw(&id, data)
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

pub fn answers(ack: StdAck, expected: Result<(), &str>) -> Result<(), String> {
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
