use cosmwasm_std::{coins, BankMsg, DepsMut, MessageInfo, Response};
use mesh_math::rewards::whole_units;

use crate::error::ContractError;
use crate::local;
use crate::state::{CONFIG, OWNED, REWARDS_DENOM, STAKES, TOTALS};

/// Pays the sender the whole units of what the validator earned his local stake; fractions stay.
pub fn claim_local_rewards(
    deps: DepsMut,
    info: MessageInfo,
    name: String,
    recipient: Option<String>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let owner = info.sender;
    let lockup = config.lockup.ok_or(ContractError::Unauthorized)?;
    let to = match recipient {
        Some(recipient) => deps.api.addr_validate(&recipient)?,
        None => owner.clone(),
    };
    if !OWNED.has(deps.storage, (&owner, &name)) {
        return Err(ContractError::NoDelegationsForValidator);
    }
    let (_, mut stake, lost) = local::collect(deps.storage, &lockup, &name, &owner)?;
    local::note_loss(deps.storage, &name, &owner, lost)?;
    let (amount, rest) = whole_units(stake.earned);
    if amount.is_zero() {
        return Err(ContractError::ZeroRewards);
    }
    stake.earned = rest;
    STAKES.save(deps.storage, (&name, &owner), &stake)?;
    let mut totals = TOTALS.load(deps.storage)?;
    totals.rewards_owed = totals.rewards_owed.checked_sub(amount)?;
    TOTALS.save(deps.storage, &totals)?;
    let denom = REWARDS_DENOM.load(deps.storage)?;
    Ok(Response::new()
        .add_message(BankMsg::Send {
            to_address: to.to_string(),
            amount: coins(amount.u128(), &denom),
        })
        .add_attribute("action", "claim_local_rewards")
        .add_attribute("owner", owner)
        .add_attribute("validator", name)
        .add_attribute("amount", amount)
        .add_attribute("denom", denom))
}
