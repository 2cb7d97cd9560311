//! What stands around the contract: bank, x/staking and x/distribution as far as it sees them.

use std::collections::BTreeMap;

use cosmwasm_std::testing::{MockQuerier, StakingQuerier};
use cosmwasm_std::{
    coin, from_json, Addr, Coin, CosmosMsg, DecCoin, Decimal, Decimal256, DistributionMsg,
    FullDelegation, StakingMsg, StdError, Timestamp, Uint128, Validator, WasmMsg,
};
use mesh_apis::consumer::ConsumerMsg;

use crate::error::ContractError;

pub const DENOM: &str = "ujuno";
/// A denom in which a chain without inflation pays.
pub const FEES: &str = "uusdc";
/// Seconds that an undelegation takes.
pub const WAIT: u64 = 2_800;

#[derive(Clone, Default)]
pub struct World {
    pub balances: BTreeMap<String, u128>,
    pub standing: BTreeMap<String, u128>,
    pub accrued: BTreeMap<String, BTreeMap<String, u128>>,
    /// Nanoseconds, and how much comes back then.
    pub returning: Vec<(u64, u128)>,
    /// Consumer, validator and what was paid.
    pub paid: Vec<(String, String, Coin)>,
}

impl World {
    /// Does what the chain does with a message of the contract.
    pub fn dispatch(&mut self, msg: &CosmosMsg, now: Timestamp) -> Result<(), ContractError> {
        match msg {
            CosmosMsg::Staking(StakingMsg::Delegate { validator, amount }) => {
                self.distribute(validator);
                self.take(amount)?;
                *self.standing.entry(validator.clone()).or_default() += whole(amount);
            }
            CosmosMsg::Staking(StakingMsg::Undelegate { validator, amount }) => {
                self.distribute(validator);
                let standing = self.standing.get_mut(validator).ok_or_else(refused)?;
                *standing = standing.checked_sub(whole(amount)).ok_or_else(refused)?;
                let back = now.plus_seconds(WAIT).nanos();
                self.returning.push((back, whole(amount)));
            }
            CosmosMsg::Distribution(DistributionMsg::WithdrawDelegatorReward { validator }) => {
                if self
                    .standing
                    .get(validator)
                    .is_none_or(|amount| *amount == 0)
                {
                    return Err(refused());
                }
                self.distribute(validator);
            }
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => {
                let ConsumerMsg::MeshConsumerRecieveRewardsMsg { validator } =
                    from_json(msg).unwrap();
                assert_eq!(funds.len(), 1);
                self.take(&funds[0])?;
                let entry = (contract_addr.clone(), validator, funds[0].clone());
                self.paid.push(entry);
            }
            other => panic!("unexpected message: {other:?}"),
        }
        Ok(())
    }

    fn take(&mut self, amount: &Coin) -> Result<(), ContractError> {
        let balance = self.balances.entry(amount.denom.clone()).or_default();
        *balance = balance.checked_sub(whole(amount)).ok_or_else(refused)?;
        Ok(())
    }

    /// x/distribution pays what has accrued, as it does on every change of a delegation.
    fn distribute(&mut self, validator: &str) {
        for (denom, amount) in self.accrued.remove(validator).unwrap_or_default() {
            *self.balances.entry(denom).or_default() += amount;
        }
    }

    /// Puts the world where queries read it.
    pub fn show(&self, querier: &mut MockQuerier, contract: &Addr) {
        let balances = self.balances.iter();
        let balances = balances
            .map(|(denom, amount)| coin(*amount, denom))
            .collect();
        querier.bank.update_balance(contract, balances);
        let validators: Vec<_> = ["alice", "bob"]
            .map(|name| {
                let ratio = Decimal::percent(10);
                Validator::create(name.to_string(), ratio, ratio, ratio)
            })
            .to_vec();
        let standing = self.standing.iter().filter(|(_, amount)| **amount > 0);
        let delegations: Vec<_> = standing
            .map(|(validator, amount)| {
                let amount = coin(*amount, DENOM);
                FullDelegation::create(
                    contract.clone(),
                    validator.clone(),
                    amount.clone(),
                    amount,
                    vec![],
                )
            })
            .collect();
        querier.staking = StakingQuerier::new(DENOM, &validators, &delegations);
        for validator in ["alice", "bob"] {
            let accrued = self.accrued.get(validator);
            let rewards = accrued
                .into_iter()
                .flatten()
                .map(|(denom, amount)| {
                    DecCoin::new(Decimal256::from_ratio(*amount, 1u8), denom.as_str())
                })
                .collect();
            let distribution = &mut querier.distribution;
            distribution.set_rewards(validator, contract.as_str(), rewards);
        }
    }
}

pub fn whole(amount: &Coin) -> u128 {
    Uint128::try_from(amount.amount).unwrap().u128()
}

/// As a chain tells a contract of an error in a module.
pub fn refused() -> ContractError {
    ContractError::Std(StdError::msg("codespace: staking, code: 18"))
}
