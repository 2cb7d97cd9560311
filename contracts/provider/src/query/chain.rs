use cosmwasm_std::{Deps, Order, StdResult, Uint128};

use crate::books;
use crate::msg::{
    BoundChannel, ChannelResponse, ConfigResponse, RemoteResponse, SlasherResponse,
    SlashersResponse,
};
use crate::state::{CHANNEL, CONFIG, SLASHERS, SYNC, VALIDATORS};

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        consumer: config.consumer,
        slasher: config.slasher.map(String::from),
        lockup: config.lockup.into_string(),
        unbonding_period: config.unbonding_period,
        rewards_ibc_denom: config.rewards_ibc_denom,
        packet_lifetime: config.packet_lifetime,
        answer_grace: config.answer_grace,
        admin: config.admin.map(String::from),
        max_reported_slash: config.max_reported_slash,
    })
}

pub fn channel(deps: Deps) -> StdResult<ChannelResponse> {
    let channel = CHANNEL.may_load(deps.storage)?.map(|bound| BoundChannel {
        channel_id: bound.channel_id,
        port_id: bound.port_id,
        counterparty_channel_id: bound.counterparty_channel_id,
        counterparty_port_id: bound.counterparty_port_id,
    });
    Ok(ChannelResponse {
        channel,
        counterparty: CONFIG.load(deps.storage)?.consumer,
        syncing: SYNC.exists(deps.storage),
    })
}

pub fn remote(deps: Deps, validator: String) -> StdResult<RemoteResponse> {
    let remote = books::remote::load(deps.storage, &validator)?;
    let target = VALIDATORS
        .may_load(deps.storage, &validator)?
        .map_or(Uint128::zero(), |validator| validator.value());
    Ok(RemoteResponse {
        known: remote.known,
        target,
        stakes_pending: remote.staking.saturating_add(remote.resent),
        resent_pending: remote.resent,
        unstakes_pending: remote.unstaking,
        packets_pending: remote.packets,
    })
}

pub fn slashers(deps: Deps) -> StdResult<SlashersResponse> {
    let slashers = SLASHERS
        .range(deps.storage, None, None, Order::Ascending)
        .map(|entry| {
            let (address, slasher) = entry?;
            Ok(SlasherResponse {
                address: address.into_string(),
                max_percentage: slasher.max_percentage,
            })
        })
        .collect::<StdResult<_>>()?;
    Ok(SlashersResponse { slashers })
}
