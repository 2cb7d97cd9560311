#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    from_json, Binary, DepsMut, Env, Event, IbcBasicResponse, IbcPacket, IbcPacketAckMsg,
    IbcPacketTimeoutMsg, StdAck, StdResult, Storage, SubMsg, Uint128,
};
use mesh_apis::ibc::{ListStakesAck, ListValidatorsAck, ProviderPacket};

use super::receive::list;
use crate::books::remote::{self, End, Kind};
use crate::books::{in_flight, positions, rewards, send, visit::Visit};
use crate::state::{
    Channel, InFlight, ListRequest, Sent, Sync, CHANNEL, CHANNEL_NUMBERS, CREDITS_PER_MESSAGE,
    IN_FLIGHT, LISTED_CHANNEL, LIST_REQUEST, PACKETS, SYNC, VALIDATORS,
};

/// Times that a refused or late list of validators is asked for again.
const LIST_RETRIES: u32 = 5;

/// How the other side answered.
enum Answer {
    Result(Binary),
    /// An error, or an answer of unknown shape.
    Refusal(String),
    Timeout,
}

impl Answer {
    fn end(&self) -> End {
        match self {
            Answer::Result(_) => End::Executed,
            Answer::Refusal(_) | Answer::Timeout => End::Failed,
        }
    }
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_packet_ack(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketAckMsg,
) -> StdResult<IbcBasicResponse> {
    let answer = match from_json::<StdAck>(&msg.acknowledgement.data) {
        Ok(StdAck::Success(result)) => Answer::Result(result),
        Ok(StdAck::Error(error)) => Answer::Refusal(error),
        Err(_) => Answer::Refusal("acknowledgement of unknown shape".to_string()),
    };
    answered(deps, env, msg.original_packet, answer)
}

#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_packet_timeout(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketTimeoutMsg,
) -> StdResult<IbcBasicResponse> {
    answered(deps, env, msg.packet, Answer::Timeout)
}

/// Books an answer, once: a packet that is not open changes nothing.
fn answered(
    mut deps: DepsMut,
    env: Env,
    packet: IbcPacket,
    answer: Answer,
) -> StdResult<IbcBasicResponse> {
    let key = (packet.src.channel_id.as_str(), packet.sequence);
    let Some(sent) = PACKETS.may_load(deps.storage, key)? else {
        return question_answered(deps, env, &packet, answer);
    };
    PACKETS.remove(deps.storage, key);
    let number = CHANNEL_NUMBERS
        .may_load(deps.storage, &packet.src.channel_id)?
        .unwrap_or_default();
    match sent {
        Sent::Stake { id } => {
            let item = IN_FLIGHT.load(deps.storage, id)?;
            let end = answer.end();
            remote::ended(
                deps.storage,
                &item.validator,
                Kind::Stake,
                item.amount,
                number,
                end,
            )?;
            rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
            let messages = match end {
                End::Executed => stake_executed(deps.branch(), &env, id, &item, number)?,
                End::Failed => stake_failed(deps.branch(), &env, id, &item)?,
            };
            let event = event("stake", &item.validator, item.amount, &answer)
                .add_attribute("owner", item.owner);
            Ok(IbcBasicResponse::new()
                .add_submessages(messages)
                .add_event(event))
        }
        Sent::Resent { validator, amount } => {
            let end = answer.end();
            remote::ended(deps.storage, &validator, Kind::Resent, amount, number, end)?;
            let event = event("stake", &validator, amount, &answer)
                .add_attribute("owner", env.contract.address);
            Ok(IbcBasicResponse::new().add_event(event))
        }
        Sent::Unstake { validator, amount } => {
            let end = answer.end();
            remote::ended(deps.storage, &validator, Kind::Unstake, amount, number, end)?;
            Ok(IbcBasicResponse::new().add_event(event("unstake", &validator, amount, &answer)))
        }
    }
}

