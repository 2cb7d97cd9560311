//! What must be, computed apart from the contract.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;

use super::super::fixture::*;
use super::{count, ledger, Reach, CONSUMER_NAMES};
use crate::error::ContractError;
use crate::msg::{Overflow, PendingRewardsResponse, QueryMsg};
use crate::state::VALIDATORS as BOOKS;
use crate::state::{Consumer, CONFIG, POSITIONS};

/// Parts of a unit that the model counts in.
pub const UNIT: u128 = 1_000_000_000_000;

pub struct Model {
    pub denom: &'static str,
    /// What each holder earned, by address and validator, in parts of a unit.
    pub earned: BTreeMap<(String, String), u128>,
    /// The same of what was paid, in whole units, the community's part included.
    pub paid: BTreeMap<(String, String), u128>,
    pub paid_owners: BTreeMap<(&'static str, &'static str), u128>,
    /// Paid in the reward denom while somebody had stake.
    pub received: u128,
    /// What unbonding stake lost.
    pub missing: u128,
    pub deposited: BTreeMap<&'static str, u128>,
    pub cut: BTreeMap<&'static str, u128>,
}

pub fn books(chain: &Chain, at: &str) -> u128 {
    let row = BOOKS.may_load(chain.storage(), at).unwrap();
    row.map_or(0, |row| row.granted.u128())
}

pub fn asked(chain: &Chain, name: &str, at: &str) -> u128 {
    let row = POSITIONS.may_load(chain.storage(), (&account(name), at));
    row.unwrap().map_or(0, |row| row.asked().u128())
}

pub fn normalizes(chain: &Chain, name: &str) -> bool {
    ledger(chain, name).overflow == Some(Overflow::Normalize)
}

pub fn pending(chain: &Chain, name: &str, at: &str) -> u128 {
    let answer: PendingRewardsResponse = chain
        .query(QueryMsg::PendingRewards {
            consumer: account(name).into_string(),
            validator: at.to_string(),
        })
        .unwrap();
    answer.amount.u128()
}

/// What each consumer is allowed: the largest solution, found by lowering whatever is above its share
/// of the total until nothing is, in parts of a unit.
pub fn allowed(chain: &Chain) -> Vec<u128> {
    let rows = CONSUMER_NAMES.map(|name| ledger(chain, name)).to_vec();
    allowed_of(chain, rows)
}

fn allowed_of(chain: &Chain, rows: Vec<Consumer>) -> Vec<u128> {
    let config = CONFIG.load(chain.storage()).unwrap();
    let bonded = VALIDATORS
        .into_iter()
        .filter(|name| !chain.world.jailed.contains(*name));
    let own: u128 = bonded.map(|name| books(chain, name)).sum();
    let local = chain.world.total_power().saturating_sub(own);
    let mut powers: Vec<u128> = rows
        .iter()
        .map(|row| row.asked().min(row.funds).u128() * UNIT)
        .collect();
    loop {
        let total = local * UNIT + powers.iter().sum::<u128>();
        let lower: Vec<u128> = powers
            .iter()
            .zip(&rows)
            .map(|(power, row)| {
                let tenths = row.max_share().atomics().u128() / 10u128.pow(17);
                (*power).min(total / 10 * tenths)
            })
            .collect();
        if lower == powers {
            break;
        }
        powers = lower;
    }
    let tenths = config.min_local_share.atomics().u128() / 10u128.pow(17);
    let sum: u128 = powers.iter().sum();
    let room = local * (10 - tenths) * UNIT;
    powers
        .iter()
        .map(|power| {
            if sum * tenths > room {
                (power / 1_000_000) * (room / 1_000_000) / (sum / 1_000_000 * tenths) / 1_000_000
            } else {
                (power + UNIT / 1_000_000) / UNIT
            }
        })
        .collect()
}

impl Model {
    pub fn new(denom: &'static str) -> Self {
        Model {
            denom,
            earned: BTreeMap::new(),
            paid: BTreeMap::new(),
            paid_owners: BTreeMap::new(),
            received: 0,
            missing: 0,
            deposited: BTreeMap::new(),
            cut: BTreeMap::new(),
        }
    }

