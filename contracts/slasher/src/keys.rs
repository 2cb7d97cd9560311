//! With which key a validator signs at which height.

use cosmwasm_std::{Api, Binary, Order, StdResult, Storage};
use cw_storage_plus::Bound;

use crate::error::ContractError;
use crate::msg::KeyRange;
use crate::state::{Key, KEYS, KEY_OWNERS, MAX_KEYS};

pub const PUBKEY_LENGTH: usize = 32;
pub const SIGNATURE_LENGTH: usize = 64;

/// The neutral point and the number 0: a signature of anything by a key of small order, of nothing by any other.
const EMPTY_SIGNATURE: [u8; SIGNATURE_LENGTH] = {
    let mut bytes = [0; SIGNATURE_LENGTH];
    bytes[0] = 1;
    bytes
};

/// Whether `signature` is `pubkey`'s over `message`, by the rules of CometBFT (ZIP 215). What the chain can't
/// check is none.
pub fn is_signed(api: &dyn Api, message: &[u8], signature: &[u8], pubkey: &[u8]) -> bool {
    api.ed25519_verify(message, signature, pubkey)
        .unwrap_or(false)
}

/// Refuses what is no key, and keys that sign for everyone.
pub fn check_pubkey(api: &dyn Api, pubkey: &[u8]) -> Result<(), ContractError> {
    if pubkey.len() != PUBKEY_LENGTH {
        return Err(ContractError::InvalidPubkey {
            length: PUBKEY_LENGTH,
        });
    }
    if is_signed(api, b"", &EMPTY_SIGNATURE, pubkey) {
        return Err(ContractError::WeakPubkey);
    }
    Ok(())
}

/// The range in which a height lies.
pub fn at(storage: &dyn Storage, validator: &str, height: u64) -> StdResult<Option<KeyRange>> {
    let range = last_until(storage, validator, height)?;
    Ok(range.filter(|range| range.to_height.is_none_or(|to| height <= to)))
}

/// Adds a range, or gives an end to the one that has none and begins at the same height. A range without an end
/// ends before a later one. Returns the height at which an earlier range ends now.
pub fn register(storage: &mut dyn Storage, new: &KeyRange) -> Result<Option<u64>, ContractError> {
    if new.from_height == 0 || new.to_height.is_some_and(|to| to < new.from_height) {
        return Err(ContractError::InvalidKeyRange);
    }
    if let Some(validator) = KEY_OWNERS.may_load(storage, &new.pubkey)? {
        if validator != new.validator {
            return Err(ContractError::ForeignPubkey { validator });
        }
    }
    let ended = match last_until(storage, &new.validator, new.from_height)? {
        Some(old) if old.from_height == new.from_height => {
            if old.to_height.is_none() && new.to_height.is_some() && old.pubkey == new.pubkey {
                return save(storage, new).map(|()| None);
            }
            return Err(overlap(&old));
        }
        Some(old) if old.to_height.is_some_and(|to| to >= new.from_height) => {
            return Err(overlap(&old));
        }
        Some(old) if old.to_height.is_none() => Some(old),
        _ => None,
    };
    if let Some(next) = first_after(storage, &new.validator, new.from_height)? {
        if new.to_height.is_none_or(|to| to >= next.from_height) {
            return Err(overlap(&next));
        }
    }
    let ranges = KEYS
        .prefix(&new.validator)
        .keys(storage, None, None, Order::Ascending)
        .take(MAX_KEYS);
    if ranges.count() == MAX_KEYS {
        return Err(ContractError::TooManyKeys { max: MAX_KEYS });
    }
    save(storage, new)?;
    let Some(old) = ended else { return Ok(None) };
    let to_height = Some(new.from_height.saturating_sub(1));
    save(storage, &KeyRange { to_height, ..old })?;
    Ok(to_height)
}

/// One range out of the map's key and value.
pub fn range(validator: &str, from_height: u64, key: Key) -> KeyRange {
    KeyRange {
        validator: validator.to_string(),
        pubkey: key.pubkey,
        from_height,
        to_height: key.to_height,
    }
}

fn save(storage: &mut dyn Storage, range: &KeyRange) -> Result<(), ContractError> {
    let key = Key {
        pubkey: Binary::clone(&range.pubkey),
        to_height: range.to_height,
    };
    KEYS.save(storage, (&range.validator, range.from_height), &key)?;
    KEY_OWNERS.save(storage, &range.pubkey, &range.validator)?;
    Ok(())
}

fn last_until(storage: &dyn Storage, validator: &str, height: u64) -> StdResult<Option<KeyRange>> {
    KEYS.prefix(validator)
        .range(
            storage,
            None,
            Some(Bound::inclusive(height)),
            Order::Descending,
        )
        .next()
        .map(|entry| entry.map(|(from, key)| range(validator, from, key)))
        .transpose()
}

fn first_after(storage: &dyn Storage, validator: &str, height: u64) -> StdResult<Option<KeyRange>> {
    KEYS.prefix(validator)
        .range(
            storage,
            Some(Bound::exclusive(height)),
            None,
            Order::Ascending,
        )
        .next()
        .map(|entry| entry.map(|(from, key)| range(validator, from, key)))
        .transpose()
}

fn overlap(with: &KeyRange) -> ContractError {
    ContractError::KeyOverlap {
        from_height: with.from_height,
    }
}
