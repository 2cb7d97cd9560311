use cosmwasm_std::{Deps, Order, StdResult};
use cw_storage_plus::Bound;

use super::{page, settled, uncut};
use crate::books::positions;
use crate::books::unbonding::multiplier_before;
use crate::msg::{
    AccountResponse, InFlightEntry, InFlightResponse, PendingCutResponse, StakedResponse,
    UnbondingEntry, UnbondingResponse,
};
use crate::state::{
    Account, ACCOUNTS, IN_FLIGHT, IN_FLIGHT_OF, POSITIONS_OF, UNBONDINGS, VALIDATORS,
};

fn load(deps: Deps, address: &str) -> StdResult<(cosmwasm_std::Addr, Account)> {
    let owner = deps.api.addr_validate(address)?;
    let account = ACCOUNTS.may_load(deps.storage, &owner)?.unwrap_or_default();
    Ok((owner, account))
}

pub fn account(deps: Deps, address: String) -> StdResult<AccountResponse> {
    let (owner, account) = load(deps, &address)?;
    let names = POSITIONS_OF
        .prefix(&owner)
        .keys(deps.storage, None, None, Order::Ascending)
        .collect::<StdResult<Vec<_>>>()?;
    let mut staked = vec![];
    for validator in names {
        let position = positions::load(deps.storage, &validator, &owner)?;
        if position.tokens.is_zero() {
            continue;
        }
        let multiplier = VALIDATORS.load(deps.storage, &validator)?.multiplier;
        let (stake, slashed) = settled(&account, position.stake(), position.cut_number, multiplier);
        staked.push(StakedResponse {
            validator,
            tokens: stake.tokens,
            slashed,
        });
    }
    Ok(AccountResponse { staked })
}

pub fn unbonding(
    deps: Deps,
    address: String,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> StdResult<UnbondingResponse> {
    let (owner, account) = load(deps, &address)?;
    let entries = UNBONDINGS
        .prefix(&owner)
        .range(
            deps.storage,
            start_after.map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page(limit))
        .map(|entry| {
            let (id, entry) = entry?;
            let multiplier = multiplier_before(deps.storage, &entry.validator, entry.release_at)?;
            let (stake, _) = settled(&account, entry.stake(), entry.cut_number, multiplier);
            Ok(UnbondingEntry {
                id,
                slashed: entry.tokens.saturating_sub(stake.tokens),
                validator: entry.validator,
                tokens: stake.tokens,
                opened_at: entry.opened_at,
                release_at: entry.release_at,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(UnbondingResponse { entries })
}

pub fn in_flight(
    deps: Deps,
    address: String,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> StdResult<InFlightResponse> {
    let (owner, account) = load(deps, &address)?;
    let entries = IN_FLIGHT_OF
        .prefix(&owner)
        .keys(
            deps.storage,
            start_after.map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page(limit))
        .map(|id| {
            let id = id?;
            let item = IN_FLIGHT.load(deps.storage, id)?;
            Ok(InFlightEntry {
                id,
                amount: uncut(&account, item.stake(), item.cut_number).tokens,
                channel_id: item.channel_id,
                sequence: item.sequence,
                validator: item.validator,
                timeout_at: item.timeout_at,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(InFlightResponse { entries })
}

pub fn pending_cut(deps: Deps, address: String) -> StdResult<PendingCutResponse> {
    let (_, account) = load(deps, &address)?;
    let base = if account.cut.is_zero() {
        cosmwasm_std::Uint128::zero()
    } else {
        account.cut_base
    };
    Ok(PendingCutResponse {
        cut: account.cut,
        base,
        number: account.cut_number,
        queued_release: account.queued_release,
        queued_slash: account.queued_slash,
    })
}
