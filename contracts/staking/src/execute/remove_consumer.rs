use cosmwasm_std::{DepsMut, Env, Response};
use mesh_math::rewards::whole_units;

use crate::error::ContractError;
use crate::ledger;
use crate::state::{CONFIG, CONSUMERS, POSITIONS, RAISE, STAGE, TOTALS};
use crate::targets::positions;

/// Forgets a consumer without stake, without stake that is unbonding and without rewards to be
/// paid. Fractions of rewards stay in the balance. Goes through the consumer's validators, whose
/// number is bounded. The caller has checked who asks.
pub fn remove_consumer(
    mut deps: DepsMut,
    env: Env,
    consumer: String,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let consumer = deps.api.addr_validate(&consumer)?;
    if config.is_local(&consumer) {
        return Err(ContractError::NoConsumer);
    }
    let unknown = ContractError::NoConsumer;
    let (ledger, mut totals) = ledger::load(&mut deps, &env, &config, &consumer, unknown)?;
    if !ledger.own.granted.is_zero() || !ledger.own.unbonding.is_zero() {
        return Err(ContractError::ConsumerHasStake);
    }
    for (validator, position) in positions(deps.storage, &consumer)? {
        // Nothing is granted, so what was earned is settled already.
        if !whole_units(position.earned).0.is_zero() {
            return Err(ContractError::ConsumerHasRewards { validator });
        }
        RAISE.remove(deps.storage, (&consumer, &validator));
        POSITIONS.remove(deps.storage, (&consumer, &validator));
    }
    ledger.save(deps.storage, &mut totals)?;
    totals.funds = totals.funds.checked_sub(ledger.own.funds)?;
    TOTALS.save(deps.storage, &totals)?;
    CONSUMERS.remove(deps.storage, &consumer);
    STAGE.remove(deps.storage);
    Ok(Response::new()
        .add_attribute("action", "remove_consumer")
        .add_attribute("consumer", consumer)
        .add_attribute("funds", ledger.own.funds))
}
