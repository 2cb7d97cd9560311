use cosmwasm_std::testing::mock_env;
use cosmwasm_std::{Decimal, Storage};
use mesh_apis::migrate::MigrateError;

use super::{attributes, Slasher, VALIDATOR};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, Evidence, ExecuteMsg, MigrateMsg, QueryMsg};

fn migrate(slasher: &mut Slasher) -> Result<(), ContractError> {
    contract::migrate(slasher.deps.as_mut(), mock_env(), MigrateMsg {}).map(drop)
}

/// As the first version stored it: no votes, no least height, evidence under its id.
fn to_first_layout(slasher: &mut Slasher) {
    let config = format!(
        r#"{{"owner":"{}","slashee":"{}","unbonding_period":7}}"#,
        slasher.owner, slasher.provider
    );
    let store = &mut slasher.deps.storage;
    store.set(b"config", config.as_bytes());
    store.remove(b"min_height");
}

fn evidence(id: &str) -> ExecuteMsg {
    ExecuteMsg::SubmitEvidence {
        validator: VALIDATOR.to_string(),
        amount: Decimal::percent(10),
        evidence_id: Some(id.to_string()),
        tombstone: None,
    }
}

#[test]
fn the_first_layout_is_read() {
    let mut slasher = Slasher::new();
    slasher.execute(evidence("spent")).unwrap();
    let spent: Option<Evidence> = slasher.evidence("spent");
    to_first_layout(&mut slasher);
    migrate(&mut slasher).unwrap();

    let config: ConfigResponse = slasher.query(QueryMsg::Config {});
    let expected = ConfigResponse {
        owner: slasher.owner.to_string(),
        slashee: slasher.provider.to_string(),
        chain_id: None,
        slash_ratio: None,
        min_height: 0,
    };
    assert_eq!(config, expected);
    // What was spent stays spent, and it goes on.
    assert!(spent.is_some());
    assert_eq!(slasher.evidence("spent"), spent);
    let error = slasher.execute(evidence("spent")).unwrap_err();
    assert!(matches!(error, ContractError::DuplicateEvidence { .. }));
    slasher.execute(evidence("new")).unwrap();
    slasher.register(VALIDATOR, &[7; 32], 1, None).unwrap();
    assert!(slasher.key(VALIDATOR, 1).is_some());
}

#[test]
fn it_says_from_where() {
    let mut slasher = Slasher::new();
    let response = contract::migrate(slasher.deps.as_mut(), mock_env(), MigrateMsg {}).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        attributes(&response),
        [
            ("action", "migrate"),
            ("contract", "mesh-slasher"),
            ("from", version),
            ("to", version)
        ]
    );
}

#[test]
fn another_contract_none_and_a_newer_version_are_refused() {
    let mut slasher = Slasher::new();
    for (name, version, newer) in [
        ("mesh-provider", "0.1.0", false),
        ("crates.io:mesh-slasher", "0.1.0", false),
        ("mesh-slasher", "99.0.0", true),
    ] {
        cw2::set_contract_version(&mut slasher.deps.storage, name, version).unwrap();
        let error = migrate(&mut slasher).unwrap_err();
        match error {
            ContractError::Migrate(MigrateError::NewerVersion { .. }) => assert!(newer, "{name}"),
            ContractError::Migrate(MigrateError::OtherContract { found, .. }) => {
                assert!(!newer);
                assert_eq!(found, name);
            }
            other => panic!("{other}"),
        }
        let info = cw2::get_contract_version(&slasher.deps.storage).unwrap();
        assert_eq!(
            (info.contract.as_str(), info.version.as_str()),
            (name, version)
        );
    }
    slasher.deps.storage.remove(b"contract_info");
    let error = migrate(&mut slasher).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Migrate(MigrateError::OtherContract { found, .. }) if found.is_empty()
    ));
}
