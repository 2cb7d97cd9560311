//! Random sequences of messages, slashes and changes of the chain. After each, rules 2, 9 and 11 are
//! checked against a model that computes by itself what must be; at the end `rebalance` has the last
//! word. `MESH_CASES` sets how many sequences of 100 steps are played.

mod checks;
mod model;

use std::collections::BTreeMap;

use cosmwasm_std::{coin, Decimal, Uint128};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, Limits, Overflow};
use crate::state::{CONSUMERS, STAGE};
use model::Model;

pub const CONSUMER_NAMES: [&str; 3] = ["c1", "c2", "c3"];
pub const OWNERS: [&str; 2] = ["olga", "oleg"];

#[derive(Clone, Debug)]
enum Step {
    Delegate(usize, usize, u128),
    Adjust(usize, usize, u128),
    Undelegate(usize, usize, u128),
    Rebalance(u32),
    Sync(usize),
    Share(usize, u64),
    Normalize(usize, bool),
    Factor(usize, u64),
    Funds(usize, u128),
    Local(u64),
    Native(u128),
    Jail(usize, bool),
    Slash(usize, u128),
    SlashUnbonding(usize, u128),
    Earn(usize, u128, bool),
    Collect(usize),
    Pay(usize, usize),
    Claim(usize, usize, u128),
    Unstake(usize, usize, u128),
    Release(usize),
    Cut(usize, u128),
    PayOwner(usize, usize),
    Redelegations(bool),
    Lockup(bool),
    Pass(u64),
}

fn step() -> impl Strategy<Value = Step> {
    use Step::*;
    let (c, v, o) = (0..3usize, 0..4usize, 0..2usize);
    let (c, v, o) = (move || c.clone(), move || v.clone(), move || o.clone());
    let n = || 1..700u128;
    prop_oneof![
        6 => (c(), v(), n()).prop_map(|(c, v, n)| Delegate(c, v, n)),
        2 => (c(), v(), n()).prop_map(|(c, v, n)| Adjust(c, v, n)),
        6 => (c(), v(), n()).prop_map(|(c, v, n)| Undelegate(c, v, n)),
        6 => (1..12u32).prop_map(Rebalance),
        3 => v().prop_map(Sync),
        1 => (c(), 0..=10u64).prop_map(|(c, tenths)| Share(c, tenths)),
        1 => (c(), any::<bool>()).prop_map(|(c, yes)| Normalize(c, yes)),
        1 => (c(), 0..=4u64).prop_map(|(c, quarters)| Factor(c, quarters)),
        1 => (c(), 0..2000u128).prop_map(|(c, n)| Funds(c, n)),
        1 => (0..5u64).prop_map(Local),
        1 => (0..4000u128).prop_map(Native),
        1 => (v(), any::<bool>()).prop_map(|(v, yes)| Jail(v, yes)),
        2 => (v(), 1..=50u128).prop_map(|(v, percent)| Slash(v, percent)),
        1 => (v(), 1..=50u128).prop_map(|(v, percent)| SlashUnbonding(v, percent)),
        4 => (v(), 1..1000u128, any::<bool>()).prop_map(|(v, n, own)| Earn(v, n, own)),
        2 => v().prop_map(Collect),
        2 => (c(), v()).prop_map(|(c, v)| Pay(c, v)),
        3 => (o(), v(), n()).prop_map(|(o, v, n)| Claim(o, v, n)),
        3 => (o(), v(), n()).prop_map(|(o, v, n)| Unstake(o, v, n)),
        2 => o().prop_map(Release),
        1 => (o(), n()).prop_map(|(o, n)| Cut(o, n)),
        1 => (o(), v()).prop_map(|(o, v)| PayOwner(o, v)),
        1 => any::<bool>().prop_map(Redelegations),
        1 => any::<bool>().prop_map(Lockup),
        4 => (1..WAIT).prop_map(Pass),
    ]
}

