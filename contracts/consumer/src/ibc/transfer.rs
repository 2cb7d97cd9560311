use cosmwasm_std::{
    from_json, DepsMut, Env, IbcBasicResponse, IbcPacket, IbcSourceCallbackMsg, Never, StdAck,
    Uint128,
};
use serde::Deserialize;

use crate::error::ContractError;
use crate::rewards::{take_back, transferred, TransferMemo};
use crate::state::{load_rewards, save_rewards, CONFIG};

/// What is read of an ICS-20 packet.
#[derive(Deserialize)]
struct TransferData {
    amount: Uint128,
    sender: String,
    memo: String,
}

/// The chain tells what became of a transfer. One that gave its tokens back is repeated by
/// `retry_rewards`.
pub fn ibc_source_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcSourceCallbackMsg,
) -> Result<IbcBasicResponse, Never> {
    let (packet, arrived) = match msg {
        IbcSourceCallbackMsg::Acknowledgement(msg) => {
            match from_json(&msg.acknowledgement.data) {
                Ok(StdAck::Success(_)) => (msg.original_packet, true),
                Ok(StdAck::Error(_)) => (msg.original_packet, false),
                // The chain has refused such an ack before.
                Err(error) => return Ok(ignored(error.to_string())),
            }
        }
        IbcSourceCallbackMsg::Timeout(msg) => (msg.packet, false),
    };
    Ok(conclude(deps, env, packet, arrived).unwrap_or_else(|error| ignored(error.to_string())))
}

fn conclude(
    deps: DepsMut,
    env: Env,
    packet: IbcPacket,
    arrived: bool,
) -> Result<IbcBasicResponse, ContractError> {
    let data: TransferData = from_json(&packet.data)?;
    // Only this contract's own transfers carry this contract as their sender.
    let config = CONFIG.load(deps.storage)?;
    if data.sender != env.contract.address.as_str() || packet.src.channel_id != config.ics20_channel
    {
        return Err(ContractError::Unauthorized);
    }
    let memo: TransferMemo = from_json(data.memo)?;
    let mut rewards = load_rewards(deps.storage, &memo.validator)?;
    if arrived {
        transferred(&mut rewards, data.amount);
    } else {
        take_back(deps.storage, &mut rewards, data.amount)?;
    }
    save_rewards(deps.storage, &memo.validator, &rewards)?;
    let outcome = if arrived { "arrived" } else { "returned" };
    Ok(IbcBasicResponse::new()
        .add_attribute("action", "transfer_outcome")
        .add_attribute("outcome", outcome)
        .add_attribute("validator", memo.validator)
        .add_attribute("amount", data.amount))
}

fn ignored(reason: String) -> IbcBasicResponse {
    IbcBasicResponse::new()
        .add_attribute("action", "transfer_outcome")
        .add_attribute("outcome", "ignored")
        .add_attribute("reason", reason)
}
