//! What becomes of a transfer, where the chain tells and where it does not.

use cosmwasm_std::StdAck;
use proptest::prelude::*;

use super::fixture::*;

/// A transfer of this much is under way.
fn under_way(amount: u128) -> Rig {
    let mut rig = Rig::with("1");
    rig.reward("alice", amount);
    rig.ack(0, done());
    assert_eq!(rig.steps("alice"), [0, 0, 0, amount]);
    rig
}

fn pass(rig: &mut Rig, seconds: u64) {
    rig.env.block.time = rig.env.block.time.plus_seconds(seconds);
}

#[test]
fn told_that_it_came_back_the_transfer_alone_is_repeated() {
    for ack in [Some(StdAck::error("any")), None] {
        let mut rig = under_way(100);
        rig.refund(0);
        rig.tell(0, ack);
        assert_eq!(rig.steps("alice"), [0, 0, 100, 0]);
        rig.retry(None);
        assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
        assert_eq!((rig.chain.transfers.len(), rig.chain.packets.len()), (2, 1));
        rig.tell(1, Some(done()));
        assert!(rig.pending().is_empty());
    }
}

#[test]
fn a_later_reward_takes_along_what_came_back() {
    let mut rig = under_way(100);
    rig.refund(0);
    rig.tell(0, None);
    rig.reward("alice", 5);
    rig.ack(1, done());
    assert_eq!(rig.chain.transfers[1].amount, 105);
}

#[test]
fn not_told_it_is_found_in_the_balance_after_the_timeout() {
    let mut rig = under_way(100);
    rig.refund(0);
    pass(&mut rig, LIFETIME - 1);
    rig.retry(None);
    assert_eq!(rig.chain.transfers.len(), 1);
    pass(&mut rig, 1);
    rig.retry(None);
    assert_eq!(rig.chain.transfers.len(), 2);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
    // It is in no balance any more, so nothing is sent a third time.
    pass(&mut rig, LIFETIME);
    rig.retry(None);
    assert_eq!(rig.chain.transfers.len(), 2);
}

/// Anyone can have rewards paid, again and again.
#[test]
fn further_transfers_do_not_put_off_the_search() {
    let mut rig = under_way(100);
    rig.refund(0);
    pass(&mut rig, LIFETIME - 1);
    rig.reward("alice", 1);
    rig.ack(1, done());
    assert_eq!(rig.chain.transfers.len(), 2);
    pass(&mut rig, 1);
    rig.retry(None);
    assert_eq!(rig.chain.transfers[2].amount, 100);
}

#[test]
fn rewards_that_wait_in_the_balance_are_not_taken_for_what_came_back() {
    let mut rig = under_way(100);
    rig.chain.refuse_packets = true;
    rig.reward("alice", 30);
    rig.reward("bob", 50);
    pass(&mut rig, LIFETIME);
    rig.retry(None);
    assert_eq!(rig.steps("alice"), [30, 0, 0, 100]);
    assert_eq!(rig.steps("bob"), [50, 0, 0, 0]);
    assert_eq!(rig.chain.transfers.len(), 1);
}

/// On a chain that never tells, all that was ever sent stays of unknown outcome; each amount that
/// comes back is found, however late.
#[test]
fn late_and_partial_returns_are_found_too() {
    let mut rig = under_way(100);
    rig.reward("alice", 40);
    rig.ack(1, done());
    pass(&mut rig, LIFETIME);
    rig.retry(None);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 140]);
    pass(&mut rig, LIFETIME * 1000);
    rig.refund(1);
    rig.retry(None);
    assert_eq!(rig.chain.transfers[2].amount, 40);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 140]);
}

#[test]
fn tokens_that_somebody_sends_along_are_no_rewards() {
    let mut rig = Rig::with("1");
    rig.chain.balance += 1000;
    rig.reward("alice", 100);
    rig.retry(None);
    rig.ack(0, done());
    rig.tell(0, Some(done()));
    pass(&mut rig, LIFETIME);
    rig.retry(None);
    assert!(rig.pending().is_empty());
    assert_eq!(rig.chain.balance, 1000);
}

#[test]
fn what_is_told_of_a_strangers_transfer_is_ignored() {
    let mut rig = under_way(100);
    let mut sent = rig.chain.transfers[0].clone();
    rig.tell_of(&sent, "juno1stranger", None);
    let own = rig.env.contract.address.to_string();
    sent.channel_id = "channel-66".to_string();
    rig.tell_of(&sent, &own, None);
    sent.channel_id = ICS20.to_string();
    sent.memo = "no memo of ours".to_string();
    rig.tell_of(&sent, &own, None);
    assert_eq!(rig.steps("alice"), [0, 0, 0, 100]);
}

