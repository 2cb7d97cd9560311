use cosmwasm_std::{Decimal, IbcChannelCloseMsg, StdAck};
use mesh_apis::ibc::ConsumerPacket;

use super::fixture::*;
use crate::error::ContractError;
use crate::ibc;
use crate::msg::{ExecuteMsg, PendingReport, PendingReportsResponse, QueryMsg, SentReport};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

impl Rig {
    fn slash(&mut self, at: &str, ratio: &str) {
        let msg = ExecuteMsg::ValidatorSlashed {
            validator: at.to_string(),
            ratio: dec(ratio),
        };
        self.execute("meta-staking", msg, &[]).unwrap();
    }

    fn retry_reports(&mut self, limit: Option<u32>) {
        self.execute("anyone", ExecuteMsg::RetryReports { limit }, &[])
            .unwrap();
    }

    fn reports(&self) -> Vec<PendingReport> {
        let answer: PendingReportsResponse = self.query(QueryMsg::PendingReports {
            start_after: None,
            limit: None,
        });
        answer.reports
    }

    fn reported(&self) -> Vec<ConsumerPacket> {
        let packets = self.chain.packets.iter();
        packets.map(|(_, packet)| packet.clone()).collect()
    }
}

fn report(at: &str, ratio: &str) -> ConsumerPacket {
    ConsumerPacket::SlashReport {
        validator: at.to_string(),
        ratio: dec(ratio),
    }
}

fn pending(at: &str, waiting: &str, sent: &[(&str, &str)]) -> PendingReport {
    let sent = sent.iter().map(|(channel_id, ratio)| SentReport {
        channel_id: channel_id.to_string(),
        ratio: dec(ratio),
    });
    PendingReport {
        validator: at.to_string(),
        waiting: dec(waiting),
        sent: sent.collect(),
    }
}

#[test]
fn a_slash_is_reported_once() {
    let mut rig = Rig::with("1");
    rig.slash("alice", "0.05");
    assert_eq!(rig.reported(), [report("alice", "0.05")]);
    assert_eq!(rig.reports(), [pending("alice", "0", &[(CHANNEL, "0.05")])]);
    rig.retry_reports(None);
    rig.ack(0, done());
    assert!(rig.reports().is_empty());
    rig.ack(0, done());
    rig.timeout(0);
    rig.retry_reports(None);
    assert_eq!(rig.reported().len(), 1);
    assert!(rig.reports().is_empty());
}

#[test]
fn slashes_before_the_answer_go_together() {
    let mut rig = Rig::with("1");
    rig.slash("alice", "0.1");
    rig.slash("alice", "0.1");
    rig.slash("alice", "0.5");
    rig.slash("bob", "1");
    assert_eq!(rig.reported(), [report("alice", "0.1"), report("bob", "1")]);
    rig.ack(0, done());
    // 1 - 0.9 × 0.5
    assert_eq!(rig.reported()[2], report("alice", "0.55"));
    rig.ack(2, done());
    assert_eq!(rig.reports(), [pending("bob", "0", &[(CHANNEL, "1")])]);
}

#[test]
fn what_is_refused_lost_or_not_sent_waits_to_be_retried() {
    let mut rig = Rig::with("1");
    rig.slash("alice", "0.1");
    rig.timeout(0);
    assert_eq!(rig.reports(), [pending("alice", "0.1", &[])]);
    rig.slash("alice", "0.1");
    assert_eq!(rig.reported()[1], report("alice", "0.19"));
    rig.ack(1, StdAck::error("no"));
    rig.chain.refuse_packets = true;
    rig.retry_reports(None);
    assert_eq!(rig.reports(), [pending("alice", "0.19", &[])]);
    rig.chain.refuse_packets = false;
    rig.retry_reports(None);
    assert_eq!(rig.reported()[2], report("alice", "0.19"));
    rig.ack(2, done());
    assert!(rig.reports().is_empty());
}

#[test]
fn without_a_channel_reports_wait_for_one() {
    let mut rig = Rig::unconnected(options("1"));
    rig.slash("alice", "0.1");
    rig.retry_reports(None);
    assert!(rig.reported().is_empty());
    rig.connect(CHANNEL).unwrap();
    rig.retry_reports(None);
    assert_eq!(rig.reported(), [report("alice", "0.1")]);
}

#[test]
fn a_report_whose_answer_died_with_its_channel_is_not_repeated() {
    let mut rig = Rig::with("1");
    rig.slash("alice", "0.1");
    let close = IbcChannelCloseMsg::new_confirm(channel(CHANNEL));
    ibc::ibc_channel_close(rig.deps.as_mut(), rig.env.clone(), close).unwrap();
    rig.slash("alice", "0.2");
    rig.connect("channel-8").unwrap();
    rig.retry_reports(None);
    assert_eq!(rig.reported()[1], report("alice", "0.2"));
    let sent = [(CHANNEL, "0.1"), ("channel-8", "0.2")];
    assert_eq!(rig.reports(), [pending("alice", "0", &sent)]);
    rig.ack(1, done());
    rig.retry_reports(None);
    assert_eq!(rig.reported().len(), 2);
    // Its timeout says that it was not received.
    rig.timeout(0);
    rig.retry_reports(None);
    assert_eq!(
        rig.chain.packets[2],
        ("channel-8".to_string(), report("alice", "0.1"))
    );
}

#[test]
fn a_slash_of_all_and_the_least_there_is() {
    let mut rig = Rig::unconnected(options("1"));
    rig.slash("alice", "0.000000000000000001");
    rig.slash("alice", "0.000000000000000001");
    assert_eq!(
        rig.reports(),
        [pending("alice", "0.000000000000000002", &[])]
    );
    rig.slash("alice", "1");
    rig.slash("alice", "0.5");
    assert_eq!(rig.reports(), [pending("alice", "1", &[])]);
}

#[test]
fn only_meta_staking_says_what_was_slashed_and_by_how_much_one_can() {
    let mut rig = Rig::with("1");
    let msg = |ratio: &str| ExecuteMsg::ValidatorSlashed {
        validator: "alice".to_string(),
        ratio: dec(ratio),
    };
    for sender in ["anyone", "admin"] {
        let error = rig.execute(sender, msg("0.1"), &[]).unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
    }
    for ratio in ["0", "1.000000000000000001"] {
        let error = rig.execute("meta-staking", msg(ratio), &[]).unwrap_err();
        assert!(matches!(error, ContractError::InvalidRatio { ratio: got } if got == dec(ratio)));
    }
    assert!(rig.reported().is_empty());
}

#[test]
fn retries_and_queries_go_page_by_page() {
    let mut rig = Rig::unconnected(options("1"));
    for n in 0..35 {
        rig.slash(&format!("v{n:02}"), "0.1");
    }
    let page: PendingReportsResponse = rig.query(QueryMsg::PendingReports {
        start_after: Some("v31".to_string()),
        limit: Some(2),
    });
    let names: Vec<&str> = page
        .reports
        .iter()
        .map(|row| row.validator.as_str())
        .collect();
    assert_eq!(names, ["v32", "v33"]);
    rig.connect(CHANNEL).unwrap();
    rig.retry_reports(None);
    assert_eq!(rig.reported().len(), 10);
    rig.retry_reports(Some(1000));
    assert_eq!(rig.reported().len(), 35);
    rig.retry_reports(Some(0));
    assert_eq!(rig.reported().len(), 35);
}
