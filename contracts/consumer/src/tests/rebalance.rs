use cosmwasm_std::{Response, Uint128};
use mesh_apis::staking::StakingMsg;

use super::fixture::*;
use crate::msg::{ExecuteMsg, SetPrice};
use crate::state::{CALLS, REBALANCE_CURSOR};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// Four validators with 100 each, at a price that then changes.
fn rig(from: &str, to: &str) -> Rig {
    let mut rig = Rig::with(from);
    rig.chain.validators = NAMES.iter().map(|name| name.to_string()).collect();
    for name in NAMES {
        assert_eq!(rig.stake(name, 100), done());
    }
    set_price(&mut rig, to);
    rig.chain.asked.clear();
    rig
}

fn set_price(rig: &mut Rig, to: &str) {
    let rate = to.parse().unwrap();
    rig.execute("admin", ExecuteMsg::SetPrice(SetPrice { rate }), &[])
        .unwrap();
}

fn rebalance(rig: &mut Rig, limit: Option<u32>) -> Response {
    rig.execute("anyone", ExecuteMsg::Rebalance { limit }, &[])
        .unwrap()
}

fn attribute<'a>(response: &'a Response, key: &str) -> &'a str {
    let found = response.attributes.iter().find(|a| a.key == key);
    &found.unwrap().value
}

fn asked(rig: &Rig) -> [u128; 4] {
    NAMES.map(|name| rig.chain.delegated(name))
}

fn by(message: fn(String, Uint128) -> StakingMsg, name: &str, amount: u128) -> StakingMsg {
    message(name.to_string(), Uint128::new(amount))
}

fn adjust(validator: String, amount: Uint128) -> StakingMsg {
    StakingMsg::Adjust { validator, amount }
}

fn delegate(validator: String, amount: Uint128) -> StakingMsg {
    StakingMsg::Delegate { validator, amount }
}

fn undelegate(validator: String, amount: Uint128) -> StakingMsg {
    StakingMsg::Undelegate { validator, amount }
}

#[test]
fn a_rise_is_adjusted_and_a_fall_undelegated() {
    let mut up = rig("1", "1.5");
    let response = rebalance(&mut up, None);
    assert_eq!(up.chain.asked, NAMES.map(|name| by(adjust, name, 50)));
    assert_eq!(attribute(&response, "moved"), "4");
    assert_eq!(attribute(&response, "finished"), "true");
    let mut down = rig("1", "0.3");
    rebalance(&mut down, None);
    assert_eq!(down.chain.asked, NAMES.map(|name| by(undelegate, name, 70)));
    for rig in [up, down] {
        let stakes = rig.stakes();
        let price = stakes[0].price;
        assert!(stakes.iter().all(|stake| stake.price == price));
        assert!(CALLS.is_empty(&rig.deps.storage));
    }
}

#[test]
fn pages_go_on_where_the_last_one_stopped() {
    let mut rig = rig("1", "2");
    let response = rebalance(&mut rig, Some(1));
    assert_eq!(attribute(&response, "finished"), "false");
    assert_eq!(asked(&rig), [200, 100, 100, 100]);
    // In between: a stake moves its own validator, an unstake goes, the price moves on.
    rig.stake("c", 10);
    rig.unstake("b", 100);
    set_price(&mut rig, "3");
    assert_eq!(asked(&rig), [200, 0, 220, 100]);
    rebalance(&mut rig, Some(1));
    assert_eq!(asked(&rig), [200, 0, 330, 100]);
    let response = rebalance(&mut rig, Some(2));
    assert_eq!(attribute(&response, "finished"), "true");
    assert_eq!(asked(&rig), [200, 0, 330, 300]);
    rebalance(&mut rig, Some(1));
    assert_eq!(asked(&rig), [300, 0, 330, 300]);
    let response = rebalance(&mut rig, None);
    assert_eq!(attribute(&response, "moved"), "0");
    assert!(REBALANCE_CURSOR
        .may_load(&rig.deps.storage)
        .unwrap()
        .is_none());
}

#[test]
fn what_stands_right_already_counts_for_nothing() {
    let mut rig = rig("1", "2");
    for name in ["a", "b", "c"] {
        rig.stake(name, 1);
    }
    let response = rebalance(&mut rig, Some(1));
    assert_eq!(attribute(&response, "moved"), "1");
    assert_eq!(asked(&rig), [202, 202, 202, 200]);
}

#[test]
fn a_price_that_changes_no_number_is_noted_and_asks_for_nothing() {
    let mut rig = rig("1", "1.001");
    let response = rebalance(&mut rig, None);
    assert_eq!(attribute(&response, "moved"), "4");
    assert!(rig.chain.asked.is_empty());
    assert_eq!(rig.stakes()[0].price.to_string(), "1.001");
    assert_eq!(attribute(&rebalance(&mut rig, None), "moved"), "0");
}

#[test]
fn where_adjust_is_unknown_it_is_delegated() {
    let mut rig = rig("1", "1.5");
    rig.chain.refuse = vec!["adjust"];
    rebalance(&mut rig, None);
    assert_eq!(rig.chain.asked, NAMES.map(|name| by(delegate, name, 50)));
    assert_eq!(asked(&rig), [150; 4]);
    assert_eq!(rig.stakes()[3].asked.u128(), 150);
    assert!(CALLS.is_empty(&rig.deps.storage));
}

#[test]
fn what_is_refused_stays_as_it_was_and_is_tried_again() {
    let mut rig = rig("1", "1.5");
    rig.chain.refuse = vec!["adjust", "delegate"];
    let before = rig.stakes();
    rebalance(&mut rig, None);
    assert_eq!(rig.stakes(), before);
    rig.chain.refuse = vec!["undelegate"];
    rebalance(&mut rig, Some(2));
    assert_eq!(asked(&rig), [150, 150, 100, 100]);
    set_price(&mut rig, "0.5");
    rebalance(&mut rig, None);
    assert_eq!(asked(&rig), [150, 150, 100, 100]);
    assert_eq!(rig.stakes()[0].price.to_string(), "1.5");
    assert_eq!(rig.stakes()[3].price.to_string(), "1");
    rig.chain.refuse.clear();
    rebalance(&mut rig, None);
    assert_eq!(asked(&rig), [50; 4]);
    assert!(CALLS.is_empty(&rig.deps.storage));
}

#[test]
fn limits_have_bounds() {
    let mut rig = Rig::with("1");
    let names: Vec<String> = (0..120).map(|n| format!("v{n:03}")).collect();
    rig.chain.validators = names.clone();
    for name in &names {
        rig.stake(name, 10);
    }
    set_price(&mut rig, "2");
    assert_eq!(attribute(&rebalance(&mut rig, Some(0)), "moved"), "1");
    assert_eq!(attribute(&rebalance(&mut rig, None), "moved"), "10");
    assert_eq!(attribute(&rebalance(&mut rig, Some(1000)), "moved"), "30");
    while rig.chain.delegated("v119") == 10 {
        rebalance(&mut rig, Some(30));
    }
    assert_eq!(attribute(&rebalance(&mut rig, None), "finished"), "false");
    // A hundred are looked at, then the rest.
    assert_eq!(REBALANCE_CURSOR.load(&rig.deps.storage).unwrap(), "v099");
    assert_eq!(attribute(&rebalance(&mut rig, None), "finished"), "true");
}
