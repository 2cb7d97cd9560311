use cosmwasm_std::{
    from_json, to_json_binary, Deps, DepsMut, Env, IbcPacketReceiveMsg, IbcReceiveResponse, Never,
    StdAck,
};
use mesh_apis::ibc::{
    error_ack, EmptyAck, ListStakesAck, ListValidatorsAck, ProviderPacket, RemoteStake,
};
use serde::Serialize;

use super::stake::{stake, unstake};
use crate::error::ContractError;
use crate::query::page_of_stakes;
use crate::state::{CHANNEL, LISTED};
use crate::validators::bonded;

/// Answers every packet. A refusal is an error ack with our text: an error returned from here would
/// reach the provider as a code. It is found before the first change of state.
pub fn ibc_packet_receive(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketReceiveMsg,
) -> Result<IbcReceiveResponse, Never> {
    Ok(receive(deps, env, msg).unwrap_or_else(|error| {
        IbcReceiveResponse::new(error_ack(&error.to_string()))
            .add_attribute("action", "packet_refused")
            .add_attribute("reason", error.to_string())
    }))
}

fn receive(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketReceiveMsg,
) -> Result<IbcReceiveResponse, ContractError> {
    let id = msg.packet.dest.channel_id;
    let bound = CHANNEL.may_load(deps.storage)?;
    if bound.is_none_or(|bound| bound.channel_id != id) {
        return Err(ContractError::UnknownChannel { id });
    }
    let packet = from_json(&msg.packet.data).map_err(|error| ContractError::UnknownPacket {
        reason: error.to_string(),
    })?;
    match packet {
        ProviderPacket::ListValidators {} => list_validators(deps),
        ProviderPacket::Stake {
            validator, amount, ..
        } => stake(deps, env, validator, amount),
        ProviderPacket::Unstake {
            validator, amount, ..
        } => unstake(deps, env, validator, amount),
        ProviderPacket::ListStakes { start_after, limit } => {
            list_stakes(deps.as_ref(), start_after, limit)
        }
    }
}

/// The answer counts as the list that the provider acknowledged last.
fn list_validators(deps: DepsMut) -> Result<IbcReceiveResponse, ContractError> {
    let validators = bonded(deps.as_ref())?;
    LISTED.save(deps.storage, &validators)?;
    Ok(success(&ListValidatorsAck { validators })?.add_attribute("action", "list_validators"))
}

fn list_stakes(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<IbcReceiveResponse, ContractError> {
    let stakes = page_of_stakes(deps, start_after, limit)?
        .into_iter()
        .map(|(validator, stake)| RemoteStake {
            validator,
            amount: stake.remote,
        })
        .collect();
    Ok(success(&ListStakesAck { stakes })?.add_attribute("action", "list_stakes"))
}

pub(super) fn done() -> Result<IbcReceiveResponse, ContractError> {
    success(&EmptyAck {})
}

fn success(result: &impl Serialize) -> Result<IbcReceiveResponse, ContractError> {
    let ack = StdAck::success(to_json_binary(result)?);
    Ok(IbcReceiveResponse::new(ack.to_binary()))
}
