//! Bytes, signatures and verdicts of CometBFT, written by the Go program in `contracts/testing/votes`.

use cosmwasm_std::{from_json, Binary};
use serde::Deserialize;

use super::{variant, Slasher, CHAIN_ID, VALIDATOR};
use crate::canonical::sign_bytes;
use crate::error::ContractError;
use crate::keys::is_signed;
use crate::msg::{ExecuteMsg, Vote};
use crate::vote;

#[derive(Deserialize)]
pub struct Vectors {
    pub pubkey: Binary,
    pub votes: Vec<SignedVote>,
    pub pairs: Vec<Pair>,
    pub weak_pubkeys: Vec<Binary>,
}

#[derive(Deserialize)]
pub struct SignedVote {
    pub name: String,
    pub chain_id: String,
    pub vote: Vote,
    pub sign_bytes: Binary,
}

#[derive(Deserialize)]
pub struct Pair {
    pub name: String,
    pub chain_id: String,
    pub vote_a: Vote,
    pub vote_b: Vote,
    pub accepted: bool,
    pub error: Option<String>,
}

impl Vectors {
    pub fn load() -> Self {
        from_json(include_str!("../../testdata/votes.json")).unwrap()
    }

    pub fn pair(&self, name: &str) -> ExecuteMsg {
        let pair = self.pairs.iter().find(|pair| pair.name == name).unwrap();
        pair.message()
    }
}

impl Pair {
    fn message(&self) -> ExecuteMsg {
        ExecuteMsg::SubmitDuplicateVote {
            validator: VALIDATOR.to_string(),
            vote_a: self.vote_a.clone(),
            vote_b: self.vote_b.clone(),
        }
    }
}

#[test]
fn the_signed_bytes_are_cometbfts() {
    let vectors = Vectors::load();
    let slasher = Slasher::new();
    assert!(vectors.votes.len() >= 40);
    for case in &vectors.votes {
        let bytes = sign_bytes(&case.vote, &case.chain_id);
        assert_eq!(Binary::new(bytes.clone()), case.sign_bytes, "{}", case.name);
        vote::check("a", &case.vote).unwrap();
        let signature = &case.vote.signature;
        let signed = is_signed(&slasher.deps.api, &bytes, signature, &vectors.pubkey);
        assert!(signed, "{}", case.name);
    }
}

#[test]
fn the_verdicts_are_cometbfts() {
    let vectors = Vectors::load();
    for pair in &vectors.pairs {
        assert_eq!(pair.chain_id, CHAIN_ID);
        let mut slasher = Slasher::with_key(&vectors.pubkey);
        let stranger = slasher.stranger.clone();
        let result = slasher.execute_as(&stranger, &[], pair.message());
        assert_eq!(
            result.as_ref().err().map(variant),
            pair.error,
            "{}",
            pair.name
        );
        assert_eq!(result.is_ok(), pair.accepted, "{}", pair.name);
    }
    let accepted = vectors.pairs.iter().filter(|pair| pair.accepted).count();
    assert!(accepted >= 20 && vectors.pairs.len() - accepted >= 40);
}

#[test]
fn the_error_names_the_vote() {
    let vectors = Vectors::load();
    for (name, expected) in [
        ("a signature of zeros", "b"),
        ("a signature of zeros, the other way round", "a"),
    ] {
        let mut slasher = Slasher::with_key(&vectors.pubkey);
        let error = slasher.execute(vectors.pair(name)).unwrap_err();
        assert!(matches!(error, ContractError::WrongSignature { vote } if vote == expected));
    }
}

#[test]
fn keys_that_sign_for_everyone_are_refused() {
    let vectors = Vectors::load();
    let mut slasher = Slasher::new();
    // Eight points, and six further encodings of them.
    assert_eq!(vectors.weak_pubkeys.len(), 14);
    for pubkey in &vectors.weak_pubkeys {
        let error = slasher.register(VALIDATOR, pubkey, 1, None).unwrap_err();
        assert!(matches!(error, ContractError::WeakPubkey));
    }
    slasher
        .register(VALIDATOR, &vectors.pubkey, 1, None)
        .unwrap();
}
