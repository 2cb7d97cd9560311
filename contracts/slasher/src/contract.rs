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
    let config = Config {
        owner: deps.api.addr_validate(&msg.owner)?,
        slashee: info.sender,
        unbonding_period: msg.unbonding_period,
        votes: vote_config(msg.chain_id, msg.slash_ratio)?,
    };
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new()
        .add_attribute("method", "instantiate")
        .add_attribute("owner", config.owner)
        .add_attribute("slashee", config.slashee))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
    use cosmwasm_std::{coins, from_json};

    use super::*;
    use crate::msg::{ConfigResponse, UnbondingPeriodResponse};

    #[test]
    fn instantiate_makes_the_sender_the_slashee() {
        let mut deps = mock_dependencies();
        let api = MockApi::default();
        let (provider, owner) = (api.addr_make("provider"), api.addr_make("owner"));
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            unbonding_period: Some(1_814_400),
            chain_id: None,
            slash_ratio: None,
        };
        let info = message_info(&provider, &[]);
        instantiate(deps.as_mut(), mock_env(), info, msg).unwrap();

        let answer = query(deps.as_ref(), mock_env(), QueryMsg::Config {}).unwrap();
        let expected = ConfigResponse {
            owner: owner.to_string(),
            slashee: provider.to_string(),
            chain_id: None,
            slash_ratio: None,
            min_height: 0,
        };
        assert_eq!(from_json::<ConfigResponse>(answer).unwrap(), expected);

        let answer = query(deps.as_ref(), mock_env(), QueryMsg::UnbondingPeriod {}).unwrap();
        let answer: UnbondingPeriodResponse = from_json(answer).unwrap();
        assert_eq!(answer.unbonding_period, Some(1_814_400));

        let version = cw2::get_contract_version(&deps.storage).unwrap();
        assert_eq!(version.contract, "mesh-slasher");
    }

    #[test]
    fn instantiate_takes_the_prototypes_message() {
        let owner = MockApi::default().addr_make("owner");
        let msg: InstantiateMsg = from_json(format!(r#"{{"owner":"{owner}"}}"#)).unwrap();
        assert_eq!(msg.unbonding_period, None);
    }

    #[test]
    fn instantiate_refuses_a_foreign_owner_and_funds() {
        let mut deps = mock_dependencies();
        let provider = MockApi::default().addr_make("provider");
        let msg = InstantiateMsg {
            owner: "juno1foreign".to_string(),
            unbonding_period: None,
            chain_id: None,
            slash_ratio: None,
        };
        let info = message_info(&provider, &[]);
        let error = instantiate(deps.as_mut(), mock_env(), info, msg.clone()).unwrap_err();
        assert!(matches!(error, ContractError::Std(_)));
        let info = message_info(&provider, &coins(1, "uosmo"));
        let error = instantiate(deps.as_mut(), mock_env(), info, msg).unwrap_err();
        assert!(matches!(error, ContractError::Payment(_)));
    }
}
