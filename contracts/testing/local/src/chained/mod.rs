//! The lockup with the real meta-staking as its local staking, on a modelled x/staking, beside a
//! consumer that has funds of its own there.

mod apply;
pub mod checks;
pub mod exit;
pub mod exposure;
mod look;
pub mod op;
mod reach;

use cosmwasm_std::{coin, Addr};
use meta_staking::msg::{ExecuteMsg, InstantiateMsg, SudoMsg};

pub use reach::{Reach, Reached};

use crate::machine::{Machine, Saved, Step, DENOM, LOCKUP};
use crate::world::{Code, World};

pub const VALIDATORS: [&str; 2] = ["osmovaloper1", "osmovaloper2"];
/// Seconds. A validator takes an undelegation in a seventh of it.
pub const UNBONDING_TIME: u64 = 2_800;
/// What others have delegated to each validator.
const STANDING: u128 = 1_000_000_000;

pub struct Chained {
    pub machine: Machine,
    pub consumer: Addr,
    new: Saved,
    pub reached: Reached,
    /// Whether steps are looked at for what they reach, which costs as much as they do.
    pub counting: bool,
}

impl Chained {
    /// The consumer has as many tokens to delegate as an owner has in all.
    pub fn new(wallet: u128, crowd: usize) -> Self {
        let world = World::default();
        let admin = world.address("admin");
        world.chain(|chain| {
            chain.unbonding_time = UNBONDING_TIME;
            for name in VALIDATORS {
                chain.list(name, STANDING);
            }
        });
        let msg = InstantiateMsg {
            admin: None,
            limits: None,
            lockup: Some(world.address(LOCKUP).to_string()),
            unbonding_time: Some(UNBONDING_TIME),
            rewards_denom: Some(DENOM.to_string()),
        };
        let home = world.instantiate(Code::Staking, &admin, "home", &msg);
        let consumer = world.address("consumer");
        if wallet > 0 {
            let funds = coin(wallet, DENOM);
            world.mint(&home, &funds);
            let msg = ExecuteMsg::Sudo(SudoMsg::AddConsumer {
                consumer_address: consumer.to_string(),
                funds_available_for_staking: funds,
            });
            world.execute(&admin, &home, &msg, &[]).unwrap();
        }
        let mut machine = Machine::around(world, home, wallet, crowd);
        let all = machine.owners.len();
        for owner in crate::machine::OWNERS..all {
            let owner = machine.owners[owner].clone();
            let mut msg = machine.grant(&machine.home, wallet / 4);
            name_validator(&mut msg, VALIDATORS[0]);
            machine.say(&owner, &msg, 0);
        }
        machine.owners.truncate(crate::machine::OWNERS);
        let new = machine.save();
        Chained {
            machine,
            consumer,
            new,
            reached: Reached::default(),
            counting: false,
        }
    }

    pub fn renew(&mut self) {
        self.machine.restore(&self.new);
        self.reached = Reached::default();
    }

    pub fn fork<T>(&mut self, body: impl FnOnce(&mut Chained) -> T) -> T {
        let saved = self.machine.save();
        let reached = self.reached.clone();
        let result = body(self);
        self.machine.restore(&saved);
        self.reached = reached;
        result
    }

    /// A message to meta-staking; what it says to the lockup is booked.
    pub fn ask(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Step {
        let home = self.machine.home.clone();
        match self.machine.world.execute(sender, &home, msg, &[]) {
            Ok(events) => {
                self.machine.book(&events);
                Step::Done
            }
            // The library's words for what does not fit: no refusal, but a fault.
            Err(reason) if reason.contains("with given operands") => {
                Step::Broken(format!("{msg:?}: {reason}"))
            }
            Err(reason) => Step::Refused(reason),
        }
    }

    pub fn pass(&mut self, seconds: u64) {
        let home = self.machine.home.clone();
        self.machine.world.pass(seconds, &home, DENOM);
    }
}

fn name_validator(msg: &mut mesh_lockup::msg::ExecuteMsg, name: &str) {
    if let mesh_lockup::msg::ExecuteMsg::GrantClaim { validator, .. } = msg {
        *validator = name.to_string();
    }
}
