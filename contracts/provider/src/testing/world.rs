//! A provider with a lockup, a slasher and a bank around it; messages run as a chain runs them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use cosmwasm_std::testing::{
    message_info, mock_env, mock_ibc_channel, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{
    coins, from_json, to_json_binary, Addr, BankMsg, Binary, ContractResult, CosmosMsg, Empty, Env,
    IbcChannel, IbcMsg, MsgResponse, Order, OwnedDeps, Record, Reply, ReplyOn, StdError, Storage,
    SubMsg, SubMsgResponse, SubMsgResult, SystemError, SystemResult, Uint128, WasmMsg, WasmQuery,
};
use mesh_apis::claim::ClaimProviderMsg;
use mesh_apis::ibc::VERSION;
use mesh_apis::slash::UnbondingPeriodResponse;
use serde::de::DeserializeOwned;
use serde::Serialize;

use super::lockup::{Balance, Claim, Lockup, LockupQuery};
use super::relay::Packet;
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ConsumerInfo, ExecuteMsg, InstantiateMsg, QueryMsg, SlasherInfo};

pub const DENOM: &str = "ibc/REWARDS";
pub const PERIOD: u64 = 700;
pub const LIFETIME: u64 = 100;
pub const GRACE: u64 = 50;
pub const VAL: &str = "junovaloper1alice";
pub const VAL2: &str = "junovaloper1bob";

