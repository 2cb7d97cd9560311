//! The contracts' own entry points, and what stands in for others: lienholders that are no provider,
//! and a meta-staking that takes everything.

use cosmwasm_std::{
    from_json, to_json_binary, wasm_execute, Binary, Deps, DepsMut, Env, IbcBasicResponse,
    IbcChannelCloseMsg, IbcChannelConnectMsg, IbcChannelOpenMsg, IbcPacketAckMsg,
    IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcReceiveResponse, IbcSourceCallbackMsg,
    MessageInfo, Reply, Response,
};
use mesh_apis::claim::{ClaimProviderMsg, ClaimReceiverMsg};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Lockup,
    Provider,
    Slasher,
    Consumer,
    Staking,
    Holder(Temper),
}

/// How a lienholder takes what the lockup tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temper {
    /// Takes everything.
    Plain,
    /// Takes claims, and fails when one is cut.
    Deaf,
    /// Takes claims, and slashes as much again when one is cut, in the middle of the slash that cut it.
    Greedy,
    /// Takes no claim.
    Refusing,
}

/// Code ids under which contracts may instantiate others.
pub const SLASHER_CODE: u64 = 3;

pub enum Entry {
    Instantiate(MessageInfo, Vec<u8>),
    Execute(MessageInfo, Vec<u8>),
    Reply(Reply),
    ChannelConnect(IbcChannelConnectMsg),
    ChannelClose(IbcChannelCloseMsg),
    PacketAck(IbcPacketAckMsg),
    PacketTimeout(IbcPacketTimeoutMsg),
    SourceCallback(IbcSourceCallbackMsg),
}

