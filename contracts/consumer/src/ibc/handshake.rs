use cosmwasm_std::{
    DepsMut, Env, Ibc3ChannelOpenResponse, IbcBasicResponse, IbcChannel, IbcChannelCloseMsg,
    IbcChannelConnectMsg, IbcChannelOpenMsg, IbcChannelOpenResponse, Storage,
};
use mesh_apis::handshake::{self, BoundChannel, HandshakeError};
use mesh_apis::ibc::VERSION;

use crate::error::ContractError;
use crate::state::{CHANNEL, CONFIG};

fn check(
    storage: &dyn Storage,
    channel: &IbcChannel,
    counterparty_version: Option<&str>,
) -> Result<(), ContractError> {
    if let Some(bound) = CHANNEL.may_load(storage)? {
        let id = bound.channel_id;
        return Err(HandshakeError::AlreadyBound { id }.into());
    }
    let provider = CONFIG.load(storage)?.provider;
    handshake::check(
        channel,
        counterparty_version,
        &provider.connection_id,
        Some(&provider.port_id),
    )?;
    Ok(())
}

pub fn ibc_channel_open(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelOpenMsg,
) -> Result<IbcChannelOpenResponse, ContractError> {
    check(deps.storage, msg.channel(), msg.counterparty_version())?;
    Ok(Some(Ibc3ChannelOpenResponse {
        version: VERSION.to_string(),
    }))
}

pub fn ibc_channel_connect(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelConnectMsg,
) -> Result<IbcBasicResponse, ContractError> {
    check(deps.storage, msg.channel(), msg.counterparty_version())?;
    let channel: IbcChannel = msg.into();
    let bound = BoundChannel::from(channel);
    CHANNEL.save(deps.storage, &bound)?;
    Ok(IbcBasicResponse::new()
        .add_attribute("action", "channel_connect")
        .add_attribute("channel_id", bound.channel_id)
        .add_attribute("counterparty_channel_id", bound.counterparty_channel_id))
}

/// Anyone may ask the chain to close a channel, so that is refused; a channel that the other side
/// closed makes room for another.
pub fn ibc_channel_close(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelCloseMsg,
) -> Result<IbcBasicResponse, ContractError> {
    let channel = match msg {
        IbcChannelCloseMsg::CloseInit { .. } => return Err(ContractError::CloseRefused),
        IbcChannelCloseMsg::CloseConfirm { channel } => channel,
    };
    let id = channel.endpoint.channel_id;
    match CHANNEL.may_load(deps.storage)? {
        Some(bound) if bound.channel_id == id => CHANNEL.remove(deps.storage),
        _ => return Err(ContractError::UnknownChannel { id }),
    }
    Ok(IbcBasicResponse::new()
        .add_attribute("action", "channel_close")
        .add_attribute("channel_id", id))
}
