//! Tests on the contract's own entry points, with a lockup, a slasher, a bank and a relayer that do
//! what tests tell them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod actions;
mod books;
mod channels;
mod cuts;
mod listing;
mod lockup;
mod migrate;
mod packets;
mod queries;
mod relay;
mod reports;
mod rewards;
mod round_trip;
mod slash;
mod slashers;
mod stake;
mod unallocated;
mod unstake;
mod world;
mod worthless;
