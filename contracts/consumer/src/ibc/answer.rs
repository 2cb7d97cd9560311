use cosmwasm_std::{
    from_json, Binary, DepsMut, Env, IbcBasicResponse, IbcPacket, IbcPacketAckMsg,
    IbcPacketTimeoutMsg, Never, StdAck, StdError, Uint128,
};
use mesh_apis::ibc::{AnnouncedAck, ConsumerPacket};

use crate::announced;
use crate::error::ContractError;
use crate::reports;
use crate::rewards::{not_announced, taken, transfer};
use crate::state::{load_rewards, save_rewards, CONFIG, LISTED, UPDATE_IN_FLIGHT};
use crate::validators::changed;

/// What became of a packet.
enum Outcome {
    /// With the result.
    Accepted(Binary),
    /// With the reason.
    Refused(String),
    TimedOut,
}

/// Never fails: an answer that can't be processed would come again for ever.
pub fn ibc_packet_ack(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketAckMsg,
) -> Result<IbcBasicResponse, Never> {
    let outcome = match from_json(&msg.acknowledgement.data) {
        Ok(StdAck::Success(result)) => Outcome::Accepted(result),
        Ok(StdAck::Error(reason)) => Outcome::Refused(reason),
        Err(error) => Outcome::Refused(error.to_string()),
    };
    Ok(conclude(deps, env, msg.original_packet, outcome))
}

pub fn ibc_packet_timeout(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketTimeoutMsg,
) -> Result<IbcBasicResponse, Never> {
    Ok(conclude(deps, env, msg.packet, Outcome::TimedOut))
}

/// Takes the answers of old channels too.
fn conclude(deps: DepsMut, env: Env, packet: IbcPacket, outcome: Outcome) -> IbcBasicResponse {
    let response = match &outcome {
        Outcome::Accepted(_) => IbcBasicResponse::new().add_attribute("outcome", "accepted"),
        Outcome::Refused(reason) => IbcBasicResponse::new()
            .add_attribute("outcome", "refused")
            .add_attribute("reason", reason),
        Outcome::TimedOut => IbcBasicResponse::new().add_attribute("outcome", "timed_out"),
    };
    let concluded = match from_json(&packet.data) {
        Ok(packet_data) => apply(deps, env, &packet, packet_data, outcome, response.clone()),
        Err(error) => Err(error.into()),
    };
    concluded.unwrap_or_else(|error| response.add_attribute("error", error.to_string()))
}

fn apply(
    deps: DepsMut,
    env: Env,
    packet: &IbcPacket,
    data: ConsumerPacket,
    outcome: Outcome,
    response: IbcBasicResponse,
) -> Result<IbcBasicResponse, ContractError> {
    match data {
        ConsumerPacket::UpdateValidators { added, removed } => {
            let in_flight = UPDATE_IN_FLIGHT.may_load(deps.storage)?;
            if in_flight.as_ref() == Some(&packet.src.channel_id) {
                UPDATE_IN_FLIGHT.remove(deps.storage);
            }
            if matches!(outcome, Outcome::Accepted(_)) {
                let listed = LISTED.may_load(deps.storage)?.unwrap_or_default();
                LISTED.save(deps.storage, &changed(listed, added, &removed))?;
            }
            Ok(response.add_attribute("action", "update_validators_answer"))
        }
        ConsumerPacket::Rewards {
            validator,
            total_funds,
        } => {
            let amount = Uint128::try_from(total_funds.amount).map_err(StdError::from)?;
            let mut rewards = load_rewards(deps.storage, &validator)?;
            let accepted = matches!(outcome, Outcome::Accepted(_));
            let channel = &packet.dest.channel_id;
            let open = announced::answered(deps.storage, &validator, channel, amount, accepted)?;
            let message = if accepted && !open.is_zero() {
                taken(&mut rewards, open);
                let config = CONFIG.load(deps.storage)?;
                transfer(deps.storage, &env, &config, &validator, &mut rewards)?
            } else {
                not_announced(&mut rewards, open);
                None
            };
            save_rewards(deps.storage, &validator, &rewards)?;
            Ok(response
                .add_submessages(message)
                .add_attribute("action", "rewards_answer")
                .add_attribute("validator", validator)
                .add_attribute("amount", amount))
        }
        ConsumerPacket::Announced {
            channel_id,
            validator,
        } => {
            let response = response
                .add_attribute("action", "announced_answer")
                .add_attribute("validator", &validator);
            // An answer of unknown shape changes nothing: `retry_rewards` asks again.
            let Outcome::Accepted(result) = outcome else {
                return Ok(response);
            };
            let AnnouncedAck { amount } = from_json(result)?;
            let (received, missed) =
                announced::told(deps.storage, &validator, &channel_id, amount)?;
            let mut rewards = load_rewards(deps.storage, &validator)?;
            taken(&mut rewards, received);
            not_announced(&mut rewards, missed);
            let config = CONFIG.load(deps.storage)?;
            let message = transfer(deps.storage, &env, &config, &validator, &mut rewards)?;
            save_rewards(deps.storage, &validator, &rewards)?;
            Ok(response
                .add_submessages(message)
                .add_attribute("received", received)
                .add_attribute("missed", missed))
        }
        ConsumerPacket::SlashReport { validator, ratio } => {
            let accepted = matches!(outcome, Outcome::Accepted(_));
            let channel_id = &packet.src.channel_id;
            let open = reports::answered(deps.storage, &validator, channel_id, ratio, accepted)?;
            // What came to nothing waits for `retry_reports`, so that a provider that always refuses
            // is not told again and again.
            let message = if accepted && open {
                let config = CONFIG.load(deps.storage)?;
                reports::send(deps.storage, &env, &config, &validator)?
            } else {
                None
            };
            Ok(response
                .add_submessages(message)
                .add_attribute("action", "slash_report_answer")
                .add_attribute("validator", validator)
                .add_attribute("ratio", ratio.to_string()))
        }
    }
}
