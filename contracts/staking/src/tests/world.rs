//! What stands around the contract: bank, x/staking, x/distribution, x/gov, the consumers and the
//! home chain's lockup, as far as it sees them.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::testing::{MockApi, MockQuerier, StakingQuerier};
use cosmwasm_std::{
    coin, from_json, Addr, Api, BankMsg, CanonicalAddr, Coin, CosmosMsg, DecCoin, Decimal,
    Decimal256, DistributionMsg, FullDelegation, GovMsg, StakingMsg, StdError, Timestamp, Uint128,
    Validator, VoteOption, WasmMsg,
};
use mesh_apis::consumer::ConsumerMsg;
use mesh_apis::local::LocalStakingMsg;

use crate::error::ContractError;

pub const DENOM: &str = "ujuno";
/// A denom in which a chain without inflation pays.
pub const FEES: &str = "uusdc";
/// Seconds that an undelegation takes.
pub const WAIT: u64 = 2_800;
pub const VALIDATORS: [&str; 4] = ["alice", "bob", "carol", "dave"];

/// Which community pool the chain has.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Community {
    #[default]
    Protocol,
    Distribution,
    None,
}

#[derive(Clone, Debug)]
pub struct Return {
    pub validator: String,
    /// Nanoseconds.
    pub time: u64,
    pub amount: u128,
}

#[derive(Clone, Default)]
pub struct World {
    pub balances: BTreeMap<String, u128>,
    pub standing: BTreeMap<String, u128>,
    pub accrued: BTreeMap<String, BTreeMap<String, u128>>,
    pub returning: Vec<Return>,
    /// Consumer, validator and what was paid.
    pub paid: Vec<(String, String, Coin)>,
    /// What others have bonded, and whether the pool's balance can be read.
    pub native: u128,
    pub pool_hidden: bool,
    pub jailed: BTreeSet<String>,
    pub no_redelegation: bool,
    pub redelegated: u32,
    /// Nanoseconds of the last redelegation to a validator.
    pub received: BTreeMap<String, u64>,
    /// Consumer, validator and ratio.
    pub told: Vec<(String, String, Decimal)>,
    pub deaf: bool,
    /// Owner, amount and whether it was for the burn.
    pub returned: Vec<(String, u128, bool)>,
    pub home_slashed: Vec<(String, u128)>,
    pub lockup_refuses: bool,
    pub votes: Vec<u64>,
    pub community: Community,
    pub shared: Vec<Coin>,
    pub sent: Vec<(String, Coin)>,
    /// What x/distribution paid by the message under way, by validator and denom.
    pub distributed: Vec<(String, String, u128)>,
    /// The same with those who had stake then.
    pub paid_out: Vec<PaidOut>,
    /// Delegations that the chain took.
    pub delegated: usize,
}

#[derive(Clone)]
pub struct PaidOut {
    pub validator: String,
    pub denom: String,
    pub amount: u128,
    pub holders: Vec<(String, u128)>,
}

