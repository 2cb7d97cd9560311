use cosmwasm_std::{to_json_binary, DepsMut, Env, IbcMsg, MessageInfo, Response, SubMsg};
use mesh_apis::ibc::ConsumerPacket;

use crate::error::ContractError;
use crate::state::{keep_call, Call, CHANNEL, CONFIG, LISTED, UPDATE_IN_FLIGHT};
use crate::validators::{bonded, difference};

/// Sends what changed since the list that the provider last acknowledged; nothing where nothing
/// did. One update at a time: an unordered channel may deliver two of them in either order.
pub fn sync_validators(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let channel_id = CHANNEL
        .may_load(deps.storage)?
        .ok_or(ContractError::NoBoundChannel)?
        .channel_id;
    if UPDATE_IN_FLIGHT.may_load(deps.storage)?.as_ref() == Some(&channel_id) {
        return Err(ContractError::UpdateInFlight);
    }
    let listed = LISTED.may_load(deps.storage)?.unwrap_or_default();
    let (added, removed) = difference(&listed, &bonded(deps.as_ref())?);
    let response = Response::new()
        .add_attribute("action", "sync_validators")
        .add_attribute("sender", info.sender)
        .add_attribute("added", added.len().to_string())
        .add_attribute("removed", removed.len().to_string());
    if added.is_empty() && removed.is_empty() {
        return Ok(response);
    }
    UPDATE_IN_FLIGHT.save(deps.storage, &channel_id)?;
    let message = IbcMsg::SendPacket {
        channel_id,
        data: to_json_binary(&ConsumerPacket::UpdateValidators { added, removed })?,
        timeout: config.timeout(&env),
    };
    let id = keep_call(deps.storage, &Call::Update {})?;
    Ok(response.add_submessage(SubMsg::reply_always(message, id)))
}
