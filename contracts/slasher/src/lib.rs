//! mesh-slasher: decides whose evidence slashes a validator at the provider. See the README beside this crate.

mod canonical;
pub mod contract;
pub mod error;
mod execute;
mod keys;
pub mod msg;
mod punish;
mod query;
pub mod state;
#[cfg(test)]
mod tests;
mod vote;
