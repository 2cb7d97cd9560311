use cosmwasm_std::{Decimal, DepsMut, Env, MessageInfo, Response};
use mesh_apis::price_feed::FeedPrice;

use crate::error::ContractError;
use crate::state::{OWNER, PRICE};

/// Takes any price, zero too: whoever reads it judges it.
pub fn set(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    rate: Decimal,
) -> Result<Response, ContractError> {
    if OWNER.load(deps.storage)? != info.sender {
        return Err(ContractError::Unauthorized);
    }
    let time = env.block.time.seconds();
    PRICE.save(deps.storage, &FeedPrice { rate, time })?;
    Ok(Response::new()
        .add_attribute("action", "set")
        .add_attribute("rate", rate.to_string())
        .add_attribute("time", time.to_string()))
}
