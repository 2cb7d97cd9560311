//! What the chain took off a validator, found by comparing delegations with the books.

use cosmwasm_std::{
    to_json_binary, Addr, Decimal, DepsMut, Env, Order, StdResult, Storage, SubMsg, Uint128,
    WasmMsg,
};
use mesh_apis::consumer::ConsumerMsg;
use mesh_math::cap::split;
use mesh_math::staking::release_time;

use crate::error::ContractError;
use crate::ledger::{saturate, Ledger};
use crate::local;
use crate::reply::INFORM;
use crate::rewards::{load_validator, settle};
use crate::state::{Config, Position, Validator, CONSUMERS, POSITIONS, TOTALS, VALIDATORS};
use crate::targets;

/// Units by which a delegation may read below the books: the chain truncates.
const TRUNCATION: Uint128 = Uint128::one();
/// What telling a consumer may cost; one that uses it up is not told.
const INFORM_GAS: u64 = 1_000_000;

/// Splits what the validator lost since the books were last in step, before anything is done there.
/// Answers the messages that tell consumers, and what stands at the validator.
pub fn check(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
) -> Result<(Vec<SubMsg>, Uint128), ContractError> {
    let validator = load_validator(deps.storage, name)?;
    if validator.granted.is_zero() {
        return Ok((vec![], Uint128::zero()));
    }
    let standing = deps
        .querier
        .query_delegation(&env.contract.address, name)?
        .map(|delegation| saturate(delegation.amount.amount))
        .unwrap_or_default();
    let loss = validator.granted.saturating_sub(standing);
    if loss <= TRUNCATION {
        return Ok((vec![], standing));
    }
    let messages = apply(deps.storage, env, config, name, validator, loss)?;
    Ok((messages, standing))
}

/// Splits a loss pro rata by what is granted, exactly, ties to the lower address.
fn apply(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    name: &str,
    mut validator: Validator,
    loss: Uint128,
) -> Result<Vec<SubMsg>, ContractError> {
    let rows = holders(storage, name)?;
    let weights: Vec<_> = rows.iter().map(|(_, row)| row.granted).collect();
    let before = validator.granted;
    let reported = !received_lately(env, config, &validator);
    let ratio = Decimal::from_ratio(loss, before);
    let mut totals = TOTALS.load(storage)?;
    let mut messages = vec![];
    for ((address, mut position), part) in rows.into_iter().zip(split(loss, &weights)) {
        settle(&mut position, &validator);
        let left = position.granted.saturating_sub(part);
        let mut ledger = Ledger::stored(storage, &address)?;
        let granted = ledger.own.granted.checked_sub(part)?;
        totals.granted = totals.granted.checked_sub(part)?;
        if config.is_local(&address) {
            local::slash(storage, name, &mut position, left)?;
            ledger.own.granted = granted;
        } else {
            let asked = position.asked();
            position.set(asked, left);
            let asked = ledger.own.asked();
            ledger.own.set(asked, granted);
            if position.target.is_some() {
                // What waits stays to be undelegated; what was to be added is planned anew.
                let target = position.target.filter(|target| *target < left);
                targets::set(
                    storage,
                    &address,
                    name,
                    &mut position,
                    &mut validator,
                    target,
                )?;
            }
            if reported && !ratio.is_zero() {
                messages.push(inform(&address, name, ratio)?);
            }
        }
        POSITIONS.save(storage, (&address, name), &position)?;
        ledger.lose(&mut totals, part);
        ledger.save(storage, &mut totals)?;
    }
    validator.granted = before.saturating_sub(loss);
    VALIDATORS.save(storage, name, &validator)?;
    TOTALS.save(storage, &totals)?;
    Ok(messages)
}

/// Those with stake at a validator, ascending by address; at most one a consumer and the lockup.
fn holders(storage: &dyn Storage, name: &str) -> StdResult<Vec<(Addr, Position)>> {
    let mut rows = vec![];
    for address in CONSUMERS.keys(storage, None, None, Order::Ascending) {
        let address = address?;
        let position = POSITIONS.may_load(storage, (&address, name))?;
        if let Some(position) = position.filter(|row| !row.granted.is_zero()) {
            rows.push((address, position));
        }
    }
    Ok(rows)
}

/// Whether what the validator loses may be the fault of one that stake was redelegated from.
pub fn received_lately(env: &Env, config: &Config, validator: &Validator) -> bool {
    let end = validator
        .received
        .and_then(|at| release_time(at, config.unbonding_time));
    end.is_some_and(|end| env.block.time.nanos() < end)
}

fn inform(consumer: &Addr, validator: &str, ratio: Decimal) -> StdResult<SubMsg> {
    let message = WasmMsg::Execute {
        contract_addr: consumer.to_string(),
        msg: to_json_binary(&ConsumerMsg::ValidatorSlashed {
            validator: validator.to_string(),
            ratio,
        })?,
        funds: vec![],
    };
    Ok(SubMsg::reply_on_error(message, INFORM)
        .with_gas_limit(INFORM_GAS)
        .with_payload(to_json_binary(consumer)?))
}
