#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod acts;
mod cases;
mod fixture;
mod funds;
mod governance;
mod layout;
mod local;
mod machine;
mod policy;
mod power;
mod queries;
mod queue;
mod rewards;
mod slash;
mod unbonding;
mod wire;
mod world;
