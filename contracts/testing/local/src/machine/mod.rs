//! One lockup, three owners, four lienholders, and a local staking that says what it likes.

mod apply;
pub mod op;
mod reach;

use cosmwasm_std::{coin, Addr, Event};
use mesh_lockup::msg::{ExecuteMsg, InstantiateMsg};

pub use reach::{Reach, Reached};

use crate::checks::Books;
use crate::ledger::{Cut, Ledger};
use crate::world::{Code, State, Temper, World};

pub const DENOM: &str = "uosmo";
/// Names of addresses.
pub const LOCKUP: &str = "lockup";
pub const OWNERS: usize = 3;
pub const TEMPERS: [Temper; 4] = [
    Temper::Plain,
    Temper::Deaf,
    Temper::Greedy,
    Temper::Refusing,
];

pub struct Machine {
    pub world: World,
    pub lockup: Addr,
    pub home: Addr,
    pub home_temper: Temper,
    pub owners: Vec<Addr>,
    holders: Vec<(Temper, Addr)>,
    pub ledger: Ledger,
    booked: usize,
    /// Tokens that the local staking lost and never told of.
    pub vanished: u128,
    /// Cuts that the last message told.
    pub told: Vec<Cut>,
    pub reached: Reached,
}

/// What an op came to.
#[derive(Debug)]
pub enum Step {
    /// There was nothing to do it with.
    Nothing,
    Done,
    /// A message was refused; it has changed nothing.
    Refused(String),
    /// A message was refused that must be taken, or the other way round.
    Broken(String),
}

/// All that a step may change.
pub struct Saved {
    state: State,
    home_temper: Temper,
    ledger: Ledger,
    booked: usize,
    vanished: u128,
    failing_calls: u32,
}

impl Machine {
    /// Owners have `wallet` each, half of it bonded; a crowd has bonded and delegated beside them.
    pub fn new(wallet: u128, crowd: usize) -> Self {
        let world = World::default();
        let home = world.address("home");
        let code = Code::Holder(Temper::Plain);
        world.instantiate(code, &home, "home", &());
        let mut machine = Machine::around(world, home, wallet, crowd);
        // So that it can bring back more than it must.
        machine.world.mint(&machine.home, &coin(wallet, DENOM));
        for owner in machine.owners.split_off(OWNERS) {
            let msg = machine.grant(&machine.home, wallet / 4);
            machine.say(&owner, &msg, 0);
        }
        machine
    }

    /// A lockup whose local staking is `home`.
    pub fn around(world: World, home: Addr, wallet: u128, crowd: usize) -> Self {
        let admin = world.address("admin");
        let holders = TEMPERS.map(|temper| {
            let name = format!("{temper:?}");
            let address = world.instantiate(Code::Holder(temper), &admin, &name, &());
            (temper, address)
        });
        let msg = InstantiateMsg {
            denom: DENOM.to_string(),
            admin: None,
            local_staking: Some(home.to_string()),
        };
        let lockup = world.instantiate(Code::Lockup, &admin, LOCKUP, &msg);
        let names = 0..OWNERS + crowd;
        let owners = names.map(|number| world.address(&format!("owner {number}")));
        let mut machine = Machine {
            lockup,
            owners: owners.collect(),
            holders: holders.to_vec(),
            ledger: Ledger::new(home.clone()),
            home,
            home_temper: Temper::Plain,
            booked: 0,
            vanished: 0,
            told: vec![],
            reached: Reached::default(),
            world,
        };
        for owner in machine.owners.clone() {
            machine.world.mint(&owner, &coin(wallet, DENOM));
            // Refused where there is nothing.
            machine.say(&owner, &ExecuteMsg::Bond {}, wallet / 2);
        }
        machine
    }

