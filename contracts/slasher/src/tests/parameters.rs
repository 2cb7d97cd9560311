use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
use cosmwasm_std::{coins, from_json, Coin, Decimal, Response, Storage};

use super::{attributes, Slasher, CHAIN_ID};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, InstantiateMsg, QueryMsg, UnbondingPeriodResponse};

fn least() -> InstantiateMsg {
    InstantiateMsg {
        owner: MockApi::default().addr_make("owner").to_string(),
        unbonding_period: None,
        chain_id: None,
        slash_ratio: None,
        slashee: None,
    }
}

/// As the provider.
fn instantiate(msg: InstantiateMsg, funds: &[Coin]) -> Result<(Response, Slasher), ContractError> {
    let mut slasher = Slasher::new();
    slasher.deps = mock_dependencies();
    let info = message_info(&slasher.provider, funds);
    let response = contract::instantiate(slasher.deps.as_mut(), mock_env(), info, msg)?;
    Ok((response, slasher))
}

#[test]
fn the_sender_becomes_the_slashee() {
    let msg = InstantiateMsg {
        unbonding_period: Some(1_814_400),
        ..least()
    };
    let (response, slasher) = instantiate(msg, &[]).unwrap();
    let (owner, provider) = (slasher.owner.to_string(), slasher.provider.to_string());
    let written = [
        ("method", "instantiate"),
        ("owner", owner.as_str()),
        ("slashee", provider.as_str()),
    ];
    assert_eq!(attributes(&response), written);
    let config: ConfigResponse = slasher.query(QueryMsg::Config {});
    let expected = ConfigResponse {
        owner,
        slashee: provider,
        chain_id: None,
        slash_ratio: None,
        min_height: 0,
    };
    assert_eq!(config, expected);
    let answer: UnbondingPeriodResponse = slasher.query(QueryMsg::UnbondingPeriod {});
    assert_eq!(answer.unbonding_period, Some(1_814_400));
    let version = cw2::get_contract_version(&slasher.deps.storage).unwrap();
    assert_eq!(version.contract, "mesh-slasher");
}

#[test]
fn another_slashee_can_be_named() {
    let slashee = MockApi::default().addr_make("another provider").to_string();
    let msg = InstantiateMsg {
        slashee: Some(slashee.clone()),
        chain_id: Some(CHAIN_ID.to_string()),
        slash_ratio: Some(Decimal::percent(7)),
        ..least()
    };
    let (response, slasher) = instantiate(msg, &[]).unwrap();
    let written = [
        ("slashee", slashee.as_str()),
        ("chain_id", CHAIN_ID),
        ("slash_ratio", "0.07"),
    ];
    assert_eq!(attributes(&response)[2..], written);
    let config: ConfigResponse = slasher.query(QueryMsg::Config {});
    assert_eq!(config.slashee, slashee);
}

#[test]
fn takes_the_prototypes_message() {
    let owner = MockApi::default().addr_make("owner");
    let msg: InstantiateMsg = from_json(format!(r#"{{"owner":"{owner}"}}"#)).unwrap();
    assert_eq!(msg, least());
}

#[test]
fn refuses_foreign_addresses_and_funds() {
    let foreign = || "juno1foreign".to_string();
    let owner = InstantiateMsg {
        owner: foreign(),
        ..least()
    };
    let slashee = InstantiateMsg {
        slashee: Some(foreign()),
        ..least()
    };
    for msg in [owner, slashee] {
        let error = instantiate(msg, &[]).err().unwrap();
        assert!(matches!(error, ContractError::Std(_)));
    }
    let error = instantiate(least(), &coins(1, "uosmo")).err().unwrap();
    assert!(matches!(error, ContractError::Payment(_)));
}

#[test]
fn the_parameters_for_votes_are_checked() {
    let config = |slasher: Slasher| {
        let config: ConfigResponse = slasher.query(QueryMsg::Config {});
        (config.chain_id, config.slash_ratio)
    };
    let default = Slasher::with(Some("a"), None).unwrap();
    assert_eq!(
        config(default),
        (Some("a".to_string()), Some(Decimal::percent(5)))
    );
    let longest = "c".repeat(50);
    let slasher = Slasher::with(Some(&longest), Some("1")).unwrap();
    assert_eq!(config(slasher), (Some(longest), Some(Decimal::one())));

    for chain_id in [String::new(), "c".repeat(51)] {
        let error = Slasher::with(Some(&chain_id), None).err().unwrap();
        assert!(matches!(error, ContractError::InvalidChainId { max: 50 }));
    }
    for ratio in ["0", "1.000000000000000001"] {
        let error = Slasher::with(Some("a"), Some(ratio)).err().unwrap();
        assert!(matches!(error, ContractError::InvalidRatio { .. }));
    }
    let error = Slasher::with(None, Some("0.1")).err().unwrap();
    assert!(matches!(error, ContractError::RatioWithoutChainId));
}

#[test]
fn a_slasher_of_the_first_layout_takes_no_votes() {
    let mut slasher = Slasher::new();
    let first = format!(
        r#"{{"owner":"{}","slashee":"{}","unbonding_period":7}}"#,
        slasher.owner, slasher.provider
    );
    slasher.deps.storage.set(b"config", first.as_bytes());
    let config: ConfigResponse = slasher.query(QueryMsg::Config {});
    let expected = ConfigResponse {
        owner: slasher.owner.to_string(),
        slashee: slasher.provider.to_string(),
        chain_id: None,
        slash_ratio: None,
        min_height: 0,
    };
    assert_eq!(config, expected);
}
