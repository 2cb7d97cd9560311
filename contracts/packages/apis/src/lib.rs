//! Messages that the Mesh Security contracts send one another, on one chain or by packet.
//! Names and shapes are fixed: they are those of the public prototype, misspellings included.

pub mod claim;
pub mod consumer;
pub mod handshake;
pub mod ibc;
pub mod local;
pub mod migrate;
pub mod payment;
pub mod price_feed;
pub mod slash;
pub mod staking;
