//! A contract that only tests use: it does what it is told, at every entry point of a contract.

mod failure;
pub mod ibc;
mod msg;
mod query;

use cosmwasm_std::{
    entry_point, from_json, to_json_binary, to_json_vec, wasm_execute, Binary, Deps, DepsMut, Env,
    MessageInfo, QueryResponse, Reply, Response, StdResult, Storage,
};

pub use failure::Failure;
pub use msg::{ExecuteMsg, MigrateMsg, Outcome, Plan, QueryMsg, Trap};

const COUNT: &[u8] = b"count";

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: Plan,
) -> Result<Response, Failure> {
    run(deps.storage, msg)
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, Failure> {
    match msg {
        ExecuteMsg::Run(plan) => run(deps.storage, plan),
        ExecuteMsg::Env {} => Ok(Response::new().set_data(to_json_binary(&(env, info))?)),
        ExecuteMsg::Recurse { depth: 0 } => Ok(Response::new()),
        ExecuteMsg::Recurse { depth } => {
            let depth = depth.saturating_sub(1);
            let next = wasm_execute(env.contract.address, &ExecuteMsg::Recurse { depth }, vec![])?;
            Ok(Response::new().add_message(next))
        }
        ExecuteMsg::Count {} => {
            let count = match deps.storage.get(COUNT) {
                Some(bytes) => from_json::<u32>(bytes)?,
                None => 0,
            };
            let next = to_json_vec(&count.saturating_add(1))?;
            deps.storage.set(COUNT, &next);
            Ok(Response::new().set_data(Binary::from(next)))
        }
    }
}

#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<QueryResponse, Failure> {
    query::query(deps, env, msg)
}

/// Keeps what came under `reply/<id>`; a payload that is a plan is run.
#[entry_point]
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> Result<Response, Failure> {
    let plan = plan_in(&msg.payload);
    record(deps.storage, &format!("reply/{}", msg.id), &msg)?;
    run(deps.storage, plan)
}

#[entry_point]
pub fn sudo(deps: DepsMut, _env: Env, msg: Plan) -> Result<Response, Failure> {
    run(deps.storage, msg)
}

#[entry_point]
pub fn migrate(deps: DepsMut, _env: Env, msg: MigrateMsg) -> Result<Response, Failure> {
    run(deps.storage, msg.plan)
}

pub(crate) fn plan_in(bytes: &[u8]) -> Plan {
    from_json(bytes).unwrap_or_default()
}

pub(crate) fn record<T: serde::Serialize>(
    store: &mut dyn Storage,
    key: &str,
    value: &T,
) -> StdResult<()> {
    store.set(key.as_bytes(), &to_json_vec(value)?);
    Ok(())
}

/// Writes first, so that a test can see them undone.
pub(crate) fn prepare(store: &mut dyn Storage, plan: &Plan) -> Result<(), Failure> {
    for (key, value) in &plan.set {
        store.set(key, value);
    }
    for key in &plan.remove {
        store.remove(key);
    }
    if let Some(kind) = &plan.trap {
        trap(kind);
    }
    match &plan.fail {
        Some(text) => Err(Failure::Told(text.clone())),
        None => Ok(()),
    }
}

fn run(store: &mut dyn Storage, plan: Plan) -> Result<Response, Failure> {
    prepare(store, &plan)?;
    let response = Response::new()
        .add_submessages(plan.messages)
        .add_attributes(plan.attributes)
        .add_events(plan.events);
    Ok(match plan.data {
        Some(data) => response.set_data(data),
        None => response,
    })
}

#[allow(clippy::panic, clippy::arithmetic_side_effects)]
pub(crate) fn trap(kind: &Trap) {
    match kind {
        Trap::Panic => panic!("told to"),
        Trap::Stack => {
            core::hint::black_box(descend(0));
        }
        Trap::Loop => loop {
            core::hint::black_box(());
        },
        Trap::Memory => {
            let mut held = Vec::new();
            loop {
                held.push(core::hint::black_box(vec![1u8; 1 << 16]));
            }
        }
    }
}

/// Recursion the optimizer cannot turn into a loop.
fn descend(depth: u64) -> u64 {
    if depth == u64::MAX {
        return depth;
    }
    let below = descend(core::hint::black_box(depth.wrapping_add(1)));
    core::hint::black_box(below).wrapping_add(depth)
}
