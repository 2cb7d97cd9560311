mod answer;
mod channel;
mod receive;

pub use answer::{ibc_packet_ack, ibc_packet_timeout};
pub use channel::{ibc_channel_close, ibc_channel_connect, ibc_channel_open};
pub use receive::ibc_packet_receive;
