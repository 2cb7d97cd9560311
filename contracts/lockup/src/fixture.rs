//! A lockup of `uosmo` on mock storage, with short names for its messages.
#![allow(clippy::unwrap_used)]

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{coin, from_json, Addr, Coin, OwnedDeps, Response, Uint128};
use serde::de::DeserializeOwned;

use crate::contract;
use crate::error::ContractError;
use crate::msg::{
    BalanceResponse, ExecuteMsg, InstantiateMsg, LocalStakeResponse, QueryMsg, TotalsResponse,
};

pub const DENOM: &str = "uosmo";
/// The local staking.
pub const HOME: &str = "home";

pub type Answer = Result<Response, ContractError>;

pub struct Lockup {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
}

pub fn address(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

impl Lockup {
    pub fn new() -> Self {
        let mut deps = mock_dependencies();
        let info = message_info(&address("deployer"), &[]);
        let msg = InstantiateMsg {
            denom: DENOM.to_string(),
            admin: Some(address("admin").into_string()),
            local_staking: Some(address(HOME).into_string()),
        };
        contract::instantiate(deps.as_mut(), mock_env(), info, msg).unwrap();
        Self { deps }
    }

    pub fn execute(&mut self, sender: &str, funds: &[Coin], msg: ExecuteMsg) -> Answer {
        let info = message_info(&address(sender), funds);
        contract::execute(self.deps.as_mut(), mock_env(), info, msg)
    }

    pub fn bond(&mut self, sender: &str, amount: u128) -> Answer {
        self.execute(sender, &[coin(amount, DENOM)], ExecuteMsg::Bond {})
    }

    pub fn unbond(&mut self, sender: &str, amount: u128) -> Answer {
        let amount = Uint128::new(amount);
        self.execute(sender, &[], ExecuteMsg::Unbond { amount })
    }

    pub fn grant(&mut self, sender: &str, leinholder: &str, amount: u128) -> Answer {
        let msg = ExecuteMsg::GrantClaim {
            leinholder: address(leinholder).into_string(),
            amount: Uint128::new(amount),
            validator: "junovaloper1".to_string(),
        };
        self.execute(sender, &[], msg)
    }

    pub fn release(&mut self, leinholder: &str, owner: &str, amount: u128) -> Answer {
        let msg = ExecuteMsg::ReleaseClaim {
            owner: address(owner).into_string(),
            amount: Uint128::new(amount),
        };
        self.execute(leinholder, &[], msg)
    }

    pub fn slash(&mut self, leinholder: &str, owner: &str, amount: u128) -> Answer {
        let msg = ExecuteMsg::SlashClaim {
            owner: address(owner).into_string(),
            amount: Uint128::new(amount),
        };
        self.execute(leinholder, &[], msg)
    }

    pub fn return_local(&mut self, owner: &str, amount: u128, burn: bool) -> Answer {
        let msg = ExecuteMsg::ReturnLocal {
            owner: address(owner).into_string(),
            amount: Uint128::new(amount),
            burn,
        };
        self.execute(HOME, &[coin(amount, DENOM)], msg)
    }

    pub fn home_slashed(&mut self, owner: &str, amount: u128) -> Answer {
        let msg = ExecuteMsg::HomeSlashed {
            owner: address(owner).into_string(),
            amount: Uint128::new(amount),
        };
        self.execute(HOME, &[], msg)
    }

    pub fn burn(&mut self, sender: &str) -> Answer {
        self.execute(sender, &[], ExecuteMsg::Burn {})
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(contract::query(self.deps.as_ref(), mock_env(), msg).unwrap()).unwrap()
    }

    pub fn balance(&self, account: &str) -> BalanceResponse {
        self.query(QueryMsg::Balance {
            account: address(account).into_string(),
        })
    }

    /// Bonded, free, and how many claims there are.
    pub fn figures(&self, account: &str) -> (u128, u128, usize) {
        let balance = self.balance(account);
        (
            balance.bonded.u128(),
            balance.free.u128(),
            balance.claims.len(),
        )
    }

    /// Bonded, owed to the burn, burned.
    pub fn totals(&self) -> (u128, u128, u128) {
        let totals: TotalsResponse = self.query(QueryMsg::Totals {});
        (
            totals.bonded.u128(),
            totals.owed_to_burn.u128(),
            totals.burned.u128(),
        )
    }
}

impl Lockup {
    /// Away, and what of it is burned on return: of one account, then over all.
    pub fn local(&self, account: &str) -> [(u128, u128); 2] {
        let account = address(account).into_string();
        let one: LocalStakeResponse = self.query(QueryMsg::LocalStake { account });
        let all: TotalsResponse = self.query(QueryMsg::Totals {});
        [
            (one.delegated.u128(), one.burn_on_return.u128()),
            (all.delegated_locally.u128(), all.burn_on_return.u128()),
        ]
    }
}

/// The attributes of a response, as pairs.
pub fn attributes(response: &Response) -> Vec<(&str, &str)> {
    let pairs = response.attributes.iter();
    pairs.map(|a| (a.key.as_str(), a.value.as_str())).collect()
}
