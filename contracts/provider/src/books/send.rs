use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, Env, IbcMsg, IbcTimeout, StdResult, Storage, SubMsg, Uint128,
};
use mesh_apis::ibc::ProviderPacket;

use super::remote::{self, Kind};
use crate::error::ContractError;
use crate::reply_id::{LIST_STAKES, LIST_VALIDATORS, PACKET, STAKE};
use crate::state::{
    Channel, InFlight, ListRequest, Sent, Sync, CHANNEL, CONFIG, DEFAULT_PAGE, LIST_REQUEST, SYNC,
};

/// What `reply` must know of a packet to book that it was sent, or wasn't.
#[cw_serde]
pub struct SentOn {
    pub channel_id: String,
    /// Number of the channel.
    pub number: u32,
    pub sent: Sent,
}

/// An owner's stake by its id, which `reply` writes once it knows the sequence.
pub type StakeOn = (u64, InFlight);

/// The channel on which stakes and unstakes can be sent now.
pub fn open_channel(store: &dyn Storage) -> Result<Channel, ContractError> {
    let channel = CHANNEL.may_load(store)?.ok_or(ContractError::NoChannel)?;
    if SYNC.exists(store) {
        return Err(ContractError::AwaitingStakes);
    }
    Ok(channel)
}

fn packet(
    env: &Env,
    lifetime: u64,
    channel_id: &str,
    packet: &ProviderPacket,
) -> StdResult<IbcMsg> {
    Ok(IbcMsg::SendPacket {
        channel_id: channel_id.to_string(),
        data: to_json_binary(packet)?,
        timeout: IbcTimeout::with_timestamp(env.block.time.plus_seconds(lifetime)),
    })
}

fn lifetime(store: &dyn Storage) -> StdResult<u64> {
    Ok(CONFIG.load(store)?.packet_lifetime)
}

/// An owner's stake: where it can't be sent the whole transaction fails.
pub fn stake(
    store: &mut dyn Storage,
    env: &Env,
    lifetime: u64,
    id: u64,
    item: InFlight,
) -> StdResult<SubMsg> {
    let content = ProviderPacket::Stake {
        validator: item.validator.clone(),
        amount: item.amount,
        key: item.owner.to_string(),
    };
    let message = packet(env, lifetime, &item.channel_id, &content)?;
    remote::sent(store, &item.validator, Kind::Stake, item.amount)?;
    let payload = to_json_binary(&(id, item))?;
    Ok(SubMsg::reply_on_success(message, STAKE).with_payload(payload))
}

/// Stake of nobody in particular.
pub fn resent(
    store: &mut dyn Storage,
    env: &Env,
    channel: &Channel,
    validator: &str,
    amount: Uint128,
) -> StdResult<SubMsg> {
    let content = ProviderPacket::Stake {
        validator: validator.to_string(),
        amount,
        key: env.contract.address.to_string(),
    };
    remote::sent(store, validator, Kind::Resent, amount)?;
    let sent = Sent::Resent {
        validator: validator.to_string(),
        amount,
    };
    of_nobody(store, env, channel, &content, sent)
}

/// A packet whose answer concerns no owner: where it can't be sent, `reply` books that it wasn't.
fn of_nobody(
    store: &dyn Storage,
    env: &Env,
    channel: &Channel,
    content: &ProviderPacket,
    sent: Sent,
) -> StdResult<SubMsg> {
    let message = packet(env, lifetime(store)?, &channel.channel_id, content)?;
    let payload = to_json_binary(&SentOn {
        channel_id: channel.channel_id.clone(),
        number: channel.number,
        sent,
    })?;
    Ok(SubMsg::reply_always(message, PACKET).with_payload(payload))
}

/// Tells the consumer that `amount` less is staked; nothing where no packet can be sent now.
pub fn unstake(
    store: &mut dyn Storage,
    env: &Env,
    validator: &str,
    amount: Uint128,
    key: &Addr,
) -> StdResult<Option<SubMsg>> {
    let Ok(channel) = open_channel(store) else {
        return Ok(None);
    };
    let content = ProviderPacket::Unstake {
        validator: validator.to_string(),
        amount,
        key: key.to_string(),
    };
    remote::sent(store, validator, Kind::Unstake, amount)?;
    let sent = Sent::Unstake {
        validator: validator.to_string(),
        amount,
    };
    Ok(Some(of_nobody(store, env, &channel, &content, sent)?))
}

/// Asks for the consumer's validators.
pub fn list_validators(store: &mut dyn Storage, env: &Env, channel: &Channel) -> StdResult<SubMsg> {
    let request = LIST_REQUEST.may_load(store)?.unwrap_or_default();
    LIST_REQUEST.save(
        store,
        &ListRequest {
            pending: request.pending.saturating_add(1),
            ..request
        },
    )?;
    let content = ProviderPacket::ListValidators {};
    let message = packet(env, lifetime(store)?, &channel.channel_id, &content)?;
    Ok(SubMsg::reply_on_error(message, LIST_VALIDATORS))
}

/// Asks for the consumer's stakes after the last one it named.
pub fn list_stakes(
    store: &mut dyn Storage,
    env: &Env,
    channel: &Channel,
    start_after: Option<String>,
) -> StdResult<SubMsg> {
    let content = ProviderPacket::ListStakes {
        start_after: start_after.clone(),
        limit: Some(DEFAULT_PAGE),
    };
    let message = packet(env, lifetime(store)?, &channel.channel_id, &content)?;
    SYNC.save(
        store,
        &Sync {
            start_after,
            asked: true,
        },
    )?;
    Ok(SubMsg::reply_on_error(message, LIST_STAKES))
}