impl World {
    /// Does what the chain does with a message of the contract.
    pub fn dispatch(&mut self, msg: &CosmosMsg, now: Timestamp) -> Result<(), ContractError> {
        match msg {
            CosmosMsg::Staking(msg) => return self.staking(msg, now),
            CosmosMsg::Distribution(DistributionMsg::WithdrawDelegatorReward { validator }) => {
                if self.at(validator) == 0 {
                    return Err(refused());
                }
                self.distribute(validator);
            }
            CosmosMsg::Distribution(DistributionMsg::FundCommunityPool { amount }) => {
                if self.community != Community::Distribution {
                    return Err(refused());
                }
                self.share(&amount[0])?;
            }
            CosmosMsg::Any(msg) => {
                assert_eq!(msg.type_url, "/cosmos.protocolpool.v1.MsgFundCommunityPool");
                if self.community != Community::Protocol {
                    return Err(refused());
                }
                // Field 2 of the message is the last, its amount the end of it.
                let text = String::from_utf8_lossy(&msg.value).into_owned();
                let digits: String = text
                    .chars()
                    .rev()
                    .take_while(char::is_ascii_digit)
                    .collect();
                let amount: String = digits.chars().rev().collect();
                let denom = if text.contains(FEES) { FEES } else { DENOM };
                self.share(&coin(amount.parse().unwrap(), denom))?;
            }
            CosmosMsg::Gov(GovMsg::Vote {
                proposal_id,
                option,
            }) => {
                assert_eq!(*option, VoteOption::Abstain);
                self.votes.push(*proposal_id);
            }
            CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => {
                self.take(&amount[0])?;
                self.sent.push((to_address.clone(), amount[0].clone()));
            }
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => match from_json::<LocalStakingMsg>(msg) {
                Ok(msg) => self.lockup(msg, funds)?,
                Err(_) => self.consumer(contract_addr, from_json(msg).unwrap(), funds)?,
            },
            other => panic!("unexpected message: {other:?}"),
        }
        Ok(())
    }

    fn staking(&mut self, msg: &StakingMsg, now: Timestamp) -> Result<(), ContractError> {
        match msg {
            StakingMsg::Delegate { validator, amount } => {
                if !VALIDATORS.contains(&validator.as_str()) {
                    return Err(refused());
                }
                self.distribute(validator);
                self.take(amount)?;
                *self.standing.entry(validator.clone()).or_default() += whole(amount);
                self.delegated += 1;
            }
            StakingMsg::Undelegate { validator, amount } => {
                let open = self
                    .returning
                    .iter()
                    .filter(|entry| entry.validator == *validator);
                if open.count() >= 7 {
                    return Err(refused());
                }
                self.distribute(validator);
                self.leave(validator, whole(amount))?;
                self.returning.push(Return {
                    validator: validator.clone(),
                    time: now.plus_seconds(WAIT).nanos(),
                    amount: whole(amount),
                });
            }
            StakingMsg::Redelegate {
                src_validator,
                dst_validator,
                amount,
            } => {
                let moved = self.received.get(src_validator);
                let transitive = moved.is_some_and(|at| at + WAIT * 1_000_000_000 > now.nanos());
                if self.no_redelegation || transitive {
                    return Err(refused());
                }
                self.distribute(src_validator);
                self.distribute(dst_validator);
                self.leave(src_validator, whole(amount))?;
                *self.standing.entry(dst_validator.clone()).or_default() += whole(amount);
                self.received.insert(dst_validator.clone(), now.nanos());
                self.redelegated += 1;
            }
            other => panic!("unexpected message: {other:?}"),
        }
        Ok(())
    }

    fn lockup(&mut self, msg: LocalStakingMsg, funds: &[Coin]) -> Result<(), ContractError> {
        if self.lockup_refuses {
            return Err(refused());
        }
        match msg {
            LocalStakingMsg::ReturnLocal {
                owner,
                amount,
                burn,
            } => {
                assert_eq!(funds, [coin(amount.u128(), DENOM)]);
                self.take(&funds[0])?;
                self.returned.push((owner, amount.u128(), burn));
            }
            LocalStakingMsg::HomeSlashed { owner, amount } => {
                assert!(funds.is_empty());
                self.home_slashed.push((owner, amount.u128()));
            }
        }
        Ok(())
    }

    fn consumer(
        &mut self,
        consumer: &str,
        msg: ConsumerMsg,
        funds: &[Coin],
    ) -> Result<(), ContractError> {
        match msg {
            ConsumerMsg::MeshConsumerRecieveRewardsMsg { validator } => {
                assert_eq!(funds.len(), 1);
                self.take(&funds[0])?;
                let entry = (consumer.to_string(), validator, funds[0].clone());
                self.paid.push(entry);
            }
            ConsumerMsg::ValidatorSlashed { validator, ratio } => {
                if self.deaf {
                    return Err(refused());
                }
                self.told.push((consumer.to_string(), validator, ratio));
            }
        }
        Ok(())
    }

