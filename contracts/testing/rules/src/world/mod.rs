//! One chain in memory, as far as these contracts see it: storages, bank, calls with sub-messages
//! and replies as x/wasm runs them, and one end of IBC channels.

mod code;
mod dispatch;
mod ibc;
mod querier;
mod store;
mod transfer;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    from_json, to_json_binary, Addr, BlockInfo, ContractInfo, Env, QuerierWrapper, Storage,
    Timestamp, TransactionInfo,
};
use serde::de::DeserializeOwned;
use serde::Serialize;

pub use code::{Code, Temper, SLASHER_CODE};
pub use ibc::{Channel, Packet, PORT};
use querier::WorldQuerier;
use store::Store;
pub use transfer::Transfer;

type Memory = BTreeMap<Vec<u8>, Vec<u8>>;

/// All that a failed message takes back. Copies are cheap: maps are shared until written.
#[derive(Clone, Default)]
pub struct State {
    /// Seconds.
    pub time: u64,
    pub height: u64,
    pub(crate) codes: BTreeMap<Addr, Code>,
    pub(crate) storages: BTreeMap<Addr, Rc<Memory>>,
    pub(crate) bank: Rc<BTreeMap<(String, String), u128>>,
    pub(crate) instances: u64,
    pub(crate) channels: Rc<BTreeMap<String, Channel>>,
    pub(crate) packets: Rc<Vec<Packet>>,
    pub(crate) transfers: Rc<Vec<Transfer>>,
    /// What x/staking answers.
    pub(crate) validators: Rc<Vec<String>>,
    /// Records read and written, in all; no failure takes that back.
    pub(crate) touched: Rc<Cell<u64>>,
    /// Calls that were committed: who called which contract with what.
    pub(crate) calls: Rc<Vec<Call>>,
}

#[derive(Clone)]
pub struct Call {
    pub sender: Addr,
    pub contract: Addr,
    pub msg: Vec<u8>,
    pub funds: u128,
}

pub struct World {
    pub(crate) state: Rc<RefCell<State>>,
    pub api: MockApi,
    /// So many of the next calls from a contract to the lockup will fail.
    pub failing_calls: Cell<u32>,
    /// Not only those to the lockup, but all whose failure is caught.
    pub failing_anywhere: Cell<bool>,
    /// Packets can't be sent.
    pub client_expired: Cell<bool>,
    /// Records that the last message or answer touched.
    pub cost: Cell<u64>,
}

impl Default for World {
    fn default() -> Self {
        let state = State {
            time: 1_700_000_000,
            height: 1,
            ..State::default()
        };
        World {
            state: Rc::new(RefCell::new(state)),
            api: MockApi::default(),
            failing_calls: Cell::new(0),
            failing_anywhere: Cell::new(false),
            client_expired: Cell::new(false),
            cost: Cell::new(0),
        }
    }
}

impl World {
    pub fn address(&self, name: &str) -> Addr {
        self.api.addr_make(name)
    }

    pub fn time(&self) -> u64 {
        self.state.borrow().time
    }

    pub fn pass(&self, seconds: u64) {
        let mut state = self.state.borrow_mut();
        state.time += seconds;
        state.height += 1;
    }

    /// The chain's bonded validators from now on.
    pub fn bond_validators(&self, names: &[&str]) {
        let names = names.iter().map(|name| name.to_string()).collect();
        self.state.borrow_mut().validators = Rc::new(names);
    }

    pub fn snapshot(&self) -> State {
        self.state.borrow().clone()
    }

    pub fn restore(&self, saved: State) {
        *self.state.borrow_mut() = saved;
    }

    pub fn balance(&self, account: &Addr, denom: &str) -> u128 {
        let state = self.state.borrow();
        let key = (account.to_string(), denom.to_string());
        state.bank.get(&key).copied().unwrap_or_default()
    }

    pub fn mint(&self, account: &Addr, denom: &str, amount: u128) {
        let mut state = self.state.borrow_mut();
        let bank = Rc::make_mut(&mut state.bank);
        *bank
            .entry((account.to_string(), denom.to_string()))
            .or_default() += amount;
    }

    /// Whether all contracts and the bank stand as they did, and nothing was sent since.
    pub fn stands_as(&self, saved: &State) -> bool {
        let state = self.state.borrow();
        state.storages == saved.storages
            && state.bank == saved.bank
            && state.packets.len() == saved.packets.len()
    }

    /// One contract's storage, the bank, and how many packets were sent.
    pub fn books_of(&self, contract: &Addr) -> impl PartialEq {
        let state = self.state.borrow();
        let storage = state.storages.get(contract).cloned();
        (storage, state.bank.clone(), state.packets.len())
    }

    /// Records that contracts have read and written so far.
    pub fn touched(&self) -> u64 {
        self.state.borrow().touched.get()
    }

    pub fn call_count(&self) -> usize {
        self.state.borrow().calls.len()
    }

    /// Committed calls since `from`, and where to go on.
    pub fn calls_since(&self, from: usize) -> Vec<Call> {
        self.state.borrow().calls[from..].to_vec()
    }

    pub fn query<T: DeserializeOwned>(&self, contract: &Addr, msg: &impl Serialize) -> T {
        let msg = to_json_binary(msg).unwrap();
        from_json(self.query_raw(contract, &msg).unwrap()).unwrap()
    }

    /// A look into a contract's storage.
    pub fn read<T>(&self, contract: &Addr, body: impl FnOnce(&dyn Storage) -> T) -> T {
        let store = Store {
            state: self.state.clone(),
            contract: contract.clone(),
        };
        body(&store)
    }

    pub(crate) fn querier(&self) -> WorldQuerier {
        WorldQuerier {
            state: self.state.clone(),
            api: self.api,
        }
    }

    fn query_raw(&self, contract: &Addr, msg: &[u8]) -> Result<cosmwasm_std::Binary, String> {
        self.querier().smart(contract, msg)
    }
}

fn env(state: &State, contract: &Addr) -> Env {
    Env {
        block: BlockInfo {
            height: state.height,
            time: Timestamp::from_seconds(state.time),
            chain_id: "osmosis-1".to_string(),
        },
        transaction: Some(TransactionInfo::new(0, vec![].into())),
        contract: ContractInfo {
            address: contract.clone(),
        },
    }
}

/// Runs `body` with what a contract's entry point gets.
fn with_deps<T>(
    state: &Rc<RefCell<State>>,
    api: &MockApi,
    contract: &Addr,
    body: impl FnOnce(cosmwasm_std::DepsMut, Env) -> T,
) -> T {
    let mut storage = Store {
        state: state.clone(),
        contract: contract.clone(),
    };
    let querier = WorldQuerier {
        state: state.clone(),
        api: *api,
    };
    let env = env(&state.borrow(), contract);
    let deps = cosmwasm_std::DepsMut {
        storage: &mut storage,
        api,
        querier: QuerierWrapper::new(&querier),
    };
    body(deps, env)
}
