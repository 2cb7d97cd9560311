//! The ledger: who owns what of whose stake, and what of it the lockup and the consumer know.

pub mod in_flight;
pub mod positions;
pub mod remote;
pub mod rewards;
pub mod send;
pub mod slashers;
pub mod slashes;
pub mod unbonding;
pub mod visit;
pub mod walk;

use cosmwasm_std::{StdResult, Storage};

use crate::error::ContractError;
use crate::state::{Validator, NEXT_ID, VALIDATORS};

/// The validator, or the refusal of a name that was never listed.
pub fn known_validator(store: &dyn Storage, name: &str) -> Result<Validator, ContractError> {
    VALIDATORS
        .may_load(store, name)?
        .ok_or_else(|| ContractError::UnknownValidator(name.to_string()))
}

/// A validator as a message works on it.
pub struct Loaded {
    pub now: Validator,
    stored: Validator,
}

impl Loaded {
    pub fn open(store: &dyn Storage, name: &str) -> Result<Self, ContractError> {
        let stored = known_validator(store, name)?;
        Ok(Loaded {
            now: stored.clone(),
            stored,
        })
    }

    /// Writes what the message changed; most settlements change nothing of the validator.
    pub fn close(self, store: &mut dyn Storage, name: &str) -> StdResult<()> {
        if self.now == self.stored {
            return Ok(());
        }
        VALIDATORS.save(store, name, &self.now)
    }
}

/// A number that no other item has; later items have higher ones.
pub fn next_id(store: &mut dyn Storage) -> StdResult<u64> {
    let id = NEXT_ID.may_load(store)?.unwrap_or(1);
    NEXT_ID.save(store, &id.saturating_add(1))?;
    Ok(id)
}
