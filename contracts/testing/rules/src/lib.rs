//! The rules that must always hold, as state machines over the contracts' own entry points: random
//! calls, packets that are late, lost, refused or reordered, and what must be true after every step.
//! `tests/rules.rs` has one test a rule.

pub mod checks;
pub mod cost;
pub mod earnings;
pub mod exposure;
pub mod failure;
pub mod home;
pub mod ledger;
pub mod link;
pub mod machine;
pub mod remote;
pub mod replay;
pub mod round_trip;
pub mod run;
pub mod stakes;
pub mod world;
