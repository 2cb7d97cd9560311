//! The lockup's side of an owner's claim: what it reports, and the calls that lower it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, Deps, Env, QuerierWrapper, StdResult, SubMsg, Uint128, WasmMsg,
};
use mesh_apis::claim::ClaimProviderMsg;
use mesh_math::cuts::callable;
use serde::{Deserialize, Serialize};

use crate::reply_id::LOCKUP_CALL;
use crate::state::{Account, CONFIG};

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum LockupQuery<'a> {
    Balance { account: &'a Addr },
}

/// Part of the answer; the rest of it may grow.
#[derive(Deserialize)]
struct Balance {
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    leinholder: String,
    amount: Uint128,
}

/// A call under way, so that its failure can be booked.
#[cw_serde]
pub struct Call {
    pub owner: Addr,
    pub kind: CallKind,
    pub amount: Uint128,
}

#[cw_serde]
pub enum CallKind {
    Release,
    Slash,
}

/// This contract's claim on `owner`; zero where the lockup doesn't answer, so that calls are queued.
fn reported_claim(querier: &QuerierWrapper, env: &Env, lockup: &Addr, owner: &Addr) -> Uint128 {
    let answer: StdResult<Balance> =
        querier.query_wasm_smart(lockup, &LockupQuery::Balance { account: owner });
    answer
        .ok()
        .and_then(|balance| {
            balance
                .claims
                .into_iter()
                .find(|claim| claim.leinholder == env.contract.address.as_str())
        })
        .map(|claim| claim.amount)
        .unwrap_or_default()
}

/// Takes off the queue what the lockup can be asked for now, and asks for it.
///
/// The books change here; `reply` puts back the amount of a call that fails.
pub fn call_lockup(
    deps: Deps,
    env: &Env,
    owner: &Addr,
    account: &mut Account,
) -> StdResult<Vec<SubMsg>> {
    if account.queued_slash.is_zero() && account.queued_release.is_zero() {
        return Ok(vec![]);
    }
    let lockup = CONFIG.load(deps.storage)?.lockup;
    let claim = reported_claim(&deps.querier, env, &lockup, owner);
    let (slash, release) = callable(
        claim,
        account.backing(),
        account.queued_slash,
        account.queued_release,
    );
    account.queued_slash = account.queued_slash.saturating_sub(slash);
    account.queued_release = account.queued_release.saturating_sub(release);
    let mut messages = vec![];
    if !slash.is_zero() {
        messages.push(call(&lockup, owner, CallKind::Slash, slash)?);
    }
    if !release.is_zero() {
        messages.push(call(&lockup, owner, CallKind::Release, release)?);
    }
    Ok(messages)
}

fn call(lockup: &Addr, owner: &Addr, kind: CallKind, amount: Uint128) -> StdResult<SubMsg> {
    let msg = match kind {
        CallKind::Release => ClaimProviderMsg::ReleaseClaim {
            owner: owner.to_string(),
            amount,
        },
        CallKind::Slash => ClaimProviderMsg::SlashClaim {
            owner: owner.to_string(),
            amount,
        },
    };
    let call = Call {
        owner: owner.clone(),
        kind,
        amount,
    };
    let execute = WasmMsg::Execute {
        contract_addr: lockup.to_string(),
        msg: to_json_binary(&msg)?,
        funds: vec![],
    };
    Ok(SubMsg::reply_on_error(execute, LOCKUP_CALL).with_payload(to_json_binary(&call)?))
}

/// Queues a call that failed, less what a cut took of it while it was under way.
pub fn requeue(account: &mut Account, kind: &CallKind, amount: Uint128) {
    let cut = account.cut_of_calls.min(amount);
    account.cut_of_calls = account.cut_of_calls.saturating_sub(cut);
    let back = amount.saturating_sub(cut);
    let queue = match kind {
        CallKind::Release => &mut account.queued_release,
        CallKind::Slash => &mut account.queued_slash,
    };
    *queue = queue.saturating_add(back);
}
