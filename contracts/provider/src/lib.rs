//! mesh-provider: turns claims on bonded tokens into stake on one consumer chain.
//! See the README beside this crate.

mod books;
pub mod contract;
pub mod error;
mod execute;
pub mod ibc;
mod lockup;
pub mod msg;
mod protobuf;
mod query;
mod reply;
mod reply_id;
pub mod state;

#[cfg(test)]
mod testing;
