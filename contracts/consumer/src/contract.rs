//! Routing only: every message is a file in `execute`, every packet one in `ibc`.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Binary, Decimal, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use cw_storage_plus::Item;
use mesh_apis::ibc::DEFAULT_PACKET_LIFETIME;
use mesh_apis::payment::nonpayable;

use crate::announced;
use crate::error::ContractError;
use crate::execute;
use crate::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SetFeed, SudoMsg};
use crate::pricing::Pricing;
use crate::query;
pub use crate::reply::reply;
use crate::state::{provider_address, Config, CONFIG, PRICING};

const CONTRACT_NAME: &str = env!("CARGO_PKG_NAME");
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    deps: DepsMut,
    env: Env,
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
        meta_staking: deps.api.addr_validate(&msg.meta_staking_contract_address)?,
        ics20_channel: msg.ics20_channel,
        packet_lifetime,
        admin: msg
            .admin
            .map(|admin| deps.api.addr_validate(&admin))
            .transpose()?,
    };
    CONFIG.save(deps.storage, &config)?;
    let now = env.block.time.seconds();
    let mut pricing = Pricing::new(msg.remote_to_local_exchange_rate, now);
    pricing.set_feed(
        deps.api,
        SetFeed {
            price_feed: msg.price_feed,
            discount: msg.discount,
            max_price_age: msg.max_price_age,
            max_price_jump: msg.max_price_jump,
        },
    )?;
    PRICING.save(deps.storage, &pricing)?;
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
        ExecuteMsg::RetryReports { limit } => execute::retry_reports(deps, env, info, limit),
        ExecuteMsg::UpdatePrice {} => execute::update_price(deps, env, info),
        ExecuteMsg::Rebalance { limit } => execute::rebalance(deps, env, info, limit),
        ExecuteMsg::ValidatorSlashed { validator, ratio } => {
            execute::validator_slashed(deps, env, info, validator, ratio)
        }
        ExecuteMsg::SetCounterparty(msg) => {
            as_admin(deps, env, &info, SudoMsg::SetCounterparty(msg))
        }
        ExecuteMsg::UnbindChannel {} => as_admin(deps, env, &info, SudoMsg::UnbindChannel {}),
        ExecuteMsg::SetFeed(msg) => as_admin(deps, env, &info, SudoMsg::SetFeed(msg)),
        ExecuteMsg::SetPrice(msg) => as_admin(deps, env, &info, SudoMsg::SetPrice(msg)),
    }
}

fn as_admin(
    deps: DepsMut,
    env: Env,
    info: &MessageInfo,
    msg: SudoMsg,
) -> Result<Response, ContractError> {
    if CONFIG.load(deps.storage)?.admin.as_ref() != Some(&info.sender) {
        return Err(ContractError::Unauthorized);
    }
    sudo(deps, env, msg)
}

pub fn sudo(deps: DepsMut, env: Env, msg: SudoMsg) -> Result<Response, ContractError> {
    match msg {
        SudoMsg::SetCounterparty(msg) => execute::set_counterparty(deps, msg),
        SudoMsg::UnbindChannel {} => execute::unbind_channel(deps),
        SudoMsg::SetFeed(msg) => execute::set_feed(deps, msg),
        SudoMsg::SetPrice(msg) => execute::set_price(deps, env, msg),
    }
}

pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Channel {} => to_json_binary(&query::channel(deps)?),
        QueryMsg::Stakes { start_after, limit } => {
            to_json_binary(&query::stakes(deps, start_after, limit)?)
        }
        QueryMsg::Price {} => to_json_binary(&query::price(deps, &env)?),
        QueryMsg::PendingReports { start_after, limit } => {
            to_json_binary(&query::pending_reports(deps, start_after, limit)?)
        }
        QueryMsg::PendingRewards { start_after, limit } => {
            to_json_binary(&query::pending_rewards(deps, start_after, limit)?)
        }
    }
}

/// The first layout kept the price with the configuration, and no feed.
#[cw_serde]
struct FirstConfig {
    rate: Decimal,
}

pub fn migrate(deps: DepsMut, env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    let done = mesh_apis::migrate::migrate(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    announced::adopt(deps.storage)?;
    if !PRICING.exists(deps.storage) {
        let FirstConfig { rate } = Item::new("config").load(deps.storage)?;
        PRICING.save(deps.storage, &Pricing::new(rate, env.block.time.seconds()))?;
    }
    Ok(done)
}
