use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdResult};
use cw_storage_plus::Bound;

use super::page;
use crate::error::ContractError;
use crate::ledger;
use crate::local;
use crate::slash;
use crate::state::{CONFIG, STAKES, TOTALS, UNTOLD, VALIDATORS, WALKS};

const DEFAULT_LIMIT: u32 = 30;
const MAX_LIMIT: u32 = 100;

/// Splits what the chain took off a validator, and passes it on to at most `limit` owners of local
/// stake; a further call goes on with the next ones.
pub fn sync_slash(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let before = VALIDATORS
        .may_load(deps.storage, &validator)?
        .ok_or(ContractError::NoDelegationsForValidator)?;
    let limit = page(limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT));
    let (totals, changed) = ledger::totals(&mut deps, &env, &config, limit)?;
    if changed {
        TOTALS.save(deps.storage, &totals)?;
    }
    let (mut messages, _) = slash::check(&mut deps, &env, &config, &validator)?;
    let after = VALIDATORS.load(deps.storage, &validator)?.granted;
    if let Some(lockup) = &config.lockup {
        if let Some(cursor) = WALKS.may_load(deps.storage, &validator)? {
            let owners = STAKES
                .prefix(&validator)
                .keys(
                    deps.storage,
                    cursor.as_ref().map(Bound::exclusive),
                    None,
                    Order::Ascending,
                )
                .take(limit)
                .collect::<StdResult<Vec<_>>>()?;
            for owner in &owners {
                let (_, _, lost) = local::collect(deps.storage, lockup, &validator, owner)?;
                local::note_loss(deps.storage, &validator, owner, lost)?;
            }
            match owners.last() {
                Some(last) if owners.len() == limit => {
                    WALKS.save(deps.storage, &validator, &Some(last.clone()))?;
                }
                _ => WALKS.remove(deps.storage, &validator),
            }
        }
        let untold = UNTOLD
            .prefix(&validator)
            .keys(deps.storage, None, None, Order::Ascending)
            .take(limit)
            .collect::<StdResult<Vec<_>>>()?;
        for owner in untold {
            messages.extend(local::tell(deps.storage, lockup, &validator, &owner)?);
        }
    }
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "sync_slash")
        .add_attribute("sender", info.sender)
        .add_attribute("validator", validator)
        .add_attribute("loss", before.granted.saturating_sub(after)))
}
