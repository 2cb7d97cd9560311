use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};
use mesh_math::shares::shares_ceil;

use super::only_lockup;
use crate::books::visit::Visit;
use crate::books::{in_flight, known_validator, next_id, positions, send, walk};
use crate::error::ContractError;
use crate::msg::ValidatorStatus;
use crate::state::{InFlight, Validator, MAX_ITEMS, POSITIONS_OF, VALIDATORS};

/// Sends a claim that the lockup granted as stake to the consumer.
pub fn receive_claim(
    mut deps: DepsMut,
    env: Env,
    sender: Addr,
    owner: String,
    amount: Uint128,
    name: String,
) -> Result<Response, ContractError> {
    let lifetime = only_lockup(deps.storage, &sender)?.packet_lifetime;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let owner = deps.api.addr_validate(&owner)?;
    let mut visit = Visit::open(deps.storage, &owner)?;
    walk::settle_cut(deps.storage, &env, &mut visit)?;
    let mut validator = known_validator(deps.storage, &name)?;
    refuse_unfit(&validator, &name)?;
    let channel = send::open_channel(deps.storage)?;
    visit.account.unsettled = visit
        .account
        .unsettled
        .checked_add(amount)
        .map_err(|_| ContractError::StakeOverflow(name.clone()))?;
    if visit.account.positions >= MAX_ITEMS && !POSITIONS_OF.has(deps.storage, (&owner, &name)) {
        return Err(ContractError::TooManyPositions { max: MAX_ITEMS });
    }
    validator.in_flight = validator
        .in_flight
        .checked_add(amount)
        .ok()
        .filter(|in_flight| validator.value().checked_add(*in_flight).is_ok())
        .ok_or_else(|| ContractError::StakeOverflow(name.clone()))?;
    VALIDATORS.save(deps.storage, &name, &validator)?;

    let id = next_id(deps.storage)?;
    let item = InFlight {
        owner: owner.clone(),
        validator: name.clone(),
        channel_id: channel.channel_id,
        sequence: 0,
        amount,
        tokens: amount,
        shares: shares_ceil(amount, validator.multiplier),
        cut_number: visit.account.cut_number,
        timeout_at: env.block.time.seconds().saturating_add(lifetime),
    };
    let mut position = positions::load(deps.storage, &name, &owner)?;
    in_flight::open(deps.storage, &mut visit, id, &item, &mut position)?;
    positions::save(deps.storage, &mut visit, &name, &position)?;

    visit.stake(send::stake(deps.storage, &env, lifetime, id, item)?);
    let messages = visit.close(deps.branch(), &env)?;
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "receive_claim")
        .add_attribute("owner", owner)
        .add_attribute("validator", name)
        .add_attribute("amount", amount))
}

fn refuse_unfit(validator: &Validator, name: &str) -> Result<(), ContractError> {
    match validator.status {
        ValidatorStatus::Removed => Err(ContractError::RemovedValidator(name.to_string())),
        ValidatorStatus::Tombstoned => Err(ContractError::TombstonedValidator(name.to_string())),
        ValidatorStatus::Active if validator.multiplier.is_zero() => {
            Err(ContractError::SlashedToZero(name.to_string()))
        }
        ValidatorStatus::Active => Ok(()),
    }
}
