use cosmwasm_std::{Decimal, Storage};
use mesh_apis::migrate::MigrateError;

use super::world::{addr, World, VAL};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ConfigResponse, MigrateMsg, QueryMsg, SlashersResponse};
use crate::state::SLASHERS;

fn migrate(world: &mut World) -> Result<(), ContractError> {
    contract::migrate(world.deps.as_mut(), world.env.clone(), MigrateMsg {}).map(drop)
}

/// As the first version stored it: no limits, no reports.
fn to_first_layout(world: &mut World) {
    let config: ConfigResponse = world.query(QueryMsg::Config {});
    let text = format!(
        concat!(
            r#"{{"consumer":{{"connection_id":"connection-2","port_id":"their_port"}},"#,
            r#""slasher":"{}","lockup":"{}","unbonding_period":700,"#,
            r#""rewards_ibc_denom":"ibc/REWARDS","packet_lifetime":100,"answer_grace":50,"admin":"{}"}}"#
        ),
        config.slasher.unwrap(),
        config.lockup,
        config.admin.unwrap()
    );
    world.deps.storage.set(b"config", text.as_bytes());
    let slasher = addr("slasher");
    let key = SLASHERS.key(&slasher);
    world.deps.storage.set(&key, b"{}");
}

#[test]
fn the_first_layout_is_read() {
    let mut world = World::new();
    world.stake("owner", 1000, VAL);
    let before: ConfigResponse = world.query(QueryMsg::Config {});
    to_first_layout(&mut world);
    migrate(&mut world).unwrap();
    let config: ConfigResponse = world.query(QueryMsg::Config {});
    assert_eq!(config, before);
    assert_eq!(config.max_reported_slash, Decimal::zero());
    let answer: SlashersResponse = world.query(QueryMsg::Slashers {});
    assert_eq!(answer.slashers.len(), 1);
    assert_eq!(answer.slashers[0].max_percentage, None);
    world.slash(VAL, 10, true).unwrap();
    world.unstake("owner", 900, VAL).unwrap();
}

#[test]
fn another_contract_and_a_newer_version_are_refused() {
    let mut world = World::new();
    let store = &mut world.deps.storage;
    cw2::set_contract_version(store, "crates.io:mesh-provider", "99.0.0").unwrap();
    let error = migrate(&mut world).unwrap_err();
    let newer = MigrateError::NewerVersion {
        found: "99.0.0".to_string(),
        to: env!("CARGO_PKG_VERSION").to_string(),
    };
    assert!(matches!(
        &error,
        ContractError::Migrate(MigrateError::NewerVersion { .. })
    ));
    assert_eq!(error.to_string(), newer.to_string());
    cw2::set_contract_version(&mut world.deps.storage, "mesh-lockup", "0.1.0").unwrap();
    let error = migrate(&mut world).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Migrate(MigrateError::OtherContract { .. })
    ));
}
