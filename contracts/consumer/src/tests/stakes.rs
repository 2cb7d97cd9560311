use cosmwasm_std::{from_json, to_json_binary, Binary, Uint128};
use mesh_apis::ibc::{ListStakesAck, ProviderPacket};
use mesh_apis::staking::StakingMsg;
use proptest::prelude::*;

use super::fixture::*;
use crate::msg::{QueryMsg, StakesResponse};
use crate::state::CALLS;

#[test]
fn a_stake_is_converted_and_delegated() {
    let mut rig = Rig::with("0.1");
    assert_eq!(rig.stake("alice", 1000), done());
    assert_eq!(
        rig.chain.asked,
        [StakingMsg::Delegate {
            validator: "alice".to_string(),
            amount: Uint128::new(100)
        }]
    );
    let [stake] = &rig.stakes()[..] else { panic!() };
    assert_eq!(stake.validator, "alice");
    assert_eq!(stake.remote.u128(), 1000);
    assert_eq!(stake.asked.u128(), 100);
    assert_eq!(stake.price, "0.1".parse::<cosmwasm_std::Decimal>().unwrap());
    assert!(CALLS.is_empty(&rig.deps.storage));
}

#[test]
fn an_unstake_asks_for_the_change_only_and_forgets_the_validator_at_zero() {
    let mut rig = Rig::with("0.1");
    rig.stake("alice", 1000);
    rig.stake("bob", 10);
    assert_eq!(rig.unstake("alice", 995), done());
    // floor(0.5) is left of 100.
    assert_eq!(rig.chain.delegated("alice"), 0);
    assert_eq!(rig.stakes().len(), 2);
    assert_eq!(rig.unstake("alice", 5), done());
    assert_eq!(rig.stakes().len(), 1);
    assert_eq!(rig.chain.delegated("bob"), 1);
}

#[test]
fn an_amount_of_zero_is_refused() {
    let mut rig = Rig::with("0.1");
    let text = "Cannot send zero tokens to any methods";
    assert_eq!(refusal(rig.stake("alice", 0)), text);
    assert_eq!(refusal(rig.unstake("alice", 0)), text);
}

#[test]
fn an_unknown_validator_is_refused_for_a_stake_and_never_for_an_unstake() {
    let mut rig = Rig::with("0.1");
    let text = refusal(rig.stake("carol", 1000));
    assert_eq!(text, "Unknown validator: carol");
    assert!(rig.stakes().is_empty());
    rig.stake("alice", 1000);
    rig.chain.validators.clear();
    assert_eq!(rig.unstake("alice", 1000), done());
    assert_eq!(rig.chain.delegated("alice"), 0);
}

#[test]
fn unstaking_more_than_is_staked_is_refused() {
    let mut rig = Rig::with("0.1");
    let text = refusal(rig.unstake("alice", 1));
    assert_eq!(text, "Insufficient stake to withdraw this, only 0 on alice");
    rig.stake("alice", 1000);
    let text = refusal(rig.unstake("alice", 1001));
    assert_eq!(
        text,
        "Insufficient stake to withdraw this, only 1000 on alice"
    );
    assert_eq!(rig.chain.delegated("alice"), 100);
    assert_eq!(rig.stakes()[0].remote.u128(), 1000);
}

#[test]
fn want_of_funds_is_told_in_our_words() {
    let mut rig = Rig::with("1");
    rig.chain.funds = Some(1000);
    assert_eq!(rig.stake("alice", 700), done());
    let text = "Contract has run out of funds to delegate for consumer chain";
    assert_eq!(refusal(rig.stake("bob", 301)), text);
    assert_eq!(rig.stakes().len(), 1);
    assert_eq!(rig.stake("bob", 300), done());
}

#[test]
fn a_refused_delegation_is_an_error_ack_and_changes_nothing() {
    for funds in [None, Some(u128::MAX)] {
        let mut rig = Rig::with("0.1");
        rig.chain.funds = funds;
        rig.stake("alice", 55);
        let before = rig.stakes();
        let reason = "codespace: staking, code: 11";
        rig.chain.refuse_delegation = Some(reason.to_string());
        let expected = format!("Refused by the contract that delegates: {reason}");
        assert_eq!(refusal(rig.stake("alice", 1000)), expected);
        assert_eq!(rig.stakes(), before);
        assert_eq!(refusal(rig.unstake("alice", 25)), expected);
        assert_eq!(rig.stakes(), before);
        assert_eq!(refusal(rig.unstake("alice", 55)), expected);
        assert_eq!(rig.stakes(), before);
        assert_eq!(refusal(rig.stake("bob", 1000)), expected);
        assert_eq!(rig.stakes(), before);
        assert!(CALLS.is_empty(&rig.deps.storage));
        rig.chain.refuse_delegation = None;
        assert_eq!(rig.unstake("alice", 55), done());
        assert_eq!(rig.chain.delegated("alice"), 0);
    }
}

