use cosmwasm_std::{BankMsg, Coin, DepsMut, MessageInfo, Response, StdError, Uint128};

use super::positive;
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Pays out `amount` of what no claim binds.
pub fn unbond(
    deps: DepsMut,
    info: MessageInfo,
    amount: Uint128,
) -> Result<Response, ContractError> {
    positive(amount)?;
    let mut balance = Balance::load(deps.storage, &info.sender)?;
    let free = balance.free();
    if amount > free {
        return Err(ContractError::ClaimsLocked { free });
    }
    balance.bonded = balance.bonded.checked_sub(amount).map_err(StdError::from)?;
    balance.save(deps.storage, &info.sender)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.bonded = totals.bonded.checked_sub(amount).map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    let payout = BankMsg::Send {
        to_address: info.sender.to_string(),
        amount: vec![Coin::new(amount, CONFIG.load(deps.storage)?.denom)],
    };
    Ok(Response::new()
        .add_message(payout)
        .add_attribute("action", "unbond")
        .add_attribute("owner", info.sender)
        .add_attribute("amount", amount)
        .add_attribute("bonded", balance.bonded))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::{coins, BankMsg, SubMsg};

    use crate::error::ContractError;
    use crate::fixture::{address, attributes, Lockup, DENOM};
    use crate::state::BALANCES;

    #[test]
    fn pays_out_at_once() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 100).unwrap();
        lockup.grant("user", "holder", 60).unwrap();
        let response = lockup.unbond("user", 40).unwrap();
        let owner = address("user");
        let payout = BankMsg::Send {
            to_address: owner.to_string(),
            amount: coins(40, DENOM),
        };
        assert_eq!(response.messages, [SubMsg::new(payout)]);
        assert_eq!(
            attributes(&response),
            [
                ("action", "unbond"),
                ("owner", owner.as_str()),
                ("amount", "40"),
                ("bonded", "60")
            ]
        );
        assert_eq!(lockup.figures("user"), (60, 0, 1));
        assert_eq!(lockup.totals(), (60, 0, 0));
    }

    #[test]
    fn an_empty_account_leaves_nothing_behind() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 100).unwrap();
        lockup.unbond("user", 100).unwrap();
        assert!(!BALANCES.has(lockup.deps.as_ref().storage, &address("user")));
        assert_eq!(lockup.totals(), (0, 0, 0));
    }

    #[test]
    fn refuses_what_is_not_free() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 100).unwrap();
        lockup.grant("user", "holder", 60).unwrap();
        let error = lockup.unbond("user", 41).unwrap_err();
        assert!(matches!(error, ContractError::ClaimsLocked { free } if free.u128() == 40));
        let error = lockup.unbond("stranger", 1).unwrap_err();
        assert!(matches!(error, ContractError::ClaimsLocked { free } if free.is_zero()));
        let error = lockup.unbond("user", 0).unwrap_err();
        assert!(matches!(error, ContractError::ZeroAmount));
        assert_eq!(lockup.figures("user"), (100, 40, 1));
    }
}
