//! Tests on the contract's own entry points.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod keys;
mod migrate;
mod parameters;
mod ranges;
mod set_min_height;
mod submit_duplicate_vote;
mod submit_evidence;
mod vectors;

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{from_json, Addr, Binary, BlockInfo, Coin, Decimal, OwnedDeps, Response};
use serde::de::DeserializeOwned;

use crate::contract;
use crate::error::ContractError;
use crate::msg::{
    Evidence, EvidenceResponse, ExecuteMsg, InstantiateMsg, KeyRange, KeyResponse, QueryMsg,
};

const VALIDATOR: &str = "junovaloper1";
const CHAIN_ID: &str = "juno-1";

struct Slasher {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    owner: Addr,
    provider: Addr,
    stranger: Addr,
}

fn block() -> BlockInfo {
    mock_env().block
}

impl Slasher {
    /// One that takes no votes.
    fn new() -> Self {
        Self::with(None, None).unwrap()
    }

    /// One that takes votes of `CHAIN_ID`, signed by `pubkey` from height 1 on.
    fn with_key(pubkey: &[u8]) -> Self {
        let mut slasher = Self::with(Some(CHAIN_ID), Some("0.1")).unwrap();
        slasher.register(VALIDATOR, pubkey, 1, None).unwrap();
        slasher
    }

    fn with(chain_id: Option<&str>, ratio: Option<&str>) -> Result<Self, ContractError> {
        let api = MockApi::default();
        let mut slasher = Self {
            deps: mock_dependencies(),
            owner: api.addr_make("owner"),
            provider: api.addr_make("provider"),
            stranger: api.addr_make("stranger"),
        };
        let msg = InstantiateMsg {
            owner: slasher.owner.to_string(),
            unbonding_period: None,
            chain_id: chain_id.map(str::to_string),
            slash_ratio: ratio.map(|ratio| ratio.parse::<Decimal>().unwrap()),
            slashee: None,
        };
        let info = message_info(&slasher.provider, &[]);
        contract::instantiate(slasher.deps.as_mut(), mock_env(), info, msg)?;
        Ok(slasher)
    }

    /// As the owner.
    fn execute(&mut self, msg: ExecuteMsg) -> Result<Response, ContractError> {
        let owner = self.owner.clone();
        self.execute_as(&owner, &[], msg)
    }

    fn execute_as(
        &mut self,
        sender: &Addr,
        funds: &[Coin],
        msg: ExecuteMsg,
    ) -> Result<Response, ContractError> {
        let info = message_info(sender, funds);
        contract::execute(self.deps.as_mut(), mock_env(), info, msg)
    }

    fn register(
        &mut self,
        validator: &str,
        pubkey: &[u8],
        from_height: u64,
        to_height: Option<u64>,
    ) -> Result<Response, ContractError> {
        self.execute(ExecuteMsg::RegisterKey {
            validator: validator.to_string(),
            pubkey: Binary::from(pubkey),
            from_height,
            to_height,
        })
    }

    fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(contract::query(self.deps.as_ref(), mock_env(), msg).unwrap()).unwrap()
    }

    fn evidence(&self, id: &str) -> Option<Evidence> {
        let evidence_id = id.to_string();
        let answer: EvidenceResponse = self.query(QueryMsg::Evidence { evidence_id });
        answer.evidence
    }

    fn key(&self, validator: &str, height: u64) -> Option<KeyRange> {
        let validator = validator.to_string();
        let answer: KeyResponse = self.query(QueryMsg::Key { validator, height });
        answer.key
    }
}

/// The variant's name.
fn variant(error: &ContractError) -> String {
    let text = format!("{error:?}");
    text.split([' ', '(', '{']).next().unwrap().to_string()
}

fn attributes(response: &Response) -> Vec<(&str, &str)> {
    response
        .attributes
        .iter()
        .map(|pair| (pair.key.as_str(), pair.value.as_str()))
        .collect()
}
