//! Entry points of IBC. A packet's data is a plan; so is the version of a channel that shall be refused.

use cosmwasm_std::{
    entry_point, DepsMut, Env, Ibc3ChannelOpenResponse, IbcBasicResponse, IbcChannelCloseMsg,
    IbcChannelConnectMsg, IbcChannelOpenMsg, IbcChannelOpenResponse, IbcPacketAckMsg,
    IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcReceiveResponse, IbcSourceCallbackMsg, Storage,
};

use crate::failure::Failure;
use crate::msg::Plan;
use crate::{plan_in, prepare, record};

#[entry_point]
pub fn ibc_channel_open(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelOpenMsg,
) -> Result<IbcChannelOpenResponse, Failure> {
    record(deps.storage, "open", &msg)?;
    match msg.channel().version.as_str() {
        "refuse" => Err(Failure::Told("refused".to_string())),
        "replace" => Ok(Some(Ibc3ChannelOpenResponse {
            version: "replaced".to_string(),
        })),
        _ => Ok(None),
    }
}

#[entry_point]
pub fn ibc_channel_connect(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelConnectMsg,
) -> Result<IbcBasicResponse, Failure> {
    record(deps.storage, "connect", &msg)?;
    Ok(IbcBasicResponse::new())
}

#[entry_point]
pub fn ibc_channel_close(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelCloseMsg,
) -> Result<IbcBasicResponse, Failure> {
    record(deps.storage, "close", &msg)?;
    Ok(IbcBasicResponse::new())
}

/// Answers the plan's `data` as acknowledgement, none where there is none.
#[entry_point]
pub fn ibc_packet_receive(
    deps: DepsMut,
    _env: Env,
    msg: IbcPacketReceiveMsg,
) -> Result<IbcReceiveResponse, Failure> {
    record(deps.storage, "receive", &msg)?;
    let plan = plan_in(&msg.packet.data);
    prepare(deps.storage, &plan)?;
    let response = match plan.data {
        Some(data) => IbcReceiveResponse::new(data),
        None => IbcReceiveResponse::without_ack(),
    };
    Ok(response
        .add_submessages(plan.messages)
        .add_attributes(plan.attributes)
        .add_events(plan.events))
}

#[entry_point]
pub fn ibc_packet_ack(
    deps: DepsMut,
    _env: Env,
    msg: IbcPacketAckMsg,
) -> Result<IbcBasicResponse, Failure> {
    record(deps.storage, "ack", &msg)?;
    basic(deps.storage, plan_in(&msg.acknowledgement.data))
}

#[entry_point]
pub fn ibc_packet_timeout(
    deps: DepsMut,
    _env: Env,
    msg: IbcPacketTimeoutMsg,
) -> Result<IbcBasicResponse, Failure> {
    record(deps.storage, "timeout", &msg)?;
    Ok(IbcBasicResponse::new())
}

#[entry_point]
pub fn ibc_source_callback(
    deps: DepsMut,
    _env: Env,
    msg: IbcSourceCallbackMsg,
) -> Result<IbcBasicResponse, Failure> {
    record(deps.storage, "source_callback", &msg)?;
    Ok(IbcBasicResponse::new().add_attribute("callback", "source"))
}

fn basic(store: &mut dyn Storage, plan: Plan) -> Result<IbcBasicResponse, Failure> {
    prepare(store, &plan)?;
    Ok(IbcBasicResponse::new()
        .add_submessages(plan.messages)
        .add_attributes(plan.attributes)
        .add_events(plan.events))
}
