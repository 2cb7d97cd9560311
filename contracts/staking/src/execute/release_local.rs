use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use super::page;
use crate::error::ContractError;
use crate::ledger;
use crate::local;
use crate::state::{CONFIG, TOTALS};

const DEFAULT_LIMIT: u32 = 30;

/// Hands what is back of the sender's unstakes over to the lockup, what his tokens owe the burn first.
pub fn release_local(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let owner = info.sender;
    let lockup = config.lockup.clone().ok_or(ContractError::Unauthorized)?;
    let limit = page(limit.unwrap_or(DEFAULT_LIMIT));
    let unknown = ContractError::Unauthorized;
    let (mut ledger, mut totals) = ledger::load(&mut deps, &env, &config, &lockup, unknown)?;
    let names = local::owned(deps.storage, &owner)?;
    local::release(deps.storage, &env, &lockup, &owner, limit)?;
    let mut messages = vec![];
    for name in names {
        messages.extend(local::tell(deps.storage, &lockup, &name, &owner)?);
    }
    let books = (&mut ledger, &mut totals);
    messages.extend(local::hand_over(
        deps.storage,
        &config,
        &lockup,
        &owner,
        books.0,
        books.1,
    )?);
    ledger.save(deps.storage, &mut totals)?;
    TOTALS.save(deps.storage, &totals)?;
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "release_local")
        .add_attribute("owner", owner))
}
