mod claim_rewards;
mod receive_rewards;
mod retry_rewards;
mod set_counterparty;
mod sync_validators;
mod unbind_channel;

pub use claim_rewards::claim_rewards;
pub use receive_rewards::receive_rewards;
pub use retry_rewards::retry_rewards;
pub use set_counterparty::set_counterparty;
pub use sync_validators::sync_validators;
pub use unbind_channel::unbind_channel;
