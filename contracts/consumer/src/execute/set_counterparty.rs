use cosmwasm_std::{DepsMut, MessageInfo, Response};
use mesh_apis::handshake::HandshakeError;

use crate::contract::{only_admin, provider_address};
use crate::error::ContractError;
use crate::msg::ProviderInfo;
use crate::state::{CHANNEL, CONFIG};

/// Points to another provider; only while no channel is bound.
pub fn set_counterparty(
    deps: DepsMut,
    info: MessageInfo,
    provider: ProviderInfo,
) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;
    only_admin(&config, &info)?;
    if let Some(channel) = CHANNEL.may_load(deps.storage)? {
        let id = channel.channel_id;
        return Err(HandshakeError::AlreadyBound { id }.into());
    }
    provider_address(&provider.port_id)?;
    config.provider = provider.clone();
    CONFIG.save(deps.storage, &config)?;
    Ok(Response::new()
        .add_attribute("action", "set_counterparty")
        .add_attribute("connection_id", provider.connection_id)
        .add_attribute("port_id", provider.port_id))
}
