//! What is asked for, at prices that move and of tokens whose units differ.

use cosmwasm_std::{Decimal, Uint128};
use mesh_apis::staking::StakingMsg;

use super::fixture::*;
use crate::msg::{ExecuteMsg, InstantiateMsg, SetFeed, SetPrice};

fn set_price(rig: &mut Rig, rate: &str) {
    let rate = rate.parse().unwrap();
    rig.execute("admin", ExecuteMsg::SetPrice(SetPrice { rate }), &[])
        .unwrap();
}

fn rebalance(rig: &mut Rig) {
    rig.execute("anyone", ExecuteMsg::Rebalance { limit: None }, &[])
        .unwrap();
}

fn discounted(rate: &str, discount: &str) -> Rig {
    let mut rig = Rig::unconnected(InstantiateMsg {
        discount: Some(discount.parse().unwrap()),
        ..options(rate)
    });
    rig.connect(CHANNEL).unwrap();
    rig
}

#[test]
fn the_discount_comes_after_the_price_and_both_floor() {
    let mut rig = discounted("0.5", "0.4");
    rig.stake("alice", 1000);
    rig.stake("bob", 4000);
    rig.unstake("bob", 2000);
    assert_eq!(rig.chain.delegated("alice"), 300);
    assert_eq!(rig.chain.delegated("bob"), 600);
    assert_eq!(rig.stakes()[0].discount, Decimal::percent(40));
    // floor(3.5) = 3, floor(1.8) = 1; floored once it would be 2.
    let mut rig = discounted("0.5", "0.4");
    rig.stake("alice", 7);
    assert_eq!(rig.chain.delegated("alice"), 1);
}

#[test]
fn after_a_fall_a_stake_lowers_nothing_and_what_was_applied_last_stays_known() {
    let mut rig = Rig::with("2");
    rig.stake("alice", 100);
    set_price(&mut rig, "1");
    assert_eq!(rig.stake("alice", 50), done());
    assert_eq!(rig.chain.delegated("alice"), 200);
    assert_eq!(rig.stakes()[0].price, Decimal::percent(200));
    // Enough stake for the new price to ask for more.
    assert_eq!(rig.stake("alice", 51), done());
    assert_eq!(rig.chain.delegated("alice"), 201);
    assert_eq!(rig.stakes()[0].price, Decimal::one());
}

#[test]
fn after_a_rise_an_unstake_raises_nothing() {
    let mut rig = Rig::with("1");
    rig.stake("alice", 100);
    set_price(&mut rig, "2");
    assert_eq!(rig.unstake("alice", 20), done());
    assert_eq!(rig.chain.delegated("alice"), 100);
    assert_eq!(rig.unstake("alice", 40), done());
    assert_eq!(rig.chain.delegated("alice"), 80);
    assert_eq!(rig.unstake("alice", 40), done());
    assert_eq!(rig.chain.delegated("alice"), 0);
    assert!(rig.stakes().is_empty());
}

#[test]
fn after_a_fall_an_unstake_goes_down_to_the_new_price() {
    let mut rig = Rig::with("1");
    rig.stake("alice", 100);
    set_price(&mut rig, "0.5");
    assert_eq!(rig.unstake("alice", 1), done());
    assert_eq!(rig.chain.delegated("alice"), 49);
}

#[test]
fn a_refused_stake_leaves_the_price_that_was_applied() {
    let mut rig = Rig::with("2");
    rig.stake("alice", 100);
    set_price(&mut rig, "1");
    let before = rig.stakes();
    rig.chain.refuse = vec!["delegate"];
    assert!(rig.stake("alice", 1000).is_error());
    assert_eq!(rig.stakes(), before);
    rig.chain.refuse = vec!["undelegate"];
    assert!(rig.unstake("alice", 10).is_error());
    assert_eq!(rig.stakes(), before);
}

