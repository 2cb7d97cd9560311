use cosmwasm_std::{DepsMut, Response};

use crate::error::ContractError;
use crate::state::CHANNEL;

/// Gives up the bound channel, for one whose client expired. Answers and timeouts of its packets
/// are still taken.
pub fn unbind_channel(deps: DepsMut) -> Result<Response, ContractError> {
    let channel = CHANNEL
        .may_load(deps.storage)?
        .ok_or(ContractError::NoBoundChannel)?;
    CHANNEL.remove(deps.storage);
    Ok(Response::new()
        .add_attribute("action", "unbind_channel")
        .add_attribute("channel_id", channel.channel_id))
}
