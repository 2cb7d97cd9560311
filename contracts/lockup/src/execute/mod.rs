//! One message is one file.

mod bond;
mod burn;
mod cuts;
mod grant_claim;
mod home_slashed;
mod name_lienholder;
mod release_claim;
mod return_local;
mod slash_claim;
mod unbond;

pub use bond::bond;
pub use burn::burn;
pub use cuts::{claim_reduced_failed, CLAIM_REDUCED_REPLY};
pub use grant_claim::grant_claim;
pub use home_slashed::home_slashed;
pub use name_lienholder::name_lienholder;
pub use release_claim::release_claim;
pub use return_local::return_local;
pub use slash_claim::slash_claim;
pub use unbond::unbond;

use cosmwasm_std::{MessageInfo, Uint128};

use crate::error::ContractError;
use crate::state::Config;

fn positive(amount: Uint128) -> Result<(), ContractError> {
    if amount.is_zero() {
        Err(ContractError::ZeroAmount)
    } else {
        Ok(())
    }
}

fn from_local_staking(config: &Config, info: &MessageInfo) -> Result<(), ContractError> {
    match &config.local_staking {
        Some(local) if *local == info.sender => Ok(()),
        _ => Err(ContractError::Unauthorized),
    }
}