pub fn addr(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

pub type Outcome = Result<Vec<(String, String)>, ContractError>;

pub struct World {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    pub lockup: Rc<RefCell<Lockup>>,
    pub period: Rc<Cell<Option<u64>>>,
    /// What single slashers answer instead; none where one doesn't answer.
    pub periods: Rc<RefCell<BTreeMap<String, Option<u64>>>>,
    pub send_fails: bool,
    /// Packets sent and not taken by a test.
    pub packets: VecDeque<Packet>,
    pub paid: BTreeMap<String, u128>,
    pub events: Vec<String>,
    /// How the chain tells the sequence of a packet.
    pub tell: fn(u64) -> SubMsgResponse,
    balance: u128,
    sequence: u64,
}

#[allow(deprecated)]
pub fn in_responses(sequence: u64) -> SubMsgResponse {
    let mut value = vec![0x08];
    let mut rest = sequence;
    while rest >= 0x80 {
        value.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    value.push(rest as u8);
    SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![MsgResponse {
            type_url: "/cosmwasm.wasm.v1.MsgIBCSendResponse".to_string(),
            value: value.into(),
        }],
    }
}

#[allow(deprecated)]
pub fn in_data(sequence: u64) -> SubMsgResponse {
    let mut response = in_responses(sequence);
    response.data = response.msg_responses.pop().map(|first| first.value);
    response
}

#[allow(deprecated)]
pub fn nowhere(_: u64) -> SubMsgResponse {
    SubMsgResponse {
        events: vec![],
        data: None,
        msg_responses: vec![],
    }
}

fn answer<T: Serialize>(value: &T) -> SystemResult<ContractResult<Binary>> {
    SystemResult::Ok(ContractResult::Ok(to_json_binary(value).unwrap()))
}

pub fn instantiate_msg() -> InstantiateMsg {
    InstantiateMsg {
        consumer: ConsumerInfo {
            connection_id: "connection-2".to_string(),
            port_id: Some("their_port".to_string()),
        },
        slasher: SlasherInfo {
            code_id: 7,
            msg: Binary::new(b"{}".to_vec()),
        },
        lockup: addr("lockup").into_string(),
        unbonding_period: PERIOD,
        rewards_ibc_denom: DENOM.to_string(),
        packet_lifetime: Some(LIFETIME),
        admin: Some(addr("admin").into_string()),
        answer_grace: Some(GRACE),
        max_reported_slash: None,
    }
}

pub fn channel(id: &str) -> IbcChannel {
    mock_ibc_channel(id, mesh_apis::ibc::ORDER, VERSION)
}

impl World {
    /// Instantiated, no channel.
    pub fn bare() -> Self {
        let lockup = Rc::new(RefCell::new(Lockup::default()));
        let period = Rc::new(Cell::new(None));
        let periods: Rc<RefCell<BTreeMap<String, Option<u64>>>> = Rc::default();
        let own = periods.clone();
        let mut env = mock_env();
        env.contract.address = addr("provider");
        let (provider, claims, named) =
            (env.contract.address.clone(), lockup.clone(), period.clone());
        let mut querier = MockQuerier::new(&[]);
        querier.update_wasm(move |query| {
            let WasmQuery::Smart { contract_addr, msg } = query else {
                return SystemResult::Err(SystemError::Unknown {});
            };
            if *contract_addr == addr("lockup").to_string() {
                let LockupQuery::Balance { account } = from_json(msg).unwrap();
                let claim = claims.borrow().claims.get(&account).copied().unwrap_or(0);
                return answer(&Balance {
                    bonded: claim.into(),
                    free: Uint128::zero(),
                    claims: vec![Claim {
                        leinholder: provider.to_string(),
                        amount: claim.into(),
                    }],
                });
            }
            let unbonding_period = match own.borrow().get(contract_addr) {
                Some(None) => return SystemResult::Err(SystemError::Unknown {}),
                Some(period) => *period,
                None => named.get(),
            };
            answer(&UnbondingPeriodResponse { unbonding_period })
        });
        let mut world = World {
            deps: OwnedDeps {
                storage: MockStorage::default(),
                api: MockApi::default(),
                querier,
                custom_query_type: std::marker::PhantomData,
            },
            env,
            lockup,
            period,
            periods,
            send_fails: false,
            packets: VecDeque::new(),
            paid: BTreeMap::new(),
            events: vec![],
            tell: in_responses,
            balance: 0,
            sequence: 0,
        };
        let info = message_info(&addr("creator"), &[]);
        let response = contract::instantiate(
            world.deps.as_mut(),
            world.env.clone(),
            info,
            instantiate_msg(),
        )
        .unwrap();
        world.dispatch(response.messages).unwrap();
        world
    }

    /// One channel, two validators.
    pub fn new() -> Self {
        let mut world = World::bare();
        world.connect("channel-1").unwrap();
        world.list(&[VAL, VAL2]);
        world
    }

    pub fn wait(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
        self.env.block.height += 1;
    }

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    /// Reward tokens arrive by ICS-20.
    pub fn fund(&mut self, amount: u128) {
        self.balance += amount;
        self.set_balance();
    }

    /// Takes tokens away that no rule lets go.
    pub fn lose_funds(&mut self, amount: u128) {
        self.balance -= amount;
        self.set_balance();
    }

    fn set_balance(&mut self) {
        let provider = self.env.contract.address.clone();
        let funds = coins(self.balance, DENOM);
        self.deps.querier.bank.update_balance(provider, funds);
    }

    pub fn records(&self) -> Vec<Record> {
        self.deps
            .storage
            .range(None, None, Order::Ascending)
            .collect()
    }

    pub fn restore(&mut self, records: &[Record]) {
        self.deps.storage = MockStorage::default();
        for (key, value) in records {
            self.deps.storage.set(key, value);
        }
    }

    /// As a chain would: a message that fails changes nothing.
    pub fn execute(&mut self, sender: &str, msg: ExecuteMsg) -> Outcome {
        let before = self.records();
        let outcome = self.attempt(sender, msg);
        if outcome.is_err() {
            self.restore(&before);
        }
        self.check();
        outcome
    }

    pub fn attempt(&mut self, sender: &str, msg: ExecuteMsg) -> Outcome {
        let info = message_info(&addr(sender), &[]);
        let response = contract::execute(self.deps.as_mut(), self.env.clone(), info, msg)?;
        self.dispatch(response.messages)?;
        let pairs = response.attributes.into_iter();
        Ok(pairs.map(|pair| (pair.key, pair.value)).collect())
    }

    pub fn dispatch(&mut self, messages: Vec<SubMsg<Empty>>) -> Result<(), ContractError> {
        for sub in messages {
            let result = self.run(&sub.msg);
            let wanted = match (&result, &sub.reply_on) {
                (_, ReplyOn::Always) => true,
                (SubMsgResult::Ok(_), on) => *on == ReplyOn::Success,
                (SubMsgResult::Err(_), on) => *on == ReplyOn::Error,
            };
            if !wanted {
                if let SubMsgResult::Err(error) = result {
                    return Err(StdError::msg(error).into());
                }
                continue;
            }
            let reply = Reply {
                id: sub.id,
                payload: sub.payload,
                gas_used: 0,
                result,
            };
            let response = contract::reply(self.deps.as_mut(), self.env.clone(), reply)?;
            self.events
                .extend(response.events.iter().map(|event| event.ty.clone()));
            self.dispatch(response.messages)?;
        }
        Ok(())
    }

    fn run(&mut self, msg: &CosmosMsg) -> SubMsgResult {
        match msg {
            CosmosMsg::Wasm(WasmMsg::Instantiate { .. }) => {
                let address = addr("slasher").into_string();
                let mut value = vec![0x0a, u8::try_from(address.len()).unwrap()];
                value.extend(address.as_bytes());
                let mut response = in_responses(0);
                response.msg_responses[0].value = value.into();
                SubMsgResult::Ok(response)
            }
            CosmosMsg::Wasm(WasmMsg::Execute { msg, .. }) => {
                let call: ClaimProviderMsg = from_json(msg).unwrap();
                let result = self.lockup.borrow_mut().call(call);
                if let Err(error) = result {
                    return SubMsgResult::Err(error);
                }
                let cut = self.lockup.borrow_mut().cut_next.take();
                if let Some((owner, amount)) = cut {
                    self.cut_unchecked(&owner, amount);
                }
                SubMsgResult::Ok(nowhere(0))
            }
            CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                let sum = Uint128::try_from(amount[0].amount).unwrap().u128();
                *self.paid.entry(to_address.clone()).or_default() += sum;
                self.balance -= sum;
                self.set_balance();
                SubMsgResult::Ok(nowhere(0))
            }
            CosmosMsg::Ibc(IbcMsg::SendPacket {
                channel_id, data, ..
            }) => {
                if self.send_fails {
                    return SubMsgResult::Err("client is not active".to_string());
                }
                self.sequence += 1;
                self.packets.push_back(Packet {
                    channel: channel_id.clone(),
                    sequence: self.sequence,
                    content: from_json(data).unwrap(),
                });
                SubMsgResult::Ok((self.tell)(self.sequence))
            }
            other => panic!("unexpected message {other:?}"),
        }
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(contract::query(self.deps.as_ref(), self.env.clone(), msg).unwrap()).unwrap()
    }

    // Short names for messages.
}
