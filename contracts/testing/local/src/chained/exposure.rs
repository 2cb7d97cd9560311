//! What a slash at home must take, of whom; what repeating it must not; what a message may cost.

use meta_staking::msg::ExecuteMsg;

use super::op::Op;
use super::{Chained, VALIDATORS};
use crate::machine::Step;

/// What an owner has at risk at a validator, in how many items.
type AtRisk = Vec<(u128, usize)>;

/// Every op; each slash in it takes its part of everything there is.
pub fn apply(machine: &mut Chained, op: Op) -> Result<(), String> {
    let Op::Slash(validator, ..) = op else {
        return match machine.apply(op) {
            Step::Broken(reason) => Err(reason),
            _ => Ok(()),
        };
    };
    let name = VALIDATORS[validator % 2];
    let (before, stood) = found(machine, name)?;
    machine.apply(op);
    let (after, stands) = found(machine, name)?;
    if stood == 0 {
        return Ok(());
    }
    for ((before, items), (after, _)) in before.iter().zip(&after) {
        let must = before * stands / stood;
        let rounding = 2 + *items as u128;
        if after.abs_diff(must) > rounding {
            return Err(format!("{before} became {after}, must be {must}"));
        }
    }
    Ok(())
}

/// Once all losses are found and told.
fn found(machine: &mut Chained, name: &str) -> Result<(AtRisk, u128), String> {
    machine.fork(|machine| {
        machine.find_losses()?;
        let owners = machine.machine.owners.clone();
        for owner in &owners {
            let untold = machine.stored(owner).untold;
            if untold > 0 {
                return Err(format!("{untold} never told"));
            }
        }
        let at_risk = owners.iter().map(|owner| machine.at_risk(owner, name));
        let at_risk = at_risk.collect();
        let stands = |chain: &mut crate::world::Chain| chain.validators[name].standing();
        Ok((at_risk, machine.machine.world.chain(stands)))
    })
}

/// Finds all and hands over all, and does it again.
pub fn twice_is_once(machine: &mut Chained) -> Result<(), String> {
    let mut accounts = vec![];
    for _ in 0..2 {
        machine.find_losses()?;
        for owner in machine.machine.owners.clone() {
            if let Step::Broken(reason) =
                machine.ask(&owner, &ExecuteMsg::ReleaseLocal { limit: Some(100) })
            {
                return Err(reason);
            }
        }
        accounts.push(machine.machine.ledger.accounts.clone());
    }
    match accounts[0] == accounts[1] {
        true => Ok(()),
        false => Err(format!("{accounts:?}")),
    }
}

/// Records by which the cost of a message may differ beside a crowd of a hundred.
const SLACK: u64 = 20;

/// The same machine twice, once among many owners at the same validator.
pub struct Crowded([Chained; 2]);

impl Crowded {
    pub fn new(wallet: u128) -> Self {
        Crowded([Chained::new(wallet, 1), Chained::new(wallet, 100)])
    }

    pub fn run(&mut self, ops: &[Op]) -> Result<(), String> {
        self.0.iter_mut().for_each(Chained::renew);
        for (at, op) in ops.iter().enumerate() {
            let costs = self.0.each_mut().map(|machine| {
                let before = machine.machine.world.touched();
                machine.apply(*op);
                machine.machine.world.touched() - before
            });
            if costs[1] > costs[0] + SLACK {
                return Err(format!("step {at}, {op:?}: {costs:?}"));
            }
        }
        Ok(())
    }
}
