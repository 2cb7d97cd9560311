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
    /// Refuses, in an acknowledgement of success that says something else.
    Nonsense,
    /// Does nothing and says whatever fits the question, as large as it can be.
    Lie,
}

#[derive(Clone, Default)]
pub struct Remote {
    pub held: BTreeMap<String, u128>,
    pub validators: Vec<String>,
}

fn success<T: serde::Serialize>(answer: &T) -> Binary {
    StdAck::success(to_json_binary(answer).unwrap()).to_binary()
}

fn lie(packet: ProviderPacket) -> Binary {
    match packet {
        ProviderPacket::ListValidators {} => success(&ListValidatorsAck {
            validators: vec!["junovaloper1".to_string(); 3],
        }),
        ProviderPacket::ListStakes { start_after, .. } => {
            let row = |validator: &str| RemoteStake {
                validator: validator.to_string(),
                amount: Uint128::MAX,
            };
            // Never an end, in no order, of validators that were never listed.
            let stakes = match start_after {
                None => vec![row("junovaloper2"), row("junovaloper1"), row("nobody")],
                Some(_) => vec![row("junovaloper2"), row("junovaloper2")],
            };
            success(&ListStakesAck { stakes })
        }
        ProviderPacket::Stake { .. } | ProviderPacket::Unstake { .. } => success(&EmptyAck {}),
    }
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
            Verdict::Nonsense => StdAck::success(b"[7]").to_binary(),
            Verdict::Lie => lie(from_json(data).unwrap()),
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
                let held = self.held.entry(validator).or_default();
                *held = held.checked_add(amount.u128()).ok_or("too much held")?;
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
