//! The bytes that a validator signs: CometBFT's `CanonicalVote` in protobuf, behind its length.
//!
//! Fields stand in the order of their numbers and zeros are left out, save in messages that Go holds by value
//! (timestamp, part set header), which are written even when empty.

use crate::msg::{BlockId, Vote, VoteTimestamp, VoteType};

/// Most of what a vote can have: 2 + 9 + 9 + 78 + 19 + 52 bytes and two of length.
const CAPACITY: usize = 176;

// A field's number and its wire type: 0 varint, 1 eight bytes, 2 bytes behind their length.
const VARINT_1: u8 = 0x08;
const VARINT_2: u8 = 0x10;
const FIXED_2: u8 = 0x11;
const FIXED_3: u8 = 0x19;
const BYTES_1: u8 = 0x0a;
const BYTES_2: u8 = 0x12;
const BYTES_4: u8 = 0x22;
const BYTES_5: u8 = 0x2a;
const BYTES_6: u8 = 0x32;

/// What is signed for `vote` on the chain `chain_id`. Any vote has bytes; which are allowed is checked before.
pub fn sign_bytes(vote: &Vote, chain_id: &str) -> Vec<u8> {
    let mut body = Vec::with_capacity(CAPACITY);
    let kind = match vote.vote_type {
        VoteType::Prevote => 1,
        VoteType::Precommit => 2,
    };
    put_varint(&mut body, VARINT_1, kind);
    put_fixed(&mut body, FIXED_2, vote.height);
    put_fixed(&mut body, FIXED_3, u64::from(vote.round));
    if let Some(block_id) = &vote.block_id {
        put_bytes(&mut body, BYTES_4, &block_id_bytes(block_id));
    }
    put_bytes(&mut body, BYTES_5, &timestamp_bytes(vote.timestamp));
    if !chain_id.is_empty() {
        put_bytes(&mut body, BYTES_6, chain_id.as_bytes());
    }
    let mut out = Vec::with_capacity(CAPACITY);
    varint(&mut out, length(&body));
    out.extend(body);
    out
}

fn block_id_bytes(block_id: &BlockId) -> Vec<u8> {
    let mut parts = vec![];
    put_varint(
        &mut parts,
        VARINT_1,
        u64::from(block_id.part_set_header.total),
    );
    put_bytes(&mut parts, BYTES_2, &block_id.part_set_header.hash);
    let mut out = vec![];
    put_bytes(&mut out, BYTES_1, &block_id.hash);
    put_bytes(&mut out, BYTES_2, &parts);
    out
}

fn timestamp_bytes(timestamp: VoteTimestamp) -> Vec<u8> {
    let mut out = vec![];
    // An int64 below zero is written as the 64 bits that hold it.
    put_varint(&mut out, VARINT_1, timestamp.seconds.cast_unsigned());
    put_varint(&mut out, VARINT_2, u64::from(timestamp.nanos));
    out
}

fn put_varint(out: &mut Vec<u8>, tag: u8, value: u64) {
    if value != 0 {
        out.push(tag);
        varint(out, value);
    }
}

fn put_fixed(out: &mut Vec<u8>, tag: u8, value: u64) {
    if value != 0 {
        out.push(tag);
        out.extend(value.to_le_bytes());
    }
}

fn put_bytes(out: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    out.push(tag);
    varint(out, length(bytes));
    out.extend(bytes);
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Seven bits a byte, lowest first; the top bit says that more follow.
fn varint(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let [low, ..] = value.to_le_bytes();
        value >>= 7;
        if value == 0 {
            out.push(low & 0x7f);
            return;
        }
        out.push(low | 0x80);
    }
}
