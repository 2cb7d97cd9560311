//! Random sequences of messages. After each: the books add up, the balance covers them, and nobody
//! is promised more than came in.

use std::collections::BTreeMap;

use cosmwasm_std::{Order, Uint128};
use mesh_math::rewards::whole_units;
use proptest::prelude::*;

use super::fixture::*;
use crate::msg::InstantiateMsg;
use crate::rewards::settle;
use crate::state::{CONSUMERS, POSITIONS, SET_ASIDE, TOTALS, VALIDATORS};

const NAMES: [&str; 3] = ["c1", "c2", "c3"];
const VALIDATOR_NAMES: [&str; 2] = ["alice", "bob"];

#[derive(Clone, Debug)]
enum Step {
    Delegate(usize, usize, u128),
    Undelegate(usize, usize, u128),
    Earn(usize, u128, bool),
    Collect(usize),
    Pay(usize, usize),
    Pass(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..3usize, 0..2usize, 1..700u128).prop_map(|(c, v, n)| Step::Delegate(c, v, n)),
        (0..3usize, 0..2usize, 1..700u128).prop_map(|(c, v, n)| Step::Undelegate(c, v, n)),
        (0..2usize, 1..1000u128, any::<bool>()).prop_map(|(v, n, own)| Step::Earn(v, n, own)),
        (0..2usize).prop_map(Step::Collect),
        (0..3usize, 0..2usize).prop_map(|(c, v)| Step::Pay(c, v)),
        (1..WAIT).prop_map(Step::Pass),
    ];
    prop::collection::vec(step, 1..60)
}

fn check(chain: &Chain, denom: &str, earned: u128) {
    let storage = chain.storage();
    let totals = TOTALS.load(storage).unwrap();
    let mut by_validator: BTreeMap<String, Uint128> = BTreeMap::new();
    let mut promised = 0;
    let (mut funds, mut granted, mut unused) = (0, 0, 0);
    for entry in CONSUMERS.range(storage, None, None, Order::Ascending) {
        let (address, consumer) = entry.unwrap();
        assert!(consumer.granted + consumer.unbonding <= consumer.funds);
        let mut own = Uint128::zero();
        let prefix = POSITIONS.prefix(&address);
        for entry in prefix.range(storage, None, None, Order::Ascending) {
            let (name, mut position) = entry.unwrap();
            settle(&mut position, &VALIDATORS.load(storage, &name).unwrap());
            own += position.granted;
            *by_validator.entry(name).or_default() += position.granted;
            promised += whole_units(position.earned).0.u128();
        }
        assert_eq!(own, consumer.granted);
        funds += consumer.funds.u128();
        granted += consumer.granted.u128();
        unused += (consumer.funds - consumer.granted - consumer.unbonding).u128();
    }
    assert_eq!(totals.funds.u128(), funds);
    assert_eq!(totals.granted.u128(), granted);
    for (name, sum) in by_validator {
        assert_eq!(VALIDATORS.load(storage, &name).unwrap().granted, sum);
        assert_eq!(chain.standing(&name), sum.u128());
    }
    // Rule 2 and rule 9.
    let aside = |denom: &str| -> u128 {
        let held = SET_ASIDE.may_load(storage, denom).unwrap();
        held.unwrap_or_default().u128()
    };
    let owed = totals.rewards_owed.u128();
    let paid: u128 = NAMES.iter().map(|name| chain.total_paid(name)).sum();
    assert!(promised <= owed);
    assert!(owed < promised + 6, "six positions keep a fraction each");
    assert!(paid + owed + aside(denom) <= earned);
    if denom == DENOM {
        assert!(chain.balance(DENOM) >= unused + owed + aside(DENOM));
    } else {
        assert!(chain.balance(DENOM) >= unused + aside(DENOM));
        assert!(chain.balance(denom) >= owed + aside(denom));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn books_add_up_whatever_happens(own_denom in any::<bool>(), steps in steps()) {
        let denom = if own_denom { DENOM } else { FEES };
        let msg = InstantiateMsg { rewards_denom: Some(denom.to_string()), ..no_options() };
        let mut chain = Chain::with(msg, &[("c1", 1000), ("c2", 700), ("c3", 300)]);
        let mut earned = 0;
        for step in steps {
            // A refusal is as good as a success: what has to hold is the same.
            match step {
                Step::Delegate(c, v, n) => drop(chain.delegate(NAMES[c], VALIDATOR_NAMES[v], n)),
                Step::Undelegate(c, v, n) => drop(chain.undelegate(NAMES[c], VALIDATOR_NAMES[v], n)),
                Step::Earn(v, n, in_rewards_denom) => {
                    let paid_in = if in_rewards_denom { denom } else { "uother" };
                    chain.earn(VALIDATOR_NAMES[v], n, paid_in);
                    earned += if in_rewards_denom { n } else { 0 };
                }
                Step::Collect(v) => drop(chain.collect(VALIDATOR_NAMES[v])),
                Step::Pay(c, v) => drop(chain.pay(NAMES[c], VALIDATOR_NAMES[v])),
                Step::Pass(seconds) => chain.pass(seconds),
            }
            check(&chain, denom, earned);
        }
    }
}
