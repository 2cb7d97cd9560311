//! Packets and channels.

use cosmwasm_std::Binary;

use super::{Machine, Step};
use crate::remote::Verdict;
use crate::world::Packet;

impl Machine {
    fn chosen(&self, pick: usize, fits: impl Fn(&Packet) -> bool) -> Option<(usize, Packet)> {
        let fitting = self.world.packets_that(fits);
        let index = *fitting.get(pick % fitting.len().max(1))?;
        Some((index, self.world.packet(index)))
    }

    pub(super) fn receive(&mut self, pick: usize, verdict: Verdict) -> Option<usize> {
        let (index, packet) = self.chosen(pick, |p| self.world.can_receive(p))?;
        let ack = self.answer_to(&packet, verdict)?;
        self.world.received(index, ack);
        Some(index)
    }

    /// What the consumer answers: it takes packets on its latest channel only.
    fn answer_to(&mut self, packet: &Packet, verdict: Verdict) -> Option<Binary> {
        let latest = self.world.latest_channel_of(&packet.contract);
        let verdict = match verdict {
            Verdict::Accept if latest.as_ref() != Some(&packet.channel) => Verdict::Refuse,
            verdict => verdict,
        };
        let mut all = self.providers.iter_mut();
        let provider = all.find(|p| p.address == packet.contract)?;
        Some(provider.remote.receive(&packet.data, verdict))
    }

    fn deliver(&mut self, index: usize) -> Step {
        match self.world.acknowledge(index) {
            Ok(()) => Step::Done,
            Err(reason) => Step::Broken(format!("ibc_packet_ack failed: {reason}")),
        }
    }

    pub(super) fn relay(&mut self, pick: usize, verdict: Verdict) -> (Step, Option<usize>) {
        match self.receive(pick, verdict) {
            Some(index) => (self.deliver(index), Some(index)),
            None => (Step::Nothing, None),
        }
    }

    pub(super) fn acknowledge(&mut self, pick: usize) -> (Step, Option<usize>) {
        match self.chosen(pick, |p| self.world.can_acknowledge(p)) {
            Some((index, _)) => (self.deliver(index), Some(index)),
            None => (Step::Nothing, None),
        }
    }

    pub(super) fn time_out(&mut self, pick: usize) -> (Step, Option<usize>) {
        let Some((index, _)) = self.chosen(pick, |p| self.world.can_time_out(p)) else {
            return (Step::Nothing, None);
        };
        match self.world.time_out(index) {
            Ok(()) => (Step::Done, Some(index)),
            Err(reason) => {
                let reason = format!("ibc_packet_timeout failed: {reason}");
                (Step::Broken(reason), Some(index))
            }
        }
    }

    /// Answers all packets of a provider, those sent meanwhile too.
    pub fn relay_all(&mut self, number: usize) {
        let address = self.providers[number].address.clone();
        loop {
            let can = |p: &Packet| {
                p.contract == address
                    && (self.world.can_receive(p) || self.world.can_acknowledge(p))
            };
            let Some((index, packet)) = self.chosen(0, can) else {
                return;
            };
            if packet.ack.is_none() {
                let ack = self.answer_to(&packet, Verdict::Accept);
                self.world
                    .received(index, ack.expect("one of the providers"));
            }
            self.world.acknowledge(index).expect("an ack never fails");
        }
    }

    /// Times out all that can be, until nothing more can.
    pub fn time_out_all(&mut self, number: usize) {
        let address = self.providers[number].address.clone();
        let can = |p: &Packet| p.contract == address && self.world.can_time_out(p);
        for index in self.world.packets_that(can) {
            self.world.time_out(index).expect("a timeout never fails");
        }
    }

    pub fn open(&mut self, number: usize) -> Step {
        let provider = &self.providers[number];
        match self
            .world
            .open_channel(&provider.address, &provider.connection)
        {
            Ok(_) => Step::Done,
            Err(reason) => Step::Refused(reason),
        }
    }

    pub(super) fn close(&mut self, number: usize) -> Step {
        let provider = &self.providers[number];
        match self.world.open_channel_of(&provider.address) {
            None => Step::Nothing,
            Some(channel) => match self.world.close_channel(&channel, &provider.connection) {
                Ok(()) => Step::Done,
                Err(reason) => Step::Refused(reason),
            },
        }
    }
}