fn event(kind: &str, validator: &str, amount: Uint128, answer: &Answer) -> Event {
    let (prefix, error) = match answer {
        Answer::Result(_) => ("ack", None),
        Answer::Refusal(error) => ("failed", Some(error.as_str())),
        Answer::Timeout => ("failed", Some("timeout")),
    };
    let event = Event::new(format!("{prefix}_{kind}"))
        .add_attribute("validator", validator)
        .add_attribute("amount", amount);
    match error {
        Some(error) => event.add_attribute("error", error),
        None => event,
    }
}

/// What is left of the stake becomes active, at the shares of sending time; the consumer is told
/// at once what cuts, slashes and unstakes have taken of it since.
fn stake_executed(
    deps: DepsMut,
    env: &Env,
    id: u64,
    item: &InFlight,
    number: u32,
) -> StdResult<Vec<SubMsg>> {
    let store = deps.storage;
    let name = &item.validator;
    let mut visit = Visit::open(store, &item.owner)?;
    let mut validator = VALIDATORS.load(store, name)?;
    let mut position = positions::load(store, name, &item.owner)?;
    positions::settle(store, env, &mut visit, name, &mut validator, &mut position)?;

    let mut cut_number = item.cut_number;
    let stake = visit.cut(item.stake(), &mut cut_number);
    let (stake, lost) = stake.settle(validator.multiplier);
    visit.lose(lost);
    position.tokens = position.tokens.saturating_add(stake.tokens);
    rewards::join(store, name, &mut validator, &mut position, stake.shares)?;
    validator.in_flight = validator.in_flight.saturating_sub(item.tokens);
    IN_FLIGHT.remove(store, id);
    if !item.tokens.is_zero() {
        in_flight::emptied(store, &mut visit, id, item, &mut position);
    }
    VALIDATORS.save(store, name, &validator)?;
    positions::save(store, &mut visit, name, &position)?;
    if is_bound(store, number)? {
        let missing = item.amount.saturating_sub(stake.tokens);
        visit.unstake(store, env, name, missing, &env.contract.address)?;
    }
    visit.close(
        DepsMut {
            storage: store,
            api: deps.api,
            querier: deps.querier,
        },
        env,
    )
}

/// What is left of the stake, less cuts, is released at the lockup.
fn stake_failed(deps: DepsMut, env: &Env, id: u64, item: &InFlight) -> StdResult<Vec<SubMsg>> {
    let store = deps.storage;
    let name = &item.validator;
    let mut visit = Visit::open(store, &item.owner)?;
    let mut cut_number = item.cut_number;
    let stake = visit.cut(item.stake(), &mut cut_number);
    visit.release(stake.tokens);
    IN_FLIGHT.remove(store, id);
    if !item.tokens.is_zero() {
        let mut validator = VALIDATORS.load(store, name)?;
        validator.in_flight = validator.in_flight.saturating_sub(item.tokens);
        VALIDATORS.save(store, name, &validator)?;
        let mut position = positions::load(store, name, &item.owner)?;
        in_flight::emptied(store, &mut visit, id, item, &mut position);
        positions::save(store, &mut visit, name, &position)?;
    }
    visit.close(
        DepsMut {
            storage: store,
            api: deps.api,
            querier: deps.querier,
        },
        env,
    )
}

/// On an older channel the difference is `resend`'s work.
fn is_bound(store: &dyn Storage, number: u32) -> StdResult<bool> {
    Ok(CHANNEL
        .may_load(store)?
        .is_some_and(|channel| channel.number == number))
}

/// Lists of validators and of stakes are told by what they asked and what is awaited.
fn question_answered(
    deps: DepsMut,
    env: Env,
    packet: &IbcPacket,
    answer: Answer,
) -> StdResult<IbcBasicResponse> {
    let bound = CHANNEL
        .may_load(deps.storage)?
        .filter(|channel| channel.channel_id == packet.src.channel_id);
    match (from_json(&packet.data), bound) {
        (Ok(ProviderPacket::ListValidators {}), bound) => {
            validators_listed(deps, env, bound, answer)
        }
        (Ok(ProviderPacket::ListStakes { start_after, .. }), Some(channel)) => {
            match SYNC.may_load(deps.storage)? {
                Some(sync) if sync.asked && sync.start_after == start_after => {
                    stakes_listed(deps, env, &channel, start_after, answer)
                }
                _ => Ok(ignored()),
            }
        }
        _ => Ok(ignored()),
    }
}

