//! What contracts ask of the chain and of each other.

use std::cell::RefCell;
use std::rc::Rc;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    from_json, to_json_binary, Addr, BalanceResponse, BankQuery, Binary, Coin, ContractResult,
    Querier, QuerierResult, QueryRequest, SystemError, SystemResult, WasmQuery,
};

use super::{with_deps, State};

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
