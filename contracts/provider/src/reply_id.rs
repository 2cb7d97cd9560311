//! Which sub-message a reply answers.

pub const INSTANTIATE_SLASHER: u64 = 1;
/// An owner's stake, on success.
pub const STAKE: u64 = 2;
/// A resent stake or an unstake, always.
pub const PACKET: u64 = 3;
/// A call of the lockup, on error.
pub const LOCKUP_CALL: u64 = 4;
pub const LIST_VALIDATORS: u64 = 5;
pub const LIST_STAKES: u64 = 6;
