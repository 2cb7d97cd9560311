//! What comes back to owners, and what the lockup is told of losses.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    coins, to_json_binary, Addr, Env, Order, StdResult, Storage, SubMsg, Uint128, WasmMsg,
};
use mesh_apis::local::LocalStakingMsg;
use mesh_math::rewards::whole_units;

use super::stakes::{collect, leaving};
use crate::error::ContractError;
use crate::ledger::{lost_of, settled_until, Ledger};
use crate::reply::{HOME_SLASHED, RETURN};
use crate::state::{Config, Totals, HELD, LEAVING, OWED, OWNED, STAKES, UNTOLD};

/// What a `return_local` was for; added back where the lockup refuses it.
#[cw_serde]
pub struct Returned {
    pub owner: Addr,
    pub amount: Uint128,
    pub burn: bool,
}

/// What a `home_slashed` was for; told again where the lockup refuses it.
#[cw_serde]
pub struct Told {
    pub owner: Addr,
    pub validator: String,
    pub amount: Uint128,
}

/// The validators of an owner, at most `MAX_STAKES`.
pub fn owned(storage: &dyn Storage, owner: &Addr) -> StdResult<Vec<String>> {
    OWNED
        .prefix(owner)
        .keys(storage, None, None, Order::Ascending)
        .collect()
}

/// Ends at most `limit` unstakes of an owner that are back. What that freed is held for him.
pub fn release(
    storage: &mut dyn Storage,
    env: &Env,
    lockup: &Addr,
    owner: &Addr,
    limit: usize,
) -> StdResult<()> {
    let settled = settled_until(storage, env.block.time.nanos())?;
    let mut left = limit;
    let mut back = Uint128::zero();
    for name in owned(storage, owner)? {
        let entries: Vec<_> = leaving(storage, &name, owner)?
            .into_iter()
            .filter_map(|(id, entry, batch)| Some((id, entry, batch?.release)))
            .filter(|(.., release)| *release <= settled)
            .take(left)
            .collect();
        if entries.is_empty() {
            continue;
        }
        left = left.saturating_sub(entries.len());
        let (_, _, mut lost) = collect(storage, lockup, &name, owner)?;
        for (id, _, release) in entries {
            let key = (name.as_str(), owner, id);
            let worth = LEAVING.load(storage, key)?.tokens;
            let short = lost_of(storage, release, worth)?;
            lost = lost.saturating_add(short);
            back = back.saturating_add(worth.saturating_sub(short));
            LEAVING.remove(storage, key);
        }
        note_loss(storage, &name, owner, lost)?;
        forget_empty(storage, &name, owner)?;
    }
    if !back.is_zero() {
        let held = HELD.may_load(storage, owner)?.unwrap_or_default();
        HELD.save(storage, owner, &held.saturating_add(back))?;
    }
    Ok(())
}

/// A stake without tokens, unstakes and whole units of rewards makes room for another.
fn forget_empty(storage: &mut dyn Storage, name: &str, owner: &Addr) -> StdResult<()> {
    let stake = STAKES.load(storage, (name, owner))?;
    if stake.tokens.is_zero()
        && whole_units(stake.earned).0.is_zero()
        && leaving(storage, name, owner)?.is_empty()
    {
        STAKES.remove(storage, (name, owner));
        OWNED.remove(storage, (owner, name));
    }
    Ok(())
}

/// Sends what is held for an owner to the lockup: what his tokens owe the burn first. What is owed
/// beyond all that he has here can never come back and is forgotten.
pub fn hand_over(
    storage: &mut dyn Storage,
    config: &Config,
    lockup: &Addr,
    owner: &Addr,
    ledger: &mut Ledger,
    totals: &mut Totals,
) -> Result<Vec<SubMsg>, ContractError> {
    let held = HELD.may_load(storage, owner)?.unwrap_or_default();
    let owed = OWED.may_load(storage, owner)?.unwrap_or_default();
    HELD.remove(storage, owner);
    let burnt = owed.min(held);
    let rest = owed.saturating_sub(burnt).min(remaining(storage, owner)?);
    if rest.is_zero() {
        OWED.remove(storage, owner);
    } else {
        OWED.save(storage, owner, &rest)?;
    }
    ledger.own.funds = ledger.own.funds.checked_sub(held)?;
    totals.funds = totals.funds.checked_sub(held)?;
    let parts = [(burnt, true), (held.saturating_sub(burnt), false)];
    parts
        .into_iter()
        .filter(|(amount, _)| !amount.is_zero())
        .map(|(amount, burn)| {
            let message = WasmMsg::Execute {
                contract_addr: lockup.to_string(),
                msg: to_json_binary(&LocalStakingMsg::ReturnLocal {
                    owner: owner.to_string(),
                    amount,
                    burn,
                })?,
                funds: coins(amount.u128(), &config.denom),
            };
            let owner = owner.clone();
            let payload = to_json_binary(&Returned {
                owner,
                amount,
                burn,
            })?;
            Ok(SubMsg::reply_on_error(message, RETURN).with_payload(payload))
        })
        .collect()
}

/// What an owner still has here, delegated or on its way back.
fn remaining(storage: &dyn Storage, owner: &Addr) -> StdResult<Uint128> {
    let mut sum = Uint128::zero();
    for name in owned(storage, owner)? {
        let stake = STAKES.load(storage, (&name, owner))?;
        sum = sum.saturating_add(stake.tokens);
        for (_, entry, _) in leaving(storage, &name, owner)? {
            sum = sum.saturating_add(entry.tokens);
        }
    }
    Ok(sum)
}

/// Adds to what the lockup is to be told.
pub fn note_loss(
    storage: &mut dyn Storage,
    name: &str,
    owner: &Addr,
    lost: Uint128,
) -> StdResult<()> {
    if lost.is_zero() {
        return Ok(());
    }
    let before = UNTOLD.may_load(storage, (name, owner))?.unwrap_or_default();
    UNTOLD.save(storage, (name, owner), &before.saturating_add(lost))
}

/// Tells the lockup what an owner lost at a validator.
pub fn tell(
    storage: &mut dyn Storage,
    lockup: &Addr,
    name: &str,
    owner: &Addr,
) -> StdResult<Option<SubMsg>> {
    let Some(amount) = UNTOLD.may_load(storage, (name, owner))? else {
        return Ok(None);
    };
    UNTOLD.remove(storage, (name, owner));
    let message = WasmMsg::Execute {
        contract_addr: lockup.to_string(),
        msg: to_json_binary(&LocalStakingMsg::HomeSlashed {
            owner: owner.to_string(),
            amount,
        })?,
        funds: vec![],
    };
    let payload = to_json_binary(&Told {
        owner: owner.clone(),
        validator: name.to_string(),
        amount,
    })?;
    Ok(Some(
        SubMsg::reply_on_error(message, HOME_SLASHED).with_payload(payload),
    ))
}
