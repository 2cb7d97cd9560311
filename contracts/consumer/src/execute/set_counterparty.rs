use cosmwasm_std::{DepsMut, Response};
use mesh_apis::handshake::HandshakeError;

use crate::error::ContractError;
use crate::msg::{ProviderInfo, SetCounterparty};
use crate::state::{provider_address, CHANNEL, CONFIG};

/// Points to another provider; only while no channel is bound.
pub fn set_counterparty(deps: DepsMut, msg: SetCounterparty) -> Result<Response, ContractError> {
    if let Some(channel) = CHANNEL.may_load(deps.storage)? {
        let id = channel.channel_id;
        return Err(HandshakeError::AlreadyBound { id }.into());
    }
    provider_address(&msg.port_id)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.provider = ProviderInfo {
        port_id: msg.port_id.clone(),
        connection_id: msg.connection_id.clone(),
    };
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new()
        .add_attribute("action", "set_counterparty")
        .add_attribute("connection_id", msg.connection_id)
        .add_attribute("port_id", msg.port_id))
}
