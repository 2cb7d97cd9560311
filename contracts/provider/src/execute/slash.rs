use cosmwasm_std::{Addr, Decimal, DepsMut, Env, Response};
use mesh_math::reports::tombstone_ratio_floor;

use crate::books::{known_validator, slashes};
use crate::error::ContractError;
use crate::msg::ValidatorStatus;
use crate::state::SLASHERS;

/// Lowers the multiplier of a validator, in the same time for any number of delegators.
///
/// A tombstoning slash takes only what reports of the consumer have not taken already.
pub fn slash(
    deps: DepsMut,
    env: Env,
    sender: Addr,
    name: String,
    ratio: Decimal,
    tombstone: bool,
) -> Result<Response, ContractError> {
    let slasher = SLASHERS
        .may_load(deps.storage, &sender)?
        .ok_or(ContractError::Unauthorized)?;
    if ratio.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    if ratio > Decimal::one() {
        return Err(ContractError::InvalidRatio(ratio));
    }
    if let Some(max) = slasher.max_percentage.filter(|max| ratio > *max) {
        return Err(ContractError::AboveSlasherLimit { ratio, max });
    }
    let mut validator = known_validator(deps.storage, &name)?;
    let mut applied = ratio;
    match validator.status {
        ValidatorStatus::Tombstoned => return Err(ContractError::TombstonedValidator(name)),
        _ if tombstone => {
            let reports = slashes::reports(deps.as_ref(), &env, &name)?;
            applied = tombstone_ratio_floor(ratio, slashes::left(&reports));
            validator.status = ValidatorStatus::Tombstoned;
        }
        _ => {}
    }
    let (fall, packet) = slashes::apply(deps.storage, &env, &name, validator, applied)?;
    Ok(Response::new()
        .add_submessages(packet)
        .add_attribute("action", "slash")
        .add_attribute("validator", name)
        .add_attribute("percentage", ratio.to_string())
        .add_attribute("applied", applied.to_string())
        .add_attribute("tombstoned", tombstone.to_string())
        .add_attribute("amount", fall))
}
