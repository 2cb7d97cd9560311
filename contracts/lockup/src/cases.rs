//! What the public prototype's own tests assert of its lockup, and what the design text says of claims.
#![allow(clippy::unwrap_used)]

use crate::error::ContractError;
use crate::fixture::Lockup;

const USER: &str = "user";

fn bonded(amount: u128) -> Lockup {
    let mut lockup = Lockup::new();
    lockup.bond(USER, amount).unwrap();
    lockup
}

fn assert_locked(lockup: &mut Lockup, amount: u128, free: u128) {
    let error = lockup.unbond(USER, amount).unwrap_err();
    assert!(matches!(error, ContractError::ClaimsLocked { free: f } if f.u128() == free));
    assert_eq!(
        error.to_string(),
        format!("Claim is locked, only {free} can be unbonded")
    );
}

#[test]
fn mvp_lockup_bond_unbond() {
    // The wallet is the bank's: what it refuses never reaches the contract.
    let mut lockup = bonded(234_000);
    assert_eq!(lockup.figures(USER), (234_000, 234_000, 0));
    lockup.unbond(USER, 123_000).unwrap();
    assert_eq!(lockup.figures(USER), (111_000, 111_000, 0));
    assert_locked(&mut lockup, 1_234_000, 111_000);
    assert_eq!(lockup.figures(USER), (111_000, 111_000, 0));
}

#[test]
fn mvp_lockup_delete_claim() {
    let mut lockup = bonded(12_345);
    lockup.grant(USER, "foo", 12_345).unwrap();
    assert_eq!(lockup.figures(USER), (12_345, 0, 1));
    lockup.release("foo", USER, 12_345).unwrap();
    assert_eq!(lockup.figures(USER), (12_345, 12_345, 0));
}

#[test]
fn mvp_lockup_free_noclaims() {
    let lockup = bonded(123_456_789_012_345);
    assert_eq!(
        lockup.figures(USER),
        (123_456_789_012_345, 123_456_789_012_345, 0)
    );
    assert_eq!(Lockup::new().figures(USER), (0, 0, 0));
}

#[test]
fn mvp_lockup_grant_release() {
    let mut lockup = bonded(1_234_000);
    lockup.grant(USER, "grantee", 777_000).unwrap();
    assert_locked(&mut lockup, 1_234_000, 457_000);
    lockup.unbond(USER, 457_000).unwrap();
    assert_eq!(lockup.figures(USER), (777_000, 0, 1));
    let error = lockup.release("grantee", USER, 777_001).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientLein));
    assert_eq!(
        error.to_string(),
        "The leinholder doesn't have enough claims for the action"
    );
    lockup.release("grantee", USER, 500_000).unwrap();
    assert_eq!(lockup.figures(USER), (777_000, 500_000, 1));
    assert_locked(&mut lockup, 500_001, 500_000);
    lockup.unbond(USER, 500_000).unwrap();
    assert_eq!(lockup.figures(USER), (277_000, 0, 1));
}

#[test]
fn mvp_lockup_max_claim() {
    let mut lockup = bonded(123_000);
    for (holder, amount) in [("0", 12_000), ("1", 5_000), ("1", 8_000)] {
        lockup.grant(USER, holder, amount).unwrap();
    }
    assert_eq!(lockup.figures(USER), (123_000, 110_000, 2));

    let mut lockup = bonded(250_000);
    for (holder, amounts) in [
        ("0", &[12_000, 17_000][..]),
        ("1", &[5_000, 8_000, 1_000]),
        ("2", &[8_000, 22_000, 70_000]),
    ] {
        for amount in amounts {
            lockup.grant(USER, holder, *amount).unwrap();
        }
    }
    assert_eq!(lockup.figures(USER), (250_000, 150_000, 3));
}

#[test]
fn mvp_lockup_overrelease() {
    let mut lockup = bonded(2_000);
    lockup.grant(USER, "foo", 1_000).unwrap();
    let error = lockup.release("foo", USER, 1_500).unwrap_err();
    assert!(matches!(error, ContractError::InsufficientLein));
    assert_eq!(lockup.figures(USER), (2_000, 1_000, 1));

    let mut lockup = bonded(2_000);
    let error = lockup.release("foo", USER, 1).unwrap_err();
    assert!(matches!(error, ContractError::UnknownLeinholder));
    assert_eq!(error.to_string(), "The leinholder doesn't have any claims");
    assert_eq!(lockup.figures(USER), (2_000, 2_000, 0));
}

#[test]
fn mvp_lockup_add_release_slash() {
    let mut lockup = bonded(200_000);
    lockup.grant(USER, "foo", 180_000).unwrap();
    lockup.release("foo", USER, 80_000).unwrap();
    lockup.slash("foo", USER, 50_000).unwrap();
    assert_eq!(lockup.figures(USER), (150_000, 100_000, 1));
}

#[test]
fn mvp_lockup_slash() {
    let mut lockup = bonded(1_234_000);
    lockup.grant(USER, "grantee", 777_000).unwrap();
    lockup.slash("grantee", USER, 300_000).unwrap();
    assert_eq!(lockup.figures(USER), (934_000, 457_000, 1));
    lockup.release("grantee", USER, 477_000).unwrap();
    assert_eq!(lockup.figures(USER), (934_000, 934_000, 0));
    assert_locked(&mut lockup, 934_001, 934_000);
    lockup.unbond(USER, 934_000).unwrap();
    assert_eq!(lockup.figures(USER), (0, 0, 0));
    // The prototype left the slashed tokens where they were; the design wants them burned.
    assert_eq!(lockup.totals(), (0, 300_000, 0));
    lockup.burn("anyone").unwrap();
    assert_eq!(lockup.totals(), (0, 0, 300_000));
}

#[test]
fn mvp_lockup_unbond_unknown() {
    // The prototype panics; the design wants clean errors.
    let mut lockup = Lockup::new();
    assert_locked(&mut lockup, 1, 0);
    let error = lockup.unbond(USER, 0).unwrap_err();
    assert!(matches!(error, ContractError::ZeroAmount));
    assert_eq!(error.to_string(), "Cannot send zero tokens to any methods");
}

#[test]
fn seed_claims_700_500_300() {
    let mut lockup = bonded(1_000);
    for (holder, amount) in [("p1", 700), ("p2", 500), ("p3", 300)] {
        lockup.grant(USER, holder, amount).unwrap();
    }
    assert_eq!(lockup.figures(USER), (1_000, 300, 3));
    lockup.unbond(USER, 300).unwrap();
    assert_eq!(lockup.figures(USER), (700, 0, 3));
    lockup.release("p1", USER, 700).unwrap();
    assert_eq!(lockup.figures(USER), (700, 200, 2));
    lockup.unbond(USER, 200).unwrap();
    assert_eq!(lockup.figures(USER), (500, 0, 2));
    assert_locked(&mut lockup, 1, 0);
}
