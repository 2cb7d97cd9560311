//! What is said to the contract that delegates: always as a sub-message, the books changed before.

use cosmwasm_std::{to_json_binary, Addr, StdResult, Storage, SubMsg, WasmMsg};
use mesh_apis::staking::StakingMsg;

use crate::state::{keep_call, Call};

pub fn ask(
    storage: &mut dyn Storage,
    meta_staking: &Addr,
    message: &StakingMsg,
    call: &Call,
) -> StdResult<SubMsg> {
    let message = WasmMsg::Execute {
        contract_addr: meta_staking.to_string(),
        msg: to_json_binary(message)?,
        funds: vec![],
    };
    Ok(SubMsg::reply_always(message, keep_call(storage, call)?))
}
