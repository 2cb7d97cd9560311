#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    DepsMut, Env, Ibc3ChannelOpenResponse, IbcBasicResponse, IbcChannel, IbcChannelCloseMsg,
    IbcChannelConnectMsg, IbcChannelOpenMsg, IbcChannelOpenResponse, Storage,
};
use mesh_apis::handshake::{self, HandshakeError};
use mesh_apis::ibc::VERSION;

use crate::books::send;
use crate::error::ContractError;
use crate::state::{Channel, CHANNEL, CHANNEL_COUNT, CHANNEL_NUMBERS, CONFIG, LIST_REQUEST, SYNC};

#[cfg_attr(not(feature = "library"), entry_point)]
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

/// Binds the channel. Any but the first is asked for the consumer's stakes before all else.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_channel_connect(
    deps: DepsMut,
    env: Env,
    msg: IbcChannelConnectMsg,
) -> Result<IbcBasicResponse, ContractError> {
    check(deps.storage, msg.channel(), msg.counterparty_version())?;
    let endpoints = msg.channel();
    let number = CHANNEL_COUNT
        .may_load(deps.storage)?
        .unwrap_or_default()
        .saturating_add(1);
    let channel = Channel {
        channel_id: endpoints.endpoint.channel_id.clone(),
        port_id: endpoints.endpoint.port_id.clone(),
        counterparty_channel_id: endpoints.counterparty_endpoint.channel_id.clone(),
        counterparty_port_id: endpoints.counterparty_endpoint.port_id.clone(),
        number,
    };
    CHANNEL.save(deps.storage, &channel)?;
    CHANNEL_COUNT.save(deps.storage, &number)?;
    CHANNEL_NUMBERS.save(deps.storage, &channel.channel_id, &number)?;
    LIST_REQUEST.remove(deps.storage);

    let mut response = IbcBasicResponse::new();
    if number > 1 {
        response = response.add_submessage(send::list_stakes(deps.storage, &env, &channel, None)?);
    }
    Ok(response
        .add_submessage(send::list_validators(deps.storage, &env, &channel)?)
        .add_attribute("action", "channel_connect")
        .add_attribute("channel", channel.channel_id))
}

/// Anyone may ask for a close here, so none is granted; a close on the other side is taken note of.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_channel_close(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelCloseMsg,
) -> Result<IbcBasicResponse, ContractError> {
    let closed = match &msg {
        IbcChannelCloseMsg::CloseInit { .. } => return Err(ContractError::CloseRefused),
        IbcChannelCloseMsg::CloseConfirm { channel } => channel.endpoint.channel_id.clone(),
    };
    if !CHANNEL_NUMBERS.has(deps.storage, &closed) {
        return Err(ContractError::UnknownChannel(closed));
    }
    if CHANNEL
        .may_load(deps.storage)?
        .is_some_and(|bound| bound.channel_id == closed)
    {
        CHANNEL.remove(deps.storage);
        SYNC.remove(deps.storage);
        LIST_REQUEST.remove(deps.storage);
    }
    Ok(IbcBasicResponse::new()
        .add_attribute("action", "channel_close")
        .add_attribute("channel", closed))
}

fn check(
    store: &dyn Storage,
    channel: &IbcChannel,
    counterparty_version: Option<&str>,
) -> Result<(), ContractError> {
    if let Some(bound) = CHANNEL.may_load(store)? {
        let id = bound.channel_id;
        return Err(HandshakeError::AlreadyBound { id }.into());
    }
    let consumer = CONFIG.load(store)?.consumer;
    handshake::check(
        channel,
        counterparty_version,
        &consumer.connection_id,
        consumer.port_id.as_deref(),
    )?;
    Ok(())
}
