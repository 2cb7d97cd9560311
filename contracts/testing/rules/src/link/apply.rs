//! One op on both chains.

use cosmwasm_std::{from_json, Binary, StdAck, Uint128};
use mesh_apis::ibc::{AnnouncedAck, ConsumerPacket};
use mesh_provider::msg::{ExecuteMsg, QueryMsg, RewardsResponse};

use super::check::rows;
use super::reach::LinkReach;
use super::{Link, Op, Tell, CONNECTION, LINKED, LOCAL};
use crate::machine::op::Op as Here;
use crate::machine::{Step, REWARDS, VALIDATORS};
use crate::world::{Packet, World};

impl Link {
    pub fn apply(&mut self, op: Op) -> Step {
        let step = self.act(op);
        self.here.book_calls();
        step
    }

    fn act(&mut self, op: Op) -> Step {
        match op {
            Op::Stake(owner, validator, amount) => {
                self.at_home(Here::Stake(owner, LINKED, validator, amount))
            }
            Op::Unstake(pick, amount) => self.at_home(Here::Unstake(pick, amount)),
            Op::Slash(validator, ratio) => {
                self.at_home(Here::Slash(LINKED, validator, ratio, false))
            }
            Op::ProcessSlashes(validator) => {
                self.at_home(Here::ProcessSlashes(LINKED, validator, None))
            }
            Op::ClaimRewards(owner, validator) => {
                self.at_home(Here::ClaimRewards(owner, LINKED, validator))
            }
            Op::Credit => self.at_home(Here::Credit(LINKED, Some(100))),
            Op::Reward(validator, amount) => self.reward(validator, u128::from(amount)),
            Op::Receive(pick) => self.receive(pick),
            Op::Acknowledge(pick) => self.acknowledge(pick),
            Op::TimeOut(pick) => self.time_out(pick),
            Op::Arrive(pick, told) => self.end_transfer(pick, true, told),
            Op::Return(pick, told) => self.end_transfer(pick, false, told),
            Op::Retry(limit) => {
                let anyone = self.there.address("anyone");
                let result = self.tell(&anyone, &Tell::RetryRewards { limit }, 0);
                never(result, "retry_rewards")
            }
            Op::Close => self.close(),
            Op::Unbind(true) => {
                let bound = self.bound_here();
                self.gone(bound);
                self.at_home(Here::Unbind(LINKED))
            }
            Op::Unbind(false) => {
                let result = self.tell(&self.admin.clone(), &Tell::UnbindChannel {}, 0);
                if result.is_ok() {
                    self.bound_there = false;
                }
                result.into()
            }
            Op::Open => self.open(),
            Op::Pass(seconds) => {
                self.there.pass(seconds);
                self.at_home(Here::Pass(seconds))
            }
        }
    }

    fn at_home(&mut self, op: Here) -> Step {
        self.here.apply(op).0
    }

    pub(super) fn bound_here(&self) -> Option<String> {
        self.here.bound_channel(&self.provider())
    }

    /// meta-staking is never refused.
    fn reward(&mut self, validator: usize, amount: u128) -> Step {
        self.there.mint(&self.staking, LOCAL, amount);
        let msg = Tell::MeshConsumerRecieveRewardsMsg {
            validator: VALIDATORS[validator % 2].to_string(),
        };
        let result = self.tell(&self.staking.clone(), &msg, amount);
        self.received += amount;
        never(result, "rewards")
    }

    /// Packets of both chains that fit: whether it is one of the provider's, and its number.
    fn packets(&self, fits: impl Fn(&World, &Packet) -> bool) -> Vec<(bool, usize)> {
        let provider = self.provider();
        let here = &self.here.world;
        let ours = here.packets_that(|p| p.contract == provider && fits(here, p));
        let theirs = self.there.packets_that(|p| fits(&self.there, p));
        let ours = ours.into_iter().map(|index| (true, index));
        ours.chain(theirs.into_iter().map(|index| (false, index)))
            // The consumer that the first channel led to was a model.
            .filter(|(ours, index)| !ours || self.leads_here(*index))
            .collect()
    }

    fn leads_here(&self, index: usize) -> bool {
        let channel = self.here.world.packet(index).channel;
        self.there.has_channel(&Self::name_there(&channel))
    }

    fn chosen(&self, pick: usize, fits: impl Fn(&World, &Packet) -> bool) -> Option<(bool, usize)> {
        let all = self.packets(fits);
        all.get(pick % all.len().max(1)).copied()
    }

    fn receive(&mut self, pick: usize) -> Step {
        let Some((ours, index)) = self.chosen(pick, World::can_receive) else {
            return Step::Nothing;
        };
        let result = match ours {
            true => self.receive_there(index),
            false => self.receive_here(index),
        };
        never(result, "ibc_packet_receive")
    }

