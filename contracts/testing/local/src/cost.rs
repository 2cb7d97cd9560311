//! Rule 10: what a message costs does not grow with the number of accounts.

use crate::machine::op::Op;
use crate::machine::{Machine, Saved, Step};

/// The same machine twice, once among many accounts.
pub struct Crowded {
    machines: [(Machine, Saved); 2],
}

impl Crowded {
    pub fn new(wallet: u128) -> Self {
        let machine = |crowd| {
            let machine = Machine::new(wallet, crowd);
            let new = machine.save();
            (machine, new)
        };
        Crowded {
            machines: [machine(0), machine(100)],
        }
    }

    pub fn run(&mut self, ops: &[Op]) -> Result<(), String> {
        for (machine, new) in &mut self.machines {
            machine.restore(new);
        }
        for (at, op) in ops.iter().enumerate() {
            let [alone, crowded] = &mut self.machines;
            let costs = [alone, crowded].map(|(machine, _)| {
                let before = machine.world.touched();
                let step = machine.apply(*op);
                let done = !matches!(step, Step::Broken(_));
                (done, machine.world.touched() - before)
            });
            if costs[0] != costs[1] || !costs[0].0 {
                return Err(format!("step {at}, {op:?}: {costs:?}"));
            }
        }
        Ok(())
    }
}
