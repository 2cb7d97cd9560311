use cosmwasm_std::{DepsMut, MessageInfo, Response, Uint128};

use super::receive_claim::check_lockup;
use crate::error::ContractError;
use crate::state::{CONFIG, OWED};

/// Records what a slash elsewhere cut of an owner's claim: so much of what comes back for him is
/// burnt. Short, since a slash waits for it; `rebalance` does what follows.
pub fn claim_reduced(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    check_lockup(&CONFIG.load(deps.storage)?, &info)?;
    let owner = deps.api.addr_validate(&owner)?;
    let before = OWED.may_load(deps.storage, &owner)?.unwrap_or_default();
    OWED.save(deps.storage, &owner, &before.checked_add(amount)?)?;
    Ok(Response::new()
        .add_attribute("action", "claim_reduced")
        .add_attribute("owner", owner)
        .add_attribute("amount", amount))
}
