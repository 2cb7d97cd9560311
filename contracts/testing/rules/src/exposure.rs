//! Rule 7: what a slash must take, of whom. Two forks of the same moment, one before the slash and one
//! after, in which everything that can be answered is answered and everything recorded is settled.

use mesh_provider::msg::{ExecuteMsg, UnbondingEntry};

use crate::home;
use crate::machine::op::Op;
use crate::machine::{Machine, Step, ONE, VALIDATORS};

/// One owner's stake at one validator, as it is booked: what is owed but not yet pushed is still in it.
#[derive(Debug)]
struct Stake {
    /// Active, and unbonding that is not due.
    at_risk: u128,
    /// Unbonding that is due.
    safe: u128,
    /// Items that were rounded on their way here.
    items: u128,
}

/// Every sequence of ops; each slash and each report in it takes its part of everything there is.
pub fn run(machine: &mut Machine, ops: &[Op]) -> Result<(), String> {
    for (at, op) in ops.iter().enumerate() {
        let hit = match op {
            Op::Slash(of, validator, ..) | Op::Report(of, validator, _) => {
                Some((of % 2, validator % 2))
            }
            _ => None,
        };
        let before = hit.map(|(of, validator)| settled(machine, of, validator));
        let (step, _) = machine.apply(*op);
        let tell = |reason: String| format!("step {at}, {op:?}: {reason}");
        if let Step::Broken(reason) = &step {
            return Err(tell(reason.clone()));
        }
        if let (Some((of, validator)), Some(before), Step::Done) = (hit, before, step) {
            let after = settled(machine, of, validator);
            for (before, after) in before.iter().zip(&after) {
                compare(before, after, machine.taken).map_err(tell)?;
            }
        }
    }
    // However it was slashed, it can be taken out.
    machine.fork(home::everyone)
}

fn compare(before: &Stake, after: &Stake, ratio: u128) -> Result<(), String> {
    let must = before.at_risk * (ONE - ratio) / ONE;
    let rounding = before.items + after.items + 1;
    let fits = match ratio == ONE {
        true => after.at_risk == 0,
        false => after.at_risk.abs_diff(must) <= rounding,
    };
    if fits && before.safe == after.safe {
        return Ok(());
    }
    Err(format!(
        "{before:?} became {after:?} by a slash of {ratio} in 10^18"
    ))
}

fn settled(machine: &mut Machine, of: usize, validator: usize) -> Vec<Stake> {
    machine.fork(|machine| {
        machine.world.failing_calls.set(0);
        let owners = 0..machine.owners.len();
        let flying: Vec<usize> = owners
            .clone()
            .map(|owner| machine.in_flight(owner, of).len())
            .collect();
        machine.relay_all(of);
        machine.time_out_all(of);
        // A page that ended in the middle goes on first.
        for _ in 0..2 {
            let name = VALIDATORS[validator].to_string();
            let msg = ExecuteMsg::ProcessSlashes {
                validator: name,
                start_after: None,
                limit: Some(100),
            };
            machine.at_provider(0, of, &msg);
            for owner in owners.clone() {
                let msg = ExecuteMsg::Settle {
                    owner: machine.owner(owner).to_string(),
                    limit: Some(100),
                };
                machine.at_provider(0, of, &msg);
            }
        }
        let stake = |owner: usize| stake(machine, owner, of, validator, flying[owner]);
        owners.map(stake).collect()
    })
}

fn stake(machine: &Machine, owner: usize, of: usize, validator: usize, flying: usize) -> Stake {
    let now = machine.world.time();
    let entries = machine.leaving(owner, of).entries;
    let here = entries
        .iter()
        .filter(|e| e.validator == VALIDATORS[validator]);
    let (due, open): (Vec<_>, Vec<_>) = here.partition(|entry| entry.release_at <= now);
    let sum = |entries: &[&UnbondingEntry]| -> u128 {
        let booked = |entry: &&UnbondingEntry| (entry.tokens + entry.slashed).u128();
        entries.iter().map(booked).sum()
    };
    let staked = machine.account(owner, of).staked.into_iter();
    let active = staked.filter(|row| row.validator == VALIDATORS[validator]);
    let active: u128 = active.map(|row| (row.tokens + row.slashed).u128()).sum();
    Stake {
        at_risk: active + sum(&open),
        safe: sum(&due),
        items: (1 + open.len() + flying) as u128,
    }
}
