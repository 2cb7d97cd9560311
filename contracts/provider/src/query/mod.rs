mod chain;
mod owner;
mod rewards;
mod validator;

pub use chain::{channel, config, remote, slashers};
pub use owner::{account, in_flight, pending_cut, unbonding};
pub use rewards::{pending_rewards, rewards};
pub use validator::{delegators, list_validators, validator};

use mesh_math::shares::Stake;

use crate::state::{Account, DEFAULT_PAGE, MAX_PAGE};
use cosmwasm_std::{Uint128, Uint256};

fn page(limit: Option<u32>) -> usize {
    usize::try_from(limit.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE)).unwrap_or(usize::MAX)
}

/// What an item would be, and what it would owe for slashes, were it settled now.
fn settled(
    account: &Account,
    stake: Stake,
    cut_number: u64,
    multiplier: Uint256,
) -> (Stake, Uint128) {
    uncut(account, stake, cut_number).settle(multiplier)
}

/// What an item would be after the cut it has not taken.
fn uncut(account: &Account, stake: Stake, cut_number: u64) -> Stake {
    if cut_number == account.cut_number || account.cut.is_zero() {
        return stake;
    }
    let (taken, _) = account.cut().take(stake.tokens);
    stake.cut(taken)
}
