use cosmwasm_std::{DepsMut, Env, Response};

use super::page;
use crate::books::rewards;
use crate::error::ContractError;

/// Credits announced rewards whose tokens have come.
pub fn credit(deps: DepsMut, env: Env, limit: Option<u32>) -> Result<Response, ContractError> {
    let credited = rewards::credit(deps.storage, &deps.querier, &env, page(limit))?;
    Ok(Response::new()
        .add_attribute("action", "credit")
        .add_attribute("credited", credited.to_string()))
}
