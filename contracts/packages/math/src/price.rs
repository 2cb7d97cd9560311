//! From the provider chain's tokens to the consumer chain's.
//!
//! `price` is local tokens for one remote token. Nothing here divides by a price, so that zero is
//! a price like any other.

use cosmwasm_std::{Decimal, Uint128};

/// `floor(remote × price)`, at most 2¹²⁸ − 1.
pub fn to_local_floor(remote: Uint128, price: Decimal) -> Uint128 {
    // Fails above 2¹²⁸ − 1 only: a decimal's denominator is never zero.
    remote.checked_mul_floor(price).unwrap_or(Uint128::MAX)
}

/// What is asked for after a stake left `remote` in all: never less than before.
pub fn asked_after_stake(asked: Uint128, remote: Uint128, price: Decimal) -> Uint128 {
    asked.max(to_local_floor(remote, price))
}

/// What is asked for after an unstake left `remote` in all: never more than before.
pub fn asked_after_unstake(asked: Uint128, remote: Uint128, price: Decimal) -> Uint128 {
    asked.min(to_local_floor(remote, price))
}