/// How often something interesting happened, by name.
pub type Reach = BTreeMap<&'static str, u64>;

fn play(own_denom: bool, steps: Vec<Step>, reach: &mut Reach) {
    let denom = if own_denom { DENOM } else { FEES };
    let mut msg = with_lockup();
    msg.rewards_denom = Some(denom.to_string());
    let mut chain = Chain::with(msg, &[("c1", 1000), ("c2", 700), ("c3", 300)]);
    chain.world.native = 2000;
    chain.show_world();
    let mut model = Model::new(denom);
    for step in steps {
        perform(&mut chain, &mut model, &step, reach);
        model.take_rewards(&mut chain);
        checks::after_every_step(&chain, &model);
    }
    checks::the_last_word(&mut chain, &mut model, reach);
}

fn count(reach: &mut Reach, name: &'static str) {
    *reach.entry(name).or_default() += 1;
}

fn perform(chain: &mut Chain, model: &mut Model, step: &Step, reach: &mut Reach) {
    let v = |index: usize| VALIDATORS[index];
    let c = |index: usize| CONSUMER_NAMES[index];
    let o = |index: usize| OWNERS[index];
    match *step {
        Step::Delegate(name, at, n) => {
            let normalizes = model::normalizes(chain, c(name));
            let result = chain.delegate(c(name), v(at), n);
            model.judge_delegate(chain, c(name), v(at), n, normalizes, result.err(), reach);
        }
        Step::Adjust(name, at, n) => drop(chain.adjust(c(name), v(at), n).unwrap()),
        Step::Undelegate(name, at, n) => {
            // Whatever stands in the way, what is asked can be taken back.
            let asked = model::asked(chain, c(name), v(at));
            let queued = chain.power(c(name)).queued;
            let result = chain.undelegate(c(name), v(at), n);
            assert_eq!(result.is_ok(), n <= asked, "{result:?}");
            if result.is_ok() && chain.power(c(name)).queued > queued {
                count(reach, "an undelegation waits");
            }
        }
        Step::Rebalance(limit) => {
            let sent = |chain: &Chain| {
                let world = &chain.world;
                world.redelegated as usize + world.returning.len() + world.delegated
            };
            let before = sent(chain);
            chain.rebalance(limit);
            // Rule 10.
            assert!(sent(chain) - before <= limit as usize);
            if STAGE.exists(chain.storage()) {
                count(reach, "a rebalance is interrupted");
            }
        }
        Step::Sync(at) => {
            let known = chain.sync(v(at)).is_ok();
            if known {
                assert!(model::books(chain, v(at)) <= chain.standing(v(at)) + 1);
            }
        }
        Step::Share(name, tenths) => {
            let share = Some(Decimal::percent(tenths * 10));
            let result = chain.update(c(name), |update| update.max_share = share);
            result.unwrap();
        }
        Step::Normalize(name, yes) => {
            let overflow = if yes {
                Overflow::Normalize
            } else {
                Overflow::Reject
            };
            let result = chain.update(c(name), |update| update.overflow = Some(overflow));
            result.unwrap();
        }
        Step::Factor(name, quarters) => {
            let factor = Some(Decimal::percent(quarters * 25));
            let result = chain.update(c(name), |update| update.reward_factor = factor);
            result.unwrap();
        }
        Step::Funds(name, n) => {
            let funds = Some(coin(n, DENOM));
            let result = chain.update(c(name), |update| update.funds_available = funds);
            assert!(matches!(result, Ok(_) | Err(ContractError::NotEnoughFunds)));
        }
        Step::Local(tenths) => {
            let limits = Limits {
                min_local_share: Some(Decimal::percent(tenths * 10)),
                total_power: None,
            };
            let msg = ExecuteMsg::UpdateLimits(limits);
            chain.execute("admin", msg).unwrap();
        }
        Step::Native(n) => chain.world.native = n,
        Step::Jail(at, yes) => {
            if yes && chain.world.jailed.len() < 3 {
                chain.world.jailed.insert(v(at).to_string());
                if chain.standing(v(at)) > 0 {
                    count(reach, "a validator with stake is jailed");
                }
            } else {
                chain.world.jailed.remove(v(at));
            }
        }
        Step::Slash(at, percent) => {
            let loss = chain.standing(v(at)) * percent / 100;
            if loss > 0 {
                chain.slash(v(at), loss);
                if loss > 1 && !chain.local_stake(v(at)).is_zero() {
                    count(reach, "local stake is slashed");
                }
            }
        }
        Step::SlashUnbonding(at, percent) => {
            let before = chain.world.coming_back();
            chain.slash_unbonding(v(at), percent);
            model.missing += before - chain.world.coming_back();
        }
        Step::Earn(at, n, in_denom) => {
            // What the chain has no delegator for is nobody's.
            if chain.standing(v(at)) > 0 {
                chain.earn(v(at), n, if in_denom { model.denom } else { "uother" });
            }
        }
        Step::Collect(at) => drop(chain.collect(v(at))),
        Step::Pay(name, at) => model.pay(chain, c(name), v(at)),
        Step::Claim(name, at, n) => {
            if chain.claim(o(name), v(at), n).is_ok() {
                *model.deposited.entry(o(name)).or_default() += n;
            }
        }
        Step::Unstake(name, at, n) => drop(chain.unstake(o(name), v(at), n)),
        Step::Release(name) => drop(chain.release(o(name)).unwrap()),
        Step::Cut(name, n) => {
            let n = n.min(model.claim(chain, o(name)));
            if n > 0 {
                chain.cut(o(name), n).unwrap();
                *model.cut.entry(o(name)).or_default() += n;
                count(reach, "a claim on local stake is cut");
            }
        }
        Step::PayOwner(name, at) => {
            let msg = ExecuteMsg::ClaimLocalRewards {
                validator: v(at).to_string(),
                recipient: None,
            };
            let sent = chain.world.sent.len();
            if chain.execute(o(name), msg).is_ok() {
                let (_, paid) = &chain.world.sent[sent];
                let paid = Uint128::try_from(paid.amount).unwrap().u128();
                *model.paid_owners.entry((o(name), v(at))).or_default() += paid;
            }
        }
        Step::Redelegations(yes) => chain.world.no_redelegation = !yes,
        Step::Lockup(yes) => chain.world.lockup_refuses = !yes,
        Step::Pass(seconds) => chain.pass(seconds),
    }
    chain.show_world();
}

