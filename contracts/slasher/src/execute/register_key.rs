use cosmwasm_std::{DepsMut, MessageInfo, Response};

use super::config_for_owner;
use crate::error::ContractError;
use crate::keys;
use crate::msg::KeyRange;
use crate::punish::check_validator;

/// From now on votes signed with this key at these heights, past ones too, are the validator's.
pub fn register_key(
    deps: DepsMut,
    info: MessageInfo,
    range: KeyRange,
) -> Result<Response, ContractError> {
    config_for_owner(deps.storage, &info.sender)?;
    check_validator(&range.validator)?;
    keys::check_pubkey(deps.api, &range.pubkey)?;
    let ended = keys::register(deps.storage, &range)?;

    let mut response = Response::new()
        .add_attribute("action", "register_key")
        .add_attribute("validator", range.validator)
        .add_attribute("pubkey", range.pubkey.to_base64())
        .add_attribute("from_height", range.from_height.to_string());
    if let Some(to_height) = range.to_height {
        response = response.add_attribute("to_height", to_height.to_string());
    }
    if let Some(height) = ended {
        response = response.add_attribute("previous_to_height", height.to_string());
    }
    Ok(response)
}
