use cosmwasm_std::{
    coin, coins, to_json_binary, Decimal, DepsMut, Env, MessageInfo, Response, WasmMsg,
};
use mesh_apis::consumer::ConsumerMsg;
use mesh_math::rewards::whole_units;

use crate::community;
use crate::error::ContractError;
use crate::rewards::{load_validator, settle};
use crate::state::{CONFIG, CONSUMERS, POSITIONS, REWARDS_DENOM, TOTALS};

/// Pays a consumer the whole units of what the validator earned it; fractions stay. What its reward
/// factor leaves goes to the community pool.
pub fn withdraw_to_costumer(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    consumer: String,
    validator: String,
) -> Result<Response, ContractError> {
    let consumer = deps.api.addr_validate(&consumer)?;
    let ledger = CONSUMERS
        .may_load(deps.storage, &consumer)?
        .filter(|_| !matches!(CONFIG.load(deps.storage), Ok(config) if config.is_local(&consumer)))
        .ok_or(ContractError::NoConsumer)?;
    let mut position = POSITIONS
        .may_load(deps.storage, (&consumer, &validator))?
        .ok_or(ContractError::NoDelegationsForValidator)?;
    settle(&mut position, &load_validator(deps.storage, &validator)?);
    let (amount, rest) = whole_units(position.earned);
    if amount.is_zero() {
        return Err(ContractError::ZeroRewards);
    }
    position.earned = rest;
    POSITIONS.save(deps.storage, (&consumer, &validator), &position)?;
    let mut totals = TOTALS.load(deps.storage)?;
    totals.rewards_owed = totals.rewards_owed.checked_sub(amount)?;
    TOTALS.save(deps.storage, &totals)?;

    let denom = REWARDS_DENOM.load(deps.storage)?;
    let factor = ledger.reward_factor.unwrap_or(Decimal::one());
    let paid = amount.mul_floor(factor);
    let shared = amount.saturating_sub(paid);
    let mut response = Response::new()
        .add_attribute("action", "withdraw_to_costumer")
        .add_attribute("sender", info.sender)
        .add_attribute("consumer", consumer.clone())
        .add_attribute("validator", validator.clone())
        .add_attribute("amount", paid)
        .add_attribute("denom", &denom);
    if !paid.is_zero() {
        response = response.add_message(WasmMsg::Execute {
            contract_addr: consumer.to_string(),
            msg: to_json_binary(&ConsumerMsg::MeshConsumerRecieveRewardsMsg { validator })?,
            funds: coins(paid.u128(), &denom),
        });
    }
    if !shared.is_zero() {
        let shared = coin(shared.u128(), denom);
        response = response.add_submessage(community::fund(&env.contract.address, &shared)?);
    }
    Ok(response)
}