    /// Splits what x/distribution paid among those who had stake when it did.
    pub fn take_rewards(&mut self, chain: &mut Chain) {
        for paid in std::mem::take(&mut chain.world.paid_out) {
            if paid.denom != self.denom {
                continue;
            }
            let all: u128 = paid.holders.iter().map(|(_, granted)| granted).sum();
            if all == 0 {
                continue;
            }
            self.received += paid.amount;
            for (holder, granted) in paid.holders {
                let key = (holder, paid.validator.clone());
                *self.earned.entry(key).or_default() += paid.amount * UNIT * granted / all;
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub fn judge_delegate(
        &self,
        chain: &Chain,
        name: &str,
        at: &str,
        n: u128,
        normalizes: bool,
        error: Option<ContractError>,
        reach: &mut Reach,
    ) {
        let row = CONSUMER_NAMES.iter().position(|other| *other == name);
        let allowed = allowed(chain)[row.unwrap()];
        let own = ledger(chain, name);
        let asked = own.asked().u128();
        match error {
            None => {
                let above = asked > allowed + 1;
                assert!(normalizes || !above, "{asked} above {allowed}");
                if above {
                    count(reach, "above what is allowed, normalized");
                }
            }
            Some(ContractError::AboveAllowed) => {
                // The books may have lost something that the failed message found and took back.
                let found = books(chain, at) <= chain.standing(at) + 1;
                assert!(!normalizes && (!found || self.would_be_above(chain, name, n)));
                count(reach, "above what is allowed, refused");
            }
            Some(ContractError::NoFundsToDelegate) => {
                assert!(!normalizes);
            }
            // The mock answers bonded validators only, a chain all there are.
            Some(ContractError::UnknownValidator { validator }) => {
                assert!(normalizes && chain.world.jailed.contains(&validator));
            }
            Some(other) => panic!("{other}"),
        }
    }

    fn would_be_above(&self, chain: &Chain, name: &str, n: u128) -> bool {
        let row = CONSUMER_NAMES.iter().position(|other| *other == name);
        let row = row.unwrap();
        let mut rows = CONSUMER_NAMES.map(|name| ledger(chain, name)).to_vec();
        let asked = rows[row].asked().u128() + n;
        let granted = rows[row].granted;
        rows[row].set(Uint128::new(asked), granted);
        asked + 1 > allowed_of(chain, rows)[row]
    }

    /// Pays a consumer and holds the split to its factor.
    pub fn pay(&mut self, chain: &mut Chain, name: &'static str, at: &'static str) {
        let due = pending(chain, name, at);
        let (paid, shared) = (chain.world.paid.len(), chain.world.shared.len());
        if chain.pay_any(name, at).is_err() {
            assert_eq!(due, 0);
            return;
        }
        let factor = ledger(chain, name).reward_factor;
        let part = factor.map_or(due, |factor| Uint128::new(due).mul_floor(factor).u128());
        let sum = |coins: &[cosmwasm_std::Coin]| -> u128 {
            let amounts = coins.iter().map(|coin| coin.amount);
            amounts.map(|n| Uint128::try_from(n).unwrap().u128()).sum()
        };
        let to_consumer: Vec<_> = chain.world.paid[paid..]
            .iter()
            .map(|row| row.2.clone())
            .collect();
        assert_eq!(sum(&to_consumer), part);
        assert_eq!(sum(&chain.world.shared[shared..]), due - part);
        let key = (account(name).into_string(), at.to_string());
        *self.paid.entry(key).or_default() += due;
    }

    /// What of an owner's tokens is here, as the lockup sees it.
    pub fn here(&self, chain: &Chain, owner: &str) -> u128 {
        let address = account(owner).into_string();
        let returned = chain.world.returned.iter();
        let returned: u128 = returned
            .filter(|(to, ..)| *to == address)
            .map(|(_, n, _)| n)
            .sum();
        let lost = chain.world.home_slashed.iter();
        let lost: u128 = lost.filter(|(to, _)| *to == address).map(|(_, n)| n).sum();
        self.deposited.get(owner).copied().unwrap_or_default() - returned - lost
    }

    pub fn burnt(&self, chain: &Chain, owner: &str) -> u128 {
        let address = account(owner).into_string();
        let returned = chain.world.returned.iter();
        returned
            .filter(|(to, _, burn)| *to == address && *burn)
            .map(|(_, n, _)| n)
            .sum()
    }

    /// The claim that the lockup has on record: what is here less what of it is to be burnt.
    pub fn claim(&self, chain: &Chain, owner: &str) -> u128 {
        let cut = self.cut.get(owner).copied().unwrap_or_default();
        let owed = cut - self.burnt(chain, owner);
        self.here(chain, owner).saturating_sub(owed)
    }
}
