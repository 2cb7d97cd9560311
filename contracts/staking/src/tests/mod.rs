#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod cases;
mod fixture;
mod funds;
mod governance;
mod properties;
mod queries;
mod rewards;
mod unbonding;
mod wire;
mod world;
