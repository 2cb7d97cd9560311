//! mesh-slasher: decides whose evidence slashes a validator at the provider. See the README beside this crate.

pub mod contract;
pub mod error;
mod execute;
pub mod msg;
mod query;
pub mod state;
