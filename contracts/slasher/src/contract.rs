//! Routing only: every message is a file in `execute`.

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    to_json_binary, Binary, Decimal, Deps, DepsMut, Env, MessageInfo, Response, StdResult,
};
use mesh_apis::payment::nonpayable;

use crate::error::ContractError;
use crate::execute;
use crate::msg::{ExecuteMsg, InstantiateMsg, KeyRange, MigrateMsg, QueryMsg};
use crate::punish::check_ratio;
use crate::query;
use crate::state::{Config, VoteConfig, CONFIG, DEFAULT_SLASH_RATIO, MAX_CHAIN_ID};

const CONTRACT_NAME: &str = env!("CARGO_PKG_NAME");
const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let slashee = match msg.slashee {
        Some(slashee) => deps.api.addr_validate(&slashee)?,
        None => info.sender,
    };
    let config = Config {
        owner: deps.api.addr_validate(&msg.owner)?,
        slashee,
        unbonding_period: msg.unbonding_period,
        votes: vote_config(msg.chain_id, msg.slash_ratio)?,
    };
    CONFIG.save(deps.storage, &config)?;
    let response = Response::new()
        .add_attribute("method", "instantiate")
        .add_attribute("owner", config.owner)
        .add_attribute("slashee", config.slashee);
    Ok(match config.votes {
        Some(votes) => response
            .add_attribute("chain_id", votes.chain_id)
            .add_attribute("slash_ratio", votes.slash_ratio.to_string()),
        None => response,
    })
}

/// Without a chain id there is nothing that a ratio could be for.
fn vote_config(
    chain_id: Option<String>,
    ratio: Option<Decimal>,
) -> Result<Option<VoteConfig>, ContractError> {
    let Some(chain_id) = chain_id else {
        return match ratio {
            Some(_) => Err(ContractError::RatioWithoutChainId),
            None => Ok(None),
        };
    };
    if chain_id.is_empty() || chain_id.len() > MAX_CHAIN_ID {
        return Err(ContractError::InvalidChainId { max: MAX_CHAIN_ID });
    }
    let slash_ratio = ratio.unwrap_or(DEFAULT_SLASH_RATIO);
    check_ratio(slash_ratio)?;
    Ok(Some(VoteConfig {
        chain_id,
        slash_ratio,
    }))
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    nonpayable(&info)?;
    match msg {
        ExecuteMsg::SubmitEvidence {
            validator,
            amount,
            evidence_id,
            tombstone,
        } => execute::submit_evidence(deps, env, info, validator, amount, evidence_id, tombstone),
        ExecuteMsg::RegisterKey {
            validator,
            pubkey,
            from_height,
            to_height,
        } => {
            let range = KeyRange {
                validator,
                pubkey,
                from_height,
                to_height,
            };
            execute::register_key(deps, info, range)
        }
        ExecuteMsg::SubmitDuplicateVote {
            validator,
            vote_a,
            vote_b,
        } => execute::submit_duplicate_vote(deps, env, validator, vote_a, vote_b),
        ExecuteMsg::SetMinHeight { height } => execute::set_min_height(deps, info, height),
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::UnbondingPeriod {} => to_json_binary(&query::unbonding_period(deps)?),
        QueryMsg::Evidence { evidence_id } => to_json_binary(&query::evidence(deps, evidence_id)?),
        QueryMsg::Key { validator, height } => {
            to_json_binary(&query::key(deps, validator, height)?)
        }
        QueryMsg::ListKeys { start_after, limit } => {
            to_json_binary(&query::list_keys(deps, start_after, limit)?)
        }
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    let done = mesh_apis::migrate::migrate(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    Ok(done)
}
