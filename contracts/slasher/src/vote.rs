//! When two votes contradict each other: CometBFT's rules for `DuplicateVoteEvidence`.

use crate::error::ContractError;
use crate::keys::SIGNATURE_LENGTH;
use crate::msg::{Vote, VoteType};

const HASH_LENGTH: usize = 32;
/// Heights are an int64, rounds an int32.
const MAX_HEIGHT: u64 = i64::MAX.cast_unsigned();
const MAX_ROUND: u32 = i32::MAX.cast_unsigned();
/// The years 1 to 9999, which is all that CometBFT reads.
const SECONDS: std::ops::Range<i64> = -62_135_596_800..253_402_300_800;
const NANOS: u32 = 1_000_000_000;

/// The vote type's name on the wire.
pub fn type_name(vote_type: VoteType) -> &'static str {
    match vote_type {
        VoteType::Prevote => "prevote",
        VoteType::Precommit => "precommit",
    }
}

/// Refuses a vote that no node would read; `name` says which of the two it is. A vote for no block is one.
pub fn check(name: &'static str, vote: &Vote) -> Result<(), ContractError> {
    let block_id = vote.block_id.as_ref().is_none_or(|id| {
        let parts = &id.part_set_header;
        id.hash.len() == HASH_LENGTH && parts.hash.len() == HASH_LENGTH && parts.total > 0
    });
    let time = vote.timestamp;
    let field = if vote.height == 0 || vote.height > MAX_HEIGHT {
        "height"
    } else if vote.round > MAX_ROUND {
        "round"
    } else if !block_id {
        "block_id"
    } else if !SECONDS.contains(&time.seconds) || time.nanos >= NANOS {
        "timestamp"
    } else if vote.signature.len() != SIGNATURE_LENGTH {
        "signature"
    } else {
        return Ok(());
    };
    Err(ContractError::InvalidVote { vote: name, field })
}

/// Refuses votes that may both be honest. Timestamps decide nothing: a signer that restarts may sign anew with a
/// later one, and whoever votes twice could choose them. One block and none do contradict each other.
pub fn check_conflict(a: &Vote, b: &Vote) -> Result<(), ContractError> {
    let different = |field| Err(ContractError::DifferentVotes { field });
    if a.height != b.height {
        return different("height");
    }
    if a.round != b.round {
        return different("round");
    }
    if a.vote_type != b.vote_type {
        return different("type");
    }
    if a.block_id == b.block_id {
        return Err(ContractError::SameBlockId);
    }
    Ok(())
}
