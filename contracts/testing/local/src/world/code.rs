//! The contracts' own entry points, and lienholders that are no contract of ours.

use cosmwasm_std::{
    from_json, wasm_execute, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response,
};
use mesh_apis::claim::{ClaimProviderMsg, ClaimReceiverMsg};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Lockup,
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

pub enum Entry {
    Instantiate(MessageInfo, Vec<u8>),
    Execute(MessageInfo, Vec<u8>),
    Reply(Reply),
}

fn text<T>(result: Result<T, impl ToString>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

impl Code {
    pub fn run(self, deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
        match self {
            Code::Lockup => lockup(deps, env, entry),
            Code::Staking => staking(deps, env, entry),
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
            Code::Staking => text(meta_staking::contract::query(
                deps,
                env,
                text(from_json(msg))?,
            )),
            Code::Holder(_) => Err("no queries".to_string()),
        }
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
    }
}

fn staking(deps: DepsMut, env: Env, entry: Entry) -> Result<Response, String> {
    use meta_staking::contract;
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
