//! Routing only: every message is a file in `execute`.

use cosmwasm_std::{
    to_json_binary, Binary, Decimal, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use mesh_apis::payment::nonpayable;

use crate::error::ContractError;
use crate::execute;
use crate::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
use crate::query;
pub use crate::reply::reply;
use crate::state::{Config, Consumer, Totals, CHANGE, CONFIG, CONSUMERS, REWARDS_DENOM, TOTALS};

const CONTRACT_NAME: &str = env!("CARGO_PKG_NAME");
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// Three weeks, what most chains take.
const DEFAULT_UNBONDING_TIME: u64 = 1_814_400;

pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let admin = match msg.admin {
        Some(admin) => deps.api.addr_validate(&admin)?,
        None => info.sender,
    };
    let lockup = msg
        .lockup
        .map(|lockup| deps.api.addr_validate(&lockup))
        .transpose()?;
    let mut config = Config {
        admin,
        denom: deps.querier.query_bonded_denom()?,
        unbonding_time: msg.unbonding_time.unwrap_or(DEFAULT_UNBONDING_TIME),
        min_local_share: Decimal::zero(),
        total_power: None,
        lockup,
    };
    execute::set_limits(&mut config, msg.limits.unwrap_or_default())?;
    if let Some(lockup) = &config.lockup {
        // The tokens of its owners are one more ledger.
        CONSUMERS.save(deps.storage, lockup, &Consumer::default())?;
    }
    CONFIG.save(deps.storage, &config)?;
    TOTALS.save(deps.storage, &Totals::default())?;
    if let Some(denom) = msg.rewards_denom {
        REWARDS_DENOM.save(deps.storage, &denom)?;
    }
    Ok(Response::new()
        .add_attribute("method", "instantiate")
        .add_attribute("admin", config.admin)
        .add_attribute("denom", config.denom))
}

pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    let done = mesh_apis::migrate::migrate(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    Ok(done)
}

pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(msg, ExecuteMsg::ReceiveClaim { .. }) {
        nonpayable(&info)?;
    }
    idle(deps.as_ref())?;
    match msg {
        ExecuteMsg::Delegate { validator, amount } => {
            execute::delegate(deps, env, info, validator, amount)
        }
        ExecuteMsg::Adjust { validator, amount } => {
            execute::adjust(deps, env, info, validator, amount)
        }
        ExecuteMsg::Undelegate { validator, amount } => {
            execute::undelegate(deps, env, info, validator, amount)
        }
        ExecuteMsg::WithdrawDelegatorReward { validator } => {
            execute::withdraw_delegator_reward(deps, env, info, validator)
        }
        ExecuteMsg::WithdrawToCostumer {
            consumer,
            validator,
        } => execute::withdraw_to_costumer(deps, env, info, consumer, validator),
        ExecuteMsg::Sudo(msg) => by_admin(deps, env, &info, msg),
        ExecuteMsg::UpdateConsumer(update) => {
            by_admin(deps, env, &info, SudoMsg::UpdateConsumer(update))
        }
        ExecuteMsg::UpdateLimits(limits) => {
            by_admin(deps, env, &info, SudoMsg::UpdateLimits(limits))
        }
        ExecuteMsg::Sweep { denom, to } => by_admin(deps, env, &info, SudoMsg::Sweep { denom, to }),
        ExecuteMsg::Rebalance { limit } => execute::rebalance(deps, env, info, limit),
        ExecuteMsg::SyncSlash { validator, limit } => {
            execute::sync_slash(deps, env, info, validator, limit)
        }
        ExecuteMsg::Abstain { proposal_id } => execute::abstain(info, proposal_id),
        ExecuteMsg::ReceiveClaim {
            owner,
            amount,
            validator,
        } => execute::receive_claim(deps, env, info, owner, amount, validator),
        ExecuteMsg::ClaimReduced { owner, amount } => {
            execute::claim_reduced(deps, info, owner, amount)
        }
        ExecuteMsg::UnstakeLocal { validator, amount } => {
            execute::unstake_local(deps, env, info, validator, amount)
        }
        ExecuteMsg::ReleaseLocal { limit } => execute::release_local(deps, env, info, limit),
        ExecuteMsg::ClaimLocalRewards {
            validator,
            recipient,
        } => execute::claim_local_rewards(deps, info, validator, recipient),
    }
}

pub fn sudo(deps: DepsMut, env: Env, msg: SudoMsg) -> Result<Response, ContractError> {
    idle(deps.as_ref())?;
    govern(deps, env, msg)
}

fn by_admin(
    deps: DepsMut,
    env: Env,
    info: &MessageInfo,
    msg: SudoMsg,
) -> Result<Response, ContractError> {
    execute::check_admin(deps.as_ref(), &info.sender)?;
    govern(deps, env, msg)
}

fn govern(deps: DepsMut, env: Env, msg: SudoMsg) -> Result<Response, ContractError> {
    match msg {
        SudoMsg::AddConsumer {
            consumer_address,
            funds_available_for_staking,
        } => execute::add_consumer(deps, env, consumer_address, funds_available_for_staking),
        SudoMsg::RemoveConsumer { consumer_address } => {
            execute::remove_consumer(deps, env, consumer_address)
        }
        SudoMsg::UpdateConsumer(update) => execute::update_consumer(deps, env, update),
        SudoMsg::UpdateLimits(limits) => execute::update_limits(deps, limits),
        SudoMsg::Sweep { denom, to } => execute::sweep(deps, env, denom, to),
    }
}

/// Some chains call contracts in the middle of a staking message. Whatever such a contract asks for
/// here has to wait: balances and books are not in step before the reply.
fn idle(deps: Deps) -> Result<(), ContractError> {
    if CHANGE.exists(deps.storage) {
        return Err(ContractError::Busy);
    }
    Ok(())
}

pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::AllDelegations { consumer } => {
            to_json_binary(&query::all_delegations(deps, consumer)?)
        }
        QueryMsg::Consumer { address } => to_json_binary(&query::consumer(deps, env, address)?),
        QueryMsg::Consumers { start, limit } => {
            to_json_binary(&query::consumers(deps, start, limit)?)
        }
        QueryMsg::Delegation {
            consumer,
            validator,
        } => to_json_binary(&query::delegation(deps, consumer, validator)?),
        QueryMsg::AllValidators {
            consumer,
            start,
            limit,
        } => to_json_binary(&query::all_validators(deps, consumer, start, limit)?),
        QueryMsg::PendingRewards {
            consumer,
            validator,
        } => to_json_binary(&query::pending_rewards(deps, consumer, validator)?),
        QueryMsg::Limits {} => to_json_binary(&query::limits(deps)?),
        QueryMsg::Power {} => to_json_binary(&query::power(deps, env)?),
        QueryMsg::Targets {
            consumer,
            start_after,
            limit,
        } => to_json_binary(&query::targets(deps, consumer, start_after, limit)?),
        QueryMsg::Local { owner } => to_json_binary(&query::local(deps, owner)?),
    }
}
