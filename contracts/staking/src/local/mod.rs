//! Tokens of the home chain's lockup, delegated here. All of them together are one ledger, under the
//! lockup's address, beside those of the consumers: granted, unbonding, losses and rewards are split
//! the same way. Below it, at each validator, owners have shares of a pool with a multiplier, as
//! delegators have at a provider.

mod debts;
mod release;
mod stakes;

pub use debts::{pay_debts, settle_debt};
pub use release::{hand_over, note_loss, owned, release, tell, Returned, Told};
pub use stakes::{
    close_batch, collect, count_leaving, join, leave, load_pool, pool_now, renewed, slash, view,
    wait, waiting_amount, worth,
};

/// At most this many validators an owner.
pub const MAX_STAKES: usize = 32;
/// At most this many unstakes of an owner under way.
pub const MAX_LEAVING: usize = 32;
