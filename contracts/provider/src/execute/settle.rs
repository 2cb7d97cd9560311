use cosmwasm_std::{DepsMut, Env, Response};

use crate::books::visit::Visit;
use crate::books::{rewards, walk};
use crate::error::ContractError;
use crate::state::{ACCOUNTS, CREDITS_PER_MESSAGE, MAX_ITEMS, MAX_PAGE};

/// Applies what was recorded against an owner to his items and retries his queued calls.
pub fn settle(
    mut deps: DepsMut,
    env: Env,
    owner: String,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let owner = deps.api.addr_validate(&owner)?;
    if !ACCOUNTS.has(deps.storage, &owner) {
        return Err(ContractError::UnknownOwner(owner.to_string()));
    }
    rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
    let limit = limit.unwrap_or(MAX_ITEMS).min(MAX_PAGE);
    let mut visit = Visit::open(deps.storage, &owner)?;
    let visited = walk::settle_items(deps.storage, &env, &mut visit, limit)?;
    let lost = visit.lost;
    let left = visit.account.cut;
    let messages = visit.close(deps.branch(), &env)?;
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "settle")
        .add_attribute("owner", owner)
        .add_attribute("items", visited.to_string())
        .add_attribute("slashed", lost)
        .add_attribute("pending_cut", left))
}