#[test]
fn the_largest_amounts_saturate_and_come_back() {
    for price in [
        "0.000000000000000001",
        "0.5",
        "1",
        "340282366920938463463.374607431768211455",
    ] {
        let mut rig = Rig::with(price);
        assert_eq!(rig.stake("alice", u128::MAX), done(), "{price}");
        let text = refusal(rig.stake("alice", 1));
        assert_eq!(
            text,
            "Stake on one validator can be no more than 2^128 - 1: alice"
        );
        assert_eq!(rig.unstake("alice", 1), done());
        assert_eq!(rig.unstake("alice", u128::MAX - 1), done());
        assert_eq!(rig.chain.delegated("alice"), 0, "{price}");
    }
}

#[test]
fn packets_of_another_channel_or_of_unknown_shape_are_refused() {
    let mut rig = Rig::with("1");
    let stake = to_json_binary(&ProviderPacket::Stake {
        validator: "alice".to_string(),
        amount: Uint128::new(7),
        key: "any".to_string(),
    })
    .unwrap();
    let text = refusal(rig.receive_raw("channel-9", stake.clone()));
    assert_eq!(
        text,
        "Refuse to respond on unregistered channel 'channel-9'"
    );
    for data in [
        r#"{"stake":{}}"#,
        r#"{"stake":{"validator":"alice","amount":7,"key":"any"}}"#,
        r#"{"stake":{"validator":"alice","amount":"340282366920938463463374607431768211456","key":"any"}}"#,
        r#"{"rewards":{}}"#,
        "null",
        "",
        "\u{0}",
    ] {
        let ack = rig.receive_raw(CHANNEL, Binary::from(data.as_bytes()));
        assert!(ack.is_error(), "{data}");
        let text = refusal(ack);
        assert!(
            text.starts_with("Packet of unknown shape: "),
            "{data}: {text}"
        );
    }
    assert!(rig.stakes().is_empty());
    assert_eq!(rig.receive_raw(CHANNEL, stake), done());
    let mut rig = Rig::unconnected(options("1"));
    let text = refusal(rig.stake("alice", 7));
    assert_eq!(
        text,
        format!("Refuse to respond on unregistered channel '{CHANNEL}'")
    );
}

fn listed(rig: &mut Rig, start_after: Option<&str>, limit: Option<u32>) -> Vec<(String, u128)> {
    let ack = rig.receive(&ProviderPacket::ListStakes {
        start_after: start_after.map(str::to_string),
        limit,
    });
    let answer: ListStakesAck = from_json(ack.unwrap()).unwrap();
    answer
        .stakes
        .into_iter()
        .map(|stake| (stake.validator, stake.amount.u128()))
        .collect()
}

#[test]
fn stakes_are_listed_in_remote_tokens_and_in_pages() {
    let mut rig = Rig::with("0.1");
    assert!(listed(&mut rig, None, None).is_empty());
    let names: Vec<String> = (0..105).map(|n| format!("v{n:03}")).collect();
    rig.chain.validators = names.clone();
    for (n, name) in names.iter().enumerate() {
        rig.stake(name, n as u128 + 1);
    }
    assert_eq!(listed(&mut rig, None, None).len(), 30);
    assert_eq!(listed(&mut rig, None, Some(1000)).len(), 100);
    let rest = listed(&mut rig, Some("v099"), Some(100));
    assert_eq!(rest[0], ("v100".to_string(), 101));
    assert_eq!(rest.len(), 5);
    assert!(listed(&mut rig, Some("v104"), None).is_empty());
    // An empty page would say that this was the last.
    assert_eq!(listed(&mut rig, None, Some(0)).len(), 1);

    let page: StakesResponse = rig.query(QueryMsg::Stakes {
        start_after: Some("v000".to_string()),
        limit: Some(2),
    });
    assert_eq!(page.stakes[0].validator, "v001");
    assert_eq!(page.stakes.len(), 2);
}

fn amount() -> impl Strategy<Value = u128> {
    prop_oneof![1..100u128, 1..10u128.pow(24), 1..u128::MAX / 64]
}

/// From 10⁻¹⁸ to 10¹⁸, and what is in between.
fn price() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..=36u32).prop_map(|power| cosmwasm_std::Decimal::new(Uint128::new(10u128.pow(power)))),
        (1..=10u128.pow(36)).prop_map(|atomics| cosmwasm_std::Decimal::new(Uint128::new(atomics))),
    ]
    .prop_map(|price| price.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Rule 8, at any price.
    #[test]
    fn what_is_staked_in_pieces_leaves_nothing_when_unstaked(
        price in price(),
        pieces in prop::collection::vec(amount(), 1..12),
    ) {
        let mut pieced = Rig::with(&price);
        let mut asked = vec![0];
        for piece in &pieces {
            prop_assert_eq!(pieced.stake("alice", *piece), done());
            asked.push(pieced.chain.delegated("alice"));
        }
        let mut whole = Rig::with(&price);
        whole.stake("alice", pieces.iter().sum());
        prop_assert_eq!(pieced.chain.delegated("alice"), whole.chain.delegated("alice"));
        for piece in pieces.iter().rev() {
            prop_assert_eq!(pieced.chain.delegated("alice"), asked.pop().unwrap());
            prop_assert_eq!(pieced.unstake("alice", *piece), done());
        }
        prop_assert_eq!(pieced.chain.delegated("alice"), 0);
        prop_assert!(pieced.stakes().is_empty());
    }
}
