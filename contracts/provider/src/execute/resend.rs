use cosmwasm_std::{DepsMut, Env, Order, Response, StdResult, Uint128};
use cw_storage_plus::Bound;
use mesh_math::remote::{difference, Difference};

use super::page;
use crate::books::{remote, send};
use crate::error::ContractError;
use crate::state::{CHANNEL, REMOTES, RESEND_CURSOR, SYNC, VALIDATORS};

/// Tells the consumer the difference between its books and these, validator by validator.
pub fn resend(deps: DepsMut, env: Env, limit: Option<u32>) -> Result<Response, ContractError> {
    let channel = CHANNEL
        .may_load(deps.storage)?
        .ok_or(ContractError::NoChannel)?;
    let response = Response::new().add_attribute("action", "resend");
    if let Some(sync) = SYNC.may_load(deps.storage)? {
        if sync.asked {
            return Err(ContractError::AwaitingStakes);
        }
        let question = send::list_stakes(deps.storage, &env, &channel, sync.start_after)?;
        return Ok(response
            .add_submessage(question)
            .add_attribute("packet", "list_stakes"));
    }

    let limit = usize::try_from(page(limit)).unwrap_or(usize::MAX);
    let after = RESEND_CURSOR.may_load(deps.storage)?;
    let names = REMOTES
        .keys(
            deps.storage,
            after.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(limit)
        .collect::<StdResult<Vec<_>>>()?;
    match names.last() {
        Some(last) if names.len() == limit => RESEND_CURSOR.save(deps.storage, last)?,
        _ => RESEND_CURSOR.remove(deps.storage),
    }
    let mut messages = vec![];
    let visited = names.len();
    for name in names {
        let target = VALIDATORS
            .may_load(deps.storage, &name)?
            .map_or(Uint128::zero(), |validator| validator.value());
        let seen = remote::load(deps.storage, &name)?;
        match difference(target, seen.known, seen.resent, seen.unstaking) {
            Difference::None => {}
            Difference::Stake(amount) => {
                messages.push(send::resent(deps.storage, &env, &channel, &name, amount)?)
            }
            Difference::Unstake(amount) => messages.extend(send::unstake(
                deps.storage,
                &env,
                &name,
                amount,
                &env.contract.address,
            )?),
        }
    }
    Ok(response
        .add_attribute("validators", visited.to_string())
        .add_attribute("packets", messages.len().to_string())
        .add_submessages(messages))
}
