//! What must be true of rewards after every step, and at the end.

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

use super::{Link, Op, LINKED};
use crate::earnings;
use crate::machine::{Step, REWARDS};

type Check = Result<(), String>;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Ask {
    PendingRewards {},
}

#[derive(Deserialize)]
struct Pending {
    rewards: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    to_announce: Uint128,
    announcing: Uint128,
    to_transfer: Uint128,
    transferring: Uint128,
}

/// To announce, announcing, to transfer, transferring: over all validators.
pub(super) fn rows(link: &Link) -> [u128; 4] {
    let answer: Pending = link.there.query(&link.consumer, &Ask::PendingRewards {});
    let mut sums = [0; 4];
    for row in answer.rewards {
        let steps = [
            row.to_announce,
            row.announcing,
            row.to_transfer,
            row.transferring,
        ];
        for (sum, amount) in sums.iter_mut().zip(steps) {
            *sum += amount.u128();
        }
    }
    sums
}

/// Rules 4, 5, 6 and 9 of rewards, after each step and at the end of each sequence.
pub fn run(link: &mut Link, ops: &[Op]) -> Check {
    for (at, op) in ops.iter().enumerate() {
        let step = link.apply(*op);
        let say = |reason: String| format!("step {at}, {op:?} → {step:?}: {reason}");
        match &step {
            Step::Nothing | Step::Refused(_) => continue,
            Step::Broken(reason) => return Err(say(reason.clone())),
            Step::Done => {}
        }
        kept(link).map_err(say)?;
        earnings::whole(&mut link.here, &mut link.positions).map_err(say)?;
    }
    everything_arrives(link)
}

/// Every unit is in one place, none is announced twice, and none is sent that was not announced.
fn kept(link: &Link) -> Check {
    let rows = rows(link);
    let arrived = link.here.arrived[LINKED];
    let there: u128 = rows.iter().sum();
    if there + arrived != link.received + link.untold {
        let received = link.received;
        return Err(format!("{rows:?} there, {arrived} arrived of {received}"));
    }
    let announced = link.here.announced[LINKED];
    if announced > link.received {
        return Err(format!("{announced} announced of {}", link.received));
    }
    let under_way = link.there.transfers_under_way();
    let sent: u128 = under_way
        .iter()
        .map(|(_, transfer)| transfer.amount())
        .sum();
    if sent + arrived > announced {
        return Err(format!("{sent} sent and {arrived} arrived of {announced}"));
    }
    Ok(())
}

/// Over a new channel, with what earlier ones still answer left out: all is announced once and
/// arrives. Answers that come after that change nothing.
fn everything_arrives(link: &mut Link) -> Check {
    for side in [true, false] {
        link.apply(Op::Unbind(side));
    }
    link.apply(Op::Open);
    // A reward may be under way by itself, wait for its announcement, and for a page of others; the
    // provider takes only so many announcements before their tokens come.
    for _ in 0..8 {
        link.apply(Op::Pass(8_000));
        link.carry_all();
        link.apply(Op::Retry(None));
        link.carry_all();
        while !link.there.transfers_under_way().is_empty() {
            link.apply(Op::Arrive(0, true));
        }
        link.credit_all();
    }
    let [to_announce, announcing, to_transfer, transferring] = rows(link);
    let waits = to_announce + announcing + to_transfer;
    if waits > 0 || transferring != link.untold {
        return Err(format!("{waits} never sent, {transferring} never arrived"));
    }
    let (announced, arrived) = (link.here.announced[LINKED], link.here.arrived[LINKED]);
    if (announced, arrived) != (link.received, link.received) {
        let received = link.received;
        return Err(format!(
            "{announced} announced, {arrived} arrived of {received}"
        ));
    }
    earnings::whole(&mut link.here, &mut link.positions)?;
    late_answers_change_nothing(link)
}

fn late_answers_change_nothing(link: &mut Link) -> Check {
    let before = (rows(link), link.there.transfers_under_way().len());
    let provider = link.provider();
    let held = link.here.world.balance(&provider, REWARDS);
    for (ours, index) in link.unanswered() {
        let late = match link.packet(ours, index).ack {
            Some(_) => link.deliver_ack(ours, index),
            None => link.deliver_timeout(ours, index),
        };
        late.map_err(|reason| format!("a late answer failed: {reason}"))?;
    }
    let after = (rows(link), link.there.transfers_under_way().len());
    if after != before || link.here.world.balance(&provider, REWARDS) != held {
        return Err(format!("late answers made {before:?} {after:?}"));
    }
    Ok(())
}
