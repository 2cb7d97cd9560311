use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use mesh_apis::payment::{must_pay, PaymentError};

use crate::error::ContractError;
use crate::rewards::announce;
use crate::state::{load_rewards, save_rewards, CONFIG, REWARDS_DENOM, REWARDS_HELD};

/// Books rewards of a validator and announces them to the provider. Where that is not possible they
/// wait for `retry_rewards`; meta-staking is never refused for it.
pub fn receive_rewards(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    if info.sender != config.meta_staking {
        return Err(ContractError::Unauthorized);
    }
    let denom = match info.funds.as_slice() {
        [coin] => coin.denom.clone(),
        [] => return Err(PaymentError::NoFunds.into()),
        _ => return Err(PaymentError::MultipleDenoms.into()),
    };
    let amount = must_pay(&info, &denom)?;
    match REWARDS_DENOM.may_load(deps.storage)? {
        None => REWARDS_DENOM.save(deps.storage, &denom)?,
        Some(expected) if expected == denom => {}
        Some(expected) => {
            return Err(ContractError::WrongRewardsDenom {
                expected,
                got: denom,
            })
        }
    }
    let held = REWARDS_HELD.may_load(deps.storage)?.unwrap_or_default();
    REWARDS_HELD.save(deps.storage, &held.checked_add(amount)?)?;

    let mut rewards = load_rewards(deps.storage, &validator)?;
    rewards.to_announce = rewards.to_announce.checked_add(amount)?;
    let message = announce(deps.storage, &env, &config, &validator, &mut rewards)?;
    save_rewards(deps.storage, &validator, &rewards)?;
    Ok(Response::new()
        .add_submessages(message)
        .add_attribute("action", "receive_rewards")
        .add_attribute("validator", validator)
        .add_attribute("amount", amount)
        .add_attribute("denom", denom))
}