    fn receive_there(&mut self, index: usize) -> Result<(), String> {
        let packet = self.here.world.packet(index);
        let channel = self.there.channel(&Self::name_there(&packet.channel));
        let ack = self.there.arrive(&channel, packet.data)?;
        self.here.world.received(index, ack);
        Ok(())
    }

    fn receive_here(&mut self, index: usize) -> Result<(), String> {
        let packet = self.there.packet(index);
        let id = packet.channel.trim_end_matches("-consumer");
        let channel = self.here.world.channel(id);
        let ack = self.here.world.arrive(&channel, packet.data.clone())?;
        let taken = matches!(from_json(&ack), Ok(StdAck::Success(_)));
        if let Some(amount) = announced(&packet.data) {
            self.reached.count(LinkReach::Refused, !taken);
            if taken {
                self.here.announced[LINKED] += amount;
                let msg = QueryMsg::Rewards {};
                let rewards: RewardsResponse = self.here.world.query(&self.provider(), &msg);
                let waits = !rewards.announced.is_zero();
                self.reached.count(LinkReach::Backlog, waits);
            }
        }
        self.there.received(index, ack);
        Ok(())
    }

    fn acknowledge(&mut self, pick: usize) -> Step {
        let Some((ours, index)) = self.chosen(pick, World::can_acknowledge) else {
            return Step::Nothing;
        };
        never(self.deliver_ack(ours, index), "ibc_packet_ack")
    }

    pub(super) fn deliver_ack(&mut self, ours: bool, index: usize) -> Result<(), String> {
        if ours {
            return self.here.world.acknowledge(index);
        }
        self.look_at_answer(index);
        self.there.acknowledge(index)
    }

    fn time_out(&mut self, pick: usize) -> Step {
        let Some((ours, index)) = self.chosen(pick, World::can_time_out) else {
            return Step::Nothing;
        };
        never(self.deliver_timeout(ours, index), "ibc_packet_timeout")
    }

    pub(super) fn deliver_timeout(&mut self, ours: bool, index: usize) -> Result<(), String> {
        if ours {
            return self.here.world.time_out(index);
        }
        self.look_at_answer(index);
        self.there.time_out(index)
    }

    /// An answer to a packet of the consumer is about to arrive.
    fn look_at_answer(&mut self, index: usize) {
        let packet = self.there.packet(index);
        let bound = self.bound_here().map(|id| Self::name_there(&id));
        let late = bound.as_ref() != Some(&packet.channel) || !self.bound_there;
        if announced(&packet.data).is_some() {
            let told = self.told.contains(&packet.channel);
            self.reached.count(LinkReach::LateAnswer, late && !told);
            self.reached
                .count(LinkReach::LateAnswerAfterTold, late && told);
        }
        let question = match from_json(&packet.data) {
            Ok(ConsumerPacket::Announced { channel_id, .. }) => channel_id,
            _ => return,
        };
        let Some(Ok(StdAck::Success(result))) = packet.ack.map(from_json::<StdAck>) else {
            return;
        };
        let AnnouncedAck { amount } = from_json(result).unwrap();
        let channel = Self::name_there(&question);
        let sent: u128 = (0..self.there.packet_count())
            .map(|index| self.there.packet(index))
            .filter(|packet| packet.channel == channel)
            .filter_map(|packet| announced(&packet.data))
            .sum();
        self.reached.count(LinkReach::ToldTaken, !amount.is_zero());
        self.reached
            .count(LinkReach::ToldMissed, amount.u128() < sent);
        self.told.push(channel);
    }

    fn end_transfer(&mut self, pick: usize, arrives: bool, told: bool) -> Step {
        let all = self.there.transfers_under_way();
        let Some((index, transfer)) = all.get(pick % all.len().max(1)) else {
            return Step::Nothing;
        };
        let found_later = !arrives && !told;
        // Tokens that come back untold are found by the balance, which can't tell two transfers apart.
        if found_later && rows(self)[3] != transfer.amount() {
            return Step::Nothing;
        }
        if arrives {
            let provider = self.provider();
            if transfer.receiver != provider.as_str() {
                return Step::Broken(format!("sent to {}", transfer.receiver));
            }
            self.here.world.mint(&provider, REWARDS, transfer.amount());
            self.here.arrived[LINKED] += transfer.amount();
            self.untold += if told { 0 } else { transfer.amount() };
        } else {
            self.reached.count(LinkReach::Returned, told);
            self.reached.count(LinkReach::FoundInBalance, !told);
        }
        let result = self.there.end_transfer(*index, arrives, told);
        if found_later {
            self.apply(Op::Pass(8_000));
            // A page goes on behind the last one; the second one has seen every validator.
            self.apply(Op::Retry(None));
            self.apply(Op::Retry(None));
        }
        never(result, "ibc_source_callback")
    }

