//! Rule 9: rewards go to those they belong to, whole, and nobody's haste changes anybody's total.

use std::collections::BTreeSet;

use mesh_provider::msg::{ExecuteMsg, PendingRewardsResponse, QueryMsg, RewardsResponse};

use crate::machine::op::Op;
use crate::machine::{Machine, Step, REWARDS, VALIDATORS};

/// Owner, validator.
type Place = (usize, usize);

/// Positions of one provider: each holds less than a unit that is not yet anybody's, also after it
/// is gone.
#[derive(Clone, Default)]
pub struct Positions {
    there: BTreeSet<Place>,
    gone: u128,
}

impl Positions {
    fn look(&mut self, machine: &Machine, of: usize) {
        let there: BTreeSet<Place> = places(machine)
            .into_iter()
            .filter(|(owner, validator)| {
                machine.staked(*owner, of, *validator) > 0
                    || pending(machine, *owner, of, *validator) > 0
            })
            .collect();
        self.gone += self.there.difference(&there).count() as u128;
        self.there = there;
    }

    fn count(&self) -> u128 {
        self.gone + self.there.len() as u128
    }
}

fn places(machine: &Machine) -> Vec<Place> {
    let owners = 0..machine.owners.len();
    owners.flat_map(|owner| [(owner, 0), (owner, 1)]).collect()
}

fn pending(machine: &Machine, owner: usize, of: usize, validator: usize) -> u128 {
    let msg = QueryMsg::PendingRewards {
        address: machine.owner(owner).to_string(),
        validator: VALIDATORS[validator].to_string(),
    };
    let address = &machine.provider(of).address;
    let answer: PendingRewardsResponse = machine.world.query(address, &msg);
    answer.amount.u128()
}

/// Σ paid + Σ pending + unallocated is what was credited, but for less than a unit a position.
pub fn whole(machine: &mut Machine, positions: &mut [Positions; 2]) -> Result<(), String> {
    for (of, positions) in positions.iter_mut().enumerate() {
        positions.look(machine, of);
        machine.fork(|machine| {
            // What a query forecasts and what is credited is then the same.
            let mut open = u64::MAX;
            while rewards(machine, of).announcements < open {
                open = rewards(machine, of).announcements;
                machine.at_provider(0, of, &ExecuteMsg::Credit { limit: Some(100) });
            }
            check(machine, of, positions.count())
        })?;
    }
    Ok(())
}

fn rewards(machine: &Machine, of: usize) -> RewardsResponse {
    let address = &machine.provider(of).address;
    machine.world.query(address, &QueryMsg::Rewards {})
}

fn check(machine: &Machine, of: usize, positions: u128) -> Result<(), String> {
    let totals = rewards(machine, of);
    let received = machine.announced[of] - totals.announced.u128();
    let due: u128 = places(machine)
        .into_iter()
        .map(|(owner, validator)| pending(machine, owner, of, validator))
        .sum();
    let given = machine.paid(of) + due + totals.unallocated.u128();
    if given > received {
        return Err(format!("{given} given of {received} received"));
    }
    if received - given >= positions.max(1) {
        return Err(format!(
            "{given} given of {received} received by {positions} positions"
        ));
    }
    Ok(())
}

impl Machine {
    /// What a provider has paid out, swept rewards among it.
    fn paid(&self, of: usize) -> u128 {
        self.arrived[of] - self.world.balance(&self.provider(of).address, REWARDS)
    }
}

/// The same ops, once by people who wait and once by people who claim after every step.
pub fn haste_changes_nothing(machine: &mut Machine, ops: &[Op]) -> Result<(), String> {
    let (patient, _) = machine.fork(|machine| totals(machine, ops, false))?;
    let (hasty, gone) = totals(machine, ops, true)?;
    for (owner, (patient, hasty)) in patient.into_iter().zip(hasty).enumerate() {
        // A fraction that a position left behind when it emptied, and the one it has.
        if patient.abs_diff(hasty) > gone + 4 {
            return Err(format!(
                "owner {owner} earned {patient} or, in haste, {hasty}"
            ));
        }
    }
    Ok(())
}

/// Paid and pending of every owner after `ops`, and how many positions emptied on the way.
fn totals(machine: &mut Machine, ops: &[Op], hasty: bool) -> Result<(Vec<u128>, u128), String> {
    let mut positions = [Positions::default(), Positions::default()];
    for (at, op) in ops.iter().enumerate() {
        if let (Step::Broken(reason), _) = machine.apply(*op) {
            return Err(format!("step {at}, {op:?}: {reason}"));
        }
        if !hasty {
            continue;
        }
        for (of, positions) in positions.iter_mut().enumerate() {
            for (owner, validator) in places(machine) {
                let msg = ExecuteMsg::ClaimRewards {
                    validator: VALIDATORS[validator].to_string(),
                    recipient: None,
                };
                machine.at_provider(owner, of, &msg);
            }
            positions.look(machine, of);
        }
    }
    let owners = 0..machine.owners.len();
    let total = |owner: usize| {
        let due: u128 = [(0, 0), (0, 1), (1, 0), (1, 1)]
            .into_iter()
            .map(|(of, validator)| pending(machine, owner, of, validator))
            .sum();
        machine.world.balance(&machine.owner(owner), REWARDS) + due
    };
    let gone = positions.iter().map(|positions| positions.gone).sum();
    Ok((owners.map(total).collect(), gone))
}
