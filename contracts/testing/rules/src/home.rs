//! Everybody takes everything out, with nobody's help: the consumer answers no more.

use cosmwasm_std::{Uint128, Uint256};
use mesh_provider::msg::ExecuteMsg;
use mesh_provider::state::{InFlight, IN_FLIGHT, IN_FLIGHT_OF, VALIDATORS as KNOWN};

use crate::machine::{Machine, Step, UNBONDING_PERIOD, VALIDATORS};

/// Beyond every packet's timeout and its grace.
const SILENCE: u64 = 8_000;
/// Rounds in which slashes are pushed and the cuts that this brings are taken. A holder that slashes
/// in its turn brings new ones, less every time.
const ROUNDS: usize = 8;

/// After this no provider has a claim on anybody.
pub fn everyone(machine: &mut Machine) -> Result<(), String> {
    machine.world.failing_calls.set(0);
    machine.world.pass(SILENCE);
    settle(machine)?;
    // First what is worth nothing: writing it off cuts other claims. Refused where there is none.
    for (owner, of) in pairs(machine) {
        for name in VALIDATORS {
            machine.at_provider(owner, of, &unstake(name, 0));
        }
    }
    settle(machine)?;
    for (owner, of) in pairs(machine) {
        for (validator, name) in VALIDATORS.iter().enumerate() {
            let active = machine.staked(owner, of, validator);
            leave(machine, owner, of, name, active)?;
            let unanswered = worth_in_flight(machine, owner, of, name);
            leave(machine, owner, of, name, unanswered)?;
            machine.at_provider(owner, of, &unstake(name, 0));
        }
    }
    machine.book_calls();
    machine.world.pass(UNBONDING_PERIOD);
    for (owner, of) in pairs(machine) {
        while !machine.leaving(owner, of).entries.is_empty() {
            taken(machine, owner, of, &ExecuteMsg::Unbond { limit: None })?;
        }
    }
    settle(machine)?;
    for (owner, of) in pairs(machine) {
        let account = machine.ledger.account(machine.owner(owner).as_str());
        let provider = machine.provider(of).address.as_str();
        if let Some(claim) = account.claims.get(provider) {
            return Err(format!("owner {owner} is still held by {of}: {claim}"));
        }
    }
    Ok(())
}

fn pairs(machine: &Machine) -> Vec<(usize, usize)> {
    let owners = 0..machine.owners.len();
    owners.flat_map(|owner| [(owner, 0), (owner, 1)]).collect()
}

/// Until nothing is recorded against anybody.
fn settle(machine: &mut Machine) -> Result<(), String> {
    for _ in 0..ROUNDS {
        for of in 0..2 {
            for name in VALIDATORS {
                let msg = ExecuteMsg::ProcessSlashes {
                    validator: name.to_string(),
                    start_after: None,
                    limit: Some(100),
                };
                // Refused where no validator was ever listed.
                machine.at_provider(0, of, &msg);
            }
        }
        for (owner, of) in pairs(machine) {
            let msg = ExecuteMsg::Settle {
                owner: machine.owner(owner).to_string(),
                limit: Some(100),
            };
            // Refused where he has nothing there.
            machine.at_provider(owner, of, &msg);
        }
        machine.book_calls();
        let recorded = |(owner, of): &(usize, usize)| {
            let cut = machine.pending_cut(*owner, *of);
            cut.cut + cut.queued_release + cut.queued_slash != Uint128::zero()
        };
        if !pairs(machine).iter().any(recorded) {
            return Ok(());
        }
    }
    Err("cuts and queued calls are never settled".to_string())
}

fn unstake(validator: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::Unstake {
        amount: amount.into(),
        validator: validator.to_string(),
    }
}

fn leave(
    machine: &Machine,
    owner: usize,
    of: usize,
    name: &str,
    amount: u128,
) -> Result<(), String> {
    match amount {
        0 => Ok(()),
        amount => taken(machine, owner, of, &unstake(name, amount)),
    }
}

fn taken(machine: &Machine, owner: usize, of: usize, msg: &ExecuteMsg) -> Result<(), String> {
    match machine.at_provider(owner, of, msg) {
        Step::Done => Ok(()),
        step => Err(format!("{msg:?} of owner {owner} must be taken: {step:?}")),
    }
}

/// What an owner's unanswered stake is worth: `floor(shares × m / 10³⁶)` of each part.
pub fn worth_in_flight(machine: &Machine, owner: usize, of: usize, name: &str) -> u128 {
    let owner = machine.owner(owner);
    machine.world.read(&machine.provider(of).address, |store| {
        let Some(validator) = KNOWN.may_load(store, name).unwrap() else {
            return 0;
        };
        let ids =
            IN_FLIGHT_OF
                .prefix(&owner)
                .keys(store, None, None, cosmwasm_std::Order::Ascending);
        let parts = ids.map(|id| IN_FLIGHT.load(store, id.unwrap()).unwrap());
        let here = parts.filter(|part: &InFlight| part.validator == name);
        here.map(|part| {
            let one = Uint256::from(10u128.pow(36));
            let worth = part.shares * validator.multiplier / one;
            Uint128::try_from(worth).unwrap().u128()
        })
        .sum()
    })
}