    pub fn coming_back(&self) -> u128 {
        self.returning.iter().map(|entry| entry.amount).sum()
    }

    pub fn at(&self, validator: &str) -> u128 {
        self.standing.get(validator).copied().unwrap_or_default()
    }

    fn leave(&mut self, validator: &str, amount: u128) -> Result<(), ContractError> {
        let standing = self.standing.get_mut(validator).ok_or_else(refused)?;
        *standing = standing.checked_sub(amount).ok_or_else(refused)?;
        Ok(())
    }

    fn share(&mut self, amount: &Coin) -> Result<(), ContractError> {
        self.take(amount)?;
        self.shared.push(amount.clone());
        Ok(())
    }

    fn take(&mut self, amount: &Coin) -> Result<(), ContractError> {
        let balance = self.balances.entry(amount.denom.clone()).or_default();
        *balance = balance.checked_sub(whole(amount)).ok_or_else(refused)?;
        Ok(())
    }

    /// x/distribution pays what has accrued, as it does on every change of a delegation.
    fn distribute(&mut self, validator: &str) {
        for (denom, amount) in self.accrued.remove(validator).unwrap_or_default() {
            *self.balances.entry(denom.clone()).or_default() += amount;
            self.distributed
                .push((validator.to_string(), denom, amount));
        }
    }

    fn bonded(&self) -> impl Iterator<Item = &'static str> + '_ {
        VALIDATORS
            .into_iter()
            .filter(|name| !self.jailed.contains(*name))
    }

    /// What the chain has bonded in all.
    pub fn total_power(&self) -> u128 {
        self.native + self.bonded().map(|name| self.at(name)).sum::<u128>()
    }

    /// Puts the world where queries read it.
    pub fn show(&self, querier: &mut MockQuerier, contract: &Addr) {
        let balances = self.balances.iter();
        let balances = balances
            .map(|(denom, amount)| coin(*amount, denom))
            .collect();
        querier.bank.update_balance(contract, balances);
        let pool = "4fea76427b8345861e80a3540a8a9d936fd39391";
        let pool: Vec<u8> = (0..20)
            .map(|i| u8::from_str_radix(&pool[2 * i..2 * i + 2], 16).unwrap())
            .collect();
        let pool = MockApi::default()
            .addr_humanize(&CanonicalAddr::from(pool))
            .unwrap();
        let power = if self.pool_hidden {
            0
        } else {
            self.total_power()
        };
        querier.bank.update_balance(pool, vec![coin(power, DENOM)]);
        let validators: Vec<_> = self
            .bonded()
            .map(|name| {
                let ratio = Decimal::percent(10);
                Validator::create(name.to_string(), ratio, ratio, ratio)
            })
            .collect();
        let standing = self.standing.iter().filter(|(_, amount)| **amount > 0);
        let delegations: Vec<_> = standing
            .map(|(validator, amount)| {
                let amount = coin(*amount, DENOM);
                FullDelegation::create(
                    contract.clone(),
                    validator.clone(),
                    amount.clone(),
                    amount,
                    vec![],
                )
            })
            .collect();
        querier.staking = StakingQuerier::new(DENOM, &validators, &delegations);
        for validator in VALIDATORS {
            let accrued = self.accrued.get(validator);
            let rewards = accrued
                .into_iter()
                .flatten()
                .map(|(denom, amount)| {
                    DecCoin::new(Decimal256::from_ratio(*amount, 1u8), denom.as_str())
                })
                .collect();
            let distribution = &mut querier.distribution;
            distribution.set_rewards(validator, contract.as_str(), rewards);
        }
    }
}

pub fn whole(amount: &Coin) -> u128 {
    Uint128::try_from(amount.amount).unwrap().u128()
}

/// As a chain tells a contract of an error in a module.
pub fn refused() -> ContractError {
    ContractError::Std(StdError::msg("codespace: staking, code: 18"))
}
