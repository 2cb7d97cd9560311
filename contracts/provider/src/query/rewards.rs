use cosmwasm_std::{Deps, Env, StdResult};
use mesh_math::rewards::whole_units;

use crate::books::{positions, rewards as books};
use crate::msg::{PendingRewardsResponse, RewardsResponse};
use crate::state::{CONFIG, REWARDS};

/// What `claim_rewards` would pay now, with the rewards it would credit first.
pub fn pending_rewards(
    deps: Deps,
    env: Env,
    address: String,
    validator: String,
) -> StdResult<PendingRewardsResponse> {
    let owner = deps.api.addr_validate(&address)?;
    let position = positions::load(deps.storage, &validator, &owner)?;
    let forecast = books::forecast(deps, &env, &validator, &position)?;
    let (amount, _) = whole_units(forecast);
    Ok(PendingRewardsResponse {
        denom: CONFIG.load(deps.storage)?.rewards_ibc_denom,
        amount,
    })
}

pub fn rewards(deps: Deps) -> StdResult<RewardsResponse> {
    let rewards = REWARDS.may_load(deps.storage)?.unwrap_or_default();
    Ok(RewardsResponse {
        denom: CONFIG.load(deps.storage)?.rewards_ibc_denom,
        announced: rewards.announced,
        announcements: rewards.tail.saturating_sub(rewards.head),
        credited: rewards.credited,
        unallocated: rewards.unallocated,
    })
}
