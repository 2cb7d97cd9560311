//! What the public 2022 prototype asserts of its mesh-consumer, as numbers.

use cosmwasm_std::{StdAck, Uint128};
use mesh_apis::staking::StakingMsg;

use super::fixture::*;

#[test]
fn mvp_consumer_receive_unstake() {
    let mut rig = Rig::with("0.1");
    rig.chain.validators = vec!["validator".to_string()];
    // There an unstake of what was never staked is passed on; ours knows what it has.
    rig.stake("validator", 1000);
    rig.unstake("validator", 1000);
    let last = rig.chain.asked.last().unwrap();
    let expected = StakingMsg::Undelegate {
        validator: "validator".to_string(),
        amount: Uint128::new(100),
    };
    assert_eq!(last, &expected);
}

/// There every packet is rounded for itself and one unit stays delegated. Ours: 3, 1, 0.
#[test]
fn mvp_consumer_rounding_residue() {
    let mut rig = Rig::with("0.1");
    let mut after = vec![];
    rig.stake("alice", 30);
    after.push(rig.chain.delegated("alice"));
    for _ in 0..2 {
        rig.unstake("alice", 15);
        after.push(rig.chain.delegated("alice"));
    }
    assert_eq!(after, [3, 1, 0]);
}

/// There a delegation of zero fails. Ours is good, and counts with what comes later.
#[test]
fn mvp_consumer_rounding_zero() {
    let mut rig = Rig::with("0.1");
    assert_eq!(rig.stake("alice", 5), done());
    assert_eq!(rig.chain.delegated("alice"), 0);
    assert_eq!(rig.stakes()[0].remote.u128(), 5);
    rig.stake("alice", 5);
    assert_eq!(rig.chain.delegated("alice"), 1);
}

#[test]
fn mvp_e2e_happy_path() {
    let mut rig = Rig::with("0.1");
    rig.chain.funds = Some(1_000_000);
    assert_eq!(rig.stake("alice", 500_000), done());
    assert_eq!(rig.chain.delegated("alice"), 50_000);
}

#[test]
fn mvp_consumer_ack_rewards() {
    let mut rig = Rig::with("0.1");
    rig.reward("alice", 100);
    rig.ack(0, done());
    let sent = &rig.chain.transfers[0];
    assert_eq!(sent.amount, 100);
    assert_eq!(sent.to_address, PROVIDER_PORT.rsplit('.').next().unwrap());
}

/// There the error makes the ack fail for ever. Ours is processed, and the 100 can be sent again.
#[test]
fn mvp_consumer_ack_rewards_error() {
    let mut rig = Rig::with("0.1");
    rig.reward("alice", 100);
    rig.ack(0, StdAck::error("Acknowledgement failed"));
    assert!(rig.chain.transfers.is_empty());
    assert_eq!(rig.steps("alice"), [100, 0, 0, 0]);
    rig.retry(None);
    rig.ack(1, done());
    assert_eq!(rig.chain.transfers[0].amount, 100);
}
