use cosmwasm_std::{Decimal, DepsMut, Env, Response, Uint128};

use crate::error::ContractError;
use crate::ledger::{self, free_beside};
use crate::msg::{ConsumerUpdate, Overflow};
use crate::state::{CONFIG, STAGE, TOTALS};

/// Changes a consumer's funds, its share and what follows from both; delegations follow by
/// `rebalance`, which plans anew. The caller has checked who asks.
pub fn update_consumer(
    mut deps: DepsMut,
    env: Env,
    update: ConsumerUpdate,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let address = deps.api.addr_validate(&update.consumer_address)?;
    if config.is_local(&address) {
        return Err(ContractError::NoConsumer);
    }
    // All that came back counts here, as where a consumer is added.
    let totals = ledger::exact_totals(&mut deps, &env, &config)?;
    TOTALS.save(deps.storage, &totals)?;
    let unknown = ContractError::NoConsumer;
    let (mut ledger, mut totals) = ledger::load(&mut deps, &env, &config, &address, unknown)?;
    if let Some(funds) = update.funds_available {
        if funds.denom != config.denom {
            return Err(ContractError::IncorrectDenom);
        }
        let amount = Uint128::try_from(funds.amount).map_err(|_| ContractError::TooLarge)?;
        let before = ledger.own.funds;
        let used = ledger.own.granted.saturating_add(ledger.own.unbonding);
        let unused = ledger.unused();
        let free = free_beside(deps.storage, deps.querier, &env, &config, &totals, unused)?;
        if amount > before && amount > free.saturating_add(used) {
            return Err(ContractError::NotEnoughFunds);
        }
        totals.funds = totals
            .funds
            .saturating_sub(before)
            .checked_add(amount)
            .map_err(|_| ContractError::TooLarge)?;
        ledger.own.funds = amount;
    }
    let share = |ratio: Option<Decimal>| match ratio {
        Some(ratio) if ratio > Decimal::one() => Err(ContractError::InvalidShare),
        ratio => Ok(ratio),
    };
    let kept = |ratio: Decimal| Some(ratio).filter(|ratio| *ratio < Decimal::one());
    if let Some(max_share) = share(update.max_share)? {
        ledger.own.max_share = kept(max_share);
    }
    if let Some(factor) = share(update.reward_factor)? {
        ledger.own.reward_factor = kept(factor);
    }
    if let Some(overflow) = update.overflow {
        ledger.own.overflow = Some(overflow).filter(|overflow| *overflow != Overflow::Reject);
    }
    ledger.save(deps.storage, &mut totals)?;
    TOTALS.save(deps.storage, &totals)?;
    STAGE.remove(deps.storage);
    Ok(Response::new()
        .add_attribute("action", "update_consumer")
        .add_attribute("consumer", address)
        .add_attribute("funds", ledger.own.funds)
        .add_attribute("max_share", ledger.own.max_share().to_string()))
}
