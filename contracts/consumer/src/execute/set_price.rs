use cosmwasm_std::{DepsMut, Env, Response};

use crate::error::ContractError;
use crate::msg::SetPrice;
use crate::state::PRICING;

pub fn set_price(deps: DepsMut, env: Env, msg: SetPrice) -> Result<Response, ContractError> {
    let mut pricing = PRICING.load(deps.storage)?;
    pricing.decide(msg.rate, env.block.time.seconds())?;
    PRICING.save(deps.storage, &pricing)?;
    Ok(Response::new()
        .add_attribute("action", "set_price")
        .add_attribute("rate", msg.rate.to_string()))
}
