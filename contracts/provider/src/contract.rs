#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    to_json_binary, Binary, Decimal, Deps, DepsMut, Env, MessageInfo, Reply, Response, StdResult,
    SubMsg, WasmMsg,
};
use cw2::set_contract_version;
use mesh_apis::ibc::DEFAULT_PACKET_LIFETIME;
use mesh_apis::payment::nonpayable;

use crate::error::ContractError;
use crate::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use crate::reply_id::INSTANTIATE_SLASHER;
use crate::state::{Config, CONFIG};
use crate::{execute, query};

const CONTRACT_NAME: &str = "crates.io:mesh-provider";
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
const DEFAULT_ANSWER_GRACE: u64 = 3600;
/// A year: far beyond any use, far below what a block time in nanoseconds can hold.
pub const MAX_PACKET_LIFETIME: u64 = 31_536_000;

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let packet_lifetime = msg.packet_lifetime.unwrap_or(DEFAULT_PACKET_LIFETIME);
    if packet_lifetime == 0 || packet_lifetime > MAX_PACKET_LIFETIME {
        return Err(ContractError::InvalidPacketLifetime {
            got: packet_lifetime,
            max: MAX_PACKET_LIFETIME,
        });
    }
    let max_reported_slash = msg.max_reported_slash.unwrap_or_default();
    if max_reported_slash > Decimal::one() {
        return Err(ContractError::InvalidRatio(max_reported_slash));
    }
    set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let admin = msg
        .admin
        .map(|admin| deps.api.addr_validate(&admin))
        .transpose()?;
    CONFIG.save(
        deps.storage,
        &Config {
            consumer: msg.consumer,
            slasher: None,
            lockup: deps.api.addr_validate(&msg.lockup)?,
            unbonding_period: msg.unbonding_period,
            rewards_ibc_denom: msg.rewards_ibc_denom,
            packet_lifetime,
            answer_grace: msg.answer_grace.unwrap_or(DEFAULT_ANSWER_GRACE),
            admin,
            max_reported_slash,
        },
    )?;
    let slasher = WasmMsg::Instantiate {
        admin: Some(env.contract.address.to_string()),
        code_id: msg.slasher.code_id,
        msg: msg.slasher.msg,
        funds: vec![],
        label: format!("Slasher for {}", env.contract.address),
    };
    Ok(Response::new()
        .add_submessage(SubMsg::reply_on_success(slasher, INSTANTIATE_SLASHER))
        .add_attribute("method", "instantiate")
        .add_attribute("owner", info.sender))
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    let sender = info.sender;
    match msg {
        ExecuteMsg::Slash {
            validator,
            percentage,
            force_unbond,
        } => execute::slash(deps, env, sender, validator, percentage, force_unbond),
        ExecuteMsg::ReceiveClaim {
            owner,
            amount,
            validator,
        } => execute::receive_claim(deps, env, sender, owner, amount, validator),
        ExecuteMsg::ClaimReduced { owner, amount } => {
            execute::claim_reduced(deps, sender, owner, amount)
        }
        ExecuteMsg::Unstake { amount, validator } => {
            execute::unstake(deps, env, sender, amount, validator)
        }
        ExecuteMsg::Unbond { limit } => execute::unbond(deps, env, sender, limit),
        ExecuteMsg::ClaimRewards {
            validator,
            recipient,
        } => execute::claim_rewards(deps, env, sender, validator, recipient),
        ExecuteMsg::ProcessSlashes {
            validator,
            start_after,
            limit,
        } => execute::process_slashes(deps, env, validator, start_after, limit),
        ExecuteMsg::Settle { owner, limit } => execute::settle(deps, env, owner, limit),
        ExecuteMsg::Resend { limit } => execute::resend(deps, env, limit),
        ExecuteMsg::Credit { limit } => execute::credit(deps, env, limit),
        ExecuteMsg::RefreshValidators {} => execute::refresh_validators(deps, env),
        ExecuteMsg::SetCounterparty {
            connection_id,
            port_id,
        } => execute::set_counterparty(deps, sender, connection_id, port_id),
        ExecuteMsg::UnbindChannel {} => execute::unbind_channel(deps, sender),
        ExecuteMsg::AddSlasher {
            address,
            max_percentage,
        } => execute::add_slasher(deps, sender, address, max_percentage),
        ExecuteMsg::RemoveSlasher { address } => execute::remove_slasher(deps, sender, address),
        ExecuteMsg::SweepUnallocated { to } => execute::sweep_unallocated(deps, env, sender, to),
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Account { address } => to_json_binary(&query::account(deps, address)?),
        QueryMsg::Validator { address } => to_json_binary(&query::validator(deps, address)?),
        QueryMsg::ListValidators { start_after, limit } => {
            to_json_binary(&query::list_validators(deps, start_after, limit)?)
        }
        QueryMsg::PendingRewards { address, validator } => {
            to_json_binary(&query::pending_rewards(deps, env, address, validator)?)
        }
        QueryMsg::Unbonding {
            address,
            start_after,
            limit,
        } => to_json_binary(&query::unbonding(deps, address, start_after, limit)?),
        QueryMsg::InFlight {
            address,
            start_after,
            limit,
        } => to_json_binary(&query::in_flight(deps, address, start_after, limit)?),
        QueryMsg::PendingCut { address } => to_json_binary(&query::pending_cut(deps, address)?),
        QueryMsg::Channel {} => to_json_binary(&query::channel(deps)?),
        QueryMsg::Delegators {
            validator,
            start_after,
            limit,
        } => to_json_binary(&query::delegators(deps, validator, start_after, limit)?),
        QueryMsg::Remote { validator } => to_json_binary(&query::remote(deps, validator)?),
        QueryMsg::Rewards {} => to_json_binary(&query::rewards(deps)?),
        QueryMsg::Slashers {} => to_json_binary(&query::slashers(deps)?),
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(deps: DepsMut, env: Env, msg: Reply) -> Result<Response, ContractError> {
    crate::reply::reply(deps, env, msg)
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    let done = mesh_apis::migrate::migrate(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    Ok(done)
}
