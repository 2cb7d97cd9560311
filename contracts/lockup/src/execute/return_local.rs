use cosmwasm_std::{DepsMut, MessageInfo, Response, StdError, Uint128};
use mesh_apis::payment::must_pay;
use mesh_math::claims;

use super::from_local_staking;
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Takes back `amount` of what the local staking has of `owner`: out of its claim, so that the tokens
/// are his again, or to the burn. A return that brings more than its purpose needs serves the other
/// with the rest, so that no news that has not arrived holds tokens up or pays anybody too much.
pub fn return_local(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
    burn: bool,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    from_local_staking(&config, &info)?;
    let sent = must_pay(&info, &config.denom)?;
    if sent != amount {
        return Err(ContractError::OtherAmountSent { sent, amount });
    }
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let (claim, owed) = (balance.local_claim(&config), balance.burn_on_return);
    let part = claims::returned(claim, owed, amount, burn).ok_or_else(|| {
        let delegated = claim.saturating_add(owed);
        ContractError::AboveDelegated { delegated }
    })?;
    let claim = claim.checked_sub(part.claim).map_err(StdError::from)?;
    balance.burn_on_return = owed.checked_sub(part.owed).map_err(StdError::from)?;
    balance.set_claim(&info.sender, claim)?;
    balance.save(deps.storage, &owner)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.left(amount, part.owed)?;
    totals.owed_to_burn = totals
        .owed_to_burn
        .checked_add(part.owed)
        .map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    Ok(Response::new()
        .add_attribute("action", "return_local")
        .add_attribute("owner", owner)
        .add_attribute("amount", amount)
        .add_attribute("released", part.claim)
        .add_attribute("to_burn", part.owed)
        .add_attribute("claim", claim)
        .add_attribute("bonded", balance.bonded))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::{coin, coins, Coin};
    use mesh_apis::payment::PaymentError;

    use super::*;
    use crate::fixture::{address, attributes, Answer, Lockup, DENOM, HOME};
    use crate::msg::ExecuteMsg;
    use crate::state::BALANCES;

    /// 1000 bonded, 600 of them away, and 250 of those owed to the burn.
    fn slashed() -> Lockup {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", HOME, 600).unwrap();
        lockup.grant("user", "a", 1000).unwrap();
        lockup.slash("a", "user", 650).unwrap();
        assert_eq!(lockup.local("user"), [(600, 250); 2]);
        lockup.release("a", "user", 350).unwrap();
        assert_eq!(lockup.figures("user"), (350, 0, 1));
        assert_eq!(lockup.totals(), (350, 400, 0));
        lockup
    }

    #[test]
    fn what_is_released_is_free() {
        let mut lockup = slashed();
        let response = lockup.return_local("user", 100, false).unwrap();
        let owner = address("user");
        assert_eq!(
            attributes(&response),
            [
                ("action", "return_local"),
                ("owner", owner.as_str()),
                ("amount", "100"),
                ("released", "100"),
                ("to_burn", "0"),
                ("claim", "250"),
                ("bonded", "350")
            ]
        );
        assert!(response.messages.is_empty());
        assert_eq!(lockup.figures("user"), (350, 100, 1));
        assert_eq!(lockup.local("user"), [(500, 250); 2]);
        assert_eq!(lockup.totals(), (350, 400, 0));
        lockup.unbond("user", 100).unwrap();
    }

    #[test]
    fn what_is_owed_goes_to_the_burn() {
        let mut lockup = slashed();
        let response = lockup.return_local("user", 200, true).unwrap();
        assert!(attributes(&response).contains(&("to_burn", "200")));
        assert_eq!(lockup.figures("user"), (350, 0, 1));
        assert_eq!(lockup.local("user"), [(400, 50); 2]);
        assert_eq!(lockup.totals(), (350, 600, 0));
        lockup.burn("anyone").unwrap();
        assert_eq!(lockup.totals(), (350, 0, 600));
    }

    #[test]
    fn a_return_above_the_claim_pays_the_burn() {
        let mut lockup = slashed();
        let response = lockup.return_local("user", 400, false).unwrap();
        assert!(attributes(&response).contains(&("released", "350")));
        assert!(attributes(&response).contains(&("to_burn", "50")));
        assert_eq!(lockup.figures("user"), (350, 350, 0));
        assert_eq!(lockup.local("user"), [(200, 200); 2]);
        assert_eq!(lockup.totals(), (350, 450, 0));
    }

    #[test]
    fn a_burn_above_what_is_owed_releases_the_rest() {
        let mut lockup = slashed();
        let response = lockup.return_local("user", 260, true).unwrap();
        assert!(attributes(&response).contains(&("released", "10")));
        assert!(attributes(&response).contains(&("to_burn", "250")));
        assert_eq!(lockup.figures("user"), (350, 10, 1));
        assert_eq!(lockup.local("user"), [(340, 0); 2]);
        assert_eq!(lockup.totals(), (350, 650, 0));
    }

    #[test]
    fn an_account_that_only_owes_the_burn_is_kept_until_it_paid() {
        let mut lockup = slashed();
        lockup.return_local("user", 350, false).unwrap();
        lockup.unbond("user", 350).unwrap();
        assert_eq!(lockup.local("user"), [(250, 250); 2]);
        lockup.return_local("user", 250, true).unwrap();
        assert!(!BALANCES.has(lockup.deps.as_ref().storage, &address("user")));
        assert_eq!(lockup.local("user"), [(0, 0); 2]);
    }

    #[test]
    fn refuses_more_than_is_away() {
        let mut lockup = slashed();
        for burn in [true, false] {
            let error = lockup.return_local("user", 601, burn).unwrap_err();
            assert!(
                matches!(error, ContractError::AboveDelegated { delegated } if delegated.u128() == 600)
            );
            assert_eq!(
                error.to_string(),
                "No more than 600 tokens of the owner are delegated locally"
            );
        }
        let error = lockup.return_local("stranger", 1, false).unwrap_err();
        assert!(
            matches!(error, ContractError::AboveDelegated { delegated } if delegated.is_zero())
        );
        assert_eq!(lockup.local("user"), [(600, 250); 2]);
    }

    #[test]
    fn refuses_other_senders_and_other_funds() {
        let mut lockup = slashed();
        let mut send = |sender: &str, funds: &[Coin]| -> Answer {
            let msg = ExecuteMsg::ReturnLocal {
                owner: address("user").into_string(),
                amount: Uint128::new(5),
                burn: false,
            };
            lockup.execute(sender, funds, msg)
        };
        for sender in ["user", "a", "admin"] {
            let error = send(sender, &coins(5, DENOM)).unwrap_err();
            assert!(matches!(error, ContractError::Unauthorized));
        }
        for sent in [4, 6] {
            let error = send(HOME, &coins(sent, DENOM)).unwrap_err();
            assert!(
                matches!(error, ContractError::OtherAmountSent { sent: s, .. } if s.u128() == sent)
            );
            let text = format!("The funds are {sent}, not the amount of 5");
            assert_eq!(error.to_string(), text);
        }
        let error = send(HOME, &[]).unwrap_err();
        let none = ContractError::Payment(PaymentError::NoFunds);
        assert_eq!(error.to_string(), none.to_string());
        let error = send(HOME, &coins(5, "ujuno")).unwrap_err();
        assert!(matches!(
            error,
            ContractError::Payment(PaymentError::MissingDenom { .. })
        ));
        let error = send(HOME, &[coin(5, "ujuno"), coin(5, DENOM)]).unwrap_err();
        assert!(matches!(
            error,
            ContractError::Payment(PaymentError::MultipleDenoms)
        ));
        let error = lockup.return_local("user", 0, false).unwrap_err();
        assert!(matches!(
            error,
            ContractError::Payment(PaymentError::NoFunds)
        ));
        assert_eq!(lockup.local("user"), [(600, 250); 2]);
    }
}
