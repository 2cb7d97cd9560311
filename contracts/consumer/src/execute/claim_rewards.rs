use cosmwasm_std::{to_json_binary, DepsMut, Env, MessageInfo, Response, WasmMsg};
use mesh_apis::staking::StakingMsg;

use crate::error::ContractError;
use crate::state::CONFIG;

/// Has meta-staking collect what the validator earned, then pay this contract's part of it, which
/// comes back as `mesh_consumer_recieve_rewards_msg`.
pub fn claim_rewards(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
) -> Result<Response, ContractError> {
    let contract_addr = CONFIG.load(deps.storage)?.meta_staking.into_string();
    let collect = WasmMsg::Execute {
        contract_addr: contract_addr.clone(),
        msg: to_json_binary(&StakingMsg::WithdrawDelegatorReward {
            validator: validator.clone(),
        })?,
        funds: vec![],
    };
    let pay = WasmMsg::Execute {
        contract_addr,
        msg: to_json_binary(&StakingMsg::WithdrawToCostumer {
            consumer: env.contract.address.into_string(),
            validator: validator.clone(),
        })?,
        funds: vec![],
    };
    Ok(Response::new()
        .add_message(collect)
        .add_message(pay)
        .add_attribute("action", "claim_rewards")
        .add_attribute("sender", info.sender)
        .add_attribute("validator", validator))
}
