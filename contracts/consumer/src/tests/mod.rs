#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod admin;
mod announced;
mod cases;
mod chain;
mod conversion;
mod fixture;
mod handshake;
mod migrate;
mod prices;
mod rebalance;
mod relayer;
mod reports;
mod rewards;
mod rules;
mod stakes;
mod transfers;
mod validators;
mod wire;
