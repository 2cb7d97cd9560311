use cosmwasm_std::{Decimal, DepsMut, Env, MessageInfo, Response};

use crate::error::ContractError;
use crate::reports;
use crate::state::CONFIG;

/// Reports a slash of this chain to the provider. Where that is not possible now it is kept;
/// meta-staking is never refused for it.
pub fn validator_slashed(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    ratio: Decimal,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    if info.sender != config.meta_staking {
        return Err(ContractError::Unauthorized);
    }
    if ratio.is_zero() || ratio > Decimal::one() {
        return Err(ContractError::InvalidRatio { ratio });
    }
    reports::keep(deps.storage, &validator, ratio)?;
    let message = reports::send(deps.storage, &env, &config, &validator)?;
    Ok(Response::new()
        .add_submessages(message)
        .add_attribute("action", "validator_slashed")
        .add_attribute("validator", validator)
        .add_attribute("ratio", ratio.to_string()))
}
