use cosmwasm_std::to_json_binary;
use cosmwasm_std::{coins, DepsMut, MessageInfo, Response, WasmMsg};
use mesh_apis::consumer::ConsumerMsg;
use mesh_math::rewards::whole_units;

use crate::error::ContractError;
use crate::rewards::{load_validator, settle};
use crate::state::{CONSUMERS, POSITIONS, REWARDS_DENOM, TOTALS};

/// Pays a consumer the whole units of what the validator earned it; fractions stay.
pub fn withdraw_to_costumer(
    deps: DepsMut,
    info: MessageInfo,
    consumer: String,
    validator: String,
) -> Result<Response, ContractError> {
    let consumer = deps.api.addr_validate(&consumer)?;
    if !CONSUMERS.has(deps.storage, &consumer) {
        return Err(ContractError::NoConsumer);
    }
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
    let message = WasmMsg::Execute {
        contract_addr: consumer.to_string(),
        msg: to_json_binary(&ConsumerMsg::MeshConsumerRecieveRewardsMsg {
            validator: validator.clone(),
        })?,
        funds: coins(amount.u128(), &denom),
    };
    Ok(Response::new()
        .add_message(message)
        .add_attribute("action", "withdraw_to_costumer")
        .add_attribute("sender", info.sender)
        .add_attribute("consumer", consumer)
        .add_attribute("validator", validator)
        .add_attribute("amount", amount)
        .add_attribute("denom", denom))
}
