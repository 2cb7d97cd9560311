use cosmwasm_std::{coin, DepsMut, Env, MessageInfo, Response, StakingMsg, SubMsg, Uint128};
use mesh_math::staking::unused;

use crate::error::ContractError;
use crate::ledger::{self, all_unused, spendable_funds};
use crate::reply::CHANGE_REPLY;
use crate::rewards;
use crate::state::{Action, CHANGE, CONFIG, CONSUMERS, TOTALS};

/// Delegates `amount` for the sender, within its funds. The books change in the reply.
pub fn delegate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let (consumer, totals) =
        ledger::load(&mut deps, &env, &info.sender, ContractError::Unauthorized)?;
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let own = unused(consumer.funds, consumer.granted, consumer.unbonding);
    let all = all_unused(&totals);
    let spendable = spendable_funds(deps.storage, deps.querier, &env, &config, &totals, own, all)?;
    if amount > spendable {
        return Err(ContractError::NoFundsToDelegate);
    }
    CONSUMERS.save(deps.storage, &info.sender, &consumer)?;
    TOTALS.save(deps.storage, &totals)?;

    let action = Action::Delegate {
        consumer: info.sender.clone(),
        amount,
    };
    let change = rewards::before(deps.as_ref(), &env, &config, validator.clone(), action)?;
    CHANGE.save(deps.storage, &change)?;
    let message = StakingMsg::Delegate {
        validator: validator.clone(),
        amount: coin(amount.u128(), config.denom),
    };
    Ok(Response::new()
        .add_submessage(SubMsg::reply_on_success(message, CHANGE_REPLY))
        .add_attribute("action", "delegate")
        .add_attribute("consumer", info.sender)
        .add_attribute("validator", validator)
        .add_attribute("amount", amount))
}
