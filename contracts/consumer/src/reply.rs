use cosmwasm_std::{DepsMut, Env, Reply, Response, StdResult, Storage, SubMsgResult, Uint128};
use mesh_apis::ibc::error_ack;

use crate::announced;
use crate::error::ContractError;
use crate::rewards::{not_announced, take_back};
use crate::state::{
    load_rewards, save_rewards, save_stake, Call, Rewards, Stake, CALLS, STAKES, UPDATE_IN_FLIGHT,
};

/// Ends a call. Where it failed, the books take back what they counted on.
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> Result<Response, ContractError> {
    let call = CALLS
        .may_load(deps.storage, msg.id)?
        .ok_or(ContractError::InvalidReplyId { id: msg.id })?;
    CALLS.remove(deps.storage, msg.id);
    let SubMsgResult::Err(reason) = msg.result else {
        return Ok(Response::new());
    };
    let response = Response::new().add_attribute("reason", reason.clone());
    match call {
        Call::Stake {
            validator,
            remote,
            asked,
        } => {
            if let Some(mut stake) = STAKES.may_load(deps.storage, &validator)? {
                stake.remote = stake.remote.saturating_sub(remote);
                stake.asked = stake.asked.saturating_sub(asked);
                save_stake(deps.storage, &validator, &stake)?;
            }
            refused(response, "stake_refused", validator, reason)
        }
        Call::Unstake {
            validator,
            remote,
            asked,
            price,
        } => {
            let mut stake = STAKES
                .may_load(deps.storage, &validator)?
                .unwrap_or_else(|| Stake::new(price));
            stake.remote = stake.remote.saturating_add(remote);
            stake.asked = stake.asked.saturating_add(asked);
            save_stake(deps.storage, &validator, &stake)?;
            refused(response, "unstake_refused", validator, reason)
        }
        Call::Announce {
            validator,
            amount,
            channel,
        } => {
            change(deps.storage, &validator, |storage, rewards| {
                let open = announced::answered(storage, &validator, &channel, amount, false)?;
                not_announced(rewards, open);
                Ok(())
            })?;
            Ok(rewards_kept(
                response,
                "announcement_failed",
                validator,
                amount,
            ))
        }
        Call::Transfer { validator, amount } => {
            change(deps.storage, &validator, |storage, rewards| {
                take_back(storage, rewards, amount)
            })?;
            Ok(rewards_kept(response, "transfer_failed", validator, amount))
        }
        Call::Ask { validator, channel } => {
            announced::not_asked(deps.storage, &validator, &channel)?;
            Ok(response
                .add_attribute("action", "question_failed")
                .add_attribute("validator", validator))
        }
        Call::Update {} => {
            UPDATE_IN_FLIGHT.remove(deps.storage);
            Ok(response.add_attribute("action", "update_failed"))
        }
    }
}

/// Replaces the ack of the packet under way by an error.
fn refused(
    response: Response,
    action: &str,
    validator: String,
    reason: String,
) -> Result<Response, ContractError> {
    let ack = error_ack(&ContractError::DelegationRefused { reason }.to_string());
    Ok(response
        .set_data(ack)
        .add_attribute("action", action)
        .add_attribute("validator", validator))
}

fn rewards_kept(response: Response, action: &str, validator: String, amount: Uint128) -> Response {
    response
        .add_attribute("action", action)
        .add_attribute("validator", validator)
        .add_attribute("amount", amount)
}

fn change(
    storage: &mut dyn Storage,
    validator: &str,
    step: impl FnOnce(&mut dyn Storage, &mut Rewards) -> StdResult<()>,
) -> StdResult<()> {
    let mut rewards = load_rewards(storage, validator)?;
    step(storage, &mut rewards)?;
    save_rewards(storage, validator, &rewards)
}
