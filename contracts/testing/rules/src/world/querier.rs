//! Queries between contracts.

use std::cell::RefCell;
use std::rc::Rc;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    from_json, to_json_binary, Addr, AllValidatorsResponse, BalanceResponse, BankQuery, Binary,
    Coin, ContractResult, Decimal, Querier, QuerierResult, QueryRequest, StakingQuery, SystemError,
    SystemResult, Validator, ValidatorResponse, WasmQuery,
};

use super::{with_deps, State};

pub struct WorldQuerier {
    pub state: Rc<RefCell<State>>,
    pub api: MockApi,
}

impl WorldQuerier {
    pub fn smart(&self, contract: &Addr, msg: &[u8]) -> Result<Binary, String> {
        let code = self.state.borrow().codes.get(contract).cloned();
        let code = code.ok_or_else(|| format!("no such contract: {contract}"))?;
        with_deps(&self.state, &self.api, contract, |deps, env| {
            code.query(deps.as_ref(), env, msg)
        })
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
                let contract = Addr::unchecked(&contract_addr);
                if !self.state.borrow().codes.contains_key(&contract) {
                    return Err(SystemError::NoSuchContract {
                        addr: contract_addr,
                    });
                }
                Ok(self.smart(&contract, &msg))
            }
            QueryRequest::Staking(StakingQuery::AllValidators {}) => {
                let names = self.state.borrow().validators.clone();
                let all = names.iter().map(|name| validator(name).into()).collect();
                let response = AllValidatorsResponse::new(all);
                Ok(to_json_binary(&response).map_err(|error| error.to_string()))
            }
            QueryRequest::Staking(StakingQuery::Validator { address }) => {
                let known = self.state.borrow().validators.contains(&address);
                let response = ValidatorResponse::new(known.then(|| validator(&address)));
                Ok(to_json_binary(&response).map_err(|error| error.to_string()))
            }
            other => Err(SystemError::UnsupportedRequest {
                kind: format!("{other:?}"),
            }),
        }
    }
}

fn validator(name: &str) -> Validator {
    let (none, all) = (Decimal::zero(), Decimal::one());
    Validator::create(name.to_string(), none, all, all)
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
