//! One lockup, two providers with their slashers, three owners, four other lienholders, and a
//! modelled consumer behind each provider.

mod apply;
mod look;
mod news;
pub mod op;
mod reach;
mod relay;
mod reports;

use cosmwasm_std::{to_json_binary, Addr, Decimal};
use mesh_lockup::msg::ExecuteMsg as LockupMsg;
use mesh_provider::msg as provider;

pub use reach::{Reach, Reached};
pub use reports::{Reports, ONE};

use crate::ledger::Ledger;
use crate::remote::Remote;
use crate::world::{Code, State, Temper, World};

pub const DENOM: &str = "uosmo";
pub const REWARDS: &str = "ibc/REWARDS";
pub const UNBONDING_PERIOD: u64 = 1_209_600;
/// The share of a validator's stake that reports may take, in 10^-18.
pub const MAX_REPORTED: u128 = 3 * ONE / 10;
pub const OWNERS: [&str; 3] = ["ana", "bo", "cy"];
pub const VALIDATORS: [&str; 2] = ["junovaloper1", "junovaloper2"];
pub const TEMPERS: [Temper; 4] = [
    Temper::Plain,
    Temper::Deaf,
    Temper::Greedy,
    Temper::Refusing,
];

pub struct Provider {
    pub address: Addr,
    pub slasher: Addr,
    pub connection: String,
    pub remote: Remote,
}

pub struct Machine {
    pub world: World,
    pub lockup: Addr,
    pub owners: Vec<Addr>,
    pub providers: Vec<Provider>,
    holders: Vec<(Temper, Addr)>,
    pub admin: Addr,
    pub ledger: Ledger,
    booked: usize,
    evidence: u64,
    pub reports: Reports,
    /// What the last slash or report must have taken, in 10^-18.
    pub taken: u128,
    /// Rewards that each provider took as announced.
    pub announced: [u128; 2],
    /// Tokens of rewards that came to each provider.
    pub arrived: [u128; 2],
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
    /// A call that must never fail did.
    Broken(String),
}

/// All that a step may change.
pub struct Saved {
    state: State,
    remotes: Vec<Remote>,
    ledger: Ledger,
    booked: usize,
    reports: Reports,
    announced: [u128; 2],
    arrived: [u128; 2],
    failing_calls: u32,
    failing_anywhere: bool,
    client_expired: bool,
}

impl Machine {
    /// Owners have `wallet` each, half of it bonded; channels are open and validators listed.
    pub fn new(wallet: u128) -> Self {
        let world = World::default();
        let admin = world.address("admin");
        let lockup = world.instantiate(
            Code::Lockup,
            &admin,
            &mesh_lockup::msg::InstantiateMsg {
                denom: DENOM.to_string(),
                admin: None,
                local_staking: None,
            },
        );
        let owners: Vec<Addr> = OWNERS.iter().map(|name| world.address(name)).collect();
        for owner in &owners {
            world.mint(owner, DENOM, wallet);
        }
        let holder = |temper| {
            let address = world.instantiate(Code::Holder(temper), &admin, &());
            (temper, address)
        };
        let holders = TEMPERS.into_iter().map(holder).collect();
        let providers = (0..2)
            .map(|number| new_provider(&world, &lockup, &admin, number))
            .collect();
        let mut machine = Machine {
            world,
            lockup,
            owners,
            providers,
            holders,
            admin,
            ledger: Ledger::default(),
            booked: 0,
            evidence: 0,
            reports: Reports::default(),
            taken: 0,
            announced: [0; 2],
            arrived: [0; 2],
            reached: Reached::default(),
        };
        for number in 0..2 {
            machine.open(number);
            machine.relay_all(number);
        }
        for owner in 0..OWNERS.len() {
            machine.apply(op::Op::Bond(owner, op::Amount::Part(1 << 15)));
        }
        machine
    }

    pub fn holder(&self, temper: Temper) -> Addr {
        let found = self.holders.iter().find(|(t, _)| *t == temper);
        found.expect("one of each").1.clone()
    }

