use cosmwasm_std::{
    Addr, Decimal, Deps, Env, Order, StdError, StdResult, Timestamp, Uint128, Uint512,
};
use cw_storage_plus::Bound;
use mesh_math::rewards::whole_units;
use mesh_math::staking::as_decimal_floor;

use crate::error::ContractError;
use crate::ledger::matured;
use crate::local;
use crate::msg::{
    ConfigResponse, ConsumerPower, ConsumerResponse, ConsumerRewards, DelegationResponse,
    LimitsResponse, LocalPosition, LocalResponse, LocalUnbonding, Overflow, PendingRewardsResponse,
    PowerResponse, TargetResponse,
};
use crate::power;
use crate::rewards::{load_position, load_validator, settle};
use crate::state::{Consumer, Position, CONFIG, CONSUMERS, OWED, POSITIONS, REWARDS_DENOM};
use crate::targets;

const DEFAULT_LIMIT: u32 = 100;

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        admin: config.admin.into_string(),
        denom: config.denom,
        rewards_denom: REWARDS_DENOM.may_load(deps.storage)?,
        unbonding_time: config.unbonding_time,
        lockup: config.lockup.map(Addr::into_string),
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
    let consumer = registered(deps, &address)?;
    let unbonding = still_unbonding(deps, &env, &address, &consumer)?;
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
        asked: consumer.asked(),
        max_share: consumer.max_share(),
        overflow: consumer.overflow.unwrap_or(Overflow::Reject),
        reward_factor: consumer.reward_factor.unwrap_or(Decimal::one()),
    })
}

fn registered(deps: Deps, address: &Addr) -> StdResult<Consumer> {
    let config = CONFIG.load(deps.storage)?;
    CONSUMERS
        .may_load(deps.storage, address)?
        .filter(|_| !config.is_local(address))
        .ok_or_else(|| StdError::msg(ContractError::NoConsumer))
}

/// What is not back by now.
fn still_unbonding(
    deps: Deps,
    env: &Env,
    address: &Addr,
    consumer: &Consumer,
) -> StdResult<Uint128> {
    let now = env.block.time.nanos();
    let back = matured(deps.storage, address, now, usize::MAX)?;
    Ok(back
        .into_iter()
        .fold(consumer.unbonding, |sum, (_, amount)| {
            sum.saturating_sub(amount)
        }))
}

pub fn consumers(deps: Deps, start: Option<String>, limit: Option<u32>) -> StdResult<Vec<String>> {
    let start = start
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let config = CONFIG.load(deps.storage)?;
    CONSUMERS
        .keys(
            deps.storage,
            start.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .filter(|entry| !matches!(entry, Ok(address) if config.is_local(address)))
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

pub fn limits(deps: Deps) -> StdResult<LimitsResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(LimitsResponse {
        min_local_share: config.min_local_share,
        total_power: config.total_power,
    })
}

pub fn power(deps: Deps, env: Env) -> StdResult<PowerResponse> {
    let config = CONFIG.load(deps.storage)?;
    let (total_power, local) = power::chain_power(deps, &config)?;
    let rows = power::consumers(deps.storage, &config)?;
    let allowed = power::allowances(&config, local, &rows);
    let consumers = rows
        .iter()
        .zip(allowed)
        .map(|((address, row), (_, allowed))| {
            let queued = targets::positions(deps.storage, address)?.iter().fold(
                Uint128::zero(),
                |sum, (_, position)| {
                    sum.saturating_add(position.granted.saturating_sub(position.target()))
                },
            );
            Ok(ConsumerPower {
                consumer: address.to_string(),
                asked: row.asked(),
                allowed,
                granted: row.granted,
                unbonding: still_unbonding(deps, &env, address, row)?,
                queued,
            })
        });
    Ok(PowerResponse {
        total_power,
        local,
        consumers: consumers.collect::<StdResult<_>>()?,
    })
}

pub fn targets(
    deps: Deps,
    consumer: String,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<Vec<TargetResponse>> {
    let config = CONFIG.load(deps.storage)?;
    let address = deps.api.addr_validate(&consumer)?;
    let own = registered(deps, &address)?;
    let allowed = power::allowed(deps, &config, &address, &own, own.asked())?;
    let rows = targets::positions(deps.storage, &address)?;
    let targets = targets::all(allowed, &rows);
    let limit = usize::try_from(limit.unwrap_or(DEFAULT_LIMIT).min(DEFAULT_LIMIT))?;
    Ok(rows
        .into_iter()
        .zip(targets)
        .filter(|((name, row), target)| {
            let first = start_after.as_ref().is_none_or(|start| name > start);
            first && !(row.granted.is_zero() && target.is_zero() && row.asked().is_zero())
        })
        .take(limit)
        .map(|((validator, row), target)| TargetResponse {
            validator,
            asked: row.asked(),
            granted: row.granted,
            target,
        })
        .collect())
}

pub fn local(deps: Deps, owner: String) -> StdResult<LocalResponse> {
    let owner = deps.api.addr_validate(&owner)?;
    let config = CONFIG.load(deps.storage)?;
    let owed = OWED.may_load(deps.storage, &owner)?.unwrap_or_default();
    let mut answer = LocalResponse {
        positions: vec![],
        unbonding: vec![],
        owed,
    };
    let Some(lockup) = config.lockup else {
        return Ok(answer);
    };
    for name in local::owned(deps.storage, &owner)? {
        let (pool, stake, entries) = local::view(deps.storage, &lockup, &name, &owner)?;
        for (_, entry, batch) in &entries {
            answer.unbonding.push(LocalUnbonding {
                validator: name.clone(),
                amount: local::worth(entry, batch, &pool),
                release: batch
                    .as_ref()
                    .map(|batch| Timestamp::from_nanos(batch.release).seconds()),
            });
        }
        answer.positions.push(LocalPosition {
            validator: name,
            tokens: stake.tokens,
            rewards: whole_units(stake.earned).0,
        });
    }
    answer
        .unbonding
        .sort_by_key(|entry| entry.release.unwrap_or(u64::MAX));
    Ok(answer)
}
