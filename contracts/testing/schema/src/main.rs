//! Writes `contracts/schema/<contract>.json`; with `--check` compares instead, and fails where one differs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use cosmwasm_schema::generate_api;

/// File name and content of each contract's schema.
fn schemas() -> Result<Vec<(String, String)>, String> {
    let apis = [
        generate_api! {
            name: "mesh-lockup",
            instantiate: mesh_lockup::msg::InstantiateMsg,
            execute: mesh_lockup::msg::ExecuteMsg,
            query: mesh_lockup::msg::QueryMsg,
            migrate: mesh_lockup::msg::MigrateMsg,
        },
        generate_api! {
            name: "mesh-provider",
            instantiate: mesh_provider::msg::InstantiateMsg,
            execute: mesh_provider::msg::ExecuteMsg,
            query: mesh_provider::msg::QueryMsg,
            migrate: mesh_provider::msg::MigrateMsg,
        },
        generate_api! {
            name: "mesh-consumer",
            instantiate: mesh_consumer::msg::InstantiateMsg,
            execute: mesh_consumer::msg::ExecuteMsg,
            query: mesh_consumer::msg::QueryMsg,
            sudo: mesh_consumer::msg::SudoMsg,
            migrate: mesh_consumer::msg::MigrateMsg,
        },
        generate_api! {
            name: "mesh-feed",
            instantiate: mesh_feed::msg::InstantiateMsg,
            execute: mesh_feed::msg::ExecuteMsg,
            query: mesh_feed::msg::QueryMsg,
            migrate: mesh_feed::msg::MigrateMsg,
        },
        generate_api! {
            name: "meta-staking",
            instantiate: meta_staking::msg::InstantiateMsg,
            execute: meta_staking::msg::ExecuteMsg,
            query: meta_staking::msg::QueryMsg,
            sudo: meta_staking::msg::SudoMsg,
            migrate: meta_staking::msg::MigrateMsg,
        },
        generate_api! {
            name: "mesh-slasher",
            instantiate: mesh_slasher::msg::InstantiateMsg,
            execute: mesh_slasher::msg::ExecuteMsg,
            query: mesh_slasher::msg::QueryMsg,
            migrate: mesh_slasher::msg::MigrateMsg,
        },
    ];
    let file = |api: cosmwasm_schema::Api| {
        let name = format!("{}.json", api.contract_name);
        let text = api
            .render()
            .to_string()
            .map_err(|error| error.to_string())?;
        Ok((name, format!("{text}\n")))
    };
    apis.into_iter().map(file).collect()
}

fn write(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for (name, text) in schemas()? {
        fs::write(folder.join(&name), text).map_err(|error| format!("{name}: {error}"))?;
        println!("wrote contracts/schema/{name}");
    }
    Ok(())
}

fn check(folder: &Path) -> Result<(), String> {
    let mut different = Vec::new();
    for (name, text) in schemas()? {
        if fs::read_to_string(folder.join(&name)).ok() != Some(text) {
            different.push(name);
        }
    }
    if different.is_empty() {
        println!("the schemas match the messages");
        return Ok(());
    }
    let files = different.join(", ");
    Err(format!(
        "contracts/schema does not match the messages: {files}; cargo run -p mesh-schema writes them anew"
    ))
}

fn main() -> ExitCode {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let result = if env::args().any(|argument| argument == "--check") {
        check(&folder)
    } else {
        write(&folder)
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