    fn close(&mut self) -> Step {
        let Some(id) = self.bound_here().filter(|_| self.bound_there) else {
            return Step::Nothing;
        };
        self.gone(Some(id.clone()));
        let (here, there) = (
            self.here.world.channel(&id),
            self.there.channel(&Self::name_there(&id)),
        );
        let connection = self.here.provider(LINKED).connection.clone();
        let closed = self
            .here
            .world
            .close_channel(&here, &connection)
            .and_then(|()| self.there.close_channel(&there, CONNECTION));
        self.bound_there = false;
        never(closed, "ibc_channel_close")
    }

    /// What is lost with a channel.
    fn gone(&mut self, id: Option<String>) {
        let Some(id) = id.map(|id| Self::name_there(&id)) else {
            return;
        };
        let open = self.there.packets_that(|p| !p.done && p.channel == id);
        for index in open {
            let packet = self.there.packet(index);
            if announced(&packet.data).is_some() {
                let taken = packet.ack.as_ref().is_some_and(is_success);
                self.reached.count(LinkReach::AnswerLost, taken);
                let unseen = packet.ack.is_none();
                self.reached.count(LinkReach::AnnouncementLost, unseen);
            }
        }
    }

    fn open(&mut self) -> Step {
        if self.bound_here().is_some() || self.bound_there {
            return Step::Nothing;
        }
        let dead = self.dead_channels();
        self.reached.count(LinkReach::TwoDeadChannels, dead > 1);
        let provider = self.here.provider(LINKED);
        let (address, connection) = (provider.address.clone(), provider.connection.clone());
        let opened = self.here.world.open_channel(&address, &connection);
        let result = opened.and_then(|id| {
            let other_end = self.here.world.channel(&id).end();
            let name = Self::name_there(&id);
            self.there
                .open_channel_to(&self.consumer, CONNECTION, name, other_end)
        });
        self.bound_there = result.is_ok();
        never(result.map(drop), "the handshake")
    }

    /// Channels with announcements that nobody has answered.
    fn dead_channels(&self) -> usize {
        let open = self.there.packets_that(|p| !p.done);
        let mut channels: Vec<String> = open
            .into_iter()
            .map(|index| self.there.packet(index))
            .filter(|packet| announced(&packet.data).is_some())
            .map(|packet| packet.channel)
            .collect();
        channels.retain(|channel| !self.told.contains(channel));
        channels.sort();
        channels.dedup();
        channels.len()
    }

    /// Answers everything that can be on the bound channel, what is sent meanwhile too.
    pub fn carry_all(&mut self) {
        loop {
            let bound = self.bound_here();
            let there = bound.as_ref().map(|id| Self::name_there(id));
            let on_bound = |p: &Packet| {
                let channel = Some(&p.channel);
                channel == bound.as_ref() || channel == there.as_ref()
            };
            if let Some((ours, index)) =
                self.chosen(0, |world, p| on_bound(p) && world.can_acknowledge(p))
            {
                self.deliver_ack(ours, index).expect("an ack never fails");
                continue;
            }
            let Some((ours, index)) =
                self.chosen(0, |world, p| on_bound(p) && world.can_receive(p))
            else {
                return;
            };
            let received = match ours {
                true => self.receive_there(index),
                false => self.receive_here(index),
            };
            received.expect("a packet is always answered");
        }
    }

    pub(super) fn unanswered(&self) -> Vec<(bool, usize)> {
        self.packets(|_, packet| !packet.done)
    }

    pub(super) fn packet(&self, ours: bool, index: usize) -> Packet {
        match ours {
            true => self.here.world.packet(index),
            false => self.there.packet(index),
        }
    }

    pub(super) fn credit_all(&self) {
        let credit = ExecuteMsg::Credit { limit: Some(100) };
        self.here.at_provider(0, LINKED, &credit);
    }
}

fn never(result: Result<(), String>, what: &str) -> Step {
    match result {
        Ok(()) => Step::Done,
        Err(reason) => Step::Broken(format!("{what} failed: {reason}")),
    }
}

fn is_success(ack: &Binary) -> bool {
    matches!(from_json(ack), Ok(StdAck::Success(_)))
}

/// What a packet of the consumer announces.
pub(super) fn announced(data: &Binary) -> Option<u128> {
    match from_json(data) {
        Ok(ConsumerPacket::Rewards { total_funds, .. }) => {
            Some(Uint128::try_from(total_funds.amount).unwrap().u128())
        }
        _ => None,
    }
}
