use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};

use super::page;
use crate::error::ContractError;
use crate::ledger;
use crate::local;
use crate::rebalance;
use crate::state::{Stage, CONFIG, HANDED_OVER, STAGE};

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 50;

/// Moves delegations towards what consumers ask for and are allowed, `limit` steps at a time. What
/// local stake owes the burn comes first; a message that hands tokens over delegates nothing, and
/// the one after it hands nothing over.
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
    if HANDED_OVER.exists(deps.storage) {
        // A lockup that takes nothing back must not hold up the delegations.
        HANDED_OVER.remove(deps.storage);
    } else {
        let returns = local::pay_debts(&mut deps, &env, &config, page(limit))?;
        if !returns.is_empty() {
            HANDED_OVER.save(deps.storage, &true)?;
            if !STAGE.exists(deps.storage) {
                STAGE.save(deps.storage, &Stage::Plan { after: None })?;
            }
            return Ok(response.add_submessages(returns));
        }
    }
    let run = rebalance::start(&deps, &config, limit)?;
    let messages = rebalance::go_on(&mut deps, &env, &config, run)?;
    Ok(response
        .add_submessages(messages)
        .add_events(rebalance::finished(deps.storage)))
}