#[test]
fn the_rules_hold_whatever_happens() {
    let cases = std::env::var("MESH_CASES").ok();
    let cases = cases.map_or(96, |cases| cases.parse().unwrap());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 300,
        ..Config::default()
    };
    let reach = std::cell::RefCell::new(Reach::new());
    let strategy = (any::<bool>(), prop::collection::vec(step(), 100));
    TestRunner::new(config)
        .run(&strategy, |(own_denom, steps)| {
            play(own_denom, steps, &mut reach.borrow_mut());
            Ok(())
        })
        .unwrap();
    let reach = reach.into_inner();
    for name in [
        "above what is allowed, refused",
        "above what is allowed, normalized",
        "an undelegation waits",
        "a rebalance is interrupted",
        "a validator with stake is jailed",
        "local stake is slashed",
        "a claim on local stake is cut",
        "a shortfall is written off",
        "stake is redelegated",
        "local stake is burnt",
        "a consumer is told of a slash",
    ] {
        let times = reach.get(name).copied().unwrap_or_default();
        println!("{times:>8}  {name}");
        assert!(times > 0, "never: {name}");
    }
}

/// What a consumer's ledger says, for the model.
pub fn ledger(chain: &Chain, name: &str) -> crate::state::Consumer {
    CONSUMERS.load(chain.storage(), &account(name)).unwrap()
}
