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
mod fixture;
mod handshake;
mod relayer;
mod rewards;
mod rules;
mod stakes;
mod transfers;
mod validators;
mod wire;
