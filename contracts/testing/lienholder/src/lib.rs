//! A contract that only tests use: a holder of claims that takes what the lockup tells it as badly as
//! it is told to.

mod msg;

use cosmwasm_std::{
    entry_point, from_json, to_json_vec, DepsMut, Env, MessageInfo, Response, StdError, StdResult,
    Storage,
};
use cw_storage_plus::Item;

pub use msg::{Answer, ExecuteMsg, InstantiateMsg, Unrelated};

/// How it takes what it is told, from its instantiation on.
const TEMPER: Item<InstantiateMsg> = Item::new("temper");

#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: InstantiateMsg,
) -> StdResult<Response> {
    TEMPER.save(deps.storage, &msg)?;
    Ok(Response::new())
}

#[entry_point]
pub fn execute(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: ExecuteMsg,
) -> StdResult<Response> {
    let answer = match &msg {
        ExecuteMsg::ReceiveClaim { .. } => TEMPER.load(deps.storage)?.on_claim,
        ExecuteMsg::ClaimReduced { .. } => TEMPER.load(deps.storage)?.on_cut,
        ExecuteMsg::Send { messages } => {
            return Ok(Response::new().add_messages(messages.clone()));
        }
    };
    match answer {
        Answer::Accept {} => Ok(Response::new()),
        Answer::Fail {} => Err(StdError::msg("told to fail")),
        Answer::Trap {} => trap(),
        Answer::Loop {} => loop {
            core::hint::black_box(());
        },
        Answer::Hoard {} => hoard(deps.storage),
        Answer::Send { messages } => Ok(Response::new().add_messages(messages)),
        Answer::Unknown {} => from_json::<Unrelated>(to_json_vec(&msg)?).map(|_| Response::new()),
    }
}

#[allow(clippy::panic)]
fn trap() -> StdResult<Response> {
    panic!("told to trap")
}

/// A new entry after every other, until the gas is gone.
fn hoard(store: &mut dyn Storage) -> StdResult<Response> {
    let mut entry = 0u64;
    loop {
        store.set(&entry.to_be_bytes(), &[1; 1024]);
        entry = entry.wrapping_add(1);
    }
}
