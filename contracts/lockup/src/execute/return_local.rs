use cosmwasm_std::{DepsMut, MessageInfo, Response, StdError, Uint128};
use mesh_apis::payment::must_pay;
use mesh_math::claims;

use super::from_local_staking;
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Takes back `amount` of what the local staking has of `owner`: out of its claim, so that the tokens
/// are his again, or to the burn. A return that brings more than its purpose needs serves the other
/// with the rest, so that no news that has not arrived holds tokens up or pays anybody too much.
pub fn return_local(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
    burn: bool,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    from_local_staking(&config, &info)?;
    let sent = must_pay(&info, &config.denom)?;
    if sent != amount {
        return Err(ContractError::OtherAmountSent { sent, amount });
    }
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let (claim, owed) = (balance.local_claim(&config), balance.burn_on_return);
    let part = claims::returned(claim, owed, amount, burn).ok_or_else(|| {
        let delegated = claim.saturating_add(owed);
        ContractError::AboveDelegated { delegated }
    })?;
    let claim = claim.checked_sub(part.claim).map_err(StdError::from)?;
    balance.burn_on_return = owed.checked_sub(part.owed).map_err(StdError::from)?;
    balance.set_claim(&info.sender, claim)?;
    balance.save(deps.storage, &owner)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.left(amount, part.owed)?;
    totals.owed_to_burn = totals
        .owed_to_burn
        .checked_add(part.owed)
        .map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    Ok(Response::new()
        .add_attribute("action", "return_local")
        .add_attribute("owner", owner)
        .add_attribute("amount", amount)
        .add_attribute("released", part.claim)
        .add_attribute("to_burn", part.owed)
        .add_attribute("claim", claim)
        .add_attribute("bonded", balance.bonded))
}
