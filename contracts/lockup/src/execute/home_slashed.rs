use cosmwasm_std::{DepsMut, MessageInfo, Response, StdError, Uint128};
use mesh_math::claims;

use super::cuts::tell;
use super::{from_local_staking, positive};
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Writes off `amount` that a slash at home took of what the local staking has of `owner`: off its
/// claim and off what he has bonded, and where that is less, off what his tokens owe the burn. They
/// are gone already, so nothing is burned. What others claim is cut down to what is left.
pub fn home_slashed(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    from_local_staking(&config, &info)?;
    positive(amount)?;
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let (claim, owed) = (balance.local_claim(&config), balance.burn_on_return);
    let part = claims::lost(claim, owed, amount).ok_or_else(|| {
        let delegated = claim.saturating_add(owed);
        ContractError::AboveDelegated { delegated }
    })?;
    let left =
        claims::slash(balance.bonded, claim, part.claim).ok_or(ContractError::InsufficientLein)?;
    balance.bonded = left.bonded;
    balance.burn_on_return = owed.checked_sub(part.owed).map_err(StdError::from)?;
    balance.set_claim(&info.sender, left.claim)?;
    let cuts = balance.cut_claims();
    balance.save(deps.storage, &owner)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.left(amount, part.owed)?;
    totals.bonded = totals
        .bonded
        .checked_sub(part.claim)
        .map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    let response = Response::new()
        .add_attribute("action", "home_slashed")
        .add_attribute("owner", &owner)
        .add_attribute("amount", amount)
        .add_attribute("claim", left.claim)
        .add_attribute("bonded", left.bonded);
    tell(response, &owner, cuts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fixture::{address, attributes, Lockup, HOME};
    use crate::msg::ExecuteMsg;

    /// 1000 bonded, 600 of them away.
    fn delegated() -> Lockup {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", HOME, 600).unwrap();
        lockup
    }

    #[test]
    fn lowers_claim_and_bonded_and_burns_nothing() {
        let mut lockup = delegated();
        let response = lockup.home_slashed("user", 60).unwrap();
        let owner = address("user");
        assert_eq!(
            attributes(&response),
            [
                ("action", "home_slashed"),
                ("owner", owner.as_str()),
                ("amount", "60"),
                ("claim", "540"),
                ("bonded", "940")
            ]
        );
        assert!(response.messages.is_empty());
        assert_eq!(lockup.figures("user"), (940, 400, 1));
        assert_eq!(lockup.totals(), (940, 0, 0));
        assert_eq!(lockup.local("user"), [(540, 0); 2]);
    }

    #[test]
    fn cuts_what_others_claim_and_tells_them() {
        let mut lockup = delegated();
        lockup.grant("user", "a", 1000).unwrap();
        lockup.grant("user", "b", 950).unwrap();
        let response = lockup.home_slashed("user", 60).unwrap();
        let told: Vec<_> = response
            .events
            .iter()
            .map(|e| e.attributes.clone())
            .collect();
        assert_eq!(response.messages.len(), 2);
        for (event, (holder, cut)) in told.iter().zip([("a", "60"), ("b", "10")]) {
            let holder = address(holder).into_string();
            assert!(event
                .iter()
                .any(|a| a.key == "leinholder" && a.value == holder));
            assert!(event.iter().any(|a| a.key == "amount" && a.value == cut));
        }
        assert_eq!(lockup.figures("user"), (940, 0, 3));
    }

    #[test]
    fn lowers_what_the_burn_gets_only_where_nothing_else_is_left() {
        let mut lockup = delegated();
        lockup.grant("user", "a", 1000).unwrap();
        lockup.slash("a", "user", 900).unwrap();
        assert_eq!(lockup.local("user"), [(600, 500); 2]);
        lockup.home_slashed("user", 60).unwrap();
        assert_eq!(lockup.figures("user"), (40, 0, 2));
        assert_eq!(lockup.local("user"), [(540, 500); 2]);
        lockup.home_slashed("user", 50).unwrap();
        assert_eq!(lockup.figures("user"), (0, 0, 0));
        assert_eq!(lockup.local("user"), [(490, 490); 2]);
        lockup.home_slashed("user", 90).unwrap();
        assert_eq!(lockup.local("user"), [(400, 400); 2]);
        assert_eq!(lockup.totals(), (0, 400, 0));
        lockup.return_local("user", 400, true).unwrap();
        assert_eq!(lockup.totals(), (0, 800, 0));
    }

    #[test]
    fn refuses_more_than_is_away_and_other_senders() {
        let mut lockup = delegated();
        let error = lockup.home_slashed("user", 601).unwrap_err();
        assert!(
            matches!(error, ContractError::AboveDelegated { delegated } if delegated.u128() == 600)
        );
        let error = lockup.home_slashed("stranger", 1).unwrap_err();
        assert!(
            matches!(error, ContractError::AboveDelegated { delegated } if delegated.is_zero())
        );
        let error = lockup.home_slashed("user", 0).unwrap_err();
        assert!(matches!(error, ContractError::ZeroAmount));
        lockup.grant("user", "a", 10).unwrap();
        for sender in ["user", "a", "admin"] {
            let msg = ExecuteMsg::HomeSlashed {
                owner: address("user").into_string(),
                amount: Uint128::new(1),
            };
            let error = lockup.execute(sender, &[], msg).unwrap_err();
            assert!(matches!(error, ContractError::Unauthorized));
        }
        assert_eq!(lockup.figures("user"), (1000, 400, 2));
        assert_eq!(lockup.local("user"), [(600, 0); 2]);
    }
}
