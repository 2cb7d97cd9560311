//! What slashes elsewhere cut of local stake: it is undelegated, and burnt when it comes back.

use cosmwasm_std::{Addr, DepsMut, Env, Order, Storage, SubMsg, Uint128};
use cw_storage_plus::Bound;

use super::release::{hand_over, note_loss, owned, release, tell};
use super::stakes::{collect, leave, leaving, wait};
use crate::error::ContractError;
use crate::ledger;
use crate::rewards::load_validator;
use crate::state::{Config, DEBTS_AFTER, HELD, OWED, TOTALS, VALIDATORS};

/// Unstakes that one owner's share of `pay_debts` ends.
const RELEASES: usize = 10;

/// Has as much of an owner's stake undelegated as his tokens owe the burn beyond what is on its way
/// back already: validator by validator, of which he has few.
pub fn settle_debt(
    storage: &mut dyn Storage,
    lockup: &Addr,
    owner: &Addr,
) -> Result<(), ContractError> {
    let Some(owed) = OWED.may_load(storage, owner)? else {
        return Ok(());
    };
    let mut coming = HELD.may_load(storage, owner)?.unwrap_or_default();
    let names = owned(storage, owner)?;
    for name in &names {
        let (_, _, lost) = collect(storage, lockup, name, owner)?;
        note_loss(storage, name, owner, lost)?;
        for (_, entry, _) in leaving(storage, name, owner)? {
            coming = coming.saturating_add(entry.tokens);
        }
    }
    let mut need = owed.saturating_sub(coming);
    for name in &names {
        if need.is_zero() {
            break;
        }
        let (mut pool, mut stake, _) = collect(storage, lockup, name, owner)?;
        let amount = need.min(stake.tokens);
        if amount.is_zero() {
            continue;
        }
        need = need.saturating_sub(amount);
        leave(storage, name, owner, &mut pool, &mut stake, amount)?;
        let mut validator = load_validator(storage, name)?;
        wait(storage, lockup, name, &mut validator)?;
        VALIDATORS.save(storage, name, &validator)?;
    }
    Ok(())
}

/// Goes on with at most `limit` owners who owe the burn: undelegates for it and hands over what is
/// back. Answers the messages to the lockup.
pub fn pay_debts(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    limit: usize,
) -> Result<Vec<SubMsg>, ContractError> {
    let Some(lockup) = config.lockup.clone() else {
        return Ok(vec![]);
    };
    let after = DEBTS_AFTER.may_load(deps.storage)?;
    let owners: Vec<(Addr, Uint128)> = OWED
        .range(
            deps.storage,
            after.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(limit)
        .collect::<Result<_, _>>()?;
    match owners.last() {
        Some((last, _)) if owners.len() == limit => DEBTS_AFTER.save(deps.storage, last)?,
        _ => DEBTS_AFTER.remove(deps.storage),
    }
    if owners.is_empty() {
        return Ok(vec![]);
    }
    let unknown = ContractError::NoConsumer;
    let (mut ledger, mut totals) = ledger::load(deps, env, config, &lockup, unknown)?;
    let mut messages = vec![];
    for (owner, _) in owners {
        settle_debt(deps.storage, &lockup, &owner)?;
        let names = owned(deps.storage, &owner)?;
        release(deps.storage, env, &lockup, &owner, RELEASES)?;
        for name in names {
            messages.extend(tell(deps.storage, &lockup, &name, &owner)?);
        }
        messages.extend(hand_over(
            deps.storage,
            config,
            &lockup,
            &owner,
            &mut ledger,
            &mut totals,
        )?);
    }
    ledger.save(deps.storage, &mut totals)?;
    TOTALS.save(deps.storage, &totals)?;
    Ok(messages)
}
