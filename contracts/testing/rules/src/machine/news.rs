//! What slashers and the consumer say by themselves.

use cosmwasm_std::{from_json, to_json_binary, Coin, Decimal, StdAck};
use mesh_apis::ibc::ConsumerPacket;
use mesh_slasher::msg::ExecuteMsg as SlasherMsg;

use super::{Machine, Step, REWARDS, VALIDATORS};

/// A ratio in 1/1000 as one in 10^-18.
fn atomics(permille: u16) -> u128 {
    u128::from(permille) * 10u128.pow(15)
}

impl Machine {
    /// Evidence of an id of its own, from the slasher's owner.
    pub(super) fn slash(
        &mut self,
        of: usize,
        validator: usize,
        permille: u16,
        tombstone: bool,
    ) -> Step {
        self.evidence += 1;
        let msg = self.evidence_msg(validator, permille, tombstone);
        let slasher = self.provider(of).slasher.clone();
        let result = self.execute(&self.admin.clone(), &slasher, &msg);
        if result.is_ok() {
            let now = self.world.time();
            let at = (of % 2, validator % 2);
            self.taken = self.reports.slash(at, now, atomics(permille), tombstone);
        }
        result.into()
    }

    /// The latest evidence.
    pub fn evidence_msg(&self, validator: usize, permille: u16, tombstone: bool) -> SlasherMsg {
        SlasherMsg::SubmitEvidence {
            validator: VALIDATORS[validator % 2].to_string(),
            amount: Decimal::permille(u64::from(permille)),
            evidence_id: Some(format!("evidence {}", self.evidence)),
            tombstone: Some(tombstone),
        }
    }

    /// A packet of the consumer; none where no channel is open, else what the provider answers.
    fn arrive(&mut self, of: usize, packet: &ConsumerPacket) -> Option<Result<StdAck, String>> {
        let provider = self.provider(of);
        let channel = self.world.open_channel_of(&provider.address)?;
        let data = to_json_binary(packet).unwrap();
        let ack = self.world.arrive(&channel, data);
        Some(ack.map(|ack| from_json(ack).unwrap()))
    }

    fn news(&mut self, of: usize, packet: &ConsumerPacket) -> Step {
        match self.arrive(of, packet) {
            None => Step::Nothing,
            Some(Ok(StdAck::Success(_))) => Step::Done,
            Some(Ok(StdAck::Error(reason))) => Step::Refused(reason),
            Some(Err(reason)) => Step::Broken(format!("ibc_packet_receive failed: {reason}")),
        }
    }

    /// Tokens of rewards come by ICS-20.
    pub(super) fn fund(&mut self, of: usize, amount: u32) {
        let address = self.provider(of).address.clone();
        self.world.mint(&address, REWARDS, u128::from(amount));
        self.arrived[of % 2] += u128::from(amount);
    }

    pub(super) fn rewards(
        &mut self,
        of: usize,
        validator: usize,
        amount: u32,
        funded: bool,
    ) -> Step {
        if funded {
            self.fund(of, amount);
        }
        let packet = ConsumerPacket::Rewards {
            validator: VALIDATORS[validator % 2].to_string(),
            total_funds: Coin::new(u128::from(amount), "ujuno"),
        };
        let step = self.news(of, &packet);
        if matches!(step, Step::Done) {
            self.announced[of % 2] += u128::from(amount);
        }
        step
    }

    pub(super) fn report(&mut self, of: usize, validator: usize, permille: u16) -> Step {
        let packet = ConsumerPacket::SlashReport {
            validator: VALIDATORS[validator % 2].to_string(),
            ratio: Decimal::permille(u64::from(permille)),
        };
        let step = self.news(of, &packet);
        if matches!(step, Step::Done) {
            let now = self.world.time();
            let at = (of % 2, validator % 2);
            self.taken = self.reports.report(at, now, atomics(permille));
        }
        step
    }

    pub(super) fn list(&mut self, of: usize, validator: usize, listed: bool) -> Step {
        let name = VALIDATORS[validator % 2].to_string();
        let remote = &mut self.providers[of % 2].remote;
        remote.validators.retain(|v| *v != name);
        let (added, removed) = if listed {
            remote.validators.push(name.clone());
            (vec![name], vec![])
        } else {
            (vec![], vec![name])
        };
        self.news(of, &ConsumerPacket::UpdateValidators { added, removed })
    }
}
