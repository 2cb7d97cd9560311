//! Packets and transfers on their way, and the provider that takes them: late, never, refused, with
//! the answer lost.

use std::collections::BTreeMap;

use cosmwasm_std::{coin, from_json, to_json_binary, Binary, StdAck, Uint128};
use mesh_apis::ibc::{AnnouncedAck, ConsumerPacket};

use super::super::chain::REWARD;
use super::super::fixture::{done, provider_end, LIFETIME};
use super::machine::{results, same, Machine};
use super::op::{Op, NAMES};
use crate::msg::{ExecuteMsg, PendingReportsResponse, QueryMsg};
use crate::rewards::TransferMemo;

#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    Sent,
    /// Received; the answer is on its way.
    Answered(StdAck),
    /// The contract was told; nothing is said of a timeout.
    Told(Option<StdAck>),
}

#[derive(Default)]
pub struct Transport {
    /// Of each packet that was sent.
    pub fates: Vec<Fate>,
    /// Of each transfer: whether it is over.
    over: Vec<bool>,
    /// What the provider took as announced, by its end of the channel and the validator.
    announced: BTreeMap<(String, String), u128>,
    received: BTreeMap<String, u128>,
    arrived: BTreeMap<String, u128>,
}

impl Machine {
    fn look(&mut self) {
        let chain = &self.rig.chain;
        self.transport.fates.resize(chain.packets.len(), Fate::Sent);
        self.transport.over.resize(chain.transfers.len(), false);
    }

    /// One of the packets that `fits`.
    fn pick(&mut self, which: usize, fits: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        self.look();
        let all = 0..self.transport.fates.len();
        let fitting: Vec<usize> = all.filter(|packet| fits(self, *packet)).collect();
        (!fitting.is_empty()).then(|| fitting[which % fitting.len()])
    }

    fn on_bound(&self, packet: usize) -> bool {
        self.bound.as_ref() == Some(&self.rig.chain.packets[packet].0)
    }

    fn sent(&self, packet: usize) -> bool {
        self.transport.fates[packet] == Fate::Sent
    }

    pub fn carry(&mut self, op: &Op) -> Result<(), String> {
        match *op {
            Op::Reward { at, amount } => {
                let received = &mut self.transport.received;
                *received.entry(NAMES[at].to_string()).or_default() += amount;
                self.rig.chain.balance += amount;
                let msg = ExecuteMsg::MeshConsumerRecieveRewardsMsg {
                    validator: NAMES[at].to_string(),
                };
                let funds = [coin(amount, REWARD)];
                let result = self.rig.execute("meta-staking", msg, &funds);
                results(result.map(drop), Ok(()))?;
            }
            Op::RetryRewards => {
                let result = self.say("anyone", ExecuteMsg::RetryRewards { limit: Some(30) });
                results(result, Ok(()))?;
            }
            Op::Arrive { packet, accept } => {
                let fits = |m: &Self, packet| m.sent(packet) && m.on_bound(packet);
                if let Some(packet) = self.pick(packet, fits) {
                    self.arrive(packet, accept);
                }
            }
            Op::Answer { packet } => {
                let fits = |m: &Self, packet| m.answer(packet).is_some() && m.on_bound(packet);
                if let Some(packet) = self.pick(packet, fits) {
                    self.tell(packet);
                }
            }
            Op::TimeOut { packet } => {
                if let Some(packet) = self.pick(packet, Self::sent) {
                    if !self.on_bound(packet) {
                        self.reach("timeout of a dead channel");
                    }
                    self.tell(packet);
                }
            }
            Op::Replay { packet } => {
                if let Some(packet) = self.pick(packet, Self::may_come_again) {
                    self.reach("replay");
                    let before = self.storage();
                    let Fate::Told(answer) = self.transport.fates[packet].clone() else {
                        return Ok(());
                    };
                    self.deliver(packet, answer);
                    same("the storage after a replay", &self.storage(), &before)?;
                }
            }
            Op::Transfer { which, arrives } => {
                self.look();
                let all = 0..self.transport.over.len();
                let open: Vec<usize> = all.filter(|n| !self.transport.over[*n]).collect();
                if !open.is_empty() {
                    self.transfer(open[which % open.len()], arrives);
                }
            }
            ref other => return Err(format!("{other:?} is not carried")),
        }
        Ok(())
    }

    fn answer(&self, packet: usize) -> Option<StdAck> {
        match &self.transport.fates[packet] {
            Fate::Answered(ack) => Some(ack.clone()),
            _ => None,
        }
    }

    /// Where another packet that is not answered looks the same, a replay could be its answer.
    fn may_come_again(&self, packet: usize) -> bool {
        let told = |packet: usize| matches!(self.transport.fates[packet], Fate::Told(_));
        let alike = |other: usize| {
            let (here, there) = (
                &self.rig.chain.packets[packet],
                &self.rig.chain.packets[other],
            );
            here.0 == there.0 && validator(&here.1) == validator(&there.1)
        };
        let all = 0..self.transport.fates.len();
        told(packet) && all.into_iter().all(|other| told(other) || !alike(other))
    }