    pub fn books(&self) -> Books<'_> {
        Books {
            world: &self.world,
            lockup: &self.lockup,
            ledger: &self.ledger,
            denom: DENOM,
        }
    }

    pub fn save(&self) -> Saved {
        Saved {
            state: self.world.snapshot(),
            home_temper: self.home_temper,
            ledger: self.ledger.clone(),
            booked: self.booked,
            vanished: self.vanished,
            failing_calls: self.world.failing_calls.get(),
        }
    }

    pub fn restore(&mut self, saved: &Saved) {
        self.world.restore(saved.state.clone());
        self.home_temper = saved.home_temper;
        self.ledger = saved.ledger.clone();
        self.booked = saved.booked;
        self.vanished = saved.vanished;
        self.world.failing_calls.set(saved.failing_calls);
    }

    /// Does what is thrown away afterwards.
    pub fn fork<T>(&mut self, body: impl FnOnce(&mut Machine) -> T) -> T {
        let saved = self.save();
        let reached = self.reached.clone();
        let result = body(self);
        self.restore(&saved);
        self.reached = reached;
        result
    }

    pub fn grant(&self, holder: &Addr, amount: u128) -> ExecuteMsg {
        ExecuteMsg::GrantClaim {
            leinholder: holder.to_string(),
            amount: amount.into(),
            validator: "osmovaloper1".to_string(),
        }
    }

    /// A message to the lockup: taken where it must be, and only there; what it did is booked.
    pub fn say(&mut self, sender: &Addr, msg: &ExecuteMsg, funds: u128) -> Step {
        let allowed = self.ledger.allows(sender, msg, funds) && !self.refuses(msg);
        let coins = match funds {
            0 => vec![],
            amount => vec![coin(amount, DENOM)],
        };
        let saved = self.world.snapshot();
        match (
            allowed,
            self.world.execute(sender, &self.lockup, msg, &coins),
        ) {
            (true, Ok(events)) => {
                self.book(&events);
                Step::Done
            }
            (false, Err(_)) if !self.world.stands_as(&saved) => {
                Step::Broken(format!("{msg:?} was refused and has changed something"))
            }
            (false, Err(reason)) => Step::Refused(reason),
            (true, Err(reason)) => Step::Broken(format!("{msg:?} was refused: {reason}")),
            (false, Ok(_)) => Step::Broken(format!("{msg:?} was taken")),
        }
    }

    /// Whether the holder of a claim to be takes none.
    fn refuses(&self, msg: &ExecuteMsg) -> bool {
        let ExecuteMsg::GrantClaim { leinholder, .. } = msg else {
            return false;
        };
        let mut refusing = vec![self.holder(Temper::Refusing)];
        if self.home_temper == Temper::Refusing {
            refusing.push(self.home.clone());
        }
        refusing.iter().any(|holder| holder.as_str() == leinholder)
    }

    /// Books what the lockup took and tells of.
    pub(crate) fn book(&mut self, events: &[Event]) {
        let calls = self.world.calls_since(self.booked);
        self.booked += calls.len();
        let to_lockup: Vec<_> = calls
            .into_iter()
            .filter(|call| call.contract == self.lockup)
            .collect();
        let before = self.ledger.clone();
        self.ledger.book(&to_lockup);
        self.ledger.cuts.sort();
        let news = events.iter().filter(|event| event.ty == "claim_reduced");
        self.told = news.map(cut_of).collect();
        self.told.sort();
        let deaf = events.iter().any(|event| {
            event.ty == "claim_reduced_failed" && cut_of(event).holder == self.home.as_str()
        });
        self.reached.look_at(&before, &to_lockup, deaf);
    }

    pub fn holder(&self, temper: Temper) -> Addr {
        let found = self.holders.iter().find(|(t, _)| *t == temper);
        found.expect("one of each").1.clone()
    }
}

fn cut_of(event: &Event) -> Cut {
    let value = |key: &str| {
        let found = event.attributes.iter().find(|a| a.key == key);
        found.expect("every cut has it").value.clone()
    };
    Cut {
        owner: value("owner"),
        holder: value("leinholder"),
        amount: value("amount").parse().unwrap(),
    }
}
