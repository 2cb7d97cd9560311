//! Slashes of this chain on their way to the provider. What was not sent, refused or timed out is
//! kept, one number a validator. On each channel at most one report of a validator is unanswered, so
//! that its answer can be told from another's; what is slashed meanwhile goes with the next. A report
//! whose answer is lost with its channel is never repeated: it may have been received, and repeated
//! it would slash twice.

use cosmwasm_std::{to_json_binary, Decimal, Env, IbcMsg, StdResult, Storage, SubMsg};
use mesh_apis::ibc::ConsumerPacket;
use mesh_math::reports::left_after_reports_floor;

use crate::msg::SentReport;
use crate::state::{keep_call, Call, Config, Report, CHANNEL, REPORTS};

/// What two slashes in a row take: `1 - (1 - a)(1 - b)`, never less than that.
fn joined(a: Decimal, b: Decimal) -> Decimal {
    Decimal::one().saturating_sub(left_after_reports_floor([a, b]))
}

/// A slash that the provider is to be told of.
pub fn keep(storage: &mut dyn Storage, validator: &str, ratio: Decimal) -> StdResult<()> {
    let mut report = REPORTS.may_load(storage, validator)?.unwrap_or_default();
    report.waiting = joined(report.waiting, ratio);
    save(storage, validator, &report)
}

/// Sends what waits. None where nothing does, no channel is bound, or a report of this validator is
/// unanswered on it.
pub fn send(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    validator: &str,
) -> StdResult<Option<SubMsg>> {
    let mut report = REPORTS.may_load(storage, validator)?.unwrap_or_default();
    let Some(bound) = CHANNEL.may_load(storage)? else {
        return Ok(None);
    };
    let channel_id = bound.channel_id;
    let unanswered = report.sent.iter().any(|sent| sent.channel_id == channel_id);
    if report.waiting.is_zero() || unanswered {
        return Ok(None);
    }
    let ratio = std::mem::take(&mut report.waiting);
    report.sent.push(SentReport {
        channel_id: channel_id.clone(),
        ratio,
    });
    save(storage, validator, &report)?;
    let packet = ConsumerPacket::SlashReport {
        validator: validator.to_string(),
        ratio,
    };
    let message = IbcMsg::SendPacket {
        channel_id: channel_id.clone(),
        data: to_json_binary(&packet)?,
        timeout: config.timeout(env),
    };
    let call = Call::Report {
        validator: validator.to_string(),
        channel_id,
        ratio,
    };
    Ok(Some(SubMsg::reply_always(
        message,
        keep_call(storage, &call)?,
    )))
}

/// A report was acknowledged, or came to nothing and waits again. An answer to none that is open
/// changes nothing. Returns whether it was open.
pub fn answered(
    storage: &mut dyn Storage,
    validator: &str,
    channel_id: &str,
    ratio: Decimal,
    accepted: bool,
) -> StdResult<bool> {
    let Some(mut report) = REPORTS.may_load(storage, validator)? else {
        return Ok(false);
    };
    let is_this = |sent: &SentReport| sent.channel_id == channel_id && sent.ratio == ratio;
    if !report.sent.iter().any(is_this) {
        return Ok(false);
    }
    report.sent.retain(|sent| !is_this(sent));
    if !accepted {
        report.waiting = joined(report.waiting, ratio);
    }
    save(storage, validator, &report)?;
    Ok(true)
}

/// Forgets a validator of which there is nothing to tell.
fn save(storage: &mut dyn Storage, validator: &str, report: &Report) -> StdResult<()> {
    if report.waiting.is_zero() && report.sent.is_empty() {
        REPORTS.remove(storage, validator);
        return Ok(());
    }
    REPORTS.save(storage, validator, report)
}
