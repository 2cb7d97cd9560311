//! One message is one file.

mod register_key;
mod set_min_height;
mod submit_duplicate_vote;
mod submit_evidence;

pub use register_key::register_key;
pub use set_min_height::set_min_height;
pub use submit_duplicate_vote::{submit_duplicate_vote, VOTE_EVIDENCE};
pub use submit_evidence::submit_evidence;

use cosmwasm_std::{Addr, Storage};

use crate::error::ContractError;
use crate::state::{Config, CONFIG};

/// The configuration, for its owner alone.
fn config_for_owner(storage: &dyn Storage, sender: &Addr) -> Result<Config, ContractError> {
    let config = CONFIG.load(storage)?;
    if *sender != config.owner {
        return Err(ContractError::Unauthorized);
    }
    Ok(config)
}
