use cosmwasm_std::{Deps, Order, StdResult};
use mesh_apis::slash::{SlasherQueryMsg, UnbondingPeriodResponse};

use crate::state::{CONFIG, SLASHERS};

/// Seconds that an unstake made now takes: the longest that a slasher names, else the configured ones.
pub fn unbonding_period(deps: Deps) -> StdResult<u64> {
    let slashers = SLASHERS
        .keys(deps.storage, None, None, Order::Ascending)
        .collect::<StdResult<Vec<_>>>()?;
    let longest = slashers
        .iter()
        .filter_map(|slasher| {
            deps.querier
                .query_wasm_smart::<UnbondingPeriodResponse>(
                    slasher,
                    &SlasherQueryMsg::UnbondingPeriod {},
                )
                .ok()
                .and_then(|answer| answer.unbonding_period)
        })
        .max();
    match longest {
        Some(period) => Ok(period),
        None => Ok(CONFIG.load(deps.storage)?.unbonding_period),
    }
}
