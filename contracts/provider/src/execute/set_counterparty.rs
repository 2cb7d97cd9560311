use cosmwasm_std::{Addr, DepsMut, Response};
use mesh_apis::handshake::HandshakeError;

use super::only_admin;
use crate::error::ContractError;
use crate::msg::ConsumerInfo;
use crate::state::{CHANNEL, CONFIG};

/// The next channel must come over another connection or from another port.
pub fn set_counterparty(
    deps: DepsMut,
    sender: Addr,
    connection_id: String,
    port_id: Option<String>,
) -> Result<Response, ContractError> {
    only_admin(deps.storage, &sender)?;
    if let Some(channel) = CHANNEL.may_load(deps.storage)? {
        let id = channel.channel_id;
        return Err(HandshakeError::AlreadyBound { id }.into());
    }
    let response = Response::new()
        .add_attribute("action", "set_counterparty")
        .add_attribute("connection_id", &connection_id)
        .add_attribute("port_id", port_id.as_deref().unwrap_or_default());
    let mut config = CONFIG.load(deps.storage)?;
    config.consumer = ConsumerInfo {
        connection_id,
        port_id,
    };
    CONFIG.save(deps.storage, &config)?;
    Ok(response)
}
