//! What consumers, owners and anyone say to the contract.

use cosmwasm_std::{coin, Response, Uint128};

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{
    ConsumerPower, ConsumerUpdate, ExecuteMsg, LocalResponse, PowerResponse, QueryMsg,
};

impl Chain {
    pub fn rebalance(&mut self, limit: u32) -> Response {
        let limit = Some(limit);
        self.execute("anyone", ExecuteMsg::Rebalance { limit })
            .unwrap()
    }

    pub fn sync(&mut self, validator: &str) -> Result<Response, ContractError> {
        let validator = validator.to_string();
        let limit = None;
        self.execute("anyone", ExecuteMsg::SyncSlash { validator, limit })
    }

    pub fn adjust(&mut self, name: &str, at: &str, n: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Adjust {
            validator: at.to_string(),
            amount: Uint128::new(n),
        };
        self.execute(name, msg)
    }

    pub fn update(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut ConsumerUpdate),
    ) -> Result<Response, ContractError> {
        let mut update = ConsumerUpdate {
            consumer_address: account(name).into_string(),
            funds_available: None,
            max_share: None,
            overflow: None,
            reward_factor: None,
        };
        change(&mut update);
        self.execute("admin", ExecuteMsg::UpdateConsumer(update))
    }

    /// The lockup hands tokens of an owner over.
    pub fn claim(&mut self, owner: &str, at: &str, n: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::ReceiveClaim {
            owner: account(owner).into_string(),
            amount: Uint128::new(n),
            validator: at.to_string(),
        };
        self.execute_with("lockup", msg, &[coin(n, DENOM)])
    }

    pub fn cut(&mut self, owner: &str, n: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::ClaimReduced {
            owner: account(owner).into_string(),
            amount: Uint128::new(n),
        };
        self.execute("lockup", msg)
    }

    pub fn unstake(&mut self, owner: &str, at: &str, n: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::UnstakeLocal {
            validator: at.to_string(),
            amount: Uint128::new(n),
        };
        self.execute(owner, msg)
    }

    pub fn release(&mut self, owner: &str) -> Result<Response, ContractError> {
        self.execute(owner, ExecuteMsg::ReleaseLocal { limit: None })
    }

    /// Granted to a consumer at a validator.
    pub fn granted(&self, name: &str, at: &str) -> u128 {
        self.query::<Uint128>(QueryMsg::Delegation {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        })
        .unwrap()
        .u128()
    }

    pub fn local(&self, owner: &str) -> LocalResponse {
        self.query(QueryMsg::Local {
            owner: account(owner).into_string(),
        })
        .unwrap()
    }

    pub fn power(&self, name: &str) -> ConsumerPower {
        let power: PowerResponse = self.query(QueryMsg::Power {}).unwrap();
        let mut all = power.consumers.into_iter();
        all.find(|row| row.consumer == account(name).as_str())
            .unwrap()
    }
}
