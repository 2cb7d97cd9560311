use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::testing::{
    message_info, mock_env, mock_ibc_channel, MockApi, MockQuerier, MockStorage,
};
use cosmwasm_std::{
    coin, coins, from_json, to_json_binary, Addr, BankMsg, Binary, ContractResult, CosmosMsg,
    Decimal, Empty, Env, IbcAcknowledgement, IbcChannel, IbcChannelCloseMsg, IbcChannelConnectMsg,
    IbcEndpoint, IbcMsg, IbcPacket, IbcPacketAckMsg, IbcPacketReceiveMsg, IbcPacketTimeoutMsg,
    IbcTimeout, MsgResponse, Order, OwnedDeps, Record, Reply, StdAck, Storage, SubMsg,
    SubMsgResponse, SubMsgResult, SystemError, SystemResult, Uint128, WasmMsg, WasmQuery,
};
use mesh_apis::claim::ClaimProviderMsg;
use mesh_apis::ibc::{
    ConsumerPacket, EmptyAck, ListValidatorsAck, ProviderPacket, RemoteStake, VERSION,
};
use mesh_apis::slash::UnbondingPeriodResponse;
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::contract;
use crate::error::ContractError;
use crate::ibc;
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

/// The lockup: the provider's claims, and a switch that makes its calls fail.
#[derive(Default)]
pub struct Lockup {
    pub claims: BTreeMap<String, u128>,
    pub released: BTreeMap<String, u128>,
    pub slashed: BTreeMap<String, u128>,
    pub fails: bool,
    /// Cut by another holder as soon as the next call has been executed.
    pub cut_next: Option<(String, u128)>,
    pub calls: Vec<ClaimProviderMsg>,
}

impl Lockup {
    fn call(&mut self, msg: ClaimProviderMsg) -> Result<(), String> {
        if self.fails {
            return Err("the lockup fails".to_string());
        }
        self.calls.push(msg.clone());
        let (owner, amount, sum) = match msg {
            ClaimProviderMsg::ReleaseClaim { owner, amount } => {
                (owner, amount.u128(), &mut self.released)
            }
            ClaimProviderMsg::SlashClaim { owner, amount } => {
                (owner, amount.u128(), &mut self.slashed)
            }
        };
        let claim = self.claims.entry(owner.clone()).or_default();
        *claim = claim.checked_sub(amount).ok_or("insufficient claim")?;
        *sum.entry(owner).or_default() += amount;
        Ok(())
    }
}

#[cw_serde]
enum LockupQuery {
    Balance { account: String },
}

#[cw_serde]
struct Balance {
    bonded: Uint128,
    free: Uint128,
    claims: Vec<Claim>,
}

#[cw_serde]
struct Claim {
    leinholder: String,
    amount: Uint128,
}

#[derive(Clone, Debug)]
pub struct Packet {
    pub channel: String,
    pub sequence: u64,
    pub content: ProviderPacket,
}

pub type Outcome = Result<Vec<(String, String)>, ContractError>;

pub struct World {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    pub lockup: Rc<RefCell<Lockup>>,
    pub period: Rc<Cell<Option<u64>>>,
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
            let unbonding_period = named.get();
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

    pub fn connect(&mut self, id: &str) -> Result<(), ContractError> {
        let msg = IbcChannelConnectMsg::new_ack(channel(id), VERSION);
        let response = ibc::ibc_channel_connect(self.deps.as_mut(), self.env.clone(), msg)?;
        self.dispatch(response.messages)
    }

    pub fn close(&mut self, id: &str) {
        let msg = IbcChannelCloseMsg::new_confirm(channel(id));
        ibc::ibc_channel_close(self.deps.as_mut(), self.env.clone(), msg).unwrap();
    }

    /// Answers the oldest `list_validators`.
    pub fn list(&mut self, names: &[&str]) {
        let packet = self.take(|content| matches!(content, ProviderPacket::ListValidators {}));
        let validators = names.iter().map(|name| name.to_string()).collect();
        self.succeed(&packet, &ListValidatorsAck { validators });
    }

    /// Takes the oldest packet of a kind off the queue.
    pub fn take(&mut self, kind: impl Fn(&ProviderPacket) -> bool) -> Packet {
        let at = self.packets.iter().position(|packet| kind(&packet.content));
        self.packets.remove(at.expect("no such packet")).unwrap()
    }

    pub fn take_stake(&mut self) -> Packet {
        self.take(|content| matches!(content, ProviderPacket::Stake { .. }))
    }

