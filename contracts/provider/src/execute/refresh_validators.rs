use cosmwasm_std::{DepsMut, Env, Response};

use crate::books::send;
use crate::error::ContractError;
use crate::state::CHANNEL;

/// Asks the consumer for its validators again.
pub fn refresh_validators(deps: DepsMut, env: Env) -> Result<Response, ContractError> {
    let channel = CHANNEL
        .may_load(deps.storage)?
        .ok_or(ContractError::NoChannel)?;
    let question = send::list_validators(deps.storage, &env, &channel)?;
    Ok(Response::new()
        .add_submessage(question)
        .add_attribute("action", "refresh_validators")
        .add_attribute("channel", channel.channel_id))
}
