use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Uint128};

use crate::error::ContractError;
use crate::local::{self, MAX_LEAVING};
use crate::slash;
use crate::state::{CONFIG, OWNED, VALIDATORS};
use crate::steps;

/// Begins to give the sender back part of his stake: undelegated at once, or with the next
/// undelegation that the validator takes.
pub fn unstake_local(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    name: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let owner = info.sender;
    let lockup = config.lockup.clone().ok_or(ContractError::Unauthorized)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    if !OWNED.has(deps.storage, (&owner, &name)) {
        return Err(ContractError::NoDelegationsForValidator);
    }
    let (mut messages, standing) = slash::check(&mut deps, &env, &config, &name)?;
    // What he owes the burn leaves first.
    local::settle_debt(deps.storage, &lockup, &owner)?;
    let (mut pool, mut stake, lost) = local::collect(deps.storage, &lockup, &name, &owner)?;
    local::note_loss(deps.storage, &name, &owner, lost)?;
    if amount > stake.tokens {
        return Err(ContractError::InsufficientLocalStake {
            available: stake.tokens.to_string(),
        });
    }
    if local::count_leaving(deps.storage, &owner)? >= MAX_LEAVING {
        return Err(ContractError::TooManyUnstakes { max: MAX_LEAVING });
    }
    local::leave(deps.storage, &name, &owner, &mut pool, &mut stake, amount)?;
    let mut validator = VALIDATORS.load(deps.storage, &name)?;
    local::wait(deps.storage, &lockup, &name, &mut validator)?;
    VALIDATORS.save(deps.storage, &name, &validator)?;
    messages.extend(local::tell(deps.storage, &lockup, &name, &owner)?);
    if steps::slot_open(&env, &config, &validator) {
        let step = steps::undelegate(&mut deps, &env, &config, &name, standing, true, None)?;
        messages.extend(step);
    }
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "unstake_local")
        .add_attribute("owner", owner)
        .add_attribute("validator", name)
        .add_attribute("amount", amount))
}