    pub fn take_unstake(&mut self) -> Packet {
        self.take(|content| matches!(content, ProviderPacket::Unstake { .. }))
    }

    fn original(&self, packet: &Packet) -> IbcPacket {
        let end = |channel: &str| IbcEndpoint {
            port_id: "port".to_string(),
            channel_id: channel.to_string(),
        };
        IbcPacket::new(
            to_json_binary(&packet.content).unwrap(),
            end(&packet.channel),
            end("channel-7"),
            packet.sequence,
            IbcTimeout::with_timestamp(self.env.block.time),
        )
    }

    fn acknowledge(&mut self, packet: &Packet, ack: Binary) {
        let msg = IbcPacketAckMsg::new(
            IbcAcknowledgement::new(ack),
            self.original(packet),
            addr("relayer"),
        );
        let response = ibc::ibc_packet_ack(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.events
            .extend(response.events.iter().map(|event| event.ty.clone()));
        self.dispatch(response.messages).unwrap();
        self.check();
    }

    pub fn succeed(&mut self, packet: &Packet, result: &impl Serialize) {
        self.acknowledge(
            packet,
            StdAck::success(to_json_binary(result).unwrap()).to_binary(),
        );
    }

    pub fn ack(&mut self, packet: &Packet) {
        self.succeed(packet, &EmptyAck {});
    }

    pub fn refuse(&mut self, packet: &Packet) {
        self.acknowledge(packet, StdAck::error("refused").to_binary());
    }

    pub fn answer_badly(&mut self, packet: &Packet) {
        self.acknowledge(packet, Binary::new(b"nonsense".to_vec()));
    }

    pub fn time_out(&mut self, packet: &Packet) {
        let msg = IbcPacketTimeoutMsg::new(self.original(packet), addr("relayer"));
        let response = ibc::ibc_packet_timeout(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.events
            .extend(response.events.iter().map(|event| event.ty.clone()));
        self.dispatch(response.messages).unwrap();
        self.check();
    }

    pub fn receive_raw(&mut self, channel: &str, data: Binary) -> StdAck {
        let end = |channel: &str| IbcEndpoint {
            port_id: "port".to_string(),
            channel_id: channel.to_string(),
        };
        let packet = IbcPacket::new(
            data,
            end("channel-7"),
            end(channel),
            1,
            IbcTimeout::with_timestamp(self.env.block.time),
        );
        let msg = IbcPacketReceiveMsg::new(packet, addr("relayer"));
        let response = ibc::ibc_packet_receive(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.dispatch(response.messages).unwrap();
        self.check();
        from_json(response.acknowledgement.unwrap()).unwrap()
    }

    pub fn receive(&mut self, packet: &ConsumerPacket) -> StdAck {
        self.receive_raw("channel-1", to_json_binary(packet).unwrap())
    }

    pub fn announce(&mut self, validator: &str, amount: u128) {
        let ack = self.receive(&ConsumerPacket::Rewards {
            validator: validator.to_string(),
            total_funds: coin(amount, "ujuno"),
        });
        assert!(ack.is_success());
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

    fn restore(&mut self, records: &[Record]) {
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

    fn dispatch(&mut self, messages: Vec<SubMsg<Empty>>) -> Result<(), ContractError> {
        for sub in messages {
            let result = self.run(&sub.msg);
            let wanted = match (&result, &sub.reply_on) {
                (_, cosmwasm_std::ReplyOn::Always) => true,
                (SubMsgResult::Ok(_), on) => *on == cosmwasm_std::ReplyOn::Success,
                (SubMsgResult::Err(_), on) => *on == cosmwasm_std::ReplyOn::Error,
            };
            if !wanted {
                if let SubMsgResult::Err(error) = result {
                    return Err(cosmwasm_std::StdError::msg(error).into());
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

    /// The lockup grants a claim and tells the provider.
    pub fn grant(&mut self, owner: &str, amount: u128, validator: &str) -> Outcome {
        let key = addr(owner).into_string();
        *self
            .lockup
            .borrow_mut()
            .claims
            .entry(key.clone())
            .or_default() += amount;
        let msg = ExecuteMsg::ReceiveClaim {
            owner: key.clone(),
            amount: Uint128::new(amount),
            validator: validator.to_string(),
        };
        let before = self.records();
        let outcome = self.attempt("lockup", msg);
        if outcome.is_err() {
            self.restore(&before);
            *self.lockup.borrow_mut().claims.get_mut(&key).unwrap() -= amount;
        }
        self.check();
        outcome
    }

    /// Granted, sent and acknowledged.
    pub fn stake(&mut self, owner: &str, amount: u128, validator: &str) {
        self.grant(owner, amount, validator).unwrap();
        let packet = self.take_stake();
        self.ack(&packet);
    }

    pub fn unstake(&mut self, owner: &str, amount: u128, validator: &str) -> Outcome {
        let msg = ExecuteMsg::Unstake {
            amount: Uint128::new(amount),
            validator: validator.to_string(),
        };
        self.execute(owner, msg)
    }

    pub fn unbond(&mut self, owner: &str) -> Outcome {
        self.execute(owner, ExecuteMsg::Unbond { limit: None })
    }

    pub fn slash(&mut self, validator: &str, percent: u64, tombstone: bool) -> Outcome {
        let msg = ExecuteMsg::Slash {
            validator: validator.to_string(),
            percentage: Decimal::percent(percent),
            force_unbond: tombstone,
        };
        self.execute("slasher", msg)
    }

    pub fn process(&mut self, validator: &str) -> Outcome {
        let msg = ExecuteMsg::ProcessSlashes {
            validator: validator.to_string(),
            start_after: None,
            limit: None,
        };
        self.execute("anyone", msg)
    }

    /// Processes slashes to the end and returns how many pages that took.
    pub fn process_pages(&mut self, validator: &str, limit: u32) -> u32 {
        let mut start_after = None;
        for pages in 0.. {
            let msg = ExecuteMsg::ProcessSlashes {
                validator: validator.to_string(),
                start_after,
                limit: Some(limit),
            };
            let mut pairs = self.execute("anyone", msg).unwrap().into_iter();
            start_after = pairs.find(|(key, _)| key == "last").map(|(_, last)| last);
            if start_after.is_none() {
                return pages;
            }
        }
        unreachable!()
    }

    pub fn settle(&mut self, owner: &str) -> Outcome {
        let owner = addr(owner).into_string();
        self.execute("anyone", ExecuteMsg::Settle { owner, limit: None })
    }

    pub fn resend(&mut self) -> Outcome {
        self.execute("anyone", ExecuteMsg::Resend { limit: None })
    }

    pub fn claim_rewards(&mut self, owner: &str, validator: &str) -> Outcome {
        let msg = ExecuteMsg::ClaimRewards {
            validator: validator.to_string(),
            recipient: None,
        };
        self.execute(owner, msg)
    }

    /// A slash elsewhere cuts the claim; the lockup tells it.
    pub fn cut(&mut self, owner: &str, amount: u128) {
        self.cut_unchecked(addr(owner).as_str(), amount);
        self.check();
    }

    fn cut_unchecked(&mut self, owner: &str, amount: u128) {
        *self.lockup.borrow_mut().claims.get_mut(owner).unwrap() -= amount;
        let msg = ExecuteMsg::ClaimReduced {
            owner: owner.to_string(),
            amount: Uint128::new(amount),
        };
        self.attempt("lockup", msg).unwrap();
    }

    pub fn claim(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.lockup.borrow().claims.get(&key).copied().unwrap_or(0)
    }

    pub fn released(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.lockup
            .borrow()
            .released
            .get(&key)
            .copied()
            .unwrap_or(0)
    }

    pub fn slashed(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.lockup.borrow().slashed.get(&key).copied().unwrap_or(0)
    }

    pub fn paid(&self, owner: &str) -> u128 {
        let key = addr(owner).into_string();
        self.paid.get(&key).copied().unwrap_or(0)
    }

    pub fn listed(&self, names: &[(&str, u128)]) -> mesh_apis::ibc::ListStakesAck {
        let stakes = names
            .iter()
            .map(|(name, amount)| RemoteStake {
                validator: name.to_string(),
                amount: Uint128::new(*amount),
            })
            .collect();
        mesh_apis::ibc::ListStakesAck { stakes }
    }
}

/// Who and how much a stake or unstake packet names.
pub fn content(packet: &Packet) -> (String, u128, String) {
    match &packet.content {
        ProviderPacket::Stake {
            validator,
            amount,
            key,
        }
        | ProviderPacket::Unstake {
            validator,
            amount,
            key,
        } => (validator.clone(), amount.u128(), key.clone()),
        other => panic!("not a stake: {other:?}"),
    }
}
