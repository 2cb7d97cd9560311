use cosmwasm_std::{coin, Binary, StdAck, Uint128};
use mesh_apis::ibc::ConsumerPacket;
use mesh_apis::payment::PaymentError;
use mesh_apis::staking::StakingMsg;

use super::chain::REWARD;
use super::fixture::*;
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, PendingRewardsResponse, QueryMsg};
use crate::state::{CALLS, REWARDS_HELD};

fn announced(rig: &Rig, index: usize) -> (String, String, u128, String) {
    match rig.chain.packets[index].clone() {
        (
            channel,
            ConsumerPacket::Rewards {
                validator,
                total_funds,
            },
        ) => {
            let amount = Uint128::try_from(total_funds.amount).unwrap();
            (channel, validator, amount.u128(), total_funds.denom)
        }
        other => panic!("no announcement: {other:?}"),
    }
}

fn hand_in(rig: &mut Rig, sender: &str, funds: &[(u128, &str)]) -> Result<(), ContractError> {
    let funds: Vec<_> = funds.iter().map(|(n, denom)| coin(*n, *denom)).collect();
    let msg = ExecuteMsg::MeshConsumerRecieveRewardsMsg {
        validator: "alice".to_string(),
    };
    rig.execute(sender, msg, &funds).map(drop)
}

#[test]
fn rewards_are_announced_then_transferred() {
    let mut rig = Rig::with("1");
    rig.reward("alice", 100);
    let expected = (
        CHANNEL.to_string(),
        "alice".to_string(),
        100,
        REWARD.to_string(),
    );
    assert_eq!(announced(&rig, 0), expected);
    assert_eq!(rig.steps("alice"), [0, 100, 0, 0]);
    assert!(rig.chain.transfers.is_empty());

    rig.ack(0, done());
    let [sent] = &rig.chain.transfers[..] else {
        panic!()
    };
    assert_eq!(sent.channel_id, ICS20);
    assert_eq!(sent.to_address, "osmo1provider");
    assert_eq!(sent.amount, 100);
    let contract = rig.env.contract.address.as_str();
    let memo = format!(r#"{{"src_callback":{{"address":"{contract}"}},"validator":"alice"}}"#);
    assert_eq!(sent.memo, memo);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
    assert!(CALLS.is_empty(&rig.deps.storage));

    rig.tell(0, Some(done()));
    assert!(rig.pending().is_empty());
    assert!(REWARDS_HELD.load(&rig.deps.storage).unwrap().is_zero());
}

#[test]
fn claim_rewards_collects_and_pays_in_one_message() {
    let mut rig = Rig::with("1");
    let msg = ExecuteMsg::ClaimRewards {
        validator: "alice".to_string(),
    };
    rig.execute("anyone", msg, &[]).unwrap();
    assert_eq!(
        rig.chain.asked,
        [
            StakingMsg::WithdrawDelegatorReward {
                validator: "alice".to_string()
            },
            StakingMsg::WithdrawToCostumer {
                consumer: rig.env.contract.address.to_string(),
                validator: "alice".to_string()
            },
        ]
    );
}

#[test]
fn only_meta_staking_hands_in_one_coin_of_its_reward_denom() {
    let mut rig = Rig::with("1");
    let error = hand_in(&mut rig, "anyone", &[(5, REWARD)]).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    let error = hand_in(&mut rig, "meta-staking", &[]).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Payment(PaymentError::NoFunds)
    ));
    let error = hand_in(&mut rig, "meta-staking", &[(0, REWARD)]).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Payment(PaymentError::NoFunds)
    ));
    let error = hand_in(&mut rig, "meta-staking", &[(5, REWARD), (5, "uusdc")]).unwrap_err();
    assert!(matches!(
        error,
        ContractError::Payment(PaymentError::MultipleDenoms)
    ));
    rig.reward("alice", 5);
    let error = hand_in(&mut rig, "meta-staking", &[(5, "uusdc")]).unwrap_err();
    assert!(matches!(
        error,
        ContractError::WrongRewardsDenom { expected, got } if expected == REWARD && got == "uusdc"
    ));
    assert_eq!(rig.steps("alice"), [0, 5, 0, 0]);
}

