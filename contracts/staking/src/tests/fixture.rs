//! The contract on its chain: messages, and sub-messages with their replies. What fails leaves no trace.

use cosmwasm_std::testing::{
    message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{
    coin, from_json, Addr, Coin, CosmosMsg, Env, Order, OwnedDeps, Reply, ReplyOn, Response,
    StdError, Storage, SubMsgResponse, SubMsgResult, Uint128, Uint256,
};
use serde::de::DeserializeOwned;

use super::world::{refused, whole, PaidOut, World};
pub use super::world::{Community, DENOM, FEES, VALIDATORS, WAIT};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, InstantiateMsg, QueryMsg, SudoMsg};
use crate::state::{CHANGE, CONSUMERS, POSITIONS};

/// The storage and the world before something that may fail.
type Snapshot = (Vec<cosmwasm_std::Record>, World);

pub struct Chain {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    pub world: World,
    /// Whether x/staking refuses, as at the eighth undelegation of a validator.
    pub refusing: bool,
    /// A message that some contract sends in the middle of every staking message, and its errors.
    pub hook: Option<ExecuteMsg>,
    pub hook_errors: Vec<ContractError>,
}

pub fn account(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

pub fn no_options() -> InstantiateMsg {
    InstantiateMsg {
        admin: None,
        unbonding_time: Some(WAIT),
        rewards_denom: None,
        limits: None,
        lockup: None,
    }
}

/// With local staking.
pub fn with_lockup() -> InstantiateMsg {
    InstantiateMsg {
        lockup: Some(account("lockup").into_string()),
        ..no_options()
    }
}

impl Chain {
    /// The contract with these consumers, each with this much, and nothing above that.
    pub fn with(msg: InstantiateMsg, consumers: &[(&str, u128)]) -> Self {
        let mut chain = Chain {
            deps: mock_dependencies(),
            env: mock_env(),
            world: World::default(),
            refusing: false,
            hook: None,
            hook_errors: vec![],
        };
        chain.show();
        let info = message_info(&account("admin"), &[]);
        contract::instantiate(chain.deps.as_mut(), chain.env.clone(), info, msg).unwrap();
        for (name, funds) in consumers {
            chain.fund(DENOM, *funds);
            chain.add(name, *funds).unwrap();
        }
        chain
    }

    pub fn add(&mut self, name: &str, funds: u128) -> Result<Response, ContractError> {
        self.govern(SudoMsg::AddConsumer {
            consumer_address: account(name).into_string(),
            funds_available_for_staking: coin(funds, DENOM),
        })
    }

    pub fn remove(&mut self, name: &str) -> Result<Response, ContractError> {
        self.govern(SudoMsg::RemoveConsumer {
            consumer_address: account(name).into_string(),
        })
    }

    pub fn govern(&mut self, msg: SudoMsg) -> Result<Response, ContractError> {
        self.execute("admin", ExecuteMsg::Sudo(msg))
    }

    pub fn sudo(&mut self, msg: SudoMsg) -> Result<Response, ContractError> {
        let response = contract::sudo(self.deps.as_mut(), self.env.clone(), msg)?;
        self.run(&response).map(|()| response)
    }

    pub fn delegate(&mut self, name: &str, at: &str, n: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Delegate {
            validator: at.to_string(),
            amount: Uint128::new(n),
        };
        self.execute(name, msg)
    }

    pub fn undelegate(&mut self, name: &str, at: &str, n: u128) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Undelegate {
            validator: at.to_string(),
            amount: Uint128::new(n),
        };
        self.execute(name, msg)
    }

    pub fn collect(&mut self, at: &str) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::WithdrawDelegatorReward {
            validator: at.to_string(),
        };
        self.execute("anyone", msg)
    }

    /// Answers what the consumer was paid.
    pub fn pay(&mut self, name: &str, at: &str) -> Result<Coin, ContractError> {
        let msg = ExecuteMsg::WithdrawToCostumer {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        };
        self.execute("anyone", msg)?;
        let (consumer, validator, coin) = self.world.paid.last().unwrap().clone();
        assert_eq!(
            (consumer.as_str(), validator.as_str()),
            (account(name).as_str(), at)
        );
        Ok(coin)
    }

    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Result<Response, ContractError> {
        self.execute_with(sender, msg, &[])
    }

    pub fn execute_with(
        &mut self,
        sender: &str,
        msg: ExecuteMsg,
        funds: &[Coin],
    ) -> Result<Response, ContractError> {
        let before = self.snapshot();
        let info = message_info(&account(sender), funds);
        for coin in funds {
            self.fund(&coin.denom, whole(coin));
        }
        let result = contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)
            .and_then(|response| self.run(&response).map(|()| response));
        if result.is_err() {
            self.restore(before);
        }
        result
    }

    fn snapshot(&self) -> Snapshot {
        let stored = self.deps.storage.range(None, None, Order::Ascending);
        (stored.collect(), self.world.clone())
    }

    fn restore(&mut self, (stored, world): Snapshot) {
        self.deps.storage = MockStorage::new();
        for (key, value) in stored {
            self.deps.storage.set(&key, &value);
        }
        self.world = world;
        self.show();
    }

    /// Sub-messages one after the other, each with all that its reply sends before the next.
    fn run(&mut self, response: &Response) -> Result<(), ContractError> {
        for sub in &response.messages {
            let catches = matches!(sub.reply_on, ReplyOn::Error | ReplyOn::Always);
            let before = catches.then(|| self.snapshot());
            let result = self.dispatch(&sub.msg);
            self.show();
            let result = match (result, before) {
                (Ok(()), _) if matches!(sub.reply_on, ReplyOn::Success | ReplyOn::Always) =>
                {
                    #[allow(deprecated)]
                    SubMsgResult::Ok(SubMsgResponse {
                        events: vec![],
                        data: None,
                        msg_responses: vec![],
                    })
                }
                (Ok(()), _) => continue,
                (Err(error), Some(before)) => {
                    self.restore(before);
                    SubMsgResult::Err(error.to_string())
                }
                (Err(error), None) => return Err(error),
            };
            let reply = Reply {
                id: sub.id,
                payload: sub.payload.clone(),
                gas_used: 0,
                result,
            };
            let response = contract::reply(self.deps.as_mut(), self.env.clone(), reply)?;
            self.run(&response)?;
        }
        Ok(())
    }

    fn dispatch(&mut self, msg: &CosmosMsg) -> Result<(), ContractError> {
        if let (Some(hook), true) = (
            self.hook.clone(),
            matches!(msg, CosmosMsg::Staking(_) | CosmosMsg::Distribution(_)),
        ) {
            let info = message_info(&account("hook"), &[]);
            let result = contract::execute(self.deps.as_mut(), self.env.clone(), info, hook);
            self.hook_errors.extend(result.err());
        }
        if self.refusing && matches!(msg, CosmosMsg::Staking(_)) {
            return Err(refused());
        }
        self.world.dispatch(msg, self.env.block.time)?;
        // The books change in the reply: they still say who had stake when this was paid.
        for (validator, denom, amount) in std::mem::take(&mut self.world.distributed) {
            let holders = CONSUMERS
                .keys(&self.deps.storage, None, None, Order::Ascending)
                .map(|address| {
                    let address = address.unwrap();
                    let key = (&address, validator.as_str());
                    let row = POSITIONS.may_load(&self.deps.storage, key).unwrap();
                    let granted = row.map_or(0, |row| row.granted.u128());
                    (address.into_string(), granted)
                })
                .collect();
            self.world.paid_out.push(PaidOut {
                validator,
                denom,
                amount,
                holders,
            });
        }
        Ok(())
    }

    /// What the lockup has delegated at a validator.
    pub fn local_stake(&self, at: &str) -> Uint128 {
        let key = (&account("lockup"), at);
        let row = POSITIONS.may_load(&self.deps.storage, key).unwrap();
        row.map(|row| row.granted).unwrap_or_default()
    }

    /// Pays a consumer, whose factor may leave it nothing.
    pub fn pay_any(&mut self, name: &str, at: &str) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::WithdrawToCostumer {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        };
        self.execute("anyone", msg)
    }

    pub fn fund(&mut self, denom: &str, amount: u128) {
        *self.world.balances.entry(denom.to_string()).or_default() += amount;
        self.show();
    }

    /// A validator earns the contract this much.
    pub fn earn(&mut self, validator: &str, amount: u128, denom: &str) {
        let accrued = self.world.accrued.entry(validator.to_string()).or_default();
        *accrued.entry(denom.to_string()).or_default() += amount;
        self.show();
    }

    /// The chain slashes a validator.
    pub fn slash(&mut self, validator: &str, amount: u128) {
        *self.world.standing.get_mut(validator).unwrap() -= amount;
        self.show();
    }

    /// Some blocks.
    pub fn pass(&mut self, seconds: u64) {
        self.env.block.height += 1;
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
        let now = self.env.block.time.nanos();
        let (back, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut self.world.returning)
            .into_iter()
            .partition(|entry| entry.time <= now);
        self.world.returning = waiting;
        let sum = back.iter().map(|entry| entry.amount).sum();
        self.fund(DENOM, sum);
    }

    /// The chain slashes what is on its way back from a validator.
    pub fn slash_unbonding(&mut self, validator: &str, percent: u128) {
        for entry in &mut self.world.returning {
            if entry.validator == validator {
                entry.amount -= entry.amount * percent / 100;
            }
        }
    }

    /// Puts raw bytes into the storage.
    pub fn write(&mut self, key: &[u8], value: &str) {
        self.deps.storage.set(key, value.as_bytes());
    }

    pub fn show_world(&mut self) {
        self.show();
    }

    pub fn standing(&self, validator: &str) -> u128 {
        self.world
            .standing
            .get(validator)
            .copied()
            .unwrap_or_default()
    }

    pub fn balance(&self, denom: &str) -> u128 {
        self.world.balances.get(denom).copied().unwrap_or_default()
    }

    /// All that a consumer was paid so far.
    pub fn total_paid(&self, name: &str) -> u128 {
        let account = account(name);
        let paid = self.world.paid.iter();
        paid.filter(|(consumer, ..)| consumer == account.as_str())
            .map(|(.., coin)| whole(coin))
            .sum()
    }

    pub fn storage_is_idle(&self) -> bool {
        !CHANGE.exists(&self.deps.storage)
    }

    pub fn storage(&self) -> &MockStorage {
        &self.deps.storage
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> Result<T, StdError> {
        contract::query(self.deps.as_ref(), self.env.clone(), msg)
            .map(|answer| from_json(answer).unwrap())
    }

    /// Puts the world where queries read it.
    fn show(&mut self) {
        let contract = &self.env.contract.address;
        self.world.show(&mut self.deps.querier, contract);
    }
}

pub fn rewards(amount: u128, denom: &str) -> Coin {
    Coin::new(Uint256::from(amount), denom)
}
