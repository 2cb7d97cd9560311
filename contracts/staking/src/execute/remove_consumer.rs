use cosmwasm_std::{DepsMut, Env, Order, Response, StdResult};
use mesh_math::rewards::whole_units;

use crate::error::ContractError;
use crate::ledger;
use crate::state::{Position, CONSUMERS, POSITIONS, TOTALS};

/// Forgets a consumer without stake, without stake that is unbonding and without rewards to be
/// paid. Fractions of rewards stay in the balance. Goes through the consumer's validators, of which
/// there are as many as the chain ever had at most. The caller has checked who asks.
pub fn remove_consumer(
    mut deps: DepsMut,
    env: Env,
    consumer: String,
) -> Result<Response, ContractError> {
    let consumer = deps.api.addr_validate(&consumer)?;
    let (ledger, mut totals) = ledger::load(&mut deps, &env, &consumer, ContractError::NoConsumer)?;
    if !ledger.granted.is_zero() || !ledger.unbonding.is_zero() {
        return Err(ContractError::ConsumerHasStake);
    }
    let positions = POSITIONS
        .prefix(&consumer)
        .range(deps.storage, None, None, Order::Ascending)
        .collect::<StdResult<Vec<(String, Position)>>>()?;
    for (validator, position) in positions {
        // Nothing is granted, so what was earned is settled already.
        if !whole_units(position.earned).0.is_zero() {
            return Err(ContractError::ConsumerHasRewards { validator });
        }
        POSITIONS.remove(deps.storage, (&consumer, &validator));
    }
    totals.funds = totals.funds.checked_sub(ledger.funds)?;
    TOTALS.save(deps.storage, &totals)?;
    CONSUMERS.remove(deps.storage, &consumer);
    Ok(Response::new()
        .add_attribute("action", "remove_consumer")
        .add_attribute("consumer", consumer)
        .add_attribute("funds", ledger.funds))
}
