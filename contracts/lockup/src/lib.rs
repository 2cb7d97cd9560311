//! mesh-lockup: holds bonded tokens and keeps the claims on them. See the README beside this crate.

pub mod contract;
pub mod error;
mod execute;
pub mod msg;
mod query;
pub mod state;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod fixture;
