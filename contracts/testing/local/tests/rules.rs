//! One test a rule, under the rule's name: the lockup under a local staking that says anything.

use std::cell::RefCell;

use mesh_local::cost::Crowded;
use mesh_local::machine::op::{self, Amount, Op};
use mesh_local::machine::{Machine, Step, DENOM};
use mesh_local::run::{cases, config, runs, sequences, CASES, WALLET};
use mesh_lockup::msg::ExecuteMsg;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

fn everything() -> BoxedStrategy<Op> {
    prop_oneof![8 => op::owners(), 6 => op::holders(), 8 => op::home()].boxed()
}

/// The local staking may lose tokens and keep quiet.
fn chaos() -> BoxedStrategy<Op> {
    prop_oneof![20 => everything(), 1 => op::vanish()].boxed()
}

#[test]
fn rule_1_backed() {
    sequences(1, chaos(), &|machine, _| machine.books().backed());
}

/// And each state that matters was reached a hundred times.
#[test]
fn rule_2_solvent() {
    let reached = sequences(2, chaos(), &|machine, _| machine.books().solvent());
    let enough = u64::from(cases().min(CASES)) * 100 / u64::from(CASES);
    let mut rare = reached.counts();
    rare.retain(|(_, count)| *count < enough);
    assert!(
        rare.is_empty(),
        "reached less than {enough} times: {rare:?}"
    );
}

/// Everybody takes out what is here and free, whatever the local staking did with the rest.
fn leave(machine: &mut Machine) -> Result<(), String> {
    for (owner, account) in machine.ledger.accounts.clone() {
        for (holder, claim) in account.claims {
            let msg = ExecuteMsg::ReleaseClaim {
                owner: owner.clone(),
                amount: claim.into(),
            };
            done(machine.say(&cosmwasm_std::Addr::unchecked(holder), &msg, 0))?;
        }
        if account.here > 0 {
            let amount = account.here.into();
            let owner = cosmwasm_std::Addr::unchecked(owner);
            done(machine.say(&owner, &ExecuteMsg::Unbond { amount }, 0))?;
        }
    }
    if machine.ledger.owed > 0 {
        done(machine.say(&machine.owner(0), &ExecuteMsg::Burn {}, 0))?;
    }
    match machine.world.balance(&machine.lockup, DENOM) {
        0 => Ok(()),
        left => Err(format!("{left} left in the lockup")),
    }
}

fn done(step: Step) -> Result<(), String> {
    match step {
        Step::Done => Ok(()),
        step => Err(format!("{step:?}")),
    }
}

/// Nobody's tokens pay for another's: what is here can be taken out to the last unit at any time, and
/// with what the local staking brings back everything can.
#[test]
fn rule_5_nothing_is_lost_on_failure() {
    runs(5, chaos(), &|machine, ops| {
        let (first, second) = ops.split_at(ops.len() / 2);
        for ops in [first, second] {
            for op in ops {
                if let Step::Broken(reason) = machine.apply(*op) {
                    return Err(reason);
                }
            }
            machine.fork(leave)?;
            machine.fork(|machine| {
                for owner in 0..machine.owners.len() {
                    // Refused where nothing is away; nothing where the tokens have vanished.
                    machine.give_back(owner, Amount::All, owner % 2 == 0);
                }
                if machine.vanished == 0 {
                    let away = machine.ledger.sum(|a| a.away + a.away_for_burn);
                    if away > 0 {
                        return Err(format!("{away} never came back"));
                    }
                }
                leave(machine)
            })?;
        }
        Ok(())
    });
}

/// Every slash and every loss takes just what it says, from the owner it says, and every holder whose
/// claim it cuts hears of it.
#[test]
fn rule_7_slash_reaches_all() {
    sequences(7, everything(), &|machine, _| {
        let (told, must) = (&machine.told, &machine.ledger.cuts);
        if told != must {
            return Err(format!("told {told:?}, must tell {must:?}"));
        }
        for account in machine.ledger.accounts.values() {
            let bonded = account.bonded();
            if account.claims.values().any(|claim| *claim > bonded) {
                return Err(format!("{account:?}"));
            }
        }
        machine.books().backed()
    });
}

/// What was delegated and came back is what there was, for every amount there can be.
#[test]
fn rule_8_round_trip_is_exact() {
    let mut runner = TestRunner::new(config(8));
    let bonded = prop_oneof![1..=u128::MAX, 1..1_000u128, Just(u128::MAX)];
    let parts = prop::collection::vec((any::<u16>(), any::<bool>()), 1..6);
    let result = runner.run(&(bonded, parts), |(bonded, parts)| {
        let mut machine = Machine::new(0, 0);
        let owner = machine.owner(0);
        let coin = cosmwasm_std::coin(bonded, DENOM);
        machine.world.mint(&owner, &coin);
        let say = |step: Step| done(step).map_err(TestCaseError::fail);
        say(machine.say(&owner, &ExecuteMsg::Bond {}, bonded))?;
        say(machine.apply(Op::Delegate(0, Amount::All)))?;
        for (part, burn) in parts {
            // Zero is refused.
            machine.give_back(0, Amount::Part(part), burn);
        }
        machine.give_back(0, Amount::All, false);
        let amount = bonded.into();
        say(machine.say(&owner, &ExecuteMsg::Unbond { amount }, 0))?;
        prop_assert_eq!(machine.world.balance(&owner, DENOM), bonded);
        prop_assert!(machine.ledger.accounts.is_empty());
        machine.books().solvent().map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn rule_10_cost() {
    let crowded = RefCell::new(Crowded::new(WALLET));
    runs(10, everything(), &|_, ops| crowded.borrow_mut().run(ops));
}
