//! What stands around the contract: a bank, meta-staking, and what was sent over IBC.

use std::collections::BTreeMap;

use cosmwasm_std::testing::{MockApi, MockQuerier, StakingQuerier};
use cosmwasm_std::{
    coin, from_json, to_json_binary, Binary, Coin, ContractResult, CosmosMsg, Decimal, IbcMsg,
    SystemError, SystemResult, Uint128, Validator, WasmMsg, WasmQuery,
};
use mesh_apis::ibc::ConsumerPacket;
use mesh_apis::price_feed::FeedPrice;
use mesh_apis::staking::StakingMsg;
use serde::Serialize;

pub const REWARD: &str = "ujuno";

/// A contract that answers prices.
pub fn feed_address() -> String {
    MockApi::default().addr_make("feed").into_string()
}

/// A transfer that was sent.
#[derive(Clone)]
pub struct Sent {
    pub channel_id: String,
    pub to_address: String,
    pub amount: u128,
    pub memo: String,
}

#[derive(Default)]
pub struct Chain {
    pub balance: u128,
    pub validators: Vec<String>,
    /// What meta-staking says it has for the contract; none where it does not know the query.
    pub funds: Option<u128>,
    /// Delegated by validator.
    pub delegated: BTreeMap<String, u128>,
    /// Every message that meta-staking took.
    pub asked: Vec<StakingMsg>,
    pub packets: Vec<(String, ConsumerPacket)>,
    pub transfers: Vec<Sent>,
    pub refuse_delegation: Option<String>,
    /// Messages that are refused though others are not: `adjust`, `delegate`, `undelegate`.
    pub refuse: Vec<&'static str>,
    /// What the feed answers; none where it fails.
    pub feed: Option<FeedPrice>,
    /// What meta-staking says of stake above what is allowed; left out where it does not say.
    pub overflow: Option<&'static str>,
    /// What it says was asked of it; left out where it does not say.
    pub asked_for: Option<u128>,
    pub refuse_packets: bool,
    pub refuse_transfers: bool,
}

/// The answer of meta-staking, with a field that is not read.
#[derive(Serialize)]
struct Answer {
    available_funds: Uint128,
    total_staked: Uint128,
    unbonding: Uint128,
    rewards: Empty,
    #[serde(skip_serializing_if = "Option::is_none")]
    overflow: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Uint128>,
}

#[derive(Serialize)]
struct Empty {}

impl Chain {
    pub fn dispatch(&mut self, msg: &CosmosMsg) -> Result<(), String> {
        match msg {
            CosmosMsg::Wasm(WasmMsg::Execute { msg, funds, .. }) => {
                assert!(funds.is_empty());
                self.ask(from_json(msg).unwrap())
            }
            CosmosMsg::Ibc(IbcMsg::SendPacket {
                channel_id, data, ..
            }) => {
                if self.refuse_packets {
                    return Err("codespace: ibc-client, code: 29".to_string());
                }
                let packet = from_json(data).unwrap();
                self.packets.push((channel_id.clone(), packet));
                Ok(())
            }
            CosmosMsg::Ibc(IbcMsg::Transfer {
                channel_id,
                to_address,
                amount,
                memo,
                ..
            }) => {
                if self.refuse_transfers {
                    return Err("codespace: transfer, code: 8".to_string());
                }
                assert_eq!(amount.denom, REWARD);
                let amount = Uint128::try_from(amount.amount).unwrap().u128();
                self.balance = self.balance.checked_sub(amount).unwrap();
                self.transfers.push(Sent {
                    channel_id: channel_id.clone(),
                    to_address: to_address.clone(),
                    amount,
                    memo: memo.clone().unwrap(),
                });
                Ok(())
            }
            other => panic!("unexpected message: {other:?}"),
        }
    }

    fn ask(&mut self, msg: StakingMsg) -> Result<(), String> {
        if let Some(reason) = &self.refuse_delegation {
            return Err(reason.clone());
        }
        let name = match &msg {
            StakingMsg::Adjust { .. } => "adjust",
            StakingMsg::Delegate { .. } => "delegate",
            StakingMsg::Undelegate { .. } => "undelegate",
            _ => "rewards",
        };
        if self.refuse.contains(&name) {
            return Err("codespace: wasm, code: 5".to_string());
        }
        if let (StakingMsg::Delegate { amount, .. }, Some(funds)) = (&msg, self.funds) {
            let all = self.total().saturating_add(amount.u128());
            if self.overflow != Some("normalize") && all > funds {
                return Err("codespace: wasm, code: 5".to_string());
            }
        }
        match &msg {
            StakingMsg::Delegate { validator, amount }
            | StakingMsg::Adjust { validator, amount } => {
                assert!(!amount.is_zero());
                *self.delegated.entry(validator.clone()).or_default() += amount.u128();
            }
            StakingMsg::Undelegate { validator, amount } => {
                assert!(!amount.is_zero());
                let standing = self.delegated.get_mut(validator).unwrap();
                *standing = standing.checked_sub(amount.u128()).unwrap();
            }
            StakingMsg::WithdrawDelegatorReward { .. } | StakingMsg::WithdrawToCostumer { .. } => {}
        }
        self.asked.push(msg);
        Ok(())
    }

    pub fn total(&self) -> u128 {
        self.delegated
            .values()
            .fold(0, |sum, amount| sum.saturating_add(*amount))
    }

    pub fn delegated(&self, validator: &str) -> u128 {
        self.delegated.get(validator).copied().unwrap_or_default()
    }

    /// Puts all this where queries read it.
    pub fn show(&self, querier: &mut MockQuerier, contract: &str) {
        let balance: Vec<Coin> = vec![coin(self.balance, REWARD)];
        querier.bank.update_balance(contract, balance);
        let ratio = Decimal::percent(10);
        let validators: Vec<_> = self
            .validators
            .iter()
            .map(|name| Validator::create(name.clone(), ratio, ratio, ratio))
            .collect();
        querier.staking = StakingQuerier::new(REWARD, &validators, &[]);
        let total = self.total();
        let answer: Option<Binary> = self.funds.map(|funds| {
            to_json_binary(&Answer {
                available_funds: Uint128::new(funds),
                total_staked: Uint128::new(total),
                unbonding: Uint128::zero(),
                rewards: Empty {},
                overflow: self.overflow,
                asked: self.asked_for.map(Uint128::new),
            })
            .unwrap()
        });
        let feed = self.feed.clone();
        querier.update_wasm(move |query| match (&answer, query) {
            (_, WasmQuery::Smart { contract_addr, msg }) if *contract_addr == feed_address() => {
                assert_eq!(msg.as_slice(), br#"{"price":{}}"#);
                match &feed {
                    Some(price) => {
                        SystemResult::Ok(ContractResult::Ok(to_json_binary(price).unwrap()))
                    }
                    None => SystemResult::Ok(ContractResult::Err("no price".to_string())),
                }
            }
            (Some(answer), WasmQuery::Smart { .. }) => {
                SystemResult::Ok(ContractResult::Ok(answer.clone()))
            }
            _ => SystemResult::Err(SystemError::Unknown {}),
        });
    }
}
