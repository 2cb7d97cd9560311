//! A provider and its real consumer, each on its chain, and channels between them that go in the
//! middle of everything: whatever is lost with one, no reward is.

mod apply;
mod check;
mod op;
mod reach;

use cosmwasm_std::Addr;
use serde::Serialize;

pub use check::run;
pub use op::{any, Op};
pub use reach::{LinkReach, LinkReached};

use crate::earnings::Positions;
use crate::machine::{Machine, Saved, Step, VALIDATORS};
use crate::run::WALLET;
use crate::world::{Code, State, World};

const LOCAL: &str = "ujuno";
const CONNECTION: &str = "connection-there";
const TRANSFERS: &str = "channel-transfer";
/// The provider that has this consumer.
const LINKED: usize = 0;

pub struct Link {
    /// The provider's chain.
    pub here: Machine,
    /// The consumer's.
    pub there: World,
    consumer: Addr,
    staking: Addr,
    admin: Addr,
    bound_there: bool,
    /// Rewards that meta-staking has handed in.
    received: u128,
    /// Of those that arrived, what no chain told the consumer of.
    untold: u128,
    positions: [Positions; 2],
    /// Channels, by the consumer's name, that the provider has told of.
    told: Vec<String>,
    pub reached: LinkReached,
}

/// All that a step may change.
pub struct SavedLink {
    here: Saved,
    there: State,
    bound_there: bool,
}

#[derive(Serialize)]
struct Counterparty {
    port_id: String,
    connection_id: &'static str,
}

/// As it goes over the wire, without what may be left out.
#[derive(Serialize)]
struct Instantiate {
    provider: Counterparty,
    remote_to_local_exchange_rate: &'static str,
    meta_staking_contract_address: String,
    ics20_channel: &'static str,
    admin: String,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Tell {
    MeshConsumerRecieveRewardsMsg { validator: String },
    RetryRewards { limit: Option<u32> },
    UnbindChannel {},
}

impl Default for Link {
    /// A channel is open, and every owner has stake at every validator.
    fn default() -> Self {
        let mut here = Machine::new(WALLET);
        let there = World::default();
        there.bond_validators(&VALIDATORS);
        let admin = there.address("admin");
        let staking = there.instantiate(Code::Staking, &admin, &());
        let provider = here.provider(LINKED).address.clone();
        let consumer = there.instantiate(
            Code::Consumer,
            &admin,
            &Instantiate {
                provider: Counterparty {
                    port_id: format!("wasm.{provider}"),
                    connection_id: CONNECTION,
                },
                remote_to_local_exchange_rate: "0.5",
                meta_staking_contract_address: staking.to_string(),
                ics20_channel: TRANSFERS,
                admin: admin.to_string(),
            },
        );
        // Its first channel led to a model of a consumer.
        here.apply(crate::machine::op::Op::Unbind(LINKED));
        let mut link = Link {
            here,
            there,
            consumer,
            staking,
            admin,
            bound_there: false,
            received: 0,
            untold: 0,
            positions: Default::default(),
            told: vec![],
            reached: LinkReached::default(),
        };
        link.must(Op::Open);
        link.carry_all();
        for owner in 0..link.here.owners.len() {
            for validator in 0..VALIDATORS.len() {
                link.must(Op::Stake(
                    owner,
                    validator,
                    crate::machine::op::Amount::Part(1 << 14),
                ));
            }
        }
        link.carry_all();
        link
    }
}

impl Link {
    pub fn save(&self) -> SavedLink {
        SavedLink {
            here: self.here.save(),
            there: self.there.snapshot(),
            bound_there: self.bound_there,
        }
    }

    /// As it was before any reward.
    pub fn restore(&mut self, saved: &SavedLink) {
        self.here.restore(&saved.here);
        self.there.restore(saved.there.clone());
        self.bound_there = saved.bound_there;
        self.received = 0;
        self.untold = 0;
        self.positions = Default::default();
        self.told = vec![];
        self.reached = LinkReached::default();
    }

    fn must(&mut self, op: Op) {
        let step = self.apply(op);
        assert!(matches!(step, Step::Done), "{op:?}: {step:?}");
    }

    fn provider(&self) -> Addr {
        self.here.provider(LINKED).address.clone()
    }

    /// The consumer's name of a channel; both worlds number by the provider's.
    fn name_there(id: &str) -> String {
        format!("{id}-consumer")
    }

    fn tell(&self, sender: &Addr, msg: &Tell, funds: u128) -> Result<(), String> {
        let coins = match funds {
            0 => vec![],
            amount => vec![cosmwasm_std::coin(amount, LOCAL)],
        };
        self.there
            .execute(sender, &self.consumer, msg, &coins)
            .map(drop)
    }
}
