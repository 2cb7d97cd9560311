//! The two steps of a reward, each a sub-message whose failure puts the amount back: the
//! announcement by packet, and the transfer by ICS-20 once that is acknowledged.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, to_json_string, Addr, Coin, Env, IbcMsg, IbcSrcCallback, StdResult, Storage,
    SubMsg, Uint128,
};
use mesh_apis::ibc::ConsumerPacket;

use crate::announced;
use crate::error::ContractError;
use crate::state::{
    keep_call, provider_address, Call, Config, Rewards, CHANNEL, REWARDS_DENOM, REWARDS_HELD,
};

/// The memo of a transfer: the chain calls this contract with its outcome, where it knows how to,
/// and the contract reads from it whose rewards they were.
#[cw_serde]
pub struct TransferMemo {
    pub src_callback: IbcSrcCallback,
    pub validator: String,
}

/// Announces all that is to be announced. None where there is nothing, or no channel.
pub fn announce(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    validator: &str,
    rewards: &mut Rewards,
) -> Result<Option<SubMsg>, ContractError> {
    let amount = rewards.to_announce;
    let Some(channel) = CHANNEL.may_load(storage)? else {
        return Ok(None);
    };
    if amount.is_zero() {
        return Ok(None);
    }
    rewards.to_announce = Uint128::zero();
    rewards.announcing = rewards.announcing.checked_add(amount)?;
    let packet = ConsumerPacket::Rewards {
        validator: validator.to_string(),
        total_funds: Coin::new(amount, REWARDS_DENOM.load(storage)?),
    };
    let message = IbcMsg::SendPacket {
        channel_id: channel.channel_id,
        data: to_json_binary(&packet)?,
        timeout: config.timeout(env),
    };
    let end = channel.counterparty_channel_id;
    announced::sent(storage, validator, &end, amount)?;
    let call = Call::Announce {
        validator: validator.to_string(),
        amount,
        channel: end,
    };
    let id = keep_call(storage, &call)?;
    Ok(Some(SubMsg::reply_always(message, id)))
}

/// Transfers all that is announced and acknowledged. None where there is nothing.
pub fn transfer(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    validator: &str,
    rewards: &mut Rewards,
) -> Result<Option<SubMsg>, ContractError> {
    let amount = rewards.to_transfer;
    if amount.is_zero() {
        return Ok(None);
    }
    let to_address = provider_address(&config.provider.port_id)?.to_string();
    if rewards.transferring.is_zero() {
        rewards.deadline = config.deadline(env).seconds();
    }
    rewards.to_transfer = Uint128::zero();
    rewards.transferring = rewards.transferring.saturating_add(amount);
    hold_less(storage, amount)?;
    let message = IbcMsg::Transfer {
        channel_id: config.ics20_channel.clone(),
        to_address,
        amount: Coin::new(amount, REWARDS_DENOM.load(storage)?),
        timeout: config.timeout(env),
        memo: Some(memo(&env.contract.address, validator)?),
    };
    let call = Call::Transfer {
        validator: validator.to_string(),
        amount,
    };
    let id = keep_call(storage, &call)?;
    Ok(Some(SubMsg::reply_always(message, id)))
}

fn memo(contract: &Addr, validator: &str) -> StdResult<String> {
    to_json_string(&TransferMemo {
        src_callback: IbcSrcCallback {
            address: contract.clone(),
            gas_limit: None,
        },
        validator: validator.to_string(),
    })
}

/// What is still open of an announcement was refused, lost or not sent.
pub fn not_announced(rewards: &mut Rewards, open: Uint128) {
    rewards.announcing = rewards.announcing.saturating_sub(open);
    rewards.to_announce = rewards.to_announce.saturating_add(open);
}

/// What is still open of an announcement was acknowledged.
pub fn taken(rewards: &mut Rewards, open: Uint128) {
    rewards.announcing = rewards.announcing.saturating_sub(open);
    rewards.to_transfer = rewards.to_transfer.saturating_add(open);
}

/// A transfer arrived.
pub fn transferred(rewards: &mut Rewards, amount: Uint128) {
    rewards.transferring = rewards.transferring.saturating_sub(amount);
}

/// A transfer was not sent, or gave its tokens back: they are in the balance again.
pub fn take_back(
    storage: &mut dyn Storage,
    rewards: &mut Rewards,
    amount: Uint128,
) -> StdResult<()> {
    rewards.transferring = rewards.transferring.saturating_sub(amount);
    rewards.to_transfer = rewards.to_transfer.saturating_add(amount);
    let held = REWARDS_HELD.may_load(storage)?.unwrap_or_default();
    REWARDS_HELD.save(storage, &held.saturating_add(amount))
}

fn hold_less(storage: &mut dyn Storage, amount: Uint128) -> StdResult<()> {
    let held = REWARDS_HELD.may_load(storage)?.unwrap_or_default();
    REWARDS_HELD.save(storage, &held.saturating_sub(amount))
}