    pub fn save(&self) -> Saved {
        Saved {
            state: self.world.snapshot(),
            remotes: self.providers.iter().map(|p| p.remote.clone()).collect(),
            ledger: self.ledger.clone(),
            booked: self.booked,
            reports: self.reports.clone(),
            announced: self.announced,
            arrived: self.arrived,
            failing_calls: self.world.failing_calls.get(),
            failing_anywhere: self.world.failing_anywhere.get(),
            client_expired: self.world.client_expired.get(),
        }
    }

    pub fn restore(&mut self, saved: &Saved) {
        self.world.restore(saved.state.clone());
        for (provider, remote) in self.providers.iter_mut().zip(&saved.remotes) {
            provider.remote = remote.clone();
        }
        self.ledger = saved.ledger.clone();
        self.booked = saved.booked;
        self.reports = saved.reports.clone();
        self.announced = saved.announced;
        self.arrived = saved.arrived;
        self.world.failing_calls.set(saved.failing_calls);
        self.world.failing_anywhere.set(saved.failing_anywhere);
        self.world.client_expired.set(saved.client_expired);
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

    /// Books what the lockup has taken since the last look.
    pub fn book_calls(&mut self) {
        let calls = self.world.calls_since(self.booked);
        self.booked += calls.len();
        for call in &calls {
            if call.contract == self.lockup {
                self.ledger.book(call);
            }
        }
        self.reached.look_at(&calls);
    }

    /// A message to the lockup by someone of whom the ledger knows all: taken where it must be, and only there.
    fn lockup_call(&mut self, sender: &Addr, msg: &LockupMsg, funds: u128) -> Step {
        let allowed = self.ledger.allows(sender, msg, funds);
        let coins = match funds {
            0 => vec![],
            amount => vec![cosmwasm_std::coin(amount, DENOM)],
        };
        let result = self.world.execute(sender, &self.lockup, msg, &coins);
        match (allowed, result) {
            (true, Ok(_)) => Step::Done,
            (false, Err(reason)) => Step::Refused(reason),
            (true, Err(reason)) => Step::Broken(format!("{msg:?} was refused: {reason}")),
            (false, Ok(_)) => Step::Broken(format!("{msg:?} was taken")),
        }
    }

    fn execute(
        &self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl serde::Serialize,
    ) -> Result<(), String> {
        self.world.execute(sender, contract, msg, &[]).map(|_| ())
    }
}

/// Claims overlap, so that sums over providers can exceed what a lockup can hold.
pub(crate) fn sum(numbers: impl IntoIterator<Item = u128>) -> u128 {
    numbers.into_iter().fold(0, u128::saturating_add)
}

fn new_provider(world: &World, lockup: &Addr, admin: &Addr, number: usize) -> Provider {
    let connection = format!("connection-{number}");
    let slasher_msg = mesh_slasher::msg::InstantiateMsg {
        owner: admin.to_string(),
        unbonding_period: None,
        chain_id: None,
        slash_ratio: None,
        slashee: None,
    };
    let address = world.instantiate(
        Code::Provider,
        admin,
        &provider::InstantiateMsg {
            consumer: provider::ConsumerInfo {
                connection_id: connection.clone(),
                port_id: Some(crate::world::PORT.to_string()),
            },
            slasher: provider::SlasherInfo {
                code_id: crate::world::SLASHER_CODE,
                msg: to_json_binary(&slasher_msg).unwrap(),
            },
            lockup: lockup.to_string(),
            unbonding_period: UNBONDING_PERIOD,
            rewards_ibc_denom: REWARDS.to_string(),
            packet_lifetime: None,
            admin: Some(admin.to_string()),
            answer_grace: None,
            max_reported_slash: Some(Decimal::new(MAX_REPORTED.into())),
        },
    );
    let config: provider::ConfigResponse = world.query(&address, &provider::QueryMsg::Config {});
    Provider {
        address,
        slasher: Addr::unchecked(config.slasher.expect("its slasher answered")),
        connection,
        remote: Remote::new(&VALIDATORS),
    }
}