    fn arrive(&mut self, packet: usize, accept: bool) {
        let (channel, data) = self.rig.chain.packets[packet].clone();
        let ack = match data {
            _ if !accept => StdAck::error("not now"),
            ConsumerPacket::SlashReport { validator, ratio } => {
                self.reports.take(&validator, ratio.atomics().u128());
                done()
            }
            ConsumerPacket::Rewards {
                validator,
                total_funds,
            } => {
                let key = (provider_end(&channel), validator);
                let amount = Uint128::try_from(total_funds.amount).unwrap().u128();
                *self.transport.announced.entry(key).or_default() += amount;
                done()
            }
            ConsumerPacket::Announced {
                channel_id,
                validator,
            } => {
                self.reach("announcement asked for");
                let key = (channel_id, validator);
                let amount = self.transport.announced.get(&key).copied();
                let amount = Uint128::new(amount.unwrap_or_default());
                StdAck::success(to_json_binary(&AnnouncedAck { amount }).unwrap())
            }
            ConsumerPacket::UpdateValidators { .. } => panic!("never sent here"),
        };
        self.transport.fates[packet] = Fate::Answered(ack);
    }

    /// The answer arrives, or the timeout where there is none.
    fn tell(&mut self, packet: usize) {
        let answer = self.answer(packet);
        self.transport.fates[packet] = Fate::Told(answer.clone());
        let accepted = matches!(answer, Some(StdAck::Success(_)));
        let (channel, data) = self.rig.chain.packets[packet].clone();
        if let ConsumerPacket::SlashReport { validator, ratio } = data {
            let ratio = ratio.atomics().u128();
            self.reports.answered(&validator, &channel, ratio, accepted);
            self.reach(if accepted {
                "report taken"
            } else {
                "report lost"
            });
            if accepted {
                let works = !self.rig.chain.refuse_packets;
                self.reports.send(&validator, self.bound.as_deref(), works);
            }
        }
        self.deliver(packet, answer);
    }

    fn deliver(&mut self, packet: usize, answer: Option<StdAck>) {
        match answer {
            Some(ack) => self.rig.ack(packet, ack),
            None => self.rig.timeout(packet),
        }
    }

    fn transfer(&mut self, which: usize, arrives: bool) {
        self.transport.over[which] = true;
        let sent = self.rig.chain.transfers[which].clone();
        if arrives {
            let memo: TransferMemo = from_json(sent.memo).unwrap();
            *self.transport.arrived.entry(memo.validator).or_default() += sent.amount;
            self.rig
                .tell(which, Some(StdAck::success(Binary::from(b"\x01"))));
        } else {
            self.reach("transfer given back");
            self.rig.refund(which);
            let ack = which
                .is_multiple_of(2)
                .then(|| StdAck::error("ABCI code: 1"));
            self.rig.tell(which, ack);
        }
    }

    /// What waits, is on its way and has arrived is all that came.
    pub fn agree_on_news(&self) -> Result<(), String> {
        let answer: PendingReportsResponse = self.rig.query(QueryMsg::PendingReports {
            start_after: None,
            limit: None,
        });
        let mut said = answer.reports.into_iter().map(|row| {
            let open = row.sent.into_iter();
            let open = open.map(|sent| (sent.channel_id, sent.ratio.atomics().u128()));
            (row.validator, row.waiting.atomics().u128(), open.collect())
        });
        for (at, row) in &self.reports.rows {
            if row.waiting > 0 || !row.open.is_empty() {
                let expected = (at.clone(), row.waiting, row.open.clone());
                same("report", &said.next(), &Some(expected))?;
            }
        }
        same("further reports", &said.next(), &None)?;
        for at in NAMES {
            let steps: u128 = self.rig.steps(at).iter().sum();
            let arrived = self.transport.arrived.get(at).copied().unwrap_or_default();
            let received = self.transport.received.get(at).copied().unwrap_or_default();
            same("rewards", &(steps + arrived), &received)?;
        }
        Ok(())
    }

    /// Everything is carried to its end, and what came to nothing is repeated.
    pub fn heal(&mut self) -> Result<(), String> {
        self.rig.chain.refuse_packets = false;
        self.connect();
        for _ in 0..60 {
            self.rig.env.block.time = self.rig.env.block.time.plus_seconds(LIFETIME);
            self.retry_reports()?;
            self.carry(&Op::RetryRewards)?;
            self.look();
            for packet in 0..self.transport.fates.len() {
                let live = self.on_bound(packet);
                if self.sent(packet) && live {
                    self.arrive(packet, true);
                }
                match self.transport.fates[packet] {
                    Fate::Sent => self.tell(packet),
                    Fate::Answered(_) if live => self.tell(packet),
                    Fate::Answered(_) => self.reach("answer lost with its channel"),
                    Fate::Told(_) => {}
                }
            }
            self.look();
            for which in 0..self.transport.over.len() {
                if !self.transport.over[which] {
                    self.transfer(which, true);
                }
            }
            self.agree()?;
        }
        for (packet, fate) in self.transport.fates.iter().enumerate() {
            let data = &self.rig.chain.packets[packet].1;
            if let (
                Fate::Answered(StdAck::Error(_)),
                ConsumerPacket::SlashReport { validator, ratio },
            ) = (fate, data)
            {
                self.reports.lose(validator, ratio.atomics().u128());
            }
        }
        self.reports.all_told()?;
        for at in NAMES {
            let received = self.transport.received.get(at).copied().unwrap_or_default();
            let arrived = self.transport.arrived.get(at).copied().unwrap_or_default();
            let announced = self.transport.announced.iter();
            let announced = announced.filter(|((_, of), _)| of == at);
            let announced = announced.map(|(_, amount)| amount).sum();
            same("arrived", &arrived, &received)?;
            same("announced", &announced, &received)?;
        }
        Ok(())
    }
}

fn validator(packet: &ConsumerPacket) -> Option<&str> {
    match packet {
        ConsumerPacket::SlashReport { validator, .. }
        | ConsumerPacket::Rewards { validator, .. }
        | ConsumerPacket::Announced { validator, .. } => Some(validator),
        ConsumerPacket::UpdateValidators { .. } => None,
    }
}
