use cosmwasm_std::{DepsMut, Env, Response};

use crate::canonical::sign_bytes;
use crate::error::ContractError;
use crate::keys;
use crate::msg::Vote;
use crate::punish::{check_validator, evidence, punish};
use crate::state::{CONFIG, MIN_HEIGHT};
use crate::vote::{check, check_conflict, type_name};

/// How the ids of evidence made of votes begin.
pub const VOTE_EVIDENCE: &str = "duplicate-vote/";

/// Slashes and tombstones a validator whose key signed for two block ids at one height, round and type. Whoever
/// sends it: the votes are the proof.
pub fn submit_duplicate_vote(
    deps: DepsMut,
    env: Env,
    validator: String,
    vote_a: Vote,
    vote_b: Vote,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let Some(votes) = config.votes else {
        return Err(ContractError::VotesNotTaken);
    };
    check_validator(&validator)?;
    check("a", &vote_a)?;
    check("b", &vote_b)?;
    check_conflict(&vote_a, &vote_b)?;
    let height = vote_a.height;
    let min_height = MIN_HEIGHT.may_load(deps.storage)?.unwrap_or(0);
    if height < min_height {
        return Err(ContractError::HeightTooLow { height, min_height });
    }

    let Some(key) = keys::at(deps.storage, &validator, height)? else {
        return Err(ContractError::NoKey { validator, height });
    };
    for (name, vote) in [("a", &vote_a), ("b", &vote_b)] {
        let bytes = sign_bytes(vote, &votes.chain_id);
        if !keys::is_signed(deps.api, &bytes, &vote.signature, &key.pubkey) {
            return Err(ContractError::WrongSignature { vote: name });
        }
    }

    // Names the infraction, not its proof: other votes, another order or other bytes of a signature are no other.
    let vote_type = type_name(vote_a.vote_type);
    let round = vote_a.round;
    let id = format!("{VOTE_EVIDENCE}{validator}/{height}/{round}/{vote_type}");
    let evidence = evidence(&env, validator, votes.slash_ratio, true);
    let slash = punish(deps.storage, config.slashee, &evidence, Some(&id))?;
    Ok(Response::new()
        .add_message(slash)
        .add_attribute("action", "submit_duplicate_vote")
        .add_attribute("validator", evidence.validator)
        .add_attribute("amount", votes.slash_ratio.to_string())
        .add_attribute("tombstone", "true")
        .add_attribute("evidence_id", id)
        .add_attribute("height", height.to_string())
        .add_attribute("round", round.to_string())
        .add_attribute("vote_type", vote_type))
}
