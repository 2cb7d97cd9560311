use cosmwasm_std::{Addr, DepsMut, Env, Order, Response, StdResult, Uint128};
use cw_storage_plus::Bound;

use crate::books::visit::Visit;
use crate::books::{unbonding, walk};
use crate::error::ContractError;
use crate::state::{MAX_ITEMS, MAX_PAGE, RELEASES};

/// Releases the sender's matured unbondings to the lockup; 32 of them unless told otherwise.
pub fn unbond(
    mut deps: DepsMut,
    env: Env,
    owner: Addr,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let limit = limit.unwrap_or(MAX_ITEMS).min(MAX_PAGE);
    let mut visit = Visit::open(deps.storage, &owner)?;
    walk::settle_cut(deps.storage, &env, &mut visit)?;
    let matured = Bound::inclusive((env.block.time.seconds(), u64::MAX));
    let ids = RELEASES
        .sub_prefix(&owner)
        .keys(deps.storage, None, Some(matured), Order::Ascending)
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .collect::<StdResult<Vec<_>>>()?;
    if ids.is_empty() {
        return Err(ContractError::NothingToUnbond);
    }
    let mut released = Uint128::zero();
    for (_, id) in ids {
        let stake = unbonding::release(deps.storage, &mut visit, id)?;
        released = released.saturating_add(stake.tokens);
    }
    let lost = visit.lost;
    let messages = visit.close(deps.branch(), &env)?;
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "unbond")
        .add_attribute("owner", owner)
        .add_attribute("amount", released)
        .add_attribute("slashed", lost))
}
