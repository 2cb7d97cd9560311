//! What a message may bring along as funds. The texts are those of the public prototype.

use cosmwasm_std::{MessageInfo, Uint128, Uint256};
use thiserror::Error;

#[derive(Error, Debug, PartialEq, Eq)]
pub enum PaymentError {
    #[error("Must send reserve token '{denom}'")]
    MissingDenom { denom: String },
    #[error("Sent more than one denomination")]
    MultipleDenoms,
    #[error("No funds sent")]
    NoFunds,
    #[error("This message does no accept funds")]
    NonPayable,
    #[error("Amount is above 2^128 - 1: {amount}")]
    AmountTooLarge { amount: Uint256 },
}

/// The amount of the one coin sent along, which must be of `denom` and above zero.
pub fn must_pay(info: &MessageInfo, denom: &str) -> Result<Uint128, PaymentError> {
    match info.funds.as_slice() {
        [] => Err(PaymentError::NoFunds),
        [coin] if coin.amount.is_zero() => Err(PaymentError::NoFunds),
        [coin] if coin.denom != denom => Err(PaymentError::MissingDenom {
            denom: denom.to_string(),
        }),
        [coin] => Uint128::try_from(coin.amount).map_err(|_| PaymentError::AmountTooLarge {
            amount: coin.amount,
        }),
        _ => Err(PaymentError::MultipleDenoms),
    }
}

/// Refuses every coin sent along.
pub fn nonpayable(info: &MessageInfo) -> Result<(), PaymentError> {
    if info.funds.is_empty() {
        Ok(())
    } else {
        Err(PaymentError::NonPayable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::{coin, Addr, Coin};

    fn sent(funds: &[Coin]) -> MessageInfo {
        MessageInfo {
            sender: Addr::unchecked("sender"),
            funds: funds.to_vec(),
        }
    }

    #[test]
    fn must_pay_takes_one_coin_of_the_denom() {
        assert_eq!(
            must_pay(&sent(&[coin(7, "uosmo")]), "uosmo"),
            Ok(Uint128::new(7))
        );
        let max = coin(u128::MAX, "uosmo");
        assert_eq!(must_pay(&sent(&[max]), "uosmo"), Ok(Uint128::MAX));
    }

    #[test]
    fn must_pay_refuses_all_else() {
        let missing = PaymentError::MissingDenom {
            denom: "uosmo".to_string(),
        };
        assert_eq!(must_pay(&sent(&[]), "uosmo"), Err(PaymentError::NoFunds));
        assert_eq!(
            must_pay(&sent(&[coin(0, "uosmo")]), "uosmo"),
            Err(PaymentError::NoFunds)
        );
        assert_eq!(must_pay(&sent(&[coin(7, "uatom")]), "uosmo"), Err(missing));
        assert_eq!(
            must_pay(&sent(&[coin(7, "uatom"), coin(7, "uosmo")]), "uosmo"),
            Err(PaymentError::MultipleDenoms)
        );
        let above = Coin::new(Uint256::from(u128::MAX).strict_add(Uint256::one()), "uosmo");
        assert_eq!(
            must_pay(&sent(std::slice::from_ref(&above)), "uosmo"),
            Err(PaymentError::AmountTooLarge {
                amount: above.amount
            })
        );
    }

    #[test]
    fn nonpayable_refuses_funds() {
        assert_eq!(nonpayable(&sent(&[])), Ok(()));
        assert_eq!(
            nonpayable(&sent(&[coin(1, "uosmo")])),
            Err(PaymentError::NonPayable)
        );
    }
}
