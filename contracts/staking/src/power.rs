//! How much power each consumer is allowed. Where nothing limits a consumer this is what it asks
//! for, within its funds, and nothing else is read.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, CanonicalAddr, Decimal, Deps, Order, StdResult, Storage, Uint128};
use mesh_math::cap::{allowed_floor, Request};

use crate::ledger::saturate;
use crate::state::{Config, Consumer, CONSUMERS, VALIDATORS};

/// At most this many consumers, since the cap costs a round each.
pub const MAX_CONSUMERS: usize = 32;

/// The account of x/staking's pool of bonded tokens: the first 20 bytes of the SHA-256 of
/// "bonded_tokens_pool".
const BONDED_POOL: [u8; 20] = [
    79, 234, 118, 66, 123, 131, 69, 134, 30, 128, 163, 84, 10, 138, 157, 147, 111, 211, 147, 145,
];

/// Whether more than its funds limits a consumer.
pub fn is_limited(config: &Config, consumer: &Consumer) -> bool {
    !config.min_local_share.is_zero() || consumer.max_share() < Decimal::one()
}

/// What the consumer is allowed when it asks for `asked` in all.
pub fn allowed(
    deps: Deps,
    config: &Config,
    address: &Addr,
    consumer: &Consumer,
    asked: Uint128,
) -> StdResult<Uint128> {
    if !is_limited(config, consumer) {
        return Ok(asked.min(consumer.funds));
    }
    let (_, local) = chain_power(deps, config)?;
    let mut rows = consumers(deps.storage, config)?;
    for (other, row) in &mut rows {
        if other == address {
            *row = consumer.clone();
            row.asked = Some(asked);
        }
    }
    let all = allowances(config, local, &rows);
    let found = all.into_iter().find(|(other, _)| other == address);
    Ok(found.map(|(_, amount)| amount).unwrap_or_default())
}

/// What each limited consumer is allowed as things stand; reads nothing where none is.
pub fn limited(deps: Deps, config: &Config) -> StdResult<Vec<(Addr, Uint128)>> {
    let rows = consumers(deps.storage, config)?;
    if !rows.iter().any(|(_, row)| is_limited(config, row)) {
        return Ok(vec![]);
    }
    let (_, local) = chain_power(deps, config)?;
    let all = allowances(config, local, &rows);
    let both = all.into_iter().zip(&rows);
    Ok(both
        .filter(|(_, (_, row))| is_limited(config, row))
        .map(|(allowance, _)| allowance)
        .collect())
}

/// What each of these consumers is allowed beside `local`.
pub fn allowances(
    config: &Config,
    local: Uint128,
    rows: &[(Addr, Consumer)],
) -> Vec<(Addr, Uint128)> {
    let requests: Vec<Request> = rows
        .iter()
        .map(|(_, row)| Request {
            asked: row.asked(),
            funds: row.funds,
            max_share: row.max_share(),
        })
        .collect();
    let amounts = allowed_floor(local, config.min_local_share, &requests);
    let addresses = rows.iter().map(|(address, _)| address.clone());
    addresses.zip(amounts).collect()
}

/// All consumers, ascending by address.
pub fn consumers(storage: &dyn Storage, config: &Config) -> StdResult<Vec<(Addr, Consumer)>> {
    CONSUMERS
        .range(storage, None, None, Order::Ascending)
        .filter(|entry| !matches!(entry, Ok((address, _)) if config.is_local(address)))
        .collect()
}

/// The chain's bonded tokens, and those of them that are not delegated from here.
pub fn chain_power(deps: Deps, config: &Config) -> StdResult<(Uint128, Uint128)> {
    let pool = deps
        .api
        .addr_humanize(&CanonicalAddr::from(BONDED_POOL.as_slice()))?;
    let balance = deps.querier.query_balance(pool, &config.denom)?.amount;
    let total = if balance.is_zero() {
        config.total_power.unwrap_or_default()
    } else {
        saturate(balance)
    };
    // The chain answers the bonded validators only.
    let bonded: BTreeSet<String> = deps
        .querier
        .query_all_validators()?
        .into_iter()
        .map(|validator| validator.address)
        .collect();
    let mut own = Uint128::zero();
    for entry in VALIDATORS.range(deps.storage, None, None, Order::Ascending) {
        let (name, validator) = entry?;
        if bonded.contains(&name) {
            own = own.saturating_add(validator.granted);
        }
    }
    Ok((total, total.saturating_sub(own)))
}
