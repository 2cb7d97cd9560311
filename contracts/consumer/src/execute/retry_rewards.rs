use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdError, StdResult, Uint128};
use cw_storage_plus::Bound;

use crate::announced;
use crate::error::ContractError;
use crate::rewards::{announce, take_back, transfer};
use crate::state::{
    save_rewards, Rewards, CONFIG, RETRY_CURSOR, REWARDS, REWARDS_DENOM, REWARDS_HELD,
};

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 30;

/// Goes on where the last call stopped, over at most `limit` validators, and repeats for each the
/// step that failed: the announcement, or the transfer. Of announcements whose answer was lost with
/// an earlier channel it asks the provider what became of them. Tokens that a transfer gave back are found
/// in the balance where the chain does not tell.
pub fn retry_rewards(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    let limit = usize::try_from(limit).map_err(StdError::from)?;
    let mut response = Response::new()
        .add_attribute("action", "retry_rewards")
        .add_attribute("sender", info.sender);
    let Some(denom) = REWARDS_DENOM.may_load(deps.storage)? else {
        return Ok(response);
    };
    let cursor = RETRY_CURSOR.may_load(deps.storage)?;
    let page = REWARDS
        .range(
            deps.storage,
            cursor.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(limit)
        .collect::<StdResult<Vec<(String, Rewards)>>>()?;
    match page.last() {
        Some((validator, _)) if page.len() == limit => {
            RETRY_CURSOR.save(deps.storage, validator)?
        }
        _ => RETRY_CURSOR.remove(deps.storage),
    }

    let balance = deps
        .querier
        .query_balance(&env.contract.address, denom)?
        .amount;
    let held = REWARDS_HELD.may_load(deps.storage)?.unwrap_or_default();
    // The bank counts in 256 bits.
    let balance = Uint128::try_from(balance).unwrap_or(Uint128::MAX);
    let mut surplus = balance.saturating_sub(held);
    let now = env.block.time.seconds();
    for (validator, mut rewards) in page {
        if now >= rewards.deadline {
            let back = surplus.min(rewards.transferring);
            surplus = surplus.saturating_sub(back);
            take_back(deps.storage, &mut rewards, back)?;
        }
        let questions = announced::ask(deps.storage, &env, &config, &validator)?;
        let announcement = announce(deps.storage, &env, &config, &validator, &mut rewards)?;
        let transfer = transfer(deps.storage, &env, &config, &validator, &mut rewards)?;
        save_rewards(deps.storage, &validator, &rewards)?;
        if announcement.is_some() || transfer.is_some() || !questions.is_empty() {
            response = response
                .add_submessages(questions)
                .add_submessages(announcement)
                .add_submessages(transfer)
                .add_attribute("validator", validator);
        }
    }
    Ok(response)
}
