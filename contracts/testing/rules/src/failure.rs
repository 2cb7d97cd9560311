//! Rule 5: whatever failed, everything comes back, and the consumer learns what it must hold.

use crate::home;
use crate::machine::op::Op;
use crate::machine::{Machine, Step, DENOM, VALIDATORS};
use mesh_provider::msg::ExecuteMsg;

fn apply(machine: &mut Machine, ops: &[Op]) -> Result<(), String> {
    for (at, op) in ops.iter().enumerate() {
        if let (Step::Broken(reason), _) = machine.apply(*op) {
            return Err(format!("step {at}, {op:?}: {reason}"));
        }
    }
    Ok(())
}

/// No slash in `ops`: from the middle of it and from its end everybody gets all he had, though the
/// consumer never answers again.
pub fn nothing_is_lost(machine: &mut Machine, ops: &[Op]) -> Result<(), String> {
    let before = wealth(machine);
    let (first, second) = ops.split_at(ops.len() / 2);
    for ops in [first, second] {
        apply(machine, ops)?;
        machine.fork(|machine| {
            home::everyone(machine)?;
            let after = wealth(machine);
            if after != before {
                return Err(format!("they had {before:?} and have {after:?}"));
            }
            match machine.ledger.owed + machine.ledger.burned {
                0 => Ok(()),
                burned => Err(format!("{burned} burned without a slash")),
            }
        })?;
    }
    Ok(())
}

/// Wallet and bonded of every owner.
fn wealth(machine: &Machine) -> Vec<u128> {
    let owners = machine.owners.iter();
    let of = |owner: &cosmwasm_std::Addr| {
        let bonded = machine.ledger.account(owner.as_str()).bonded;
        machine.world.balance(owner, DENOM) + bonded
    };
    owners.map(of).collect()
}

/// A consumer that errs but keeps honest books: over a new channel it comes to hold what it must,
/// whatever was refused, lost, answered late or never sent, and whatever slashes and cuts took.
pub fn the_consumer_is_told(machine: &mut Machine, ops: &[Op]) -> Result<(), String> {
    apply(machine, ops)?;
    machine.world.failing_calls.set(0);
    machine.world.client_expired.set(false);
    for of in 0..2 {
        if machine
            .bound_channel(&machine.provider(of).address)
            .is_some()
        {
            machine.apply(Op::Unbind(of));
        }
        if let Step::Refused(reason) = machine.open(of) {
            return Err(format!("no new channel: {reason}"));
        }
        // The second one finds nothing left to say.
        for _ in 0..2 {
            machine.relay_all(of);
            machine.time_out_all(of);
            machine.at_provider(0, of, &ExecuteMsg::Resend { limit: Some(100) });
        }
        machine.relay_all(of);
        for name in VALIDATORS {
            let held = machine.providers[of].remote.held.get(name).copied();
            let held = held.unwrap_or(0);
            let must = machine.tokens_of(of, name);
            if held != must {
                return Err(format!("{of} has {must} at {name}, its consumer {held}"));
            }
        }
    }
    Ok(())
}
