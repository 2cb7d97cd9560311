use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use mesh_apis::price_feed::{FeedPrice, PriceFeedQuery};

use crate::error::ContractError;
use crate::state::PRICING;

/// Reads the feed. No stake is touched: what has to move is told by the price that each stake was
/// last converted by, and `rebalance` moves it.
pub fn update_price(deps: DepsMut, env: Env, info: MessageInfo) -> Result<Response, ContractError> {
    let mut pricing = PRICING.load(deps.storage)?;
    let feed = pricing.feed.as_ref().ok_or(ContractError::NoFeed)?;
    let given: FeedPrice = deps
        .querier
        .query_wasm_smart(feed, &PriceFeedQuery::Price {})
        .map_err(|error| ContractError::NoPrice {
            reason: error.to_string(),
        })?;
    pricing.check(&given, env.block.time.seconds())?;
    let response = Response::new()
        .add_attribute("action", "update_price")
        .add_attribute("sender", info.sender)
        .add_attribute("rate", given.rate.to_string())
        .add_attribute("time", given.time.to_string());
    pricing.take(given);
    PRICING.save(deps.storage, &pricing)?;
    let outcome = match pricing.waiting {
        Some(_) => "waiting",
        None => "taken",
    };
    Ok(response.add_attribute("outcome", outcome))
}
