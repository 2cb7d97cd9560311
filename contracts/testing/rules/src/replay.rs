//! Rule 6: what was done is done once. Every replay runs on a fork that is thrown away.

use cosmwasm_std::from_json;
use mesh_apis::ibc::ProviderPacket;
use mesh_lockup::msg::ExecuteMsg as LockupMsg;
use mesh_provider::msg::ExecuteMsg;

use crate::machine::op::Op;
use crate::machine::{Machine, Step, VALIDATORS};

pub type Check = Result<(), String>;

/// Repeats what `op` did, in every way it could be repeated.
pub fn exactly_once(machine: &mut Machine, op: Op, step: &Step, packet: Option<usize>) -> Check {
    if !matches!(step, Step::Done) {
        return Ok(());
    }
    machine.fork(|machine| replay(machine, op, packet))
}

fn replay(machine: &Machine, op: Op, packet: Option<usize>) -> Check {
    machine.world.failing_calls.set(0);
    match op {
        Op::Relay(..) | Op::Acknowledge(_) | Op::TimeOut(_) => match packet {
            Some(index) => answers(machine, index),
            None => Ok(()),
        },
        Op::Slash(of, validator, ratio, tombstone) => {
            let slasher = machine.provider(of).slasher.clone();
            // The id is what counts, not what is said under it.
            for (validator, ratio) in [(validator, ratio), (validator + 1, 1)] {
                let msg = machine.evidence_msg(validator, ratio, tombstone);
                let result = machine.world.execute(&machine.admin, &slasher, &msg, &[]);
                refused("the same evidence", result.is_err())?;
            }
            Ok(())
        }
        Op::Burn => {
            let sender = machine.owner(0);
            let result = machine
                .world
                .execute(&sender, &machine.lockup, &LockupMsg::Burn {}, &[]);
            refused("a second burn", result.is_err())
        }
        Op::Withdraw(_) => everyone(machine, |machine, owner, of| {
            repeat(machine, owner, of, &ExecuteMsg::Unbond { limit: None })
        }),
        Op::Settle(..) => everyone(machine, |machine, owner, of| {
            let msg = ExecuteMsg::Settle {
                owner: machine.owner(owner).to_string(),
                limit: None,
            };
            repeat(machine, owner, of, &msg)
        }),
        Op::ProcessSlashes(of, validator, _) => {
            let msg = ExecuteMsg::ProcessSlashes {
                validator: VALIDATORS[validator % 2].to_string(),
                start_after: None,
                limit: None,
            };
            repeat(machine, 0, of, &msg)
        }
        Op::Resend(of, _) => repeat(machine, 0, of, &ExecuteMsg::Resend { limit: None }),
        _ => Ok(()),
    }
}

fn refused(what: &str, refused: bool) -> Check {
    if refused {
        Ok(())
    } else {
        Err(format!("{what} was taken"))
    }
}

/// A second answer to a packet that moves stake, of the same kind and of the other. Core IBC lets none
/// through; a question that is answered twice is at worst asked again.
fn answers(machine: &Machine, index: usize) -> Check {
    let packet = machine.world.packet(index);
    let moves = matches!(
        from_json(&packet.data),
        Ok(ProviderPacket::Stake { .. } | ProviderPacket::Unstake { .. })
    );
    if !moves {
        return Ok(());
    }
    let before = machine.world.snapshot();
    if packet.ack.is_some() {
        let _refused = machine.world.acknowledge(index);
        if !machine.world.stands_as(&before) {
            return Err("a second acknowledgement changed something".to_string());
        }
    }
    let _refused = machine.world.time_out(index);
    if !machine.world.stands_as(&before) {
        return Err("a timeout after the answer changed something".to_string());
    }
    Ok(())
}

fn everyone(machine: &Machine, check: impl Fn(&Machine, usize, usize) -> Check) -> Check {
    for of in 0..machine.providers.len() {
        for owner in 0..machine.owners.len() {
            check(machine, owner, of)?;
        }
    }
    Ok(())
}

/// Once more must move no tokens, no claim, no position and no packet. Before that it may go on from
/// where a page ended, and apply what its own slash brought back: a holder that slashes in its turn.
fn repeat(machine: &Machine, owner: usize, of: usize, msg: &ExecuteMsg) -> Check {
    for _ in 0..3 {
        machine.at_provider(owner, of, msg);
    }
    let before = (books(machine), shown(machine));
    machine.at_provider(owner, of, msg);
    if (books(machine), shown(machine)) == before {
        Ok(())
    } else {
        Err(format!("{msg:?} counted twice"))
    }
}

fn books(machine: &Machine) -> impl PartialEq {
    machine.world.books_of(&machine.lockup)
}

/// What all owners have at all providers, as they can ask it.
fn shown(machine: &Machine) -> Vec<String> {
    let mut shown = vec![];
    for of in 0..machine.providers.len() {
        for owner in 0..machine.owners.len() {
            let staked = machine.account(owner, of);
            let cut = machine.pending_cut(owner, of);
            let leaving = machine.leaving(owner, of);
            shown.push(format!("{staked:?} {cut:?} {leaving:?}"));
        }
    }
    shown
}
