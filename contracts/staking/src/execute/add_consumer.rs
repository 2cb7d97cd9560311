use cosmwasm_std::{Coin, DepsMut, Env, Response, Uint128};

use crate::error::ContractError;
use crate::ledger::{self, spendable_funds};
use crate::power::{consumers, MAX_CONSUMERS};
use crate::state::{Consumer, CONFIG, CONSUMERS, TOTALS};

/// Registers a consumer with funds that the balance covers beside everything else it is held for.
/// The caller has checked who asks.
pub fn add_consumer(
    mut deps: DepsMut,
    env: Env,
    consumer: String,
    funds: Coin,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let consumer = deps.api.addr_validate(&consumer)?;
    if funds.denom != config.denom {
        return Err(ContractError::IncorrectDenom);
    }
    let amount = Uint128::try_from(funds.amount).map_err(|_| ContractError::TooLarge)?;
    if CONSUMERS.has(deps.storage, &consumer) {
        return Err(ContractError::ConsumerAlreadyExists);
    }
    if consumers(deps.storage, &config)?.len() >= MAX_CONSUMERS {
        return Err(ContractError::TooManyConsumers { max: MAX_CONSUMERS });
    }
    // All that came back counts here: a sum still taken for unbonding would be given away twice.
    let mut totals = ledger::exact_totals(&mut deps, &env, &config)?;
    totals.funds = totals
        .funds
        .checked_add(amount)
        .map_err(|_| ContractError::TooLarge)?;
    let spendable = spendable_funds(deps.storage, deps.querier, &env, &config, &totals, amount)?;
    if amount > spendable {
        return Err(ContractError::NotEnoughFunds);
    }
    TOTALS.save(deps.storage, &totals)?;
    let ledger = Consumer {
        funds: amount,
        positions: Some(0),
        ..Consumer::default()
    };
    CONSUMERS.save(deps.storage, &consumer, &ledger)?;
    Ok(Response::new()
        .add_attribute("action", "add_consumer")
        .add_attribute("consumer", consumer)
        .add_attribute("funds", amount)
        .add_attribute("denom", config.denom))
}
