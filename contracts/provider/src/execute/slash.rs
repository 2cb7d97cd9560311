use cosmwasm_std::{Addr, Decimal, DepsMut, Env, Response};
use mesh_math::shares::slashed_multiplier_floor;

use crate::books::{known_validator, send};
use crate::error::ContractError;
use crate::msg::ValidatorStatus;
use crate::state::{SLASHERS, SLASHES, VALIDATORS};

/// Lowers the multiplier of a validator, in the same time for any number of delegators.
pub fn slash(
    deps: DepsMut,
    env: Env,
    sender: Addr,
    name: String,
    ratio: Decimal,
    tombstone: bool,
) -> Result<Response, ContractError> {
    if !SLASHERS.has(deps.storage, &sender) {
        return Err(ContractError::Unauthorized);
    }
    if ratio.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    if ratio > Decimal::one() {
        return Err(ContractError::InvalidRatio(ratio));
    }
    let mut validator = known_validator(deps.storage, &name)?;
    if validator.status == ValidatorStatus::Tombstoned {
        return Err(ContractError::TombstonedValidator(name));
    }

    let before = validator.value();
    validator.multiplier = slashed_multiplier_floor(validator.multiplier, ratio);
    if tombstone {
        validator.status = ValidatorStatus::Tombstoned;
    }
    let fall = before.saturating_sub(validator.value());
    VALIDATORS.save(deps.storage, &name, &validator)?;
    let now = env.block.time.seconds();
    SLASHES.save(deps.storage, (&name, now), &validator.multiplier)?;

    let mut response = Response::new();
    if !fall.is_zero() {
        let packet = send::unstake(deps.storage, &env, &name, fall, &env.contract.address)?;
        response = response.add_submessages(packet);
    }
    Ok(response
        .add_attribute("action", "slash")
        .add_attribute("validator", name)
        .add_attribute("percentage", ratio.to_string())
        .add_attribute("tombstoned", tombstone.to_string())
        .add_attribute("amount", fall))
}