/// (price, remote of one whole token, what it asks for)
#[test]
fn units_of_18_and_6_decimals_meet() {
    let whole = 10u128.pow(18);
    for (price, remote, asked) in [
        ("0.0000000000025", whole, 2_500_000),
        ("0.0000000000025", 400_000_000_000, 1),
        ("400000000000", 2_500_000, whole),
        ("0.000000000000000001", whole, 1),
        ("1000000000000000000", 1, whole),
    ] {
        let mut rig = Rig::with(price);
        rig.stake("alice", remote);
        assert_eq!(rig.chain.delegated("alice"), asked, "{price}");
        // One unit less: what is asked for falls by no more than a unit is worth.
        rig.unstake("alice", 1);
        let rest = Uint128::new(remote - 1).mul_floor(price.parse::<Decimal>().unwrap());
        assert_eq!(rig.chain.delegated("alice"), rest.u128(), "{price}");
        if remote > 1 {
            rig.unstake("alice", remote - 1);
        }
        assert_eq!(rig.chain.delegated("alice"), 0, "{price}");
    }
}

#[test]
fn jumps_by_a_million_saturate_and_come_back() {
    for amount in [1, 10u128.pow(18), u128::MAX] {
        let mut rig = Rig::with("1");
        assert_eq!(rig.stake("alice", amount), done());
        set_price(&mut rig, "1000000");
        rebalance(&mut rig);
        assert_eq!(
            rig.chain.delegated("alice"),
            amount.saturating_mul(1_000_000)
        );
        set_price(&mut rig, "0.000001");
        rebalance(&mut rig);
        assert_eq!(rig.chain.delegated("alice"), amount / 1_000_000);
        set_price(&mut rig, "1");
        rebalance(&mut rig);
        assert_eq!(rig.chain.delegated("alice"), amount);
        rig.unstake("alice", amount);
        assert_eq!(rig.chain.delegated("alice"), 0);
    }
}

#[test]
fn a_new_discount_moves_stake_like_a_new_price() {
    let mut rig = Rig::with("1");
    rig.stake("alice", 1000);
    let set = |discount: &str| {
        ExecuteMsg::SetFeed(SetFeed {
            price_feed: None,
            discount: Some(discount.parse().unwrap()),
            max_price_age: None,
            max_price_jump: None,
        })
    };
    rig.execute("admin", set("0.1"), &[]).unwrap();
    rebalance(&mut rig);
    assert_eq!(rig.chain.delegated("alice"), 900);
    rig.execute("admin", set("0"), &[]).unwrap();
    rebalance(&mut rig);
    let last = StakingMsg::Adjust {
        validator: "alice".to_string(),
        amount: Uint128::new(100),
    };
    assert_eq!(rig.chain.asked.last(), Some(&last));
}

#[test]
fn a_contract_that_normalizes_is_asked_for_more_than_it_has() {
    let mut rig = Rig::with("1");
    rig.chain.funds = Some(100);
    let text = "Contract has run out of funds to delegate for consumer chain";
    assert_eq!(refusal(rig.stake("alice", 101)), text);
    rig.chain.overflow = Some("reject");
    assert_eq!(refusal(rig.stake("alice", 101)), text);
    rig.chain.overflow = Some("normalize");
    assert_eq!(rig.stake("alice", 101), done());
    // What is granted is meta-staking's to say; what is asked for is all of it, and comes back.
    assert_eq!(rig.stakes()[0].asked.u128(), 101);
    assert_eq!(rig.unstake("alice", 101), done());
    assert_eq!(rig.chain.delegated("alice"), 0);
}

#[test]
fn what_was_asked_and_not_granted_counts_against_the_funds() {
    let mut rig = Rig::with("1");
    rig.chain.funds = Some(100);
    rig.chain.asked_for = Some(60);
    let text = "Contract has run out of funds to delegate for consumer chain";
    assert_eq!(refusal(rig.stake("alice", 41)), text);
    assert_eq!(rig.stake("alice", 40), done());
}
