mod abstain;
mod add_consumer;
mod claim_local_rewards;
mod claim_reduced;
mod delegate;
mod rebalance;
mod receive_claim;
mod release_local;
mod remove_consumer;
mod sweep;
mod sync_slash;
mod undelegate;
mod unstake_local;
mod update_consumer;
mod update_limits;
mod withdraw_delegator_reward;
mod withdraw_to_costumer;

pub use abstain::abstain;
pub use add_consumer::add_consumer;
pub use claim_local_rewards::claim_local_rewards;
pub use claim_reduced::claim_reduced;
pub use delegate::{adjust, delegate};
pub use rebalance::rebalance;
pub use receive_claim::receive_claim;
pub use release_local::release_local;
pub use remove_consumer::remove_consumer;
pub use sweep::sweep;
pub use sync_slash::sync_slash;
pub use undelegate::undelegate;
pub use unstake_local::unstake_local;
pub use update_consumer::update_consumer;
pub use update_limits::{check_admin, set as set_limits, update_limits};
pub use withdraw_delegator_reward::withdraw_delegator_reward;
pub use withdraw_to_costumer::withdraw_to_costumer;

/// A page's size as memory counts.
fn page(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
