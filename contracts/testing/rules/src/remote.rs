//! The consumer on the other chain, as a model: honest books, and whatever answer the test asks for.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, to_json_binary, Binary, StdAck, Uint128};
use mesh_apis::ibc::{EmptyAck, ListStakesAck, ListValidatorsAck, ProviderPacket, RemoteStake};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Accept,
    Refuse,
    /// Refuses, in bytes that are no acknowledgement.
    Garbage,
}

#[derive(Clone, Default)]
pub struct Remote {
    pub held: BTreeMap<String, u128>,
    pub validators: Vec<String>,
}

fn success<T: serde::Serialize>(answer: &T) -> Binary {
    StdAck::success(to_json_binary(answer).unwrap()).to_binary()
}

impl Remote {
    pub fn new(validators: &[&str]) -> Self {
        Remote {
            held: BTreeMap::new(),
            validators: validators.iter().map(|v| v.to_string()).collect(),
        }
    }

    /// Receives a packet and answers it.
    pub fn receive(&mut self, data: &Binary, verdict: Verdict) -> Binary {
        match verdict {
            Verdict::Accept => match self.accept(from_json(data).unwrap()) {
                Ok(answer) => answer,
                Err(reason) => StdAck::error(reason).to_binary(),
            },
            Verdict::Refuse => StdAck::error("refused").to_binary(),
            Verdict::Garbage => Binary::new(vec![0xff, 0x00, b'{']),
        }
    }

    fn accept(&mut self, packet: ProviderPacket) -> Result<Binary, &'static str> {
        match packet {
            ProviderPacket::ListValidators {} => Ok(success(&ListValidatorsAck {
                validators: self.validators.clone(),
            })),
            ProviderPacket::Stake {
                validator, amount, ..
            } => {
                *self.held.entry(validator).or_default() += amount.u128();
                Ok(success(&EmptyAck {}))
            }
            ProviderPacket::Unstake {
                validator, amount, ..
            } => {
                let held = self.held.get_mut(&validator).ok_or("nothing held")?;
                *held = held.checked_sub(amount.u128()).ok_or("too little held")?;
                self.held.retain(|_, held| *held > 0);
                Ok(success(&EmptyAck {}))
            }
            // One a page, so that more than one page is asked for.
            ProviderPacket::ListStakes { start_after, .. } => {
                let after = start_after.unwrap_or_default();
                let next = self.held.iter().find(|(validator, _)| **validator > after);
                let row = |(validator, held): (&String, &u128)| RemoteStake {
                    validator: validator.clone(),
                    amount: Uint128::new(*held),
                };
                Ok(success(&ListStakesAck {
                    stakes: next.into_iter().map(row).collect(),
                }))
            }
        }
    }
}
