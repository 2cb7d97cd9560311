use cosmwasm_std::{DepsMut, Env, MessageInfo, Order, Response, StdError, StdResult};
use cw_storage_plus::Bound;

use crate::error::ContractError;
use crate::reports;
use crate::state::{CONFIG, REPORTS, REPORT_CURSOR};

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 30;

/// Goes on where the last call stopped, over at most `limit` validators, and sends what waits.
pub fn retry_reports(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    let limit = usize::try_from(limit).map_err(StdError::from)?;
    let cursor = REPORT_CURSOR.may_load(deps.storage)?;
    let page = REPORTS
        .keys(
            deps.storage,
            cursor.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(limit)
        .collect::<StdResult<Vec<String>>>()?;
    match page.last() {
        Some(validator) if page.len() == limit => REPORT_CURSOR.save(deps.storage, validator)?,
        _ => REPORT_CURSOR.remove(deps.storage),
    }
    let mut response = Response::new()
        .add_attribute("action", "retry_reports")
        .add_attribute("sender", info.sender);
    for validator in page {
        if let Some(message) = reports::send(deps.storage, &env, &config, &validator)? {
            response = response
                .add_submessage(message)
                .add_attribute("validator", validator);
        }
    }
    Ok(response)
}
