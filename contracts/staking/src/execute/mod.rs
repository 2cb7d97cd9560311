mod add_consumer;
mod delegate;
mod remove_consumer;
mod undelegate;
mod withdraw_delegator_reward;
mod withdraw_to_costumer;

pub use add_consumer::add_consumer;
pub use delegate::delegate;
pub use remove_consumer::remove_consumer;
pub use undelegate::undelegate;
pub use withdraw_delegator_reward::withdraw_delegator_reward;
pub use withdraw_to_costumer::withdraw_to_costumer;
