use cosmwasm_std::{DepsMut, MessageInfo, Response, Uint128};
use mesh_math::claims;

use super::positive;
use crate::error::ContractError;
use crate::state::{Balance, CONFIG};

/// The sender gives up `amount` of its claim on `owner`. Not for the local staking, whose claim is
/// all there is in place of tokens that are not here.
pub fn release_claim(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    positive(amount)?;
    if CONFIG.load(deps.storage)?.local_staking.as_ref() == Some(&info.sender) {
        return Err(ContractError::DelegatedLocally);
    }
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let before = balance
        .claim_of(&info.sender)
        .ok_or(ContractError::UnknownLeinholder)?;
    let claim = claims::release(before, amount).ok_or(ContractError::InsufficientLein)?;
    balance.set_claim(&info.sender, claim)?;
    balance.save(deps.storage, &owner)?;

    Ok(Response::new()
        .add_attribute("action", "release_claim")
        .add_attribute("owner", owner)
        .add_attribute("leinholder", info.sender)
        .add_attribute("amount", amount)
        .add_attribute("claim", claim))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fixture::{address, attributes, Lockup, HOME};

    fn granted() -> Lockup {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", "a", 700).unwrap();
        lockup.grant("user", "b", 500).unwrap();
        lockup
    }

    #[test]
    fn frees_down_to_the_next_claim() {
        let mut lockup = granted();
        let response = lockup.release("a", "user", 100).unwrap();
        let (owner, holder) = (address("user"), address("a"));
        assert_eq!(
            attributes(&response),
            [
                ("action", "release_claim"),
                ("owner", owner.as_str()),
                ("leinholder", holder.as_str()),
                ("amount", "100"),
                ("claim", "600")
            ]
        );
        assert_eq!(lockup.figures("user"), (1000, 400, 2));
        lockup.release("a", "user", 600).unwrap();
        assert_eq!(lockup.figures("user"), (1000, 500, 1));
    }

    #[test]
    fn frees_no_tokens_that_are_not_here() {
        let mut lockup = granted();
        lockup.grant("user", HOME, 1000).unwrap();
        let error = lockup.release(HOME, "user", 1).unwrap_err();
        assert!(matches!(error, ContractError::DelegatedLocally));
        assert_eq!(
            error.to_string(),
            "Tokens that are delegated locally come back by return_local only"
        );
        assert_eq!(lockup.figures("user"), (1000, 0, 3));
        assert_eq!(lockup.local("user"), [(1000, 0); 2]);
    }

    #[test]
    fn refuses_all_but_the_holder_and_its_claim() {
        let mut lockup = granted();
        let error = lockup.release("user", "user", 1).unwrap_err();
        assert!(matches!(error, ContractError::UnknownLeinholder));
        let error = lockup.release("a", "stranger", 1).unwrap_err();
        assert!(matches!(error, ContractError::UnknownLeinholder));
        let error = lockup.release("a", "user", 701).unwrap_err();
        assert!(matches!(error, ContractError::InsufficientLein));
        let error = lockup.release("a", "user", 0).unwrap_err();
        assert!(matches!(error, ContractError::ZeroAmount));
        lockup.release("a", "user", 700).unwrap();
        let error = lockup.release("a", "user", 1).unwrap_err();
        assert!(matches!(error, ContractError::UnknownLeinholder));
        assert_eq!(lockup.figures("user"), (1000, 500, 1));
    }
}
