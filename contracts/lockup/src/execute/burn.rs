use cosmwasm_std::{BankMsg, Coin, DepsMut, MessageInfo, Response, StdError, Uint128};

use crate::error::ContractError;
use crate::state::{CONFIG, TOTALS};

/// Burns all that slashes took. Apart from slashing, so that a bank that can't burn blocks no slash.
pub fn burn(deps: DepsMut, info: MessageInfo) -> Result<Response, ContractError> {
    let mut totals = TOTALS.load(deps.storage)?;
    let amount = totals.owed_to_burn;
    if amount.is_zero() {
        return Err(ContractError::NothingToBurn);
    }
    totals.owed_to_burn = Uint128::zero();
    totals.burned = totals.burned.checked_add(amount).map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    let burn = BankMsg::Burn {
        amount: vec![Coin::new(amount, CONFIG.load(deps.storage)?.denom)],
    };
    Ok(Response::new()
        .add_message(burn)
        .add_attribute("action", "burn")
        .add_attribute("sender", info.sender)
        .add_attribute("amount", amount)
        .add_attribute("burned", totals.burned))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::{coins, SubMsg};

    use super::*;
    use crate::fixture::{address, attributes, Lockup, DENOM};

    #[test]
    fn burns_all_that_is_owed_once() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", "holder", 700).unwrap();
        lockup.slash("holder", "user", 100).unwrap();
        lockup.slash("holder", "user", 23).unwrap();
        assert_eq!(lockup.totals(), (877, 123, 0));
        let response = lockup.burn("anyone").unwrap();
        let burn = BankMsg::Burn {
            amount: coins(123, DENOM),
        };
        assert_eq!(response.messages, [SubMsg::new(burn)]);
        let sender = address("anyone");
        assert_eq!(
            attributes(&response),
            [
                ("action", "burn"),
                ("sender", sender.as_str()),
                ("amount", "123"),
                ("burned", "123")
            ]
        );
        assert_eq!(lockup.totals(), (877, 0, 123));
        let error = lockup.burn("anyone").unwrap_err();
        assert!(matches!(error, ContractError::NothingToBurn));
        assert_eq!(lockup.totals(), (877, 0, 123));
    }
}
