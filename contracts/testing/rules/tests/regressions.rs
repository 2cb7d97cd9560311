//! The shortest sequences that once broke a rule.

use mesh_rules::checks::{backed, claims_match_stakes};
use mesh_rules::machine::op::{Amount, Op};
use mesh_rules::machine::{Machine, Step};
use mesh_rules::remote::Verdict;
use mesh_rules::run::WALLET;
use mesh_rules::{exposure, failure, home};

const ALL: Amount = Amount::Part(u16::MAX);

fn done(machine: &mut Machine, op: Op) {
    let (step, _) = machine.apply(op);
    assert!(matches!(step, Step::Done), "{op:?} → {step:?}");
    backed(machine).unwrap();
    claims_match_stakes(machine).unwrap();
}

/// A stake is received, its channel closes, a slash takes all of it: its owner can end the claim.
#[test]
fn stake_of_no_worth_on_a_dead_channel_holds_nobody() {
    let mut machine = Machine::new(WALLET);
    let ops = [
        Op::Stake(0, 0, 0, ALL),
        Op::Receive(0, Verdict::Accept),
        Op::Close(0),
        Op::Slash(0, 0, 1_000, false),
        Op::WriteOff(0),
    ];
    for op in ops {
        done(&mut machine, op);
    }
    let account = machine.ledger.account(machine.owner(0).as_str());
    assert!(account.claims.is_empty());
    home::everyone(&mut machine).unwrap();
}

/// The same by rounding: one unit of stake, and a slash of the smallest part.
#[test]
fn a_single_unit_in_flight_that_rounds_to_nothing_holds_nobody() {
    let mut machine = Machine::new(WALLET);
    let ops = [
        Op::Stake(0, 0, 0, Amount::One),
        Op::Receive(0, Verdict::Accept),
        Op::Unbind(0),
        Op::Slash(0, 0, 1, false),
        Op::WriteOff(0),
    ];
    for op in ops {
        done(&mut machine, op);
    }
    home::everyone(&mut machine).unwrap();
}

/// Where the packet was never received its timeout gives all of it back: no stranger may have it
/// slashed before.
#[test]
fn nobody_but_its_owner_writes_stake_off() {
    let mut machine = Machine::new(WALLET);
    let ops = [
        Op::Stake(0, 0, 0, ALL),
        Op::Close(0),
        Op::Slash(0, 0, 1_000, false),
        Op::ProcessSlashes(0, 0, None),
        Op::Settle(0, None),
        Op::TimeOut(0),
    ];
    for op in ops {
        done(&mut machine, op);
    }
    assert_eq!(machine.ledger.owed, 0);
    assert!(machine
        .ledger
        .account(machine.owner(0).as_str())
        .claims
        .is_empty());
}

/// Writing stake off at one provider cuts the claim of another.
#[test]
fn a_write_off_cuts_other_claims() {
    let mut machine = Machine::new(WALLET);
    let ops = [
        Op::Stake(1, 0, 0, Amount::All),
        Op::Slash(0, 0, 1_000, false),
        Op::Stake(1, 1, 0, Amount::Part(1)),
    ];
    exposure::run(&mut machine, &ops).unwrap();
}

/// An unstake overtakes its stake and is refused; over the next channel the consumer is put right.
#[test]
fn an_unstake_that_overtakes_its_stake_is_made_good() {
    let mut machine = Machine::new(WALLET);
    let ops = [
        Op::Stake(0, 0, 0, ALL),
        Op::Pass(8_000),
        Op::Unstake(0, Amount::All),
        Op::Stake(0, 0, 0, Amount::One),
        Op::Relay(1, Verdict::Accept),
        Op::Unstake(0, Amount::All),
        Op::Relay(1, Verdict::Refuse),
        Op::Close(0),
    ];
    failure::the_consumer_is_told(&mut machine, &ops).unwrap();
    failure::nothing_is_lost(&mut Machine::new(WALLET), &ops).unwrap();
}
