use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use super::page;
use crate::error::ContractError;
use crate::ledger;
use crate::local;
use crate::rebalance;
use crate::state::CONFIG;

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 50;

/// Moves delegations towards what consumers ask for and are allowed, `limit` steps at a time. What
/// local stake owes the burn comes first; a message that hands tokens over delegates nothing.
pub fn rebalance(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT);
    // What never came back lowers funds, and with them what everybody is allowed.
    ledger::refresh(&mut deps, &env, &config)?;
    let response = Response::new()
        .add_attribute("action", "rebalance")
        .add_attribute("sender", info.sender);
    let returns = local::pay_debts(&mut deps, &env, &config, page(limit))?;
    if !returns.is_empty() {
        return Ok(response.add_submessages(returns));
    }
    let run = rebalance::start(&deps, &config, limit)?;
    let messages = rebalance::go_on(&mut deps, &env, &config, run)?;
    Ok(response
        .add_submessages(messages)
        .add_events(rebalance::finished(deps.storage)))
}
