use cosmwasm_std::{
    from_json, DepsMut, Env, Event, Reply, Response, StdResult, SubMsgResponse, SubMsgResult,
};

use crate::books::remote;
use crate::books::send::{SentOn, StakeOn};
use crate::error::ContractError;
use crate::lockup::{requeue, Call};
use crate::protobuf;
use crate::reply_id::{
    INSTANTIATE_SLASHER, LIST_STAKES, LIST_VALIDATORS, LOCKUP_CALL, PACKET, STAKE,
};
use crate::state::{
    Account, Sent, Slasher, CONFIG, IN_FLIGHT, LIST_REQUEST, PACKETS, SLASHERS, SYNC,
};

pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> Result<Response, ContractError> {
    match msg.id {
        INSTANTIATE_SLASHER => slasher_instantiated(deps, msg.result),
        STAKE => stake_sent(deps, from_json(&msg.payload)?, msg.result),
        PACKET => Ok(packet_sent(deps, from_json(&msg.payload)?, msg.result)?),
        LOCKUP_CALL => Ok(call_failed(deps, from_json(&msg.payload)?, msg.result)?),
        LIST_VALIDATORS => {
            let mut request = LIST_REQUEST.may_load(deps.storage)?.unwrap_or_default();
            request.pending = request.pending.saturating_sub(1);
            LIST_REQUEST.save(deps.storage, &request)?;
            Ok(not_sent("list_validators", msg.result))
        }
        LIST_STAKES => {
            if let Some(mut sync) = SYNC.may_load(deps.storage)? {
                sync.asked = false;
                SYNC.save(deps.storage, &sync)?;
            }
            Ok(not_sent("list_stakes", msg.result))
        }
        id => Err(ContractError::InvalidReplyId(id)),
    }
}

fn slasher_instantiated(deps: DepsMut, result: SubMsgResult) -> Result<Response, ContractError> {
    let address =
        first_response(result, protobuf::first_text).ok_or(ContractError::MissingSlasherAddress)?;
    let slasher = deps.api.addr_validate(&address)?;
    let mut config = CONFIG.load(deps.storage)?;
    config.slasher = Some(slasher.clone());
    CONFIG.save(deps.storage, &config)?;
    SLASHERS.save(deps.storage, &slasher, &Slasher::default())?;
    Ok(Response::new().add_attribute("slasher", slasher))
}

/// Without the sequence the stake's answer could not be matched: the transaction fails.
fn stake_sent(
    deps: DepsMut,
    (id, mut item): StakeOn,
    result: SubMsgResult,
) -> Result<Response, ContractError> {
    let sequence =
        first_response(result, protobuf::first_number).ok_or(ContractError::MissingSequence)?;
    let key = (item.channel_id.as_str(), sequence);
    PACKETS.save(deps.storage, key, &Sent::Stake { id })?;
    item.sequence = sequence;
    IN_FLIGHT.save(deps.storage, id, &item)?;
    Ok(Response::new().add_attribute("sequence", sequence.to_string()))
}

/// Never fails: it may run under an acknowledgement.
fn packet_sent(deps: DepsMut, sent: SentOn, result: SubMsgResult) -> StdResult<Response> {
    match result {
        SubMsgResult::Err(error) => {
            remote::unsent(deps.storage, &sent.sent, sent.number)?;
            Ok(not_sent("stake", SubMsgResult::Err(error)))
        }
        sent_result => {
            if let Some(sequence) = first_response(sent_result, protobuf::first_number) {
                PACKETS.save(deps.storage, (&sent.channel_id, sequence), &sent.sent)?;
            }
            Ok(Response::new())
        }
    }
}

/// Puts the amount back; what else happened to the account since stands.
fn call_failed(deps: DepsMut, call: Call, result: SubMsgResult) -> StdResult<Response> {
    let mut account = Account::load(deps.storage, &call.owner)?;
    requeue(&mut account, &call.kind, call.amount);
    account.save(deps.storage, &call.owner)?;
    let event = Event::new("lockup_call_queued")
        .add_attribute("owner", call.owner)
        .add_attribute("amount", call.amount)
        .add_attribute("error", error_text(result));
    Ok(Response::new().add_event(event))
}

fn not_sent(packet: &str, result: SubMsgResult) -> Response {
    Response::new().add_event(
        Event::new("packet_not_sent")
            .add_attribute("packet", packet)
            .add_attribute("error", error_text(result)),
    )
}

fn error_text(result: SubMsgResult) -> String {
    result.into_result().err().unwrap_or_default()
}

/// Reads the first message response, or the older `data` where the chain gives no responses.
fn first_response<T>(result: SubMsgResult, read: fn(&[u8]) -> Option<T>) -> Option<T> {
    let SubMsgResult::Ok(response) = result else {
        return None;
    };
    response
        .msg_responses
        .first()
        .and_then(|first| read(&first.value))
        .or_else(|| legacy_data(response).and_then(|data| read(&data)))
}

#[allow(deprecated)]
fn legacy_data(response: SubMsgResponse) -> Option<cosmwasm_std::Binary> {
    response.data
}
