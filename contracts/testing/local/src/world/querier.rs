//! What contracts ask of the chain and of each other.

use std::cell::RefCell;
use std::rc::Rc;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    coin, from_json, to_json_binary, Addr, AllValidatorsResponse, BalanceResponse, BankQuery,
    Binary, BondedDenomResponse, Coin, ContractResult, DecCoin, Decimal, Decimal256,
    DelegationResponse, DelegationRewardsResponse, DistributionQuery, FullDelegation, Querier,
    QuerierResult, QueryRequest, StakingQuery, SystemError, SystemResult, Uint256,
    ValidatorMetadata, WasmQuery,
};

use super::{with_deps, State};
use crate::machine::DENOM;

pub struct WorldQuerier {
    pub state: Rc<RefCell<State>>,
    pub api: MockApi,
}

impl WorldQuerier {
    pub fn smart(&self, contract: &Addr, msg: &[u8]) -> Result<Binary, String> {
        let code = self.state.borrow().codes.get(contract).copied();
        let code = code.ok_or_else(|| format!("no such contract: {contract}"))?;
        with_deps(&self.state, &self.api, contract, |deps, env| {
            code.query(deps.as_ref(), env, msg)
        })
    }

    fn staking(&self, query: StakingQuery) -> Result<Binary, String> {
        let chain = self.state.borrow().chain.clone();
        let answer = match query {
            StakingQuery::BondedDenom {} => {
                to_json_binary(&BondedDenomResponse::new(DENOM.to_string()))
            }
            StakingQuery::AllValidators {} => {
                let ratio = Decimal::percent(10);
                let of = |name: &String| ValidatorMetadata::new(name.clone(), ratio, ratio, ratio);
                let all = chain.validators.keys().map(of).collect();
                to_json_binary(&AllValidatorsResponse::new(all))
            }
            StakingQuery::Delegation {
                delegator,
                validator,
            } => {
                let standing = chain.validators.get(&validator).map(|v| v.standing());
                let delegation = standing.filter(|standing| *standing > 0).map(|standing| {
                    let amount = coin(standing, DENOM);
                    let delegator = Addr::unchecked(delegator);
                    FullDelegation::create(delegator, validator, amount.clone(), amount, vec![])
                });
                to_json_binary(&DelegationResponse::new(delegation))
            }
            other => return Err(format!("no answer to {other:?}")),
        };
        answer.map_err(|error| error.to_string())
    }

    fn rewards(&self, validator: &str) -> Result<Binary, String> {
        let chain = self.state.borrow().chain.clone();
        let due = chain.validators.get(validator).map_or(0, |v| v.due);
        let due = Decimal256::from_ratio(Uint256::from(due), 1u8);
        let answer = DelegationRewardsResponse::new(vec![DecCoin::new(due, DENOM)]);
        to_json_binary(&answer).map_err(|error| error.to_string())
    }

    fn answer(&self, request: QueryRequest) -> Result<Result<Binary, String>, SystemError> {
        match request {
            QueryRequest::Bank(BankQuery::Balance { address, denom }) => {
                let state = self.state.borrow();
                let key = (address, denom.clone());
                let amount = state.bank.get(&key).copied().unwrap_or_default();
                let response = BalanceResponse::new(Coin::new(amount, denom));
                Ok(to_json_binary(&response).map_err(|error| error.to_string()))
            }
            QueryRequest::Wasm(WasmQuery::Smart { contract_addr, msg }) => {
                Ok(self.smart(&Addr::unchecked(&contract_addr), &msg))
            }
            QueryRequest::Staking(query) => Ok(self.staking(query)),
            QueryRequest::Distribution(DistributionQuery::DelegationRewards {
                validator_address,
                ..
            }) => Ok(self.rewards(&validator_address)),
            other => Err(SystemError::UnsupportedRequest {
                kind: format!("{other:?}"),
            }),
        }
    }
}

impl Querier for WorldQuerier {
    fn raw_query(&self, bin_request: &[u8]) -> QuerierResult {
        let request: QueryRequest = match from_json(bin_request) {
            Ok(request) => request,
            Err(error) => {
                return SystemResult::Err(SystemError::InvalidRequest {
                    error: error.to_string(),
                    request: bin_request.into(),
                })
            }
        };
        match self.answer(request) {
            Ok(result) => SystemResult::Ok(ContractResult::from(result)),
            Err(error) => SystemResult::Err(error),
        }
    }
}