fn ignored() -> IbcBasicResponse {
    IbcBasicResponse::new().add_attribute("action", "ignore_answer")
}

fn validators_listed(
    deps: DepsMut,
    env: Env,
    bound: Option<Channel>,
    answer: Answer,
) -> StdResult<IbcBasicResponse> {
    let request = LIST_REQUEST.may_load(deps.storage)?.unwrap_or_default();
    let pending = request.pending.saturating_sub(1);
    let names = match &answer {
        Answer::Result(result) => from_json::<ListValidatorsAck>(result).ok(),
        Answer::Refusal(_) | Answer::Timeout => None,
    };
    if let Some(ListValidatorsAck { validators }) = names {
        list(deps.storage, &validators)?;
        let retries = 0;
        LIST_REQUEST.save(deps.storage, &ListRequest { retries, pending })?;
        return Ok(IbcBasicResponse::new()
            .add_attribute("action", "ack list_validators")
            .add_attribute("validators", validators.len().to_string()));
    }
    let (Some(channel), true) = (bound, request.pending > 0) else {
        return Ok(ignored());
    };
    if request.retries >= LIST_RETRIES {
        let retries = 0;
        LIST_REQUEST.save(deps.storage, &ListRequest { retries, pending })?;
        return Ok(IbcBasicResponse::new().add_event(Event::new("list_validators_fail")));
    }
    let retries = request.retries.saturating_add(1);
    LIST_REQUEST.save(deps.storage, &ListRequest { retries, pending })?;
    let question = send::list_validators(deps.storage, &env, &channel)?;
    let event = Event::new("list_validators_retry").add_attribute("retry", retries.to_string());
    Ok(IbcBasicResponse::new()
        .add_submessage(question)
        .add_event(event))
}

/// A page becomes what is known and the next one is asked for; an empty page is the last.
fn stakes_listed(
    deps: DepsMut,
    env: Env,
    channel: &Channel,
    start_after: Option<String>,
    answer: Answer,
) -> StdResult<IbcBasicResponse> {
    let stakes = match answer {
        Answer::Result(result) => from_json::<ListStakesAck>(result)
            .ok()
            .map(|page| page.stakes)
            .filter(|stakes| {
                let mut last = start_after.as_deref();
                stakes.iter().all(|stake| {
                    let rises = last.is_none_or(|last| last < stake.validator.as_str());
                    last = Some(&stake.validator);
                    rises
                })
            }),
        Answer::Timeout => {
            let asked = false;
            SYNC.save(deps.storage, &Sync { start_after, asked })?;
            return Ok(IbcBasicResponse::new().add_event(Event::new("list_stakes_timeout")));
        }
        Answer::Refusal(_) => None,
    };
    let Some(stakes) = stakes else {
        // Refused: what was known goes on being known.
        SYNC.remove(deps.storage);
        return Ok(IbcBasicResponse::new().add_event(Event::new("list_stakes_refused")));
    };
    let Some(last) = stakes.last() else {
        SYNC.remove(deps.storage);
        LISTED_CHANNEL.save(deps.storage, &channel.number)?;
        return Ok(IbcBasicResponse::new().add_attribute("action", "ack list_stakes"));
    };
    let cursor = Some(last.validator.clone());
    for stake in &stakes {
        remote::listed(deps.storage, &stake.validator, stake.amount, channel.number)?;
    }
    let question = send::list_stakes(deps.storage, &env, channel, cursor)?;
    Ok(IbcBasicResponse::new()
        .add_submessage(question)
        .add_attribute("action", "ack list_stakes")
        .add_attribute("stakes", stakes.len().to_string()))
}
