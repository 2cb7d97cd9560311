//! What both ends of a channel check at every step of its handshake.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::IbcChannel;
use thiserror::Error;

use crate::ibc::{ORDER, VERSION};

/// A channel as its end shows it.
#[cw_serde]
pub struct BoundChannel {
    pub channel_id: String,
    pub port_id: String,
    pub counterparty_channel_id: String,
    pub counterparty_port_id: String,
}

impl From<IbcChannel> for BoundChannel {
    fn from(channel: IbcChannel) -> Self {
        BoundChannel {
            channel_id: channel.endpoint.channel_id,
            port_id: channel.endpoint.port_id,
            counterparty_channel_id: channel.counterparty_endpoint.channel_id,
            counterparty_port_id: channel.counterparty_endpoint.port_id,
        }
    }
}

#[derive(Error, Debug, PartialEq, Eq)]
pub enum HandshakeError {
    #[error("Contract already has a bound channel: {id}")]
    AlreadyBound { id: String },
    #[error("Only supports unordered channels")]
    OnlyUnordered,
    #[error("Counterparty version must be '{VERSION}'")]
    WrongVersion,
    #[error("Unauthorized counterparty chain, awaiting connection '{id}'")]
    WrongConnection { id: String },
    #[error("Unauthorized counterparty port, awaiting port '{port}'")]
    WrongPort { port: String },
}

/// Refuses all but an unordered channel of our version, over that connection and, where it is known,
/// from that port. Two handshakes may be open at once, and anyone may start one: so every step checks.
pub fn check(
    channel: &IbcChannel,
    counterparty_version: Option<&str>,
    connection_id: &str,
    port_id: Option<&str>,
) -> Result<(), HandshakeError> {
    if channel.order != ORDER {
        return Err(HandshakeError::OnlyUnordered);
    }
    if channel.version != VERSION || counterparty_version.is_some_and(|other| other != VERSION) {
        return Err(HandshakeError::WrongVersion);
    }
    if channel.connection_id != connection_id {
        return Err(HandshakeError::WrongConnection {
            id: connection_id.to_string(),
        });
    }
    match port_id {
        Some(port) if port != channel.counterparty_endpoint.port_id => {
            Err(HandshakeError::WrongPort {
                port: port.to_string(),
            })
        }
        _ => Ok(()),
    }
}
