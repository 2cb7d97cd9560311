//! Messages, sub-messages and replies: what fails takes its own changes back and nothing else.

use std::rc::Rc;

use cosmwasm_std::{
    coin, to_json_vec, Addr, BankMsg, Coin, CosmosMsg, Event, MessageInfo, Reply, ReplyOn,
    Response, StakingMsg, SubMsg, SubMsgResponse, SubMsgResult, WasmMsg,
};
use serde::Serialize;

use super::code::{Code, Entry};
use super::{whole, with_deps, Call, World};

/// Calls within calls that fit the gas of a message: two holders that slash at each other's news would
/// go on for as many calls as there are tokens.
const DEPTH: u32 = 12;

/// Replies see no more of an error than its code.
const REDACTED: &str = "codespace: wasm, code: 5";

impl World {
    pub fn instantiate(
        &self,
        code: Code,
        creator: &Addr,
        name: &str,
        msg: &impl Serialize,
    ) -> Addr {
        let address = self.address(name);
        self.state.borrow_mut().codes.insert(address.clone(), code);
        let info = MessageInfo {
            sender: creator.clone(),
            funds: vec![],
        };
        let entry = Entry::Instantiate(info, to_json_vec(msg).unwrap());
        self.call(&address, entry).unwrap();
        address
    }

    /// Answers the events.
    pub fn execute(
        &self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Result<Vec<Event>, String> {
        let msg = to_json_vec(msg).unwrap();
        self.atomically(|| self.execute_raw(sender, contract, msg, funds))
    }

    fn atomically<T>(&self, body: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        let saved = self.snapshot();
        let result = body();
        if result.is_err() {
            self.restore(saved);
        }
        result
    }

    fn execute_raw(
        &self,
        sender: &Addr,
        contract: &Addr,
        msg: Vec<u8>,
        funds: &[Coin],
    ) -> Result<Vec<Event>, String> {
        self.transfer(sender, contract, funds)?;
        let call = Call {
            sender: sender.clone(),
            contract: contract.clone(),
            msg: msg.clone(),
            funds: funds.iter().map(whole).sum(),
        };
        Rc::make_mut(&mut self.state.borrow_mut().calls).push(call);
        let info = MessageInfo {
            sender: sender.clone(),
            funds: funds.to_vec(),
        };
        self.call(contract, Entry::Execute(info, msg))
    }

    fn call(&self, contract: &Addr, entry: Entry) -> Result<Vec<Event>, String> {
        let depth = self.depth.get();
        if depth == DEPTH {
            return Err("out of gas".to_string());
        }
        // Replies are no deeper than what they reply to.
        if !matches!(entry, Entry::Reply(_)) {
            self.depth.set(depth + 1);
        }
        let result = self.run(contract, entry);
        self.depth.set(depth);
        result
    }

    /// Runs an entry point and all that its answer asks for, each message with its reply before the next.
    fn run(&self, contract: &Addr, entry: Entry) -> Result<Vec<Event>, String> {
        let code = self.state.borrow().codes.get(contract).copied();
        let code = code.ok_or_else(|| format!("no such contract: {contract}"))?;
        let response: Response = with_deps(&self.state, &self.api, contract, |deps, env| {
            code.run(deps, env, entry)
        })?;
        let mut events = response.events;
        for sub in response.messages {
            events.extend(self.dispatch(contract, sub)?);
        }
        Ok(events)
    }

    fn dispatch(&self, contract: &Addr, sub: SubMsg) -> Result<Vec<Event>, String> {
        let caught = matches!(sub.reply_on, ReplyOn::Always | ReplyOn::Error);
        let result = if caught && self.fails(&sub.msg) {
            Err("out of gas".to_string())
        } else {
            self.atomically(|| self.message(contract, sub.msg))
        };
        let (wanted, result, mut events) = match result {
            Ok(events) => {
                let wanted = matches!(sub.reply_on, ReplyOn::Always | ReplyOn::Success);
                #[allow(deprecated)]
                let response = SubMsgResponse {
                    events: events.clone(),
                    data: None,
                    msg_responses: vec![],
                };
                (wanted, SubMsgResult::Ok(response), events)
            }
            Err(error) if !caught => return Err(error),
            Err(_) => (true, SubMsgResult::Err(REDACTED.to_string()), vec![]),
        };
        if wanted {
            let reply = Reply {
                id: sub.id,
                payload: sub.payload,
                gas_used: 0,
                result,
            };
            events.extend(self.call(contract, Entry::Reply(reply))?);
        }
        Ok(events)
    }

    /// Counts down the calls that were told to fail.
    fn fails(&self, msg: &CosmosMsg) -> bool {
        let failing = self.failing_calls.get();
        let CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, .. }) = msg else {
            return false;
        };
        let at = self.failing_at.borrow();
        let meant = at.as_ref().is_none_or(|at| at.as_str() == contract_addr);
        let fails = failing > 0 && meant;
        if fails {
            self.failing_calls.set(failing - 1);
        }
        fails
    }

    fn pay_rewards(&self, to: &Addr, validator: &str, denom: &str) -> Result<(), String> {
        let due = self.chain(|chain| chain.pay(validator))?;
        self.mint(to, &coin(due, denom));
        Ok(())
    }

    fn message(&self, contract: &Addr, msg: CosmosMsg) -> Result<Vec<Event>, String> {
        match msg {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => {
                let callee = Addr::unchecked(contract_addr);
                self.execute_raw(contract, &callee, msg.to_vec(), &funds)
            }
            CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                self.transfer(contract, &Addr::unchecked(to_address), &amount)?;
                Ok(vec![])
            }
            CosmosMsg::Bank(BankMsg::Burn { amount }) => {
                self.destroy(contract, &amount)?;
                Ok(vec![])
            }
            CosmosMsg::Staking(StakingMsg::Delegate { validator, amount }) => {
                self.pay_rewards(contract, &validator, &amount.denom)?;
                self.destroy(contract, std::slice::from_ref(&amount))?;
                self.chain(|chain| chain.delegate(&validator, whole(&amount)))?;
                Ok(vec![])
            }
            CosmosMsg::Staking(StakingMsg::Undelegate { validator, amount }) => {
                self.pay_rewards(contract, &validator, &amount.denom)?;
                let now = self.time();
                self.chain(|chain| chain.undelegate(&validator, whole(&amount), now))?;
                Ok(vec![])
            }
            other => Err(format!("no handler for {other:?}")),
        }
    }
}
