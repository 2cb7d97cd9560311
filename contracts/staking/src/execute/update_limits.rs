use cosmwasm_std::{Decimal, Deps, DepsMut, Response};

use crate::error::ContractError;
use crate::msg::Limits;
use crate::state::{Config, CONFIG, STAGE};

/// Changes what holds for all consumers; delegations follow by `rebalance`, which plans anew. The
/// caller has checked who asks.
pub fn update_limits(deps: DepsMut, limits: Limits) -> Result<Response, ContractError> {
    let mut config = CONFIG.load(deps.storage)?;
    set(&mut config, limits)?;
    CONFIG.save(deps.storage, &config)?;
    STAGE.remove(deps.storage);
    Ok(Response::new()
        .add_attribute("action", "update_limits")
        .add_attribute("min_local_share", config.min_local_share.to_string())
        .add_attribute("total_power", config.total_power.unwrap_or_default()))
}

pub fn set(config: &mut Config, limits: Limits) -> Result<(), ContractError> {
    if let Some(share) = limits.min_local_share {
        if share > Decimal::one() {
            return Err(ContractError::InvalidShare);
        }
        config.min_local_share = share;
    }
    if let Some(power) = limits.total_power {
        config.total_power = Some(power).filter(|power| !power.is_zero());
    }
    Ok(())
}

/// Refuses all but the admin.
pub fn check_admin(deps: Deps, sender: &cosmwasm_std::Addr) -> Result<(), ContractError> {
    if *sender == CONFIG.load(deps.storage)?.admin {
        Ok(())
    } else {
        Err(ContractError::Unauthorized)
    }
}
