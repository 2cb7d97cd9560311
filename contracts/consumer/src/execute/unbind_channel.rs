use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::contract::only_admin;
use crate::error::ContractError;
use crate::state::{CHANNEL, CONFIG};

/// Gives up the bound channel, for one whose client expired. Answers and timeouts of its packets
/// are still taken.
pub fn unbind_channel(deps: DepsMut, info: MessageInfo) -> Result<Response, ContractError> {
    only_admin(&CONFIG.load(deps.storage)?, &info)?;
    let channel = CHANNEL
        .may_load(deps.storage)?
        .ok_or(ContractError::NoBoundChannel)?;
    CHANNEL.remove(deps.storage);
    Ok(Response::new()
        .add_attribute("action", "unbind_channel")
        .add_attribute("channel_id", channel.channel_id))
}
