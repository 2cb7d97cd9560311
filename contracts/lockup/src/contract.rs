//! Routing only: every message is a file in `execute`.

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response, StdResult,
};
use mesh_apis::payment::nonpayable;

use crate::error::ContractError;
use crate::execute;
use crate::msg::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use crate::query;
use crate::state::{Config, Totals, CONFIG, TOTALS};

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
    if msg.denom.is_empty() {
        return Err(ContractError::EmptyDenom);
    }
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    let admin = msg
        .admin
        .map(|admin| deps.api.addr_validate(&admin))
        .transpose()?;
    let local_staking = msg
        .local_staking
        .map(|local| deps.api.addr_validate(&local))
        .transpose()?;
    let config = Config {
        denom: msg.denom,
        admin,
        local_staking,
    };
    CONFIG.save(deps.storage, &config)?;
    TOTALS.save(deps.storage, &Totals::default())?;
    Ok(Response::new()
        .add_attribute("method", "instantiate")
        .add_attribute("owner", info.sender))
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(msg, ExecuteMsg::Bond {} | ExecuteMsg::ReturnLocal { .. }) {
        nonpayable(&info)?;
    }
    match msg {
        ExecuteMsg::Bond {} => execute::bond(deps, info),
        ExecuteMsg::Unbond { amount } => execute::unbond(deps, info, amount),
        ExecuteMsg::GrantClaim {
            leinholder,
            amount,
            validator,
        } => execute::grant_claim(deps, info, leinholder, amount, validator),
        ExecuteMsg::ReleaseClaim { owner, amount } => {
            execute::release_claim(deps, info, owner, amount)
        }
        ExecuteMsg::SlashClaim { owner, amount } => execute::slash_claim(deps, info, owner, amount),
        ExecuteMsg::Burn {} => execute::burn(deps, info),
        ExecuteMsg::NameLienholder { lienholder, label } => {
            execute::name_lienholder(deps, info, lienholder, label)
        }
        ExecuteMsg::ReturnLocal {
            owner,
            amount,
            burn,
        } => execute::return_local(deps, info, owner, amount, burn),
        ExecuteMsg::HomeSlashed { owner, amount } => {
            execute::home_slashed(deps, info, owner, amount)
        }
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Balance { account } => to_json_binary(&query::balance(deps, account)?),
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Accounts { start_after, limit } => {
            to_json_binary(&query::accounts(deps, start_after, limit)?)
        }
        QueryMsg::Totals {} => to_json_binary(&query::totals(deps)?),
        QueryMsg::Lienholders { start_after, limit } => {
            to_json_binary(&query::lienholders(deps, start_after, limit)?)
        }
        QueryMsg::LocalStake { account } => to_json_binary(&query::local_stake(deps, account)?),
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(_deps: DepsMut, _env: Env, msg: Reply) -> Result<Response, ContractError> {
    match msg.id {
        execute::CLAIM_REDUCED_REPLY => execute::claim_reduced_failed(msg),
        id => Err(ContractError::InvalidReplyId { id }),
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
    use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
    use cosmwasm_std::{coin, coins, Binary, Reply, Storage, SubMsgResult, Uint128};
    use mesh_apis::migrate::MigrateError;
    use mesh_apis::payment::PaymentError;

    use super::*;
    use crate::fixture::{address, attributes, Lockup, DENOM, HOME};
    use crate::msg::ConfigResponse;
    use crate::state::BALANCES;

    #[test]
    fn instantiate_stores_denom_and_version() {
        let lockup = Lockup::new();
        let config: ConfigResponse = lockup.query(QueryMsg::Config {});
        assert_eq!(config.denom, DENOM);
        assert_eq!(config.local_staking, Some(address(HOME).into_string()));
        let version = cw2::get_contract_version(lockup.deps.as_ref().storage).unwrap();
        assert_eq!(version.contract, "mesh-lockup");
        assert_eq!(lockup.totals(), (0, 0, 0));
    }

    #[test]
    fn instantiate_writes_attributes() {
        let mut deps = mock_dependencies();
        let info = message_info(&address("deployer"), &[]);
        let msg = InstantiateMsg {
            denom: DENOM.to_string(),
            admin: None,
            local_staking: None,
        };
        let response = instantiate(deps.as_mut(), mock_env(), info, msg).unwrap();
        let owner = address("deployer");
        assert_eq!(
            attributes(&response),
            [("method", "instantiate"), ("owner", owner.as_str())]
        );
    }

    #[test]
    fn instantiate_refuses_an_empty_denom_and_funds() {
        let mut deps = mock_dependencies();
        let mut instantiate_with = |denom: &str, funds: &[cosmwasm_std::Coin]| {
            let info = message_info(&address("deployer"), funds);
            let msg = InstantiateMsg {
                denom: denom.to_string(),
                admin: None,
                local_staking: None,
            };
            instantiate(deps.as_mut(), mock_env(), info, msg).unwrap_err()
        };
        let error = instantiate_with("", &[]);
        assert!(matches!(error, ContractError::EmptyDenom));
        let error = instantiate_with(DENOM, &coins(1, DENOM));
        assert!(matches!(
            error,
            ContractError::Payment(PaymentError::NonPayable)
        ));
    }

    #[test]
    fn only_what_brings_tokens_takes_funds() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 10).unwrap();
        let amount = Uint128::new(1);
        let owner = address("user").into_string();
        for msg in [
            ExecuteMsg::Unbond { amount },
            ExecuteMsg::GrantClaim {
                leinholder: owner.clone(),
                amount,
                validator: String::new(),
            },
            ExecuteMsg::ReleaseClaim {
                owner: owner.clone(),
                amount,
            },
            ExecuteMsg::SlashClaim {
                owner: owner.clone(),
                amount,
            },
            ExecuteMsg::HomeSlashed { owner, amount },
            ExecuteMsg::Burn {},
            ExecuteMsg::NameLienholder {
                lienholder: address("holder").into_string(),
                label: None,
            },
        ] {
            let error = lockup.execute("user", &[coin(1, DENOM)], msg).unwrap_err();
            assert!(matches!(
                error,
                ContractError::Payment(PaymentError::NonPayable)
            ));
            assert_eq!(error.to_string(), "This message does no accept funds");
        }
        assert_eq!(lockup.figures("user"), (10, 10, 0));
    }

    #[test]
    fn migrate_reads_earlier_layouts() {
        // Without an admin, then without local staking.
        for first in [
            &br#"{"denom":"uosmo"}"#[..],
            br#"{"denom":"uosmo","admin":null}"#,
        ] {
            let mut lockup = Lockup::new();
            lockup.bond("user", 10).unwrap();
            lockup.deps.storage.set(b"config", first);
            let totals = br#"{"bonded":"10","owed_to_burn":"7","burned":"5"}"#;
            lockup.deps.storage.set(b"totals", totals);
            let key = BALANCES.key(&address("user")).to_vec();
            let holder = address("a");
            let balance =
                format!(r#"{{"bonded":"10","claims":[{{"leinholder":"{holder}","amount":"4"}}]}}"#);
            lockup.deps.storage.set(&key, balance.as_bytes());
            migrate(lockup.deps.as_mut(), mock_env(), MigrateMsg {}).unwrap();
            let config: ConfigResponse = lockup.query(QueryMsg::Config {});
            assert_eq!(config.denom, DENOM);
            assert_eq!((config.admin, config.local_staking), (None, None));
            assert_eq!(lockup.figures("user"), (10, 6, 1));
            assert_eq!(lockup.totals(), (10, 7, 5));
            assert_eq!(lockup.local("user"), [(0, 0); 2]);
            lockup.slash("a", "user", 4).unwrap();
            assert_eq!(lockup.totals(), (6, 11, 5));
            assert_eq!(lockup.local("user"), [(0, 0); 2]);
            let error = lockup.home_slashed("user", 1).unwrap_err();
            assert!(matches!(error, ContractError::Unauthorized));
            let version = cw2::get_contract_version(lockup.deps.as_ref().storage).unwrap();
            assert_eq!(version.version, CONTRACT_VERSION);
        }
    }

    #[test]
    fn migrate_refuses_another_contract() {
        let mut deps = mock_dependencies();
        cw2::set_contract_version(&mut deps.storage, "mesh-slasher", "0.1.0").unwrap();
        let error = migrate(deps.as_mut(), mock_env(), MigrateMsg {}).unwrap_err();
        let expected = MigrateError::OtherContract {
            expected: "mesh-lockup".to_string(),
            found: "mesh-slasher".to_string(),
        };
        assert!(matches!(
            &error,
            ContractError::Migrate(MigrateError::OtherContract { .. })
        ));
        assert_eq!(error.to_string(), expected.to_string());
    }

    #[test]
    fn migrate_refuses_a_newer_version_and_no_version() {
        let mut lockup = Lockup::new();
        cw2::set_contract_version(&mut lockup.deps.storage, "mesh-lockup", "99.0.0").unwrap();
        let error = migrate(lockup.deps.as_mut(), mock_env(), MigrateMsg {}).unwrap_err();
        assert!(matches!(
            error,
            ContractError::Migrate(MigrateError::NewerVersion { found, .. }) if found == "99.0.0"
        ));
        let error = migrate(mock_dependencies().as_mut(), mock_env(), MigrateMsg {}).unwrap_err();
        assert!(matches!(
            error,
            ContractError::Migrate(MigrateError::OtherContract { found, .. }) if found.is_empty()
        ));
    }

    #[test]
    fn an_unknown_reply_is_an_error() {
        let mut deps = mock_dependencies();
        let msg = Reply {
            id: 9,
            payload: Binary::default(),
            gas_used: 0,
            result: SubMsgResult::Err("any".to_string()),
        };
        let error = reply(deps.as_mut(), mock_env(), msg).unwrap_err();
        assert!(matches!(error, ContractError::InvalidReplyId { id: 9 }));
        assert_eq!(error.to_string(), "Invalid reply id: 9");
    }
}
