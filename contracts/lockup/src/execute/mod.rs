//! One message is one file.

mod bond;
mod burn;
mod grant_claim;
mod name_lienholder;
mod release_claim;
mod slash_claim;
mod unbond;

pub use bond::bond;
pub use burn::burn;
pub use grant_claim::grant_claim;
pub use name_lienholder::name_lienholder;
pub use release_claim::release_claim;
pub use slash_claim::{claim_reduced_failed, slash_claim, CLAIM_REDUCED_REPLY};
pub use unbond::unbond;

use cosmwasm_std::Uint128;

use crate::error::ContractError;

fn positive(amount: Uint128) -> Result<(), ContractError> {
    if amount.is_zero() {
        Err(ContractError::ZeroAmount)
    } else {
        Ok(())
    }
}
