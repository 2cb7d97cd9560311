//! What became of announcements, channel by channel. An answer that is lost with its channel leaves
//! open whether the provider took the announcement: repeated, it might count twice, and transferred
//! without one, the tokens would belong to nobody. So the provider is asked, over the next channel,
//! on which nothing of the earlier one can arrive any more.

use cosmwasm_std::{to_json_binary, Env, IbcMsg, Order, StdResult, Storage, SubMsg, Uint128};
use mesh_apis::ibc::ConsumerPacket;

use crate::state::{keep_call, Announced, Call, Config, Rewards, ANNOUNCED, CHANNEL, REWARDS};

/// Channels of one validator that one message looks at.
const CHANNELS: usize = 4;

/// An announcement goes out.
pub fn sent(
    storage: &mut dyn Storage,
    validator: &str,
    channel: &str,
    amount: Uint128,
) -> StdResult<()> {
    let mut row = load(storage, validator, channel)?;
    row.unanswered = row.unanswered.saturating_add(amount);
    ANNOUNCED.save(storage, (validator, channel), &row)
}

/// An announcement was acknowledged, or came to nothing. Returns what of it was still open: nothing
/// where the provider has told in the meantime what became of it.
pub fn answered(
    storage: &mut dyn Storage,
    validator: &str,
    channel: &str,
    amount: Uint128,
    accepted: bool,
) -> StdResult<Uint128> {
    let mut row = load(storage, validator, channel)?;
    let open = amount.min(row.unanswered);
    row.unanswered = row.unanswered.saturating_sub(open);
    if accepted {
        row.acknowledged = row.acknowledged.saturating_add(open);
    }
    save(storage, validator, channel, &row)?;
    Ok(open)
}

/// The provider took `total` of announcements on a dead channel. Returns what of the unanswered ones
/// it took, and what it did not.
pub fn told(
    storage: &mut dyn Storage,
    validator: &str,
    channel: &str,
    total: Uint128,
) -> StdResult<(Uint128, Uint128)> {
    let row = load(storage, validator, channel)?;
    ANNOUNCED.remove(storage, (validator, channel));
    let taken = total.saturating_sub(row.acknowledged).min(row.unanswered);
    Ok((taken, row.unanswered.saturating_sub(taken)))
}

/// Asks about a validator's announcements on dead channels, where one is bound to ask on.
pub fn ask(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    validator: &str,
) -> StdResult<Vec<SubMsg>> {
    let Some(bound) = CHANNEL.may_load(storage)? else {
        return Ok(vec![]);
    };
    let rows = ANNOUNCED
        .prefix(validator)
        .range(storage, None, None, Order::Ascending)
        .take(CHANNELS)
        .collect::<StdResult<Vec<_>>>()?;
    let now = env.block.time.seconds();
    let mut questions = vec![];
    for (channel, mut row) in rows {
        if channel == bound.counterparty_channel_id || now < row.asked_until {
            continue;
        }
        if row.unanswered.is_zero() {
            ANNOUNCED.remove(storage, (validator, &channel));
            continue;
        }
        row.asked_until = config.deadline(env).seconds();
        ANNOUNCED.save(storage, (validator, &channel), &row)?;
        let packet = ConsumerPacket::Announced {
            channel_id: channel.clone(),
            validator: validator.to_string(),
        };
        let message = IbcMsg::SendPacket {
            channel_id: bound.channel_id.clone(),
            data: to_json_binary(&packet)?,
            timeout: config.timeout(env),
        };
        let call = Call::Ask {
            validator: validator.to_string(),
            channel,
        };
        questions.push(SubMsg::reply_always(message, keep_call(storage, &call)?));
    }
    Ok(questions)
}

/// The question could not be sent.
pub fn not_asked(storage: &mut dyn Storage, validator: &str, channel: &str) -> StdResult<()> {
    let mut row = load(storage, validator, channel)?;
    row.asked_until = 0;
    save(storage, validator, channel, &row)
}

/// The first layout did not keep announcements by channel: those that are open count as sent on the
/// bound one.
pub fn adopt(storage: &mut dyn Storage) -> StdResult<()> {
    let Some(bound) = CHANNEL.may_load(storage)? else {
        return Ok(());
    };
    let rows = REWARDS
        .range(storage, None, None, Order::Ascending)
        .collect::<StdResult<Vec<(String, Rewards)>>>()?;
    for (validator, rewards) in rows {
        let known = ANNOUNCED
            .prefix(&validator)
            .keys(storage, None, None, Order::Ascending)
            .next();
        if known.is_none() && !rewards.announcing.is_zero() {
            let channel = &bound.counterparty_channel_id;
            sent(storage, &validator, channel, rewards.announcing)?;
        }
    }
    Ok(())
}

fn load(storage: &dyn Storage, validator: &str, channel: &str) -> StdResult<Announced> {
    let row = ANNOUNCED.may_load(storage, (validator, channel))?;
    Ok(row.unwrap_or_default())
}

/// Of a dead channel on which nothing is open there is nothing left to know.
fn save(
    storage: &mut dyn Storage,
    validator: &str,
    channel: &str,
    row: &Announced,
) -> StdResult<()> {
    let bound = CHANNEL.may_load(storage)?;
    let dead = bound.is_none_or(|bound| bound.counterparty_channel_id != channel);
    if dead && row.unanswered.is_zero() {
        ANNOUNCED.remove(storage, (validator, channel));
        return Ok(());
    }
    ANNOUNCED.save(storage, (validator, channel), row)
}
