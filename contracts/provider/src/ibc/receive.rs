#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    from_json, to_json_binary, Decimal, DepsMut, Env, IbcPacketReceiveMsg, IbcReceiveResponse,
    StdAck, StdResult, Storage, Uint128,
};
use mesh_apis::ibc::{error_ack, AnnouncedAck, ConsumerPacket, EmptyAck};
use serde::Serialize;

use crate::books::{known_validator, rewards, slashes};
use crate::error::ContractError;
use crate::msg::ValidatorStatus;
use crate::state::{
    Validator, ANNOUNCED_ON, CHANNEL, CREDITS_PER_MESSAGE, MAX_ANNOUNCEMENTS, REWARDS, VALIDATORS,
};

/// Answers every packet: what is refused gets an error acknowledgement with our text, and changes nothing.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_packet_receive(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketReceiveMsg,
) -> StdResult<IbcReceiveResponse> {
    match receive(deps, env, msg) {
        Ok(response) => Ok(response),
        Err(error) => Ok(IbcReceiveResponse::new(error_ack(&error.to_string()))
            .add_attribute("action", "refuse_packet")
            .add_attribute("error", error.to_string())),
    }
}

fn receive(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketReceiveMsg,
) -> Result<IbcReceiveResponse, ContractError> {
    let packet = msg.packet;
    let bound = CHANNEL.may_load(deps.storage)?;
    if bound.is_none_or(|channel| channel.channel_id != packet.dest.channel_id) {
        return Err(ContractError::UnknownChannel(packet.dest.channel_id));
    }
    let content: ConsumerPacket =
        from_json(&packet.data).map_err(|_| ContractError::UnknownPacket)?;
    match content {
        ConsumerPacket::UpdateValidators { added, removed } => {
            list(deps.storage, &added)?;
            remove(deps.storage, &removed)?;
            Ok(done()?
                .add_attribute("action", "update_validators")
                .add_attribute("added", added.len().to_string())
                .add_attribute("removed", removed.len().to_string()))
        }
        ConsumerPacket::Rewards {
            validator,
            total_funds,
        } => {
            let amount = Uint128::try_from(total_funds.amount)
                .map_err(|_| ContractError::RewardsOverflow)?;
            announce(deps.storage, &validator, amount)?;
            let key = (packet.dest.channel_id.as_str(), validator.as_str());
            let before = ANNOUNCED_ON
                .may_load(deps.storage, key)?
                .unwrap_or_default();
            ANNOUNCED_ON.save(deps.storage, key, &before.saturating_add(amount))?;
            let credited = rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
            Ok(done()?
                .add_attribute("action", "rewards")
                .add_attribute("validator", validator)
                .add_attribute("amount", amount)
                .add_attribute("credited", credited.to_string()))
        }
        ConsumerPacket::SlashReport { validator, ratio } => {
            slash_report(deps, &env, validator, ratio)
        }
        ConsumerPacket::Announced {
            channel_id,
            validator,
        } => {
            let amount = ANNOUNCED_ON
                .may_load(deps.storage, (&channel_id, &validator))?
                .unwrap_or_default();
            Ok(success(&AnnouncedAck { amount })?
                .add_attribute("action", "announced")
                .add_attribute("channel", channel_id)
                .add_attribute("validator", validator)
                .add_attribute("amount", amount))
        }
    }
}

fn done() -> StdResult<IbcReceiveResponse> {
    success(&EmptyAck {})
}

fn success(result: &impl Serialize) -> StdResult<IbcReceiveResponse> {
    let ack = StdAck::success(to_json_binary(result)?);
    Ok(IbcReceiveResponse::new(ack.to_binary()))
}

/// The consumer chain slashed a validator: takes what `max_reported_slash` leaves of it, which may
/// be nothing. A tombstoned validator is slashed no more.
fn slash_report(
    deps: DepsMut,
    env: &Env,
    name: String,
    ratio: Decimal,
) -> Result<IbcReceiveResponse, ContractError> {
    if ratio.is_zero() || ratio > Decimal::one() {
        return Err(ContractError::InvalidRatio(ratio));
    }
    let validator = known_validator(deps.storage, &name)?;
    let mut applied = Decimal::zero();
    if validator.status != ValidatorStatus::Tombstoned {
        let before = slashes::reports(deps.as_ref(), env, &name)?;
        applied = slashes::report(deps.storage, env, &name, before, ratio)?;
    }
    let mut response = done()?
        .add_attribute("action", "slash_report")
        .add_attribute("ratio", ratio.to_string())
        .add_attribute("applied", applied.to_string());
    if !applied.is_zero() {
        let (fall, packet) = slashes::apply(deps.storage, env, &name, validator, applied)?;
        response = response
            .add_submessages(packet)
            .add_attribute("amount", fall);
    }
    Ok(response.add_attribute("validator", name))
}

/// Makes new and removed validators active; a tombstoned one never is again.
pub(super) fn list(store: &mut dyn Storage, names: &[String]) -> StdResult<()> {
    for name in names {
        let validator = match VALIDATORS.may_load(store, name)? {
            None => Validator::new(ValidatorStatus::Active),
            Some(known) if known.status == ValidatorStatus::Removed => Validator {
                status: ValidatorStatus::Active,
                ..known
            },
            Some(_) => continue,
        };
        VALIDATORS.save(store, name, &validator)?;
    }
    Ok(())
}

fn remove(store: &mut dyn Storage, names: &[String]) -> StdResult<()> {
    for name in names {
        if let Some(mut validator) = VALIDATORS.may_load(store, name)? {
            if validator.status == ValidatorStatus::Active {
                validator.status = ValidatorStatus::Removed;
                VALIDATORS.save(store, name, &validator)?;
            }
        }
    }
    Ok(())
}

fn announce(store: &mut dyn Storage, name: &str, amount: Uint128) -> Result<(), ContractError> {
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let mut validator = known_validator(store, name)?;
    if validator.announced.saturating_sub(validator.credited) >= MAX_ANNOUNCEMENTS {
        return Err(ContractError::TooManyAnnouncements {
            validator: name.to_string(),
            max: MAX_ANNOUNCEMENTS,
        });
    }
    let totals = REWARDS.may_load(store)?.unwrap_or_default();
    if totals.announced.checked_add(amount).is_err() {
        return Err(ContractError::RewardsOverflow);
    }
    rewards::announce(store, name, &mut validator, amount, totals)?;
    Ok(())
}
