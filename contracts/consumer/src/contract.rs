//! Routing only: every message is a file in `execute`, every packet one in `ibc`.

use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult};
use mesh_apis::ibc::DEFAULT_PACKET_LIFETIME;
use mesh_apis::payment::nonpayable;

use crate::announced;
use crate::error::ContractError;
use crate::execute;
use crate::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, ProviderInfo, QueryMsg};
use crate::query;
pub use crate::reply::reply;
use crate::state::{Config, CONFIG};

const CONTRACT_NAME: &str = env!("CARGO_PKG_NAME");
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    provider_address(&msg.provider.port_id)?;
    let packet_lifetime = msg.packet_lifetime.unwrap_or(DEFAULT_PACKET_LIFETIME);
    if packet_lifetime == 0 {
        return Err(ContractError::ZeroLifetime);
    }
    let config = Config {
        provider: msg.provider,
        rate: msg.remote_to_local_exchange_rate,
        meta_staking: deps.api.addr_validate(&msg.meta_staking_contract_address)?,
        ics20_channel: msg.ics20_channel,
        packet_lifetime,
        admin: msg
            .admin
            .map(|admin| deps.api.addr_validate(&admin))
            .transpose()?,
    };
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new()
        .add_attribute("method", "instantiate")
        .add_attribute("provider_port", config.provider.port_id)
        .add_attribute("connection_id", config.provider.connection_id)
        .add_attribute("meta_staking", config.meta_staking))
}

pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(msg, ExecuteMsg::MeshConsumerRecieveRewardsMsg { .. }) {
        nonpayable(&info)?;
    }
    match msg {
        ExecuteMsg::MeshConsumerRecieveRewardsMsg { validator } => {
            execute::receive_rewards(deps, env, info, validator)
        }
        ExecuteMsg::ClaimRewards { validator } => {
            execute::claim_rewards(deps, env, info, validator)
        }
        ExecuteMsg::SyncValidators {} => execute::sync_validators(deps, env, info),
        ExecuteMsg::RetryRewards { limit } => execute::retry_rewards(deps, env, info, limit),
        ExecuteMsg::SetCounterparty {
            connection_id,
            port_id,
        } => execute::set_counterparty(
            deps,
            info,
            ProviderInfo {
                port_id,
                connection_id,
            },
        ),
        ExecuteMsg::UnbindChannel {} => execute::unbind_channel(deps, info),
    }
}

pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Channel {} => to_json_binary(&query::channel(deps)?),
        QueryMsg::Stakes { start_after, limit } => {
            to_json_binary(&query::stakes(deps, start_after, limit)?)
        }
        QueryMsg::PendingRewards { start_after, limit } => {
            to_json_binary(&query::pending_rewards(deps, start_after, limit)?)
        }
    }
}

pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    let done = mesh_apis::migrate::migrate(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    announced::adopt(deps.storage)?;
    Ok(done)
}

/// The provider's address: the part of its port after the last dot.
pub fn provider_address(port_id: &str) -> Result<&str, ContractError> {
    match port_id.rsplit_once('.') {
        Some((_, address)) if !address.is_empty() => Ok(address),
        _ => Err(ContractError::ProviderAddress),
    }
}

pub fn only_admin(config: &Config, info: &MessageInfo) -> Result<(), ContractError> {
    if config.admin.as_ref() != Some(&info.sender) {
        return Err(ContractError::Unauthorized);
    }
    Ok(())
}
