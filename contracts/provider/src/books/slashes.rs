//! Slashes of a validator, and those of the consumer chain among them.

use cosmwasm_std::{Decimal, Deps, Env, StdResult, Storage, SubMsg, Uint128};
use mesh_math::reports::{left_after_reports_floor, report_ratio_floor};
use mesh_math::shares::slashed_multiplier_floor;

use super::{send, slashers};
use crate::state::{Report, Validator, CONFIG, MAX_REPORTS, REPORTS, SLASHES, VALIDATORS};

/// Takes `ratio` of all that is staked on a validator and saves it; returns what its active stake
/// lost, and the packet that tells the consumer.
pub fn apply(
    store: &mut dyn Storage,
    env: &Env,
    name: &str,
    mut validator: Validator,
    ratio: Decimal,
) -> StdResult<(Uint128, Option<SubMsg>)> {
    let before = validator.value();
    validator.multiplier = slashed_multiplier_floor(validator.multiplier, ratio);
    let fall = before.saturating_sub(validator.value());
    VALIDATORS.save(store, name, &validator)?;
    let now = env.block.time.seconds();
    SLASHES.save(store, (name, now), &validator.multiplier)?;
    if fall.is_zero() {
        return Ok((fall, None));
    }
    let packet = send::unstake(store, env, name, fall, &env.contract.address)?;
    Ok((fall, packet))
}

/// The reports applied to a validator within the unbonding period that ends now.
pub fn reports(deps: Deps, env: &Env, name: &str) -> StdResult<Vec<Report>> {
    let mut reports = REPORTS.may_load(deps.storage, name)?.unwrap_or_default();
    if !reports.is_empty() {
        let period = slashers::unbonding_period(deps)?;
        let now = env.block.time.seconds();
        reports.retain(|report| now < report.time.saturating_add(period));
    }
    Ok(reports)
}

/// What reports left of one.
pub fn left(reports: &[Report]) -> Decimal {
    left_after_reports_floor(reports.iter().map(|report| report.ratio))
}

/// What a report of `ratio` takes after `reports`; joins them.
pub fn report(
    store: &mut dyn Storage,
    env: &Env,
    name: &str,
    mut reports: Vec<Report>,
    ratio: Decimal,
) -> StdResult<Decimal> {
    let max = CONFIG.load(store)?.max_reported_slash;
    let applied = report_ratio_floor(ratio, max, left(&reports));
    if applied.is_zero() {
        return Ok(applied);
    }
    let time = env.block.time.seconds();
    let full = reports.len() >= MAX_REPORTS;
    match reports.last_mut() {
        Some(last) if full => {
            let left = left_after_reports_floor([last.ratio, applied]);
            last.ratio = Decimal::one().saturating_sub(left);
            last.time = time;
        }
        _ => reports.push(Report {
            time,
            ratio: applied,
        }),
    }
    REPORTS.save(store, name, &reports)?;
    Ok(applied)
}
