//! One chain in memory, as far as these contracts see it: storages, bank, and calls with sub-messages
//! and replies as x/wasm runs them.

mod chain;
mod code;
mod dispatch;
mod querier;
mod store;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    coin, from_json, to_json_binary, Addr, BlockInfo, Coin, ContractInfo, Env, QuerierWrapper,
    Storage, Timestamp, TransactionInfo, Uint128,
};
use serde::de::DeserializeOwned;
use serde::Serialize;

pub use chain::Chain;
pub use code::{Code, Temper};
use querier::WorldQuerier;
use store::Store;

type Memory = BTreeMap<Vec<u8>, Vec<u8>>;
/// By account and denom.
type Bank = BTreeMap<(String, String), u128>;

/// All that a failed message takes back. Copies are cheap: maps are shared until written.
#[derive(Clone, Default)]
pub struct State {
    /// Seconds.
    pub time: u64,
    pub height: u64,
    codes: BTreeMap<Addr, Code>,
    storages: BTreeMap<Addr, Rc<Memory>>,
    bank: Rc<Bank>,
    chain: Rc<Chain>,
    /// Records read and written, in all; no failure takes that back.
    touched: Rc<Cell<u64>>,
    /// Calls that were committed, in the order in which they began.
    calls: Rc<Vec<Call>>,
}

#[derive(Clone)]
pub struct Call {
    pub sender: Addr,
    pub contract: Addr,
    pub msg: Vec<u8>,
    pub funds: u128,
}

pub struct World {
    state: Rc<RefCell<State>>,
    api: MockApi,
    /// So many of the next calls whose failure is caught will fail, of all or of those to one contract.
    pub failing_calls: Cell<u32>,
    pub failing_at: RefCell<Option<Addr>>,
    /// Calls within calls under way.
    depth: Cell<u32>,
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
            failing_at: RefCell::new(None),
            depth: Cell::new(0),
        }
    }
}

pub(crate) fn whole(coin: &Coin) -> u128 {
    Uint128::try_from(coin.amount).expect("128 bits").u128()
}

impl World {
    pub fn address(&self, name: &str) -> Addr {
        self.api.addr_make(name)
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

    pub fn mint(&self, account: &Addr, coin: &Coin) {
        let mut state = self.state.borrow_mut();
        let key = (account.to_string(), coin.denom.clone());
        *Rc::make_mut(&mut state.bank).entry(key).or_default() += whole(coin);
    }

    /// Takes coins out of the world.
    pub fn destroy(&self, account: &Addr, funds: &[Coin]) -> Result<(), String> {
        let mut state = self.state.borrow_mut();
        let bank = Rc::make_mut(&mut state.bank);
        for coin in funds {
            let held = bank
                .entry((account.to_string(), coin.denom.clone()))
                .or_default();
            let left = held.checked_sub(whole(coin));
            *held = left.ok_or_else(|| format!("insufficient funds: {held} < {coin}"))?;
        }
        Ok(())
    }

    pub fn transfer(&self, from: &Addr, to: &Addr, funds: &[Coin]) -> Result<(), String> {
        self.destroy(from, funds)?;
        funds.iter().for_each(|coin| self.mint(to, coin));
        Ok(())
    }

    pub fn set_code(&self, contract: &Addr, code: Code) {
        let mut state = self.state.borrow_mut();
        state.codes.insert(contract.clone(), code);
    }

    /// Whether all contracts and the bank stand as they did.
    pub fn stands_as(&self, saved: &State) -> bool {
        let state = self.state.borrow();
        state.storages == saved.storages && state.bank == saved.bank
    }

    pub fn chain<T>(&self, body: impl FnOnce(&mut Chain) -> T) -> T {
        body(Rc::make_mut(&mut self.state.borrow_mut().chain))
    }

    /// Seconds.
    pub fn time(&self) -> u64 {
        self.state.borrow().time
    }

    /// A block ends, in which the chain pays what is back, and another begins.
    pub fn pass(&self, seconds: u64, delegator: &Addr, denom: &str) {
        let now = self.time();
        let back = self.chain(|chain| chain.mature(now));
        self.mint(delegator, &coin(back, denom));
        let mut state = self.state.borrow_mut();
        state.time += seconds;
        state.height += 1;
    }

    /// A look into a contract's storage.
    pub fn read<T>(&self, contract: &Addr, body: impl FnOnce(&dyn Storage) -> T) -> T {
        let store = Store {
            state: self.state.clone(),
            contract: contract.clone(),
        };
        body(&store)
    }

    /// Records that contracts have read and written so far.
    pub fn touched(&self) -> u64 {
        self.state.borrow().touched.get()
    }

    /// Committed calls since the first `from`.
    pub fn calls_since(&self, from: usize) -> Vec<Call> {
        self.state.borrow().calls[from..].to_vec()
    }

    pub fn query<T: DeserializeOwned>(&self, contract: &Addr, msg: &impl Serialize) -> T {
        let msg = to_json_binary(msg).unwrap();
        from_json(self.querier().smart(contract, &msg).unwrap()).unwrap()
    }

    fn querier(&self) -> WorldQuerier {
        WorldQuerier {
            state: self.state.clone(),
            api: self.api,
        }
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
