use cosmwasm_std::{DepsMut, MessageInfo, Response};
use mesh_apis::payment::must_pay;

use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// `bonded += funds`.
pub fn bond(deps: DepsMut, info: MessageInfo) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let amount = must_pay(&info, &config.denom)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.bonded = totals
        .bonded
        .checked_add(amount)
        .map_err(|_| ContractError::TotalTooLarge)?;
    // All that is held or away fits 128 bits, so no later slash can fail on the sum of what is owed.
    totals
        .bonded
        .checked_add(totals.owed_to_burn)
        .and_then(|sum| sum.checked_add(totals.burn_on_return))
        .map_err(|_| ContractError::TotalTooLarge)?;
    TOTALS.save(deps.storage, &totals)?;

    let mut balance = Balance::load(deps.storage, &info.sender)?;
    // At most the total above.
    balance.bonded = balance.bonded.saturating_add(amount);
    balance.save(deps.storage, &info.sender)?;

    Ok(Response::new()
        .add_attribute("action", "bond")
        .add_attribute("owner", info.sender)
        .add_attribute("amount", amount)
        .add_attribute("bonded", balance.bonded))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::coin;
    use mesh_apis::payment::PaymentError;

    use crate::error::ContractError;
    use crate::fixture::{address, attributes, Lockup, DENOM, HOME};
    use crate::msg::ExecuteMsg;

    #[test]
    fn adds_up() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 100).unwrap();
        let response = lockup.bond("user", 50).unwrap();
        assert_eq!(lockup.figures("user"), (150, 150, 0));
        assert_eq!(lockup.totals(), (150, 0, 0));
        let owner = address("user");
        assert_eq!(
            attributes(&response),
            [
                ("action", "bond"),
                ("owner", owner.as_str()),
                ("amount", "50"),
                ("bonded", "150")
            ]
        );
        assert!(response.messages.is_empty());
    }

    #[test]
    fn refuses_other_funds() {
        let mut lockup = Lockup::new();
        for (funds, text) in [
            (vec![], "No funds sent"),
            (vec![coin(0, DENOM)], "No funds sent"),
            (vec![coin(1, "ujuno")], "Must send reserve token 'uosmo'"),
            (
                vec![coin(1, "ujuno"), coin(1, DENOM)],
                "Sent more than one denomination",
            ),
        ] {
            let error = lockup
                .execute("user", &funds, ExecuteMsg::Bond {})
                .unwrap_err();
            assert!(matches!(error, ContractError::Payment(_)));
            assert_eq!(error.to_string(), text);
        }
        let error = lockup
            .execute("user", &[], ExecuteMsg::Bond {})
            .unwrap_err();
        assert!(matches!(
            error,
            ContractError::Payment(PaymentError::NoFunds)
        ));
        assert_eq!(lockup.totals(), (0, 0, 0));
    }

    #[test]
    fn holds_at_most_128_bits() {
        let mut lockup = Lockup::new();
        lockup.bond("user", u128::MAX).unwrap();
        let error = lockup.bond("other", 1).unwrap_err();
        assert!(matches!(error, ContractError::TotalTooLarge));

        // What is owed to the burn is held too.
        lockup.grant("user", "holder", u128::MAX).unwrap();
        lockup.slash("holder", "user", 5).unwrap();
        let error = lockup.bond("other", 1).unwrap_err();
        assert!(matches!(error, ContractError::TotalTooLarge));
        lockup.burn("anyone").unwrap();
        lockup.bond("other", 5).unwrap();
        assert_eq!(lockup.totals(), (u128::MAX, 0, 5));
    }

    #[test]
    fn what_is_away_counts_against_the_128_bits() {
        let mut lockup = Lockup::new();
        lockup.bond("user", u128::MAX).unwrap();
        lockup.grant("user", HOME, u128::MAX).unwrap();
        lockup.grant("user", "holder", u128::MAX).unwrap();
        lockup.slash("holder", "user", 5).unwrap();
        assert_eq!(lockup.local("user"), [(u128::MAX, 5); 2]);
        let error = lockup.bond("other", 1).unwrap_err();
        assert!(matches!(error, ContractError::TotalTooLarge));
        lockup.home_slashed("user", 3).unwrap();
        lockup.bond("other", 3).unwrap();
        lockup.slash("holder", "user", u128::MAX - 8).unwrap();
        lockup.return_local("user", u128::MAX - 3, true).unwrap();
        assert_eq!(lockup.totals(), (3, u128::MAX - 3, 0));
    }
}
