use cosmwasm_std::{Addr, Decimal, DepsMut, Order, Response};

use super::only_admin;
use crate::error::ContractError;
use crate::state::{Slasher, MAX_SLASHERS, SLASHERS};

/// Lets an address slash, or sets another limit for one that may already.
pub fn add_slasher(
    deps: DepsMut,
    sender: Addr,
    address: String,
    max_percentage: Option<Decimal>,
) -> Result<Response, ContractError> {
    only_admin(deps.storage, &sender)?;
    let slasher = deps.api.addr_validate(&address)?;
    if let Some(max) = max_percentage {
        if max.is_zero() || max > Decimal::one() {
            return Err(ContractError::InvalidRatio(max));
        }
    }
    let count = SLASHERS
        .keys(deps.storage, None, None, Order::Ascending)
        .count();
    let full = u32::try_from(count).is_ok_and(|count| count >= MAX_SLASHERS);
    if full && !SLASHERS.has(deps.storage, &slasher) {
        return Err(ContractError::TooManySlashers { max: MAX_SLASHERS });
    }
    SLASHERS.save(deps.storage, &slasher, &Slasher { max_percentage })?;
    let max = max_percentage.unwrap_or(Decimal::one());
    Ok(Response::new()
        .add_attribute("action", "add_slasher")
        .add_attribute("slasher", slasher)
        .add_attribute("max_percentage", max.to_string()))
}
