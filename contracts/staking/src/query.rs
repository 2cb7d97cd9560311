use cosmwasm_std::{Addr, Decimal, Deps, Env, Order, StdError, StdResult, Uint128, Uint512};
use cw_storage_plus::Bound;
use mesh_math::rewards::whole_units;
use mesh_math::staking::as_decimal_floor;

use crate::error::ContractError;
use crate::ledger::matured;
use crate::msg::{
    ConfigResponse, ConsumerResponse, ConsumerRewards, DelegationResponse, PendingRewardsResponse,
};
use crate::rewards::{load_position, load_validator, settle};
use crate::state::{Position, CONFIG, CONSUMERS, POSITIONS, REWARDS_DENOM};

const DEFAULT_LIMIT: u32 = 100;

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        admin: config.admin.into_string(),
        denom: config.denom,
        rewards_denom: REWARDS_DENOM.may_load(deps.storage)?,
        unbonding_time: config.unbonding_time,
    })
}

/// The positions of a consumer as they stand now, ascending by validator.
fn positions<'a>(
    deps: Deps<'a>,
    consumer: &Addr,
    start: Option<&'a str>,
) -> impl Iterator<Item = StdResult<(String, Position)>> + 'a {
    POSITIONS
        .prefix(consumer)
        .range(
            deps.storage,
            start.map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .map(move |entry| {
            let (name, mut position) = entry?;
            let validator = load_validator(deps.storage, &name)?;
            settle(&mut position, &validator);
            Ok((name, position))
        })
}

pub fn all_delegations(deps: Deps, consumer: String) -> StdResult<Vec<DelegationResponse>> {
    let consumer = deps.api.addr_validate(&consumer)?;
    POSITIONS
        .prefix(&consumer)
        .range(deps.storage, None, None, Order::Ascending)
        .filter(|entry| !matches!(entry, Ok((_, position)) if position.granted.is_zero()))
        .map(|entry| {
            let (validator, position) = entry?;
            Ok(DelegationResponse {
                validator,
                delegation: position.granted,
            })
        })
        .collect()
}

pub fn consumer(deps: Deps, env: Env, address: String) -> StdResult<ConsumerResponse> {
    let address = deps.api.addr_validate(&address)?;
    let consumer = CONSUMERS
        .may_load(deps.storage, &address)?
        .ok_or_else(|| StdError::msg(ContractError::NoConsumer))?;
    let mut unbonding = consumer.unbonding;
    for (_, amount) in matured(deps.storage, &address, env.block.time.nanos())? {
        unbonding = unbonding.saturating_sub(amount);
    }
    let mut pending = Uint512::zero();
    for entry in positions(deps, &address, None) {
        pending = pending.saturating_add(entry?.1.earned);
    }
    Ok(ConsumerResponse {
        available_funds: consumer.funds,
        total_staked: consumer.granted,
        rewards: ConsumerRewards {
            pending: as_decimal_floor(pending),
            // The index is kept for every validator apart, so there is none for a consumer.
            paid_rewards_per_token: Decimal::zero(),
        },
        unbonding,
    })
}

pub fn consumers(deps: Deps, start: Option<String>, limit: Option<u32>) -> StdResult<Vec<String>> {
    let start = start
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    CONSUMERS
        .keys(
            deps.storage,
            start.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(usize::try_from(limit.unwrap_or(DEFAULT_LIMIT))?)
        .map(|address| address.map(Addr::into_string))
        .collect()
}

pub fn delegation(deps: Deps, consumer: String, validator: String) -> StdResult<Uint128> {
    let consumer = deps.api.addr_validate(&consumer)?;
    let position = POSITIONS.may_load(deps.storage, (&consumer, &validator))?;
    Ok(position
        .map(|position| position.granted)
        .unwrap_or_default())
}

/// Validators where the consumer has stake or rewards to be paid.
pub fn all_validators(
    deps: Deps,
    consumer: String,
    start: Option<String>,
    limit: Option<u32>,
) -> StdResult<Vec<String>> {
    let consumer = deps.api.addr_validate(&consumer)?;
    let limit = usize::try_from(limit.unwrap_or(DEFAULT_LIMIT))?;
    let mut validators = Vec::new();
    for entry in positions(deps, &consumer, start.as_deref()) {
        if validators.len() >= limit {
            break;
        }
        let (validator, position) = entry?;
        if !position.granted.is_zero() || !whole_units(position.earned).0.is_zero() {
            validators.push(validator);
        }
    }
    Ok(validators)
}

pub fn pending_rewards(
    deps: Deps,
    consumer: String,
    validator: String,
) -> StdResult<PendingRewardsResponse> {
    let consumer = deps.api.addr_validate(&consumer)?;
    let stored = load_validator(deps.storage, &validator)?;
    let position = load_position(deps.storage, &consumer, &validator, &stored)?;
    Ok(PendingRewardsResponse {
        denom: REWARDS_DENOM.may_load(deps.storage)?,
        amount: whole_units(position.earned).0,
    })
}