fn text<T>(result: Result<T, impl ToString>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

fn basic(response: IbcBasicResponse) -> Response {
    Response::new()
        .add_submessages(response.messages)
        .add_attributes(response.attributes)
        .add_events(response.events)
}

impl Code {
    pub fn of_id(code_id: u64) -> Option<Self> {
        (code_id == SLASHER_CODE).then_some(Code::Slasher)
    }

    pub fn run(self, deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
        match self {
            Code::Lockup => lockup(deps, env, entry),
            Code::Provider => provider(deps, env, entry),
            Code::Slasher => slasher(deps, env, entry),
            Code::Consumer => consumer(deps, env, entry),
            Code::Staking => Ok(Response::new()),
            Code::Holder(temper) => holder(temper, entry),
        }
    }

    pub fn query(self, deps: Deps, env: Env, msg: &[u8]) -> Result<Binary, String> {
        match self {
            Code::Lockup => text(mesh_lockup::contract::query(
                deps,
                env,
                text(from_json(msg))?,
            )),
            Code::Provider => text(mesh_provider::contract::query(
                deps,
                env,
                text(from_json(msg))?,
            )),
            Code::Slasher => text(mesh_slasher::contract::query(
                deps,
                env,
                text(from_json(msg))?,
            )),
            Code::Consumer => text(mesh_consumer::contract::query(
                deps,
                env,
                text(from_json(msg))?,
            )),
            Code::Staking => Err("no such query".to_string()),
            Code::Holder(_) => text(to_json_binary(&())),
        }
    }

    pub fn open(self, deps: DepsMut, env: Env, msg: IbcChannelOpenMsg) -> Result<(), String> {
        match self {
            Code::Provider => text(mesh_provider::ibc::ibc_channel_open(deps, env, msg)).map(drop),
            Code::Consumer => text(mesh_consumer::ibc::ibc_channel_open(deps, env, msg)).map(drop),
            _ => Err("no such entry point".to_string()),
        }
    }

    /// What it answers, and what it still has to do.
    pub fn receive(
        self,
        deps: DepsMut,
        env: Env,
        msg: IbcPacketReceiveMsg,
    ) -> Result<(Option<Binary>, Response), String> {
        let response: IbcReceiveResponse = match self {
            Code::Provider => text(mesh_provider::ibc::ibc_packet_receive(deps, env, msg))?,
            Code::Consumer => text(mesh_consumer::ibc::ibc_packet_receive(deps, env, msg))?,
            _ => return Err("no such entry point".to_string()),
        };
        let rest = Response::new()
            .add_submessages(response.messages)
            .add_attributes(response.attributes)
            .add_events(response.events);
        Ok((response.acknowledgement, rest))
    }
}

fn lockup(deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
    use mesh_lockup::contract;
    match entry {
        Entry::Instantiate(info, msg) => text(contract::instantiate(
            deps,
            env,
            info,
            text(from_json(msg))?,
        )),
        Entry::Execute(info, msg) => {
            text(contract::execute(deps, env, info, text(from_json(msg))?))
        }
        Entry::Reply(reply) => text(contract::reply(deps, env, reply)),
        _ => Err("no such entry point".to_string()),
    }
}

fn slasher(deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
    use mesh_slasher::contract;
    match entry {
        Entry::Instantiate(info, msg) => text(contract::instantiate(
            deps,
            env,
            info,
            text(from_json(msg))?,
        )),
        Entry::Execute(info, msg) => {
            text(contract::execute(deps, env, info, text(from_json(msg))?))
        }
        _ => Err("no such entry point".to_string()),
    }
}

fn provider(deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
    use mesh_provider::{contract, ibc};
    match entry {
        Entry::Instantiate(info, msg) => text(contract::instantiate(
            deps,
            env,
            info,
            text(from_json(msg))?,
        )),
        Entry::Execute(info, msg) => {
            text(contract::execute(deps, env, info, text(from_json(msg))?))
        }
        Entry::Reply(reply) => text(contract::reply(deps, env, reply)),
        Entry::ChannelConnect(msg) => text(ibc::ibc_channel_connect(deps, env, msg)).map(basic),
        Entry::ChannelClose(msg) => text(ibc::ibc_channel_close(deps, env, msg)).map(basic),
        Entry::PacketAck(msg) => text(ibc::ibc_packet_ack(deps, env, msg)).map(basic),
        Entry::PacketTimeout(msg) => text(ibc::ibc_packet_timeout(deps, env, msg)).map(basic),
        Entry::SourceCallback(_) => Err("no such entry point".to_string()),
    }
}

fn consumer(deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
    use mesh_consumer::{contract, ibc};
    match entry {
        Entry::Instantiate(info, msg) => text(contract::instantiate(
            deps,
            env,
            info,
            text(from_json(msg))?,
        )),
        Entry::Execute(info, msg) => {
            text(contract::execute(deps, env, info, text(from_json(msg))?))
        }
        Entry::Reply(reply) => text(contract::reply(deps, env, reply)),
        Entry::ChannelConnect(msg) => text(ibc::ibc_channel_connect(deps, env, msg)).map(basic),
        Entry::ChannelClose(msg) => text(ibc::ibc_channel_close(deps, env, msg)).map(basic),
        Entry::PacketAck(msg) => text(ibc::ibc_packet_ack(deps, env, msg)).map(basic),
        Entry::PacketTimeout(msg) => text(ibc::ibc_packet_timeout(deps, env, msg)).map(basic),
        Entry::SourceCallback(msg) => text(ibc::ibc_source_callback(deps, env, msg)).map(basic),
    }
}

fn holder(temper: Temper, entry: Entry) -> Result<Response, String> {
    let Entry::Execute(info, msg) = entry else {
        return Ok(Response::new());
    };
    match (temper, text(from_json(msg))?) {
        (Temper::Refusing, ClaimReceiverMsg::ReceiveClaim { .. }) => Err("no claims".to_string()),
        (Temper::Deaf, ClaimReceiverMsg::ClaimReduced { .. }) => Err("no cuts".to_string()),
        (Temper::Greedy, ClaimReceiverMsg::ClaimReduced { owner, amount }) => {
            let msg = ClaimProviderMsg::SlashClaim { owner, amount };
            let call = text(wasm_execute(info.sender, &msg, vec![]))?;
            Ok(Response::new().add_message(call))
        }
        _ => Ok(Response::new()),
    }
}
