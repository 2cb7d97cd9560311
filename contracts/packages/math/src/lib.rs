//! The arithmetic of the contracts: pure functions on numbers, no storage, no messages.
//! One topic is one module; `src/math` of the TypeScript SDK mirrors them to the last unit.

pub mod cap;
pub mod claims;
pub mod cuts;
pub mod price;
pub mod remote;
pub mod reports;
pub mod rewards;
pub mod shares;
pub mod staking;
pub mod wide;
