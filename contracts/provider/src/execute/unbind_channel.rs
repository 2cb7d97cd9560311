use cosmwasm_std::{Addr, DepsMut, Response};

use super::only_admin;
use crate::error::ContractError;
use crate::state::{CHANNEL, LIST_REQUEST, SYNC};

/// Gives up a channel that is dead, so that a new one may come.
pub fn unbind_channel(deps: DepsMut, sender: Addr) -> Result<Response, ContractError> {
    only_admin(deps.storage, &sender)?;
    let channel = CHANNEL
        .may_load(deps.storage)?
        .ok_or(ContractError::NoChannel)?;
    CHANNEL.remove(deps.storage);
    SYNC.remove(deps.storage);
    LIST_REQUEST.remove(deps.storage);
    Ok(Response::new()
        .add_attribute("action", "unbind_channel")
        .add_attribute("channel", channel.channel_id))
}
