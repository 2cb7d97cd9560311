use cosmwasm_std::{Addr, DepsMut, Response, Uint128};
use mesh_math::cuts::place;

use super::only_lockup;
use crate::error::ContractError;
use crate::state::Account;

/// Records that a slash elsewhere cut this contract's claim on `owner`.
///
/// Touches nothing but his account, so that it is cheap whatever he holds.
pub fn claim_reduced(
    deps: DepsMut,
    sender: Addr,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    only_lockup(deps.storage, &sender)?;
    let owner = deps.api.addr_validate(&owner)?;
    let mut account = Account::load(deps.storage, &owner)?;
    let placed = place(
        amount,
        account.queued_release,
        account.backing(),
        account.queued_slash,
    );
    account.queued_release = account.queued_release.saturating_sub(placed.release);
    account.queued_slash = account.queued_slash.saturating_sub(placed.slash);
    account.cut_of_calls = account.cut_of_calls.saturating_add(placed.beyond);
    if !placed.stake.is_zero() {
        account.cut = account.cut.saturating_add(placed.stake);
        account.cut_base = account.unsettled;
        account.cut_number = account.cut_number.saturating_add(1);
        account.cursor = None;
    }
    account.save(deps.storage, &owner)?;
    Ok(Response::new()
        .add_attribute("action", "claim_reduced")
        .add_attribute("owner", owner)
        .add_attribute("amount", amount)
        .add_attribute("pending_cut", account.cut))
}
