//! The rules that must always hold where bonded tokens are delegated at home: random calls of owners,
//! lienholders and the local staking, slashes on both chains, and what must be true after every step.
//! `tests/rules.rs` has one test a rule.

pub mod chained;
pub mod checks;
pub mod cost;
pub mod ledger;
pub mod machine;
pub mod run;
pub mod world;
