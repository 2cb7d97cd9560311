use cosmwasm_std::{wasm_execute, Coin, DepsMut, MessageInfo, Response, StdError, Uint128};
use mesh_apis::claim::ClaimReceiverMsg;
use mesh_math::claims;

use super::positive;
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Raises the claim of `leinholder` and tells it; the local staking gets the tokens too, which are
/// here, since its claim is held against what is bonded. A holder that fails fails the grant.
pub fn grant_claim(
    deps: DepsMut,
    info: MessageInfo,
    leinholder: String,
    amount: Uint128,
    validator: String,
) -> Result<Response, ContractError> {
    positive(amount)?;
    let leinholder = deps.api.addr_validate(&leinholder)?;

    let mut balance = Balance::load(deps.storage, &info.sender)?;
    let before = balance.claim_of(&leinholder).unwrap_or_default();
    let claim =
        claims::grant(balance.bonded, before, amount).ok_or(ContractError::InsufficientBalance)?;
    balance.set_claim(&leinholder, claim)?;
    balance.save(deps.storage, &info.sender)?;

    let config = CONFIG.load(deps.storage)?;
    let mut funds = vec![];
    if config.local_staking.as_ref() == Some(&leinholder) {
        let mut totals = TOTALS.load(deps.storage)?;
        totals.delegated_locally = totals
            .delegated_locally
            .checked_add(amount)
            .map_err(StdError::from)?;
        TOTALS.save(deps.storage, &totals)?;
        funds.push(Coin::new(amount, config.denom));
    }

    let tell = ClaimReceiverMsg::ReceiveClaim {
        owner: info.sender.to_string(),
        amount,
        validator: validator.clone(),
    };
    Ok(Response::new()
        .add_message(wasm_execute(&leinholder, &tell, funds)?)
        .add_attribute("action", "grant_claim")
        .add_attribute("owner", info.sender)
        .add_attribute("leinholder", leinholder)
        .add_attribute("validator", validator)
        .add_attribute("amount", amount)
        .add_attribute("claim", claim))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::{coins, from_json, to_json_string, CosmosMsg, ReplyOn, Uint128, WasmMsg};

    use super::*;
    use crate::fixture::{address, attributes, Lockup, DENOM, HOME};
    use crate::msg::ExecuteMsg;

    #[test]
    fn tells_the_holder() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", "holder", 300).unwrap();
        let response = lockup.grant("user", "holder", 400).unwrap();
        let (owner, holder) = (address("user"), address("holder"));
        let [sub] = response.messages.as_slice() else {
            unreachable!("one call")
        };
        // Without a reply the holder's failure is the grant's.
        assert_eq!(sub.reply_on, ReplyOn::Never);
        let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) = &sub.msg
        else {
            unreachable!("a call")
        };
        assert_eq!(*contract_addr, holder.to_string());
        assert!(funds.is_empty());
        let told: ClaimReceiverMsg = from_json(msg).unwrap();
        assert_eq!(
            to_json_string(&told).unwrap(),
            format!(
                r#"{{"receive_claim":{{"owner":"{owner}","amount":"400","validator":"junovaloper1"}}}}"#
            )
        );
        assert_eq!(
            attributes(&response),
            [
                ("action", "grant_claim"),
                ("owner", owner.as_str()),
                ("leinholder", holder.as_str()),
                ("validator", "junovaloper1"),
                ("amount", "400"),
                ("claim", "700")
            ]
        );
        assert_eq!(lockup.figures("user"), (1000, 300, 1));
    }

    #[test]
    fn is_held_against_bonded_not_free() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", "a", 1000).unwrap();
        lockup.grant("user", "b", 1000).unwrap();
        let error = lockup.grant("user", "b", 1).unwrap_err();
        assert!(matches!(error, ContractError::InsufficientBalance));
        assert_eq!(
            error.to_string(),
            "The address doesn't have sufficient balance for this operation"
        );
        assert_eq!(lockup.figures("user"), (1000, 0, 2));
    }

    #[test]
    fn sends_the_tokens_to_the_local_staking() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        lockup.grant("user", "a", 1000).unwrap();
        let response = lockup.grant("user", HOME, 700).unwrap();
        let [sub] = response.messages.as_slice() else {
            unreachable!("one call")
        };
        assert_eq!(sub.reply_on, ReplyOn::Never);
        let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            funds,
            ..
        }) = &sub.msg
        else {
            unreachable!("a call")
        };
        assert_eq!(*contract_addr, address(HOME).to_string());
        assert_eq!(*funds, coins(700, DENOM));
        assert_eq!(lockup.local("user"), [(700, 0); 2]);
        assert_eq!(lockup.totals(), (1000, 0, 0));
        // No more than is here.
        let error = lockup.grant("user", HOME, 301).unwrap_err();
        assert!(matches!(error, ContractError::InsufficientBalance));
        lockup.grant("user", HOME, 300).unwrap();
        assert_eq!(lockup.local("user"), [(1000, 0); 2]);
        // Nobody else's claim moves anything.
        assert_eq!(lockup.local("a"), [(0, 0), (1000, 0)]);
    }

    #[test]
    fn refuses_bad_input() {
        let mut lockup = Lockup::new();
        let error = lockup.grant("stranger", "a", 1).unwrap_err();
        assert!(matches!(error, ContractError::InsufficientBalance));
        lockup.bond("user", 1000).unwrap();
        let error = lockup.grant("user", "a", 0).unwrap_err();
        assert!(matches!(error, ContractError::ZeroAmount));
        let error = lockup.grant("user", "a", u128::MAX).unwrap_err();
        assert!(matches!(error, ContractError::InsufficientBalance));
        let msg = ExecuteMsg::GrantClaim {
            leinholder: "juno1foreign".to_string(),
            amount: Uint128::new(1),
            validator: "v".to_string(),
        };
        let error = lockup.execute("user", &[], msg).unwrap_err();
        assert!(matches!(error, ContractError::Std(_)));
        assert_eq!(lockup.figures("user"), (1000, 1000, 0));
    }

    #[test]
    fn an_account_has_at_most_32_claims() {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        for i in 0..32 {
            lockup.grant("user", &format!("holder{i}"), 1).unwrap();
        }
        let error = lockup.grant("user", "one more", 1).unwrap_err();
        assert!(matches!(error, ContractError::TooManyClaims { max: 32 }));
        lockup.grant("user", "holder7", 1).unwrap();
        lockup.release("holder8", "user", 1).unwrap();
        lockup.grant("user", "one more", 1).unwrap();
        assert_eq!(lockup.balance("user").claims.len(), 32);
    }
}
