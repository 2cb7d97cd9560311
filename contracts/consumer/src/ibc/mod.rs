//! The channel to the provider, its packets, and the outcome of transfers.

mod answer;
mod handshake;
mod receive;
mod stake;
mod transfer;

pub use answer::{ibc_packet_ack, ibc_packet_timeout};
pub use handshake::{ibc_channel_close, ibc_channel_connect, ibc_channel_open};
pub use receive::ibc_packet_receive;
pub use transfer::ibc_source_callback;
