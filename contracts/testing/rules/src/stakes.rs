//! What owners must have at the providers while nothing is slashed: plain sums of what they asked for
//! and of what the consumer answered. No shares, no multiplier.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, StdAck};
use mesh_apis::ibc::ProviderPacket;
use mesh_provider::msg::ExecuteMsg;

use crate::machine::{Machine, UNBONDING_PERIOD};
use crate::world::{Call, Packet};

/// Seconds after a packet's timeout from which unanswered stake can be taken back.
const GRACE: u64 = 3_600;

/// Owner, provider, validator.
type Place = (String, String, String);

#[derive(Clone, Debug)]
struct Flying {
    place: Place,
    packet: usize,
    left: u128,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Leaving {
    place: Place,
    tokens: u128,
    opened_at: u64,
    release_at: u64,
}

#[derive(Clone, Default)]
pub struct Stakes {
    active: BTreeMap<Place, u128>,
    flying: Vec<Flying>,
    leaving: Vec<Leaving>,
    packets: usize,
    calls: usize,
}

impl Stakes {
    /// Takes over what earlier slashes have left.
    pub fn of(machine: &Machine) -> Self {
        let mut stakes = Stakes {
            packets: machine.world.packet_count(),
            calls: machine.world.call_count(),
            ..Stakes::default()
        };
        for (of, provider) in machine.providers.iter().enumerate() {
            for owner in 0..machine.owners.len() {
                for staked in machine.account(owner, of).staked {
                    let place = (
                        machine.owner(owner).to_string(),
                        provider.address.to_string(),
                        staked.validator,
                    );
                    stakes.active.insert(place, staked.tokens.u128());
                }
            }
        }
        stakes
    }

    /// Books a step: which packet it answered, what was sent, what was asked for.
    pub fn book(&mut self, machine: &Machine, answered: Option<usize>) {
        if let Some(index) = answered {
            self.answer(index, &machine.world.packet(index));
        }
        for index in self.packets..machine.world.packet_count() {
            self.sent(index, &machine.world.packet(index));
        }
        self.packets = machine.world.packet_count();
        let calls = machine.world.calls_since(self.calls);
        self.calls += calls.len();
        for call in &calls {
            if machine.providers.iter().any(|p| p.address == call.contract) {
                self.asked(machine, call);
            }
        }
    }

    /// An owner's stake; one of the provider itself belongs to nobody.
    fn sent(&mut self, index: usize, packet: &Packet) {
        let Ok(ProviderPacket::Stake {
            validator,
            amount,
            key,
        }) = from_json(&packet.data)
        else {
            return;
        };
        if key != packet.contract.as_str() {
            self.flying.push(Flying {
                place: (key, packet.contract.to_string(), validator),
                packet: index,
                left: amount.u128(),
            });
        }
    }

    fn answer(&mut self, index: usize, packet: &Packet) {
        let Some(at) = self.flying.iter().position(|item| item.packet == index) else {
            return;
        };
        let item = self.flying.remove(at);
        let ack = packet.ack.as_ref().map(from_json::<StdAck>);
        if matches!(ack, Some(Ok(StdAck::Success(_)))) && item.left > 0 {
            *self.active.entry(item.place).or_default() += item.left;
        }
    }

    fn asked(&mut self, machine: &Machine, call: &Call) {
        let owner = call.sender.to_string();
        let provider = call.contract.to_string();
        let now = machine.world.time();
        match from_json(&call.msg) {
            Ok(ExecuteMsg::Unstake { amount, validator }) => {
                self.unstake(machine, (owner, provider, validator), amount.u128());
            }
            Ok(ExecuteMsg::Unbond { .. }) => self.leaving.retain(|entry| {
                let same = entry.place.0 == owner && entry.place.1 == provider;
                !(same && entry.release_at <= now)
            }),
            _ => {}
        }
    }

    /// Active stake first, then what was left unanswered, oldest first.
    fn unstake(&mut self, machine: &Machine, place: Place, amount: u128) {
        let active = self.active.entry(place.clone()).or_default();
        let mut missing = amount - amount.min(*active);
        *active -= amount - missing;
        for item in &mut self.flying {
            let packet = machine.world.packet(item.packet);
            if item.place == place && overdue(machine, &packet) {
                let part = missing.min(item.left);
                item.left -= part;
                missing -= part;
            }
        }
        assert_eq!(missing, 0, "more was unstaked than could be");
        self.active.retain(|_, tokens| *tokens > 0);

        let now = machine.world.time();
        let open = self
            .leaving
            .iter_mut()
            .rfind(|entry| entry.place == place && now - entry.opened_at < UNBONDING_PERIOD / 7);
        match open {
            Some(entry) => {
                entry.tokens += amount;
                entry.release_at = now + UNBONDING_PERIOD;
            }
            None => self.leaving.push(Leaving {
                place,
                tokens: amount,
                opened_at: now,
                release_at: now + UNBONDING_PERIOD,
            }),
        }
    }

    /// Holds what the contracts answer against it, to the last unit.
    pub fn check(&self, machine: &Machine) -> Result<(), String> {
        let mut parts: BTreeMap<(usize, String), u128> = BTreeMap::new();
        for of in 0..machine.providers.len() {
            for owner in 0..machine.owners.len() {
                self.check_owner(machine, owner, of)?;
                for staked in machine.account(owner, of).staked {
                    *parts.entry((of, staked.validator)).or_default() += staked.tokens.u128();
                }
            }
        }
        for ((of, validator), sum) in parts {
            let total = machine.tokens_of(of, &validator);
            if total < sum {
                return Err(format!("{validator} has {total}, its stakers {sum}"));
            }
        }
        Ok(())
    }

    fn check_owner(&self, machine: &Machine, owner: usize, of: usize) -> Result<(), String> {
        let name = machine.owner(owner).to_string();
        let provider = machine.provider(of).address.to_string();
        let here = |place: &Place| place.0 == name && place.1 == provider;

        let mut staked = BTreeMap::new();
        for row in machine.account(owner, of).staked {
            if !row.slashed.is_zero() {
                return Err(format!("{name} owes {} without a slash", row.slashed));
            }
            staked.insert(row.validator, row.tokens.u128());
        }
        let active = self.active.iter().filter(|(place, _)| here(place));
        let active = active.map(|(place, tokens)| (place.2.clone(), *tokens));
        equal("staked", &staked, &active.collect())?;

        let flying = self.flying.iter().filter(|item| here(&item.place));
        let expected: u128 = flying.map(|item| item.left).sum();
        let items = machine.in_flight(owner, of).into_iter();
        let found: u128 = items.map(|item| item.1).sum();
        equal("in flight", &found, &expected)?;

        let found: Vec<Leaving> = machine
            .leaving(owner, of)
            .entries
            .into_iter()
            .map(|entry| Leaving {
                place: (name.clone(), provider.clone(), entry.validator),
                tokens: (entry.tokens + entry.slashed).u128(),
                opened_at: entry.opened_at,
                release_at: entry.release_at,
            })
            .collect();
        let leaving = self.leaving.iter().filter(|entry| here(&entry.place));
        equal("unbonding", &found, &leaving.cloned().collect())
    }
}

fn overdue(machine: &Machine, packet: &Packet) -> bool {
    let bound = machine.bound_channel(&packet.contract);
    bound.as_ref() != Some(&packet.channel) || machine.world.time() >= packet.timeout + GRACE
}

fn equal<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: &T,
    expected: &T,
) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:?}, must be {expected:?}"))
    }
}