#[test]
fn an_announcement_that_is_not_sent_waits_and_meta_staking_is_not_refused() {
    // No channel.
    let mut rig = Rig::unconnected(options("1"));
    rig.reward("alice", 60);
    assert_eq!(rig.steps("alice"), [60, 0, 0, 0]);
    rig.retry(None);
    assert_eq!(rig.steps("alice"), [60, 0, 0, 0]);
    rig.connect(CHANNEL).unwrap();
    // A channel that refuses.
    rig.chain.refuse_packets = true;
    rig.reward("alice", 40);
    assert_eq!(rig.steps("alice"), [100, 0, 0, 0]);
    rig.chain.refuse_packets = false;
    rig.retry(None);
    assert_eq!(announced(&rig, 0).2, 100);
    assert_eq!(rig.steps("alice"), [0, 100, 0, 0]);
    assert_eq!(rig.chain.packets.len(), 1);
}

#[test]
fn an_announcement_that_is_refused_or_lost_is_repeated_and_never_doubled() {
    for answer in [
        Some(StdAck::error("any").to_binary()),
        Some(Binary::from(b"no ack at all")),
        None,
    ] {
        let mut rig = Rig::with("1");
        rig.reward("alice", 70);
        rig.reward("alice", 30);
        match answer {
            Some(data) => rig.ack_raw(0, data),
            None => rig.timeout(0),
        }
        assert_eq!(rig.steps("alice"), [70, 30, 0, 0]);
        assert!(rig.chain.transfers.is_empty());
        rig.ack(1, done());
        assert_eq!(rig.steps("alice"), [70, 0, 0, 30]);
        rig.retry(None);
        assert_eq!(announced(&rig, 2).2, 70);
        rig.retry(None);
        assert_eq!(rig.chain.packets.len(), 3);
        rig.ack(2, done());
        assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
        let sent: u128 = rig.chain.transfers.iter().map(|sent| sent.amount).sum();
        assert_eq!((sent, rig.chain.balance), (100, 0));
    }
}

#[test]
fn a_transfer_that_is_not_sent_waits_and_the_ack_is_processed() {
    let mut rig = Rig::with("1");
    rig.reward("alice", 100);
    rig.chain.refuse_transfers = true;
    rig.ack(0, done());
    assert_eq!(rig.steps("alice"), [0, 0, 100, 0]);
    assert_eq!(rig.chain.balance, 100);
    rig.retry(None);
    assert_eq!(rig.steps("alice"), [0, 0, 100, 0]);
    rig.chain.refuse_transfers = false;
    rig.retry(None);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
    // Announced once.
    assert_eq!(rig.chain.packets.len(), 1);
}

/// Rule 4: whatever comes as an answer is processed.
#[test]
fn an_answer_never_fails() {
    let mut rig = Rig::with("1");
    rig.reward("alice", 100);
    let strange = ConsumerPacket::Rewards {
        validator: "bob".to_string(),
        total_funds: coin(u128::MAX, REWARD),
    };
    // Never announced, so nothing moves.
    rig.ack_of("channel-99", &strange, done().to_binary());
    assert_eq!(rig.steps("bob"), [0, 0, 0, 0]);
    assert!(rig.chain.transfers.is_empty());
    rig.ack_of(CHANNEL, &strange, StdAck::error("any").to_binary());
    assert_eq!(rig.pending().len(), 1);
    // The answer comes twice, and after the channel is gone.
    rig.execute("admin", ExecuteMsg::UnbindChannel {}, &[])
        .unwrap();
    rig.ack(0, done());
    rig.ack(0, done());
    rig.timeout(0);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
    assert_eq!(rig.chain.transfers.len(), 1);
}

#[test]
fn retry_goes_on_where_it_stopped() {
    let mut rig = Rig::unconnected(options("1"));
    for n in 0..7 {
        rig.reward(&format!("v{n}"), 10);
    }
    rig.connect(CHANNEL).unwrap();
    for expected in [3, 6, 7, 7] {
        rig.retry(Some(3));
        assert_eq!(rig.chain.packets.len(), expected);
    }
    let page: PendingRewardsResponse = rig.query(QueryMsg::PendingRewards {
        start_after: Some("v1".to_string()),
        limit: Some(2),
    });
    let names: Vec<_> = page
        .rewards
        .iter()
        .map(|row| row.validator.as_str())
        .collect();
    assert_eq!(names, ["v2", "v3"]);
    assert_eq!(page.rewards[0].denom, REWARD);
}

#[test]
fn retry_without_any_reward_does_nothing() {
    let mut rig = Rig::with("1");
    assert!(rig.retry(None).messages.is_empty());
}
