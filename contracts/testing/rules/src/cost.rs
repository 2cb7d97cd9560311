//! Rule 10: what a message costs, in records read and written, does not depend on how many others
//! there are, and nothing that users make long stands in the way of a slash.

use cosmwasm_std::{coin, Addr, Order, Uint128};
use cw_storage_plus::Bound;
use mesh_lockup::msg::ExecuteMsg as LockupMsg;
use mesh_provider::msg::{DelegatorsResponse, ExecuteMsg, QueryMsg};
use mesh_provider::state::POSITIONS;

use crate::machine::op::Op;
use crate::machine::{Machine, Saved, Step, DENOM, VALIDATORS};

/// Others who stake at every validator of every provider.
const CROWD: u128 = 40;
/// What they have bonded, all together.
const OTHERS: u128 = 4_000_000;
/// What a slash touches at most: evidence, validator, slashers, reports, what is known of the
/// consumer, one packet.
const SLASH: u64 = 48;
/// What one item of a page touches at most, with its calls to the lockup and who they cut.
const ITEM: u64 = 120;
const PAGE: u32 = 5;

/// Two machines that differ in nothing but how many others hold what the others hold.
pub struct Crowded {
    few: Machine,
    many: Machine,
    new: [Saved; 2],
}

impl Crowded {
    pub fn new(wallet: u128) -> Self {
        let few = beside(wallet, 1);
        let many = beside(wallet, CROWD);
        let new = [few.save(), many.save()];
        Crowded { few, many, new }
    }

    /// The same ops cost the same in both.
    pub fn run(&mut self, ops: &[Op]) -> Result<(), String> {
        self.few.restore(&self.new[0]);
        self.many.restore(&self.new[1]);
        for (at, op) in ops.iter().enumerate() {
            let (few, alone) = measured(&mut self.few, *op);
            let (many, crowded) = measured(&mut self.many, *op);
            let tell = |reason: String| Err(format!("step {at}, {op:?}: {reason}"));
            if std::mem::discriminant(&few) != std::mem::discriminant(&many) {
                return tell(format!("{few:?} alone, {many:?} in a crowd"));
            }
            if alone != crowded {
                return tell(format!("{alone} records alone, {crowded} in a crowd"));
            }
            if matches!(op, Op::Slash(..) | Op::Report(..)) && crowded > SLASH {
                return tell(format!("a slash touches {crowded} records"));
            }
        }
        self.pages()
    }

    /// A slash of the crowd is pushed page by page, each of bounded cost, until nobody owes anything.
    fn pages(&mut self) -> Result<(), String> {
        let machine = &mut self.many;
        machine.world.failing_calls.set(0);
        machine.apply(Op::Slash(0, 0, 100, false));
        let mut start_after = None;
        while let Some(next) = next_after(machine, start_after.as_ref()) {
            let msg = ExecuteMsg::ProcessSlashes {
                validator: VALIDATORS[0].to_string(),
                start_after: start_after.map(String::from),
                limit: Some(PAGE),
            };
            if let Step::Refused(reason) = machine.at_provider(0, 0, &msg) {
                return Err(format!("{msg:?} was refused: {reason}"));
            }
            let cost = machine.world.cost.get();
            // The last one of a page may have 32 unbondings.
            if cost > ITEM * u64::from(PAGE + 32) {
                return Err(format!("a page of {PAGE} touches {cost} records"));
            }
            // A page settles one owner at least.
            start_after = Some(next);
        }
        all_settled(machine)
    }
}

/// A machine where so many others stake, the same in sum.
fn beside(wallet: u128, others: u128) -> Machine {
    let mut machine = Machine::new(wallet);
    for number in 0..others {
        join(&mut machine, number, OTHERS / others);
    }
    for of in 0..2 {
        machine.relay_all(of);
    }
    machine.book_calls();
    machine
}

fn measured(machine: &mut Machine, op: Op) -> (Step, u64) {
    machine.world.cost.set(0);
    let (step, _) = machine.apply(op);
    (step, machine.world.cost.get())
}

/// The next owner with anything at the validator that is slashed.
fn next_after(machine: &Machine, owner: Option<&Addr>) -> Option<Addr> {
    machine.world.read(&machine.provider(0).address, |store| {
        let mut owners = POSITIONS.prefix(VALIDATORS[0]).keys(
            store,
            owner.map(Bound::exclusive),
            None,
            Order::Ascending,
        );
        owners.next().map(|owner| owner.unwrap())
    })
}

fn all_settled(machine: &Machine) -> Result<(), String> {
    let msg = QueryMsg::Delegators {
        validator: VALIDATORS[0].to_string(),
        start_after: None,
        limit: Some(100),
    };
    let answer: DelegatorsResponse = machine.world.query(&machine.provider(0).address, &msg);
    match answer.delegators.iter().find(|d| !d.slashed.is_zero()) {
        None => Ok(()),
        Some(left) => Err(format!("{left:?} after all pages")),
    }
}

/// One more stranger with stake everywhere.
fn join(machine: &mut Machine, number: u128, amount: u128) {
    let stranger = machine.world.address(&format!("stranger {number}"));
    machine.world.mint(&stranger, DENOM, amount);
    let execute = |msg: &LockupMsg, funds: &[cosmwasm_std::Coin]| {
        let lockup = &machine.lockup;
        let done = machine.world.execute(&stranger, lockup, msg, funds);
        done.expect("a stranger may stake");
    };
    execute(&LockupMsg::Bond {}, &[coin(amount, DENOM)]);
    for provider in &machine.providers {
        for validator in VALIDATORS {
            let msg = LockupMsg::GrantClaim {
                leinholder: provider.address.to_string(),
                amount: Uint128::new(amount / 2),
                validator: validator.to_string(),
            };
            execute(&msg, &[]);
        }
    }
}
