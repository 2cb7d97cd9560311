use cosmwasm_std::{DepsMut, MessageInfo, Response};

use super::config_for_owner;
use crate::error::ContractError;
use crate::state::MIN_HEIGHT;

/// Votes below `height` are no evidence any more.
pub fn set_min_height(
    deps: DepsMut,
    info: MessageInfo,
    height: u64,
) -> Result<Response, ContractError> {
    config_for_owner(deps.storage, &info.sender)?;
    let min_height = MIN_HEIGHT.may_load(deps.storage)?.unwrap_or(0);
    if height <= min_height {
        return Err(ContractError::MinHeightNotRaised { min_height });
    }
    MIN_HEIGHT.save(deps.storage, &height)?;
    Ok(Response::new()
        .add_attribute("action", "set_min_height")
        .add_attribute("height", height.to_string()))
}
