//! What is asked about whom nobody knows.

use cosmwasm_std::Uint128;

use super::world::{addr, World, DENOM, VAL};
use crate::contract;
use crate::msg::{
    AccountResponse, DelegatorsResponse, InFlightResponse, PendingCutResponse,
    PendingRewardsResponse, QueryMsg, RemoteResponse, UnbondingResponse,
};

#[test]
fn an_unknown_account_has_nothing() {
    let world = World::new();
    let address = addr("nobody").into_string();
    let account: AccountResponse = world.query(QueryMsg::Account {
        address: address.clone(),
    });
    assert!(account.staked.is_empty());
    let leaving: UnbondingResponse = world.query(QueryMsg::Unbonding {
        address: address.clone(),
        start_after: None,
        limit: None,
    });
    assert!(leaving.entries.is_empty());
    let flying: InFlightResponse = world.query(QueryMsg::InFlight {
        address: address.clone(),
        start_after: None,
        limit: None,
    });
    assert!(flying.entries.is_empty());
    let cut: PendingCutResponse = world.query(QueryMsg::PendingCut {
        address: address.clone(),
    });
    let nothing = PendingCutResponse {
        cut: Uint128::zero(),
        base: Uint128::zero(),
        number: 0,
        queued_release: Uint128::zero(),
        queued_slash: Uint128::zero(),
    };
    assert_eq!(cut, nothing);
    for validator in [VAL, "nobody"] {
        let rewards: PendingRewardsResponse = world.query(QueryMsg::PendingRewards {
            address: address.clone(),
            validator: validator.to_string(),
        });
        assert_eq!((rewards.denom.as_str(), rewards.amount.u128()), (DENOM, 0));
    }
}

#[test]
fn an_unknown_validator_is_named_and_has_nothing() {
    let world = World::new();
    let validator = "nobody".to_string();
    let msg = QueryMsg::Validator {
        address: validator.clone(),
    };
    let error = contract::query(world.deps.as_ref(), world.env.clone(), msg).unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("Validator was never registered: nobody"),
        "{text}"
    );
    let delegators: DelegatorsResponse = world.query(QueryMsg::Delegators {
        validator: validator.clone(),
        start_after: None,
        limit: None,
    });
    assert!(delegators.delegators.is_empty());
    let remote: RemoteResponse = world.query(QueryMsg::Remote { validator });
    let zero = Uint128::zero();
    assert_eq!((remote.known, remote.target), (zero, zero));
    assert_eq!(
        (remote.stakes_pending, remote.unstakes_pending),
        (zero, zero)
    );
    assert_eq!(remote.packets_pending, 0);
}

#[test]
fn an_address_of_another_shape_is_refused() {
    let world = World::new();
    let msg = QueryMsg::Account {
        address: "Not an address".to_string(),
    };
    assert!(contract::query(world.deps.as_ref(), world.env.clone(), msg).is_err());
}
