use cosmwasm_std::{DepsMut, Response};

use crate::error::ContractError;
use crate::msg::SetFeed;
use crate::state::PRICING;

pub fn set_feed(deps: DepsMut, msg: SetFeed) -> Result<Response, ContractError> {
    let mut pricing = PRICING.load(deps.storage)?;
    pricing.set_feed(deps.api, msg)?;
    PRICING.save(deps.storage, &pricing)?;
    let feed = pricing.feed.map(|feed| feed.into_string());
    Ok(Response::new()
        .add_attribute("action", "set_feed")
        .add_attribute("feed", feed.unwrap_or_default())
        .add_attribute("discount", pricing.discount.to_string()))
}
