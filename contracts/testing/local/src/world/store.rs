//! A contract's storage as a view on the world's state, so that several contracts can be under way at once.

use std::cell::RefCell;
use std::ops::Bound;
use std::rc::Rc;

use cosmwasm_std::{Addr, Order, Record, Storage};

use super::State;

pub struct Store {
    pub state: Rc<RefCell<State>>,
    pub contract: Addr,
}

impl Store {
    fn touch(&self) {
        let touched = self.state.borrow().touched.clone();
        touched.set(touched.get() + 1);
    }
}

impl Storage for Store {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.touch();
        let state = self.state.borrow();
        state.storages.get(&self.contract)?.get(key).cloned()
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        assert!(!value.is_empty(), "a chain refuses to store empty values");
        self.touch();
        let mut state = self.state.borrow_mut();
        let map = state.storages.entry(self.contract.clone()).or_default();
        Rc::make_mut(map).insert(key.to_vec(), value.to_vec());
    }

    fn remove(&mut self, key: &[u8]) {
        self.touch();
        let mut state = self.state.borrow_mut();
        if let Some(map) = state.storages.get_mut(&self.contract) {
            Rc::make_mut(map).remove(key);
        }
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        if matches!((start, end), (Some(start), Some(end)) if start >= end) {
            return Box::new(std::iter::empty());
        }
        let state = self.state.borrow();
        let Some(map) = state.storages.get(&self.contract).cloned() else {
            return Box::new(std::iter::empty());
        };
        let from = start.map_or(Bound::Unbounded, Bound::Included);
        let to = end.map_or(Bound::Unbounded, Bound::Excluded);
        let mut rows: Vec<Record> = map
            .range::<[u8], _>((from, to))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if order == Order::Descending {
            rows.reverse();
        }
        Box::new(rows.into_iter().inspect(|_| self.touch()))
    }
}
