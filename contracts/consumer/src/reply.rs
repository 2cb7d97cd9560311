use cosmwasm_std::{DepsMut, Env, Reply, Response, StdResult, Storage, SubMsgResult, Uint128};
use mesh_apis::ibc::error_ack;
use mesh_apis::staking::StakingMsg;

use crate::announced;
use crate::delegation::ask;
use crate::error::ContractError;
use crate::pricing::Terms;
use crate::reports;
use crate::rewards::{not_announced, take_back};
use crate::state::{
    load_rewards, save_rewards, save_stake, Call, Rewards, Stake, CALLS, CONFIG, STAKES,
    UPDATE_IN_FLIGHT,
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
            before,
        } => {
            change_stake(deps.storage, &validator, before, |stake| {
                stake.remote = stake.remote.saturating_sub(remote);
                stake.asked = stake.asked.saturating_sub(asked);
            })?;
            refused(response, "stake_refused", validator, reason)
        }
        Call::Unstake {
            validator,
            remote,
            asked,
            before,
        } => {
            change_stake(deps.storage, &validator, before, |stake| {
                stake.remote = stake.remote.saturating_add(remote);
                stake.asked = stake.asked.saturating_add(asked);
            })?;
            refused(response, "unstake_refused", validator, reason)
        }
        Call::Adjust {
            validator,
            asked,
            before,
        } => {
            let message = StakingMsg::Delegate {
                validator: validator.clone(),
                amount: asked,
            };
            let call = Call::Raise {
                validator: validator.clone(),
                asked,
                before,
            };
            let meta_staking = CONFIG.load(deps.storage)?.meta_staking;
            Ok(response
                .add_submessage(ask(deps.storage, &meta_staking, &message, &call)?)
                .add_attribute("action", "adjust_refused")
                .add_attribute("validator", validator))
        }
        Call::Raise {
            validator,
            asked,
            before,
        } => {
            change_stake(deps.storage, &validator, before, |stake| {
                stake.asked = stake.asked.saturating_sub(asked);
            })?;
            Ok(response
                .add_attribute("action", "raise_refused")
                .add_attribute("validator", validator))
        }
        Call::Lower {
            validator,
            asked,
            before,
        } => {
            change_stake(deps.storage, &validator, before, |stake| {
                stake.asked = stake.asked.saturating_add(asked);
            })?;
            Ok(response
                .add_attribute("action", "lower_refused")
                .add_attribute("validator", validator))
        }
        Call::Report {
            validator,
            channel_id,
            ratio,
        } => {
            reports::answered(deps.storage, &validator, &channel_id, ratio, false)?;
            Ok(response
                .add_attribute("action", "report_failed")
                .add_attribute("validator", validator)
                .add_attribute("ratio", ratio.to_string()))
        }
        Call::Announce {
            validator,
            amount,
            channel,
        } => {
            change_rewards(deps.storage, &validator, |storage, rewards| {
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
            change_rewards(deps.storage, &validator, |storage, rewards| {
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

/// Takes back what a refused message counted on; the stake is converted as it was before.
fn change_stake(
    storage: &mut dyn Storage,
    validator: &str,
    before: Terms,
    step: impl FnOnce(&mut Stake),
) -> StdResult<()> {
    let mut stake = STAKES
        .may_load(storage, validator)?
        .unwrap_or_else(|| Stake::new(before));
    step(&mut stake);
    stake.apply(before);
    save_stake(storage, validator, &stake)
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

fn change_rewards(
    storage: &mut dyn Storage,
    validator: &str,
    step: impl FnOnce(&mut dyn Storage, &mut Rewards) -> StdResult<()>,
) -> StdResult<()> {
    let mut rewards = load_rewards(storage, validator)?;
    step(storage, &mut rewards)?;
    save_rewards(storage, validator, &rewards)
}
