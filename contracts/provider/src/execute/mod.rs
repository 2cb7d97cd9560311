mod add_slasher;
mod claim_reduced;
mod claim_rewards;
mod credit;
mod process_slashes;
mod receive_claim;
mod refresh_validators;
mod remove_slasher;
mod resend;
mod set_counterparty;
mod settle;
mod slash;
mod sweep_unallocated;
mod unbind_channel;
mod unbond;
mod unstake;

pub use add_slasher::add_slasher;
pub use claim_reduced::claim_reduced;
pub use claim_rewards::claim_rewards;
pub use credit::credit;
pub use process_slashes::process_slashes;
pub use receive_claim::receive_claim;
pub use refresh_validators::refresh_validators;
pub use remove_slasher::remove_slasher;
pub use resend::resend;
pub use set_counterparty::set_counterparty;
pub use settle::settle;
pub use slash::slash;
pub use sweep_unallocated::sweep_unallocated;
pub use unbind_channel::unbind_channel;
pub use unbond::unbond;
pub use unstake::unstake;

use cosmwasm_std::{Addr, Storage};

use crate::error::ContractError;
use crate::state::{Config, CONFIG, DEFAULT_PAGE, MAX_PAGE};

/// Page size asked for, within its bounds.
fn page(limit: Option<u32>) -> u32 {
    limit.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE)
}

fn only_lockup(store: &dyn Storage, sender: &Addr) -> Result<Config, ContractError> {
    let config = CONFIG.load(store)?;
    if config.lockup == *sender {
        Ok(config)
    } else {
        Err(ContractError::Unauthorized)
    }
}

fn only_admin(store: &dyn Storage, sender: &Addr) -> Result<(), ContractError> {
    if CONFIG.load(store)?.admin.as_ref() == Some(sender) {
        Ok(())
    } else {
        Err(ContractError::Unauthorized)
    }
}
