//! The check that every contract's `migrate` begins with.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Response, StdError, Storage};
use thiserror::Error;

/// Takes over the storage of the same contract in an older version, or in this one.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[schemaifier(mute_warnings)]
pub struct MigrateMsg {}

#[derive(Error, Debug)]
pub enum MigrateError {
    #[error("{0}")]
    Std(#[from] StdError),
    #[error("Can only migrate from contract '{expected}', found '{found}'")]
    OtherContract { expected: String, found: String },
    #[error("Cannot migrate back from version {found} to {to}")]
    NewerVersion { found: String, to: String },
    #[error("Version of unknown shape: '{found}'")]
    UnknownVersion { found: String },
}

/// Checks that the storage is that of `contract` in no newer version than `version`, and notes the
/// version. Every later layout reads the earlier ones, so there is nothing else to do.
pub fn migrate(
    storage: &mut dyn Storage,
    contract: &str,
    version: &str,
) -> Result<Response, MigrateError> {
    let before = cw2::CONTRACT.may_load(storage)?;
    let (name, from) = before.map_or_else(Default::default, |info| (info.contract, info.version));
    if name != contract {
        return Err(MigrateError::OtherContract {
            expected: contract.to_string(),
            found: name,
        });
    }
    if parse(&from)? > parse(version)? {
        return Err(MigrateError::NewerVersion {
            found: from,
            to: version.to_string(),
        });
    }
    cw2::set_contract_version(storage, contract, version)?;
    Ok(Response::new()
        .add_attribute("action", "migrate")
        .add_attribute("contract", contract)
        .add_attribute("from", from)
        .add_attribute("to", version))
}

/// `major.minor.patch`, nothing else.
fn parse(version: &str) -> Result<[u64; 3], MigrateError> {
    let parts: Option<Vec<u64>> = version.split('.').map(|part| part.parse().ok()).collect();
    parts
        .and_then(|parts| <[u64; 3]>::try_from(parts).ok())
        .ok_or_else(|| MigrateError::UnknownVersion {
            found: version.to_string(),
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::testing::MockStorage;

    use super::*;

    const NAME: &str = "mesh-something";

    fn stored(name: &str, version: &str) -> MockStorage {
        let mut storage = MockStorage::new();
        cw2::set_contract_version(&mut storage, name, version).unwrap();
        storage
    }

    #[test]
    fn the_same_and_older_versions_are_taken_over() {
        for version in ["0.9.9", "0.10.0", "0.10.1"] {
            let mut storage = stored(NAME, version);
            let response = migrate(&mut storage, NAME, "0.10.1").unwrap();
            let values: Vec<&str> = response
                .attributes
                .iter()
                .map(|a| a.value.as_str())
                .collect();
            assert_eq!(values, ["migrate", NAME, version, "0.10.1"]);
            let info = cw2::get_contract_version(&storage).unwrap();
            assert_eq!(
                (info.contract.as_str(), info.version.as_str()),
                (NAME, "0.10.1")
            );
        }
    }

    #[test]
    fn all_else_is_refused_and_changes_nothing() {
        let mut storage = stored(NAME, "0.10.2");
        let error = migrate(&mut storage, NAME, "0.10.1").unwrap_err();
        assert!(matches!(error, MigrateError::NewerVersion { .. }));
        assert_eq!(
            error.to_string(),
            "Cannot migrate back from version 0.10.2 to 0.10.1"
        );
        assert_eq!(
            cw2::get_contract_version(&storage).unwrap().version,
            "0.10.2"
        );

        let error = migrate(&mut stored("mesh-other", "0.1.0"), NAME, "0.10.1").unwrap_err();
        assert!(matches!(error, MigrateError::OtherContract { .. }));
        let text = "Can only migrate from contract 'mesh-something', found 'mesh-other'";
        assert_eq!(error.to_string(), text);
        let error = migrate(&mut MockStorage::new(), NAME, "0.10.1").unwrap_err();
        assert!(matches!(error, MigrateError::OtherContract { found, .. } if found.is_empty()));

        for version in ["", "1", "1.0", "1.0.0-rc1", "1.0.0.0", "a.b.c", "-1.0.0"] {
            let error = migrate(&mut stored(NAME, version), NAME, "0.10.1").unwrap_err();
            assert!(matches!(error, MigrateError::UnknownVersion { found } if found == version));
        }
    }
}
