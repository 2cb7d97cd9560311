use cosmwasm_std::{DepsMut, MessageInfo, Response, StdError, Uint128};
use mesh_math::claims;

use super::cuts::tell;
use super::{from_local_staking, positive};
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Writes off `amount` that a slash at home took of what the local staking has of `owner`: off its
/// claim and off what he has bonded, and where that is less, off what his tokens owe the burn. They
/// are gone already, so nothing is burned. What others claim is cut down to what is left.
pub fn home_slashed(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    from_local_staking(&config, &info)?;
    positive(amount)?;
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let (claim, owed) = (balance.local_claim(&config), balance.burn_on_return);
    let part = claims::lost(claim, owed, amount).ok_or_else(|| {
        let delegated = claim.saturating_add(owed);
        ContractError::AboveDelegated { delegated }
    })?;
    let left =
        claims::slash(balance.bonded, claim, part.claim).ok_or(ContractError::InsufficientLein)?;
    balance.bonded = left.bonded;
    balance.burn_on_return = owed.checked_sub(part.owed).map_err(StdError::from)?;
    balance.set_claim(&info.sender, left.claim)?;
    let cuts = balance.cut_claims();
    balance.save(deps.storage, &owner)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.left(amount, part.owed)?;
    totals.bonded = totals
        .bonded
        .checked_sub(part.claim)
        .map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    let response = Response::new()
        .add_attribute("action", "home_slashed")
        .add_attribute("owner", &owner)
        .add_attribute("amount", amount)
        .add_attribute("claim", left.claim)
        .add_attribute("bonded", left.bonded);
    tell(response, &owner, cuts)
}
