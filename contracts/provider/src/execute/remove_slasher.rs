use cosmwasm_std::{Addr, DepsMut, Response};

use super::only_admin;
use crate::error::ContractError;
use crate::state::{CONFIG, SLASHERS};

/// Takes the right to slash from an address. What it slashed stays slashed.
pub fn remove_slasher(
    deps: DepsMut,
    sender: Addr,
    address: String,
) -> Result<Response, ContractError> {
    only_admin(deps.storage, &sender)?;
    let slasher = deps.api.addr_validate(&address)?;
    if !SLASHERS.has(deps.storage, &slasher) {
        return Err(ContractError::UnknownSlasher(address));
    }
    SLASHERS.remove(deps.storage, &slasher);
    let mut config = CONFIG.load(deps.storage)?;
    if config.slasher.as_ref() == Some(&slasher) {
        config.slasher = None;
        CONFIG.save(deps.storage, &config)?;
    }
    Ok(Response::new()
        .add_attribute("action", "remove_slasher")
        .add_attribute("slasher", slasher))
}
