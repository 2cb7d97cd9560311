//! Messages, sub-messages and replies: what fails takes its own changes back and nothing else.

use std::rc::Rc;

use cosmwasm_std::{
    to_json_vec, Addr, BankMsg, Binary, Coin, CosmosMsg, Event, IbcMsg, MessageInfo, MsgResponse,
    Reply, ReplyOn, Response, SubMsg, SubMsgResponse, SubMsgResult, Uint128, WasmMsg,
};
use serde::Serialize;

use super::code::{Code, Entry};
use super::{with_deps, Call, World};

/// Replies see no more of an error than its code.
const REDACTED: &str = "codespace: wasm, code: 5";

#[derive(Default)]
pub struct Outcome {
    pub events: Vec<Event>,
    response: Option<MsgResponse>,
}

impl World {
    pub fn instantiate(&self, code: Code, creator: &Addr, msg: &impl Serialize) -> Addr {
        let msg = to_json_vec(msg).unwrap();
        self.instantiate_raw(code, creator, msg).unwrap().0
    }

    pub fn execute(
        &self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Result<Outcome, String> {
        let msg = to_json_vec(msg).unwrap();
        self.counted(|| self.execute_raw(sender, contract, msg, funds))
    }

    /// A message or an answer as a whole: it counts what it costs.
    pub(super) fn counted<T>(&self, body: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        let before = self.touched();
        let result = self.atomically(body);
        self.cost.set(self.touched() - before);
        result
    }

    pub(super) fn atomically<T>(
        &self,
        body: impl FnOnce() -> Result<T, String>,
    ) -> Result<T, String> {
        let saved = self.snapshot();
        let result = body();
        if result.is_err() {
            self.restore(saved);
        }
        result
    }

    fn instantiate_raw(
        &self,
        code: Code,
        creator: &Addr,
        msg: Vec<u8>,
    ) -> Result<(Addr, Outcome), String> {
        let number = {
            let mut state = self.state.borrow_mut();
            state.instances += 1;
            state.instances
        };
        let address = self.address(&format!("contract {number}"));
        self.state.borrow_mut().codes.insert(address.clone(), code);
        let info = MessageInfo {
            sender: creator.clone(),
            funds: vec![],
        };
        let outcome = self.call(&address, Entry::Instantiate(info, msg))?;
        Ok((address, outcome))
    }

    fn execute_raw(
        &self,
        sender: &Addr,
        contract: &Addr,
        msg: Vec<u8>,
        funds: &[Coin],
    ) -> Result<Outcome, String> {
        self.transfer(sender, contract, funds)?;
        let info = MessageInfo {
            sender: sender.clone(),
            funds: funds.to_vec(),
        };
        let call = Call {
            sender: sender.clone(),
            contract: contract.clone(),
            msg: msg.clone(),
            funds: funds.iter().map(amount).sum(),
        };
        Rc::make_mut(&mut self.state.borrow_mut().calls).push(call);
        self.call(contract, Entry::Execute(info, msg))
    }

    pub(super) fn code_of(&self, contract: &Addr) -> Result<Code, String> {
        let code = self.state.borrow().codes.get(contract).copied();
        code.ok_or_else(|| format!("no such contract: {contract}"))
    }

    /// Runs an entry point and all that its answer asks for.
    pub(super) fn call(&self, contract: &Addr, entry: Entry) -> Result<Outcome, String> {
        let code = self.code_of(contract)?;
        let response = with_deps(&self.state, &self.api, contract, |deps, env| {
            code.run(deps, env, entry)
        })?;
        self.follow(contract, response)
    }

    /// Dispatches a response's messages in order, each with its reply before the next.
    pub(super) fn follow(&self, contract: &Addr, response: Response) -> Result<Outcome, String> {
        let mut events = response.events;
        for sub in response.messages {
            events.extend(self.dispatch(contract, sub)?);
        }
        Ok(Outcome {
            events,
            response: None,
        })
    }

    fn dispatch(&self, contract: &Addr, sub: SubMsg) -> Result<Vec<Event>, String> {
        let caught = matches!(sub.reply_on, ReplyOn::Always | ReplyOn::Error);
        let result = if self.fails(&sub.msg, caught) {
            Err("out of gas".to_string())
        } else {
            self.atomically(|| self.message(contract, sub.msg))
        };
        let (wanted, result, mut events) = match result {
            Ok(outcome) => {
                let wanted = matches!(sub.reply_on, ReplyOn::Always | ReplyOn::Success);
                #[allow(deprecated)]
                let response = SubMsgResponse {
                    events: outcome.events.clone(),
                    data: outcome.response.as_ref().map(|r| r.value.clone()),
                    msg_responses: outcome.response.into_iter().collect(),
                };
                (wanted, SubMsgResult::Ok(response), outcome.events)
            }
            Err(error) => {
                if !caught {
                    return Err(error);
                }
                (true, SubMsgResult::Err(REDACTED.to_string()), vec![])
            }
        };
        if wanted {
            let reply = Reply {
                id: sub.id,
                payload: sub.payload,
                gas_used: 0,
                result,
            };
            events.extend(self.call(contract, Entry::Reply(reply))?.events);
        }
        Ok(events)
    }

    /// Counts down the calls that were told to fail.
    fn fails(&self, msg: &CosmosMsg, caught: bool) -> bool {
        let failing = self.failing_calls.get();
        let CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, .. }) = msg else {
            return false;
        };
        let callee = Addr::unchecked(contract_addr);
        let to_lockup = self.state.borrow().codes.get(&callee) == Some(&Code::Lockup);
        let meant = to_lockup || (caught && self.failing_anywhere.get());
        let fails = failing > 0 && meant;
        if fails {
            self.failing_calls.set(failing - 1);
        }
        fails
    }

    fn message(&self, contract: &Addr, msg: CosmosMsg) -> Result<Outcome, String> {
        match msg {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => {
                let callee = Addr::unchecked(contract_addr);
                self.execute_raw(contract, &callee, msg.to_vec(), &funds)
            }
            CosmosMsg::Wasm(WasmMsg::Instantiate { code_id, msg, .. }) => {
                let code = Code::of_id(code_id).ok_or("no such code")?;
                let (address, outcome) = self.instantiate_raw(code, contract, msg.to_vec())?;
                let mut value = vec![0x0a, u8::try_from(address.as_str().len()).unwrap()];
                value.extend(address.as_bytes());
                Ok(Outcome {
                    events: outcome.events,
                    response: Some(MsgResponse {
                        type_url: "/cosmwasm.wasm.v1.MsgInstantiateContractResponse".to_string(),
                        value: Binary::new(value),
                    }),
                })
            }
            CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                self.transfer(contract, &Addr::unchecked(to_address), &amount)?;
                Ok(Outcome::default())
            }
            CosmosMsg::Bank(BankMsg::Burn { amount }) => {
                self.take(contract, &amount)?;
                Ok(Outcome::default())
            }
            CosmosMsg::Ibc(IbcMsg::SendPacket {
                channel_id,
                data,
                timeout,
            }) => {
                let sequence = self.send_packet(contract, &channel_id, data, &timeout)?;
                let mut value = vec![0x08];
                let mut rest = sequence;
                while rest >= 0x80 {
                    value.push((rest & 0x7f) as u8 | 0x80);
                    rest >>= 7;
                }
                value.push(rest as u8);
                Ok(Outcome {
                    events: vec![],
                    response: Some(MsgResponse {
                        type_url: "/cosmwasm.wasm.v1.MsgIBCSendResponse".to_string(),
                        value: Binary::new(value),
                    }),
                })
            }
            CosmosMsg::Ibc(IbcMsg::Transfer {
                channel_id,
                to_address,
                amount,
                memo,
                ..
            }) => {
                self.take(contract, std::slice::from_ref(&amount))?;
                self.send_transfer(contract, channel_id, to_address, amount, memo);
                Ok(Outcome::default())
            }
            other => Err(format!("no handler for {other:?}")),
        }
    }

    fn take(&self, from: &Addr, funds: &[Coin]) -> Result<(), String> {
        let mut state = self.state.borrow_mut();
        let bank = Rc::make_mut(&mut state.bank);
        for coin in funds {
            let key = (from.to_string(), coin.denom.clone());
            let held = bank.entry(key).or_default();
            let left = held.checked_sub(amount(coin));
            *held = left.ok_or_else(|| format!("insufficient funds: {held} < {coin}"))?;
        }
        Ok(())
    }

    fn transfer(&self, from: &Addr, to: &Addr, funds: &[Coin]) -> Result<(), String> {
        self.take(from, funds)?;
        for coin in funds {
            self.mint(to, &coin.denom, amount(coin));
        }
        Ok(())
    }
}

pub(super) fn amount(coin: &Coin) -> u128 {
    let amount = Uint128::try_from(coin.amount);
    amount
        .expect("no more than 128 bits are ever minted")
        .u128()
}
