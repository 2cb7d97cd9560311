//! What a consumer must be told so that it holds what its provider's books say.

use cosmwasm_std::{Uint128, Uint256};

use crate::wide::to_u128;

/// The packet that closes the difference between two chains' books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    None,
    Stake(Uint128),
    Unstake(Uint128),
}

/// `target − (known + resent − unstaking)`: all that is on its way counts as arrived.
///
/// An excess beyond 2¹²⁸ − 1 comes in further rounds.
pub fn difference(
    target: Uint128,
    known: Uint128,
    resent: Uint128,
    unstaking: Uint128,
) -> Difference {
    let should = Uint256::from(target).saturating_add(unstaking.into());
    let will = Uint256::from(known).saturating_add(resent.into());
    if let Ok(missing) = should.checked_sub(will) {
        if missing.is_zero() {
            return Difference::None;
        }
        return Difference::Stake(to_u128(missing));
    }
    Difference::Unstake(to_u128(will.saturating_sub(should)))
}