#[derive(Clone, Debug)]
enum Step {
    Reward(bool, u128),
    /// An unanswered packet: accepted, refused or lost.
    Answer(usize, u8),
    /// An open transfer: arrived, or given back; told or not.
    Conclude(usize, bool, bool),
    Retry,
    Pass,
    Refuse(bool, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (any::<bool>(), 1..1000u128).prop_map(|(v, n)| Step::Reward(v, n)),
        (any::<usize>(), 0..3u8).prop_map(|(i, how)| Step::Answer(i, how)),
        (any::<usize>(), any::<bool>(), any::<bool>())
            .prop_map(|(i, arrived, told)| Step::Conclude(i, arrived, told)),
        Just(Step::Retry),
        Just(Step::Pass),
        (any::<bool>(), any::<bool>()).prop_map(|(p, t)| Step::Refuse(p, t)),
    ];
    prop::collection::vec(step, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Rules 4, 5 and 6: whatever fails, in the end each reward is announced once and arrives once.
    #[test]
    fn no_reward_is_lost_or_doubled(steps in steps()) {
        let mut rig = Rig::with("1");
        let (mut paid, mut arrived, mut accepted) = (0, 0, 0);
        let mut untold = false;
        let mut open_packets: Vec<usize> = vec![];
        let mut open_transfers: Vec<usize> = vec![];
        let (mut seen_packets, mut seen_transfers) = (0, 0);
        let mut ending = vec![Step::Refuse(false, false)];
        for _ in 0..4 {
            ending.extend([Step::Pass, Step::Retry]);
            ending.extend((0..80).map(|_| Step::Answer(0, 0)));
            ending.extend((0..80).map(|_| Step::Conclude(0, true, true)));
        }
        for step in steps.into_iter().chain(ending) {
            match step {
                Step::Reward(first, amount) => {
                    rig.reward(if first { "alice" } else { "bob" }, amount);
                    paid += amount;
                }
                Step::Answer(index, how) if !open_packets.is_empty() => {
                    let packet = open_packets.remove(index % open_packets.len());
                    let mesh_apis::ibc::ConsumerPacket::Rewards { total_funds, .. } =
                        rig.chain.packets[packet].1.clone() else { panic!() };
                    match how {
                        0 => {
                            accepted += cosmwasm_std::Uint128::try_from(total_funds.amount)
                                .unwrap()
                                .u128();
                            rig.ack(packet, done());
                        }
                        1 => rig.ack(packet, StdAck::error("any")),
                        _ => rig.timeout(packet),
                    }
                }
                Step::Conclude(index, true, _) if !open_transfers.is_empty() => {
                    let transfer = open_transfers.remove(index % open_transfers.len());
                    arrived += rig.chain.transfers[transfer].amount;
                    rig.tell(transfer, Some(done()));
                }
                Step::Conclude(index, false, told) if !open_transfers.is_empty() => {
                    let transfer = open_transfers.remove(index % open_transfers.len());
                    rig.refund(transfer);
                    if told {
                        rig.tell(transfer, None);
                    }
                    untold |= !told;
                }
                Step::Retry => drop(rig.retry(None)),
                Step::Pass => pass(&mut rig, LIFETIME),
                Step::Refuse(packets, transfers) => {
                    rig.chain.refuse_packets = packets;
                    rig.chain.refuse_transfers = transfers;
                }
                Step::Answer(..) | Step::Conclude(..) => {}
            }
            open_packets.extend(seen_packets..rig.chain.packets.len());
            seen_packets = rig.chain.packets.len();
            open_transfers.extend(seen_transfers..rig.chain.transfers.len());
            seen_transfers = rig.chain.transfers.len();
            prop_assert!(arrived <= accepted && accepted <= paid);
            let under_way: u128 = open_transfers
                .iter()
                .map(|index| rig.chain.transfers[*index].amount)
                .sum();
            prop_assert_eq!(rig.chain.balance + under_way + arrived, paid);
        }
        prop_assert_eq!((accepted, arrived), (paid, paid));
        for row in rig.pending() {
            prop_assert!(row.to_announce.is_zero() && row.announcing.is_zero());
            prop_assert!(row.to_transfer.is_zero());
            // Tokens have no name: what comes back untold may be taken for another validator's.
            prop_assert!(untold);
        }
    }
}
