use cosmwasm_std::{coins, BankMsg, DepsMut, Env, Response, Uint128};

use crate::error::ContractError;
use crate::ledger::saturate;
use crate::state::{CONFIG, REWARDS_DENOM, SET_ASIDE};

/// Pays out what belongs to nobody here: of the bonded and the reward denom what was set aside, of
/// any other all there is. The caller has checked who asks.
pub fn sweep(
    deps: DepsMut,
    env: Env,
    denom: String,
    to: String,
) -> Result<Response, ContractError> {
    let to = deps.api.addr_validate(&to)?;
    let bonded = CONFIG.load(deps.storage)?.denom;
    let kept = denom == bonded || REWARDS_DENOM.may_load(deps.storage)?.as_ref() == Some(&denom);
    let amount = if kept {
        let aside = SET_ASIDE.may_load(deps.storage, &denom)?;
        SET_ASIDE.remove(deps.storage, &denom);
        aside.unwrap_or_default()
    } else {
        let balance = deps.querier.query_balance(&env.contract.address, &denom)?;
        saturate(balance.amount)
    };
    if amount == Uint128::zero() {
        return Err(ContractError::NothingToSweep { denom });
    }
    Ok(Response::new()
        .add_message(BankMsg::Send {
            to_address: to.to_string(),
            amount: coins(amount.u128(), &denom),
        })
        .add_attribute("action", "sweep")
        .add_attribute("to", to)
        .add_attribute("amount", amount)
        .add_attribute("denom", denom))
}
