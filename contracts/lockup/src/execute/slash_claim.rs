use cosmwasm_std::{DepsMut, MessageInfo, Response, StdError, Uint128};
use mesh_math::claims;

use super::cuts::tell;
use super::positive;
use crate::error::ContractError;
use crate::state::{Balance, CONFIG, TOTALS};

/// Takes `amount` off the sender's claim and off what `owner` has bonded, and cuts what others
/// claim down to what is left. What is held here burns first; the rest, which is what the local
/// staking's claim is cut by, burns when it comes back.
pub fn slash_claim(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    positive(amount)?;
    let config = CONFIG.load(deps.storage)?;
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let before = balance
        .claim_of(&info.sender)
        .ok_or(ContractError::UnknownLeinholder)?;
    let left =
        claims::slash(balance.bonded, before, amount).ok_or(ContractError::InsufficientLein)?;
    let liquid = balance.liquid(&config);
    balance.bonded = left.bonded;
    balance.set_claim(&info.sender, left.claim)?;
    let cuts = balance.cut_claims();
    let burned = claims::burned(amount, liquid, balance.liquid(&config));
    balance.burn_on_return = balance
        .burn_on_return
        .checked_add(burned.on_return)
        .map_err(StdError::from)?;
    balance.save(deps.storage, &owner)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.bonded = totals.bonded.checked_sub(amount).map_err(StdError::from)?;
    totals.owed_to_burn = totals
        .owed_to_burn
        .checked_add(burned.now)
        .map_err(StdError::from)?;
    totals.burn_on_return = totals
        .burn_on_return
        .checked_add(burned.on_return)
        .map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    let response = Response::new()
        .add_attribute("action", "slash_claim")
        .add_attribute("owner", &owner)
        .add_attribute("leinholder", info.sender)
        .add_attribute("amount", amount)
        .add_attribute("claim", left.claim)
        .add_attribute("bonded", left.bonded);
    tell(response, &owner, cuts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::{CosmosMsg, ReplyOn, WasmMsg};

    use super::*;
    use crate::execute::cuts::CLAIM_REDUCED_GAS;
    use crate::fixture::{address, attributes, Lockup, HOME};
    use crate::msg::ClaimResponse;

    fn granted(claims: &[(&str, u128)]) -> Lockup {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        for (holder, amount) in claims {
            lockup.grant("user", holder, *amount).unwrap();
        }
        lockup
    }

    fn claims(lockup: &Lockup) -> Vec<(String, u128)> {
        let row = |c: ClaimResponse| (c.leinholder, c.amount.u128());
        lockup.balance("user").claims.into_iter().map(row).collect()
    }

    #[test]
    fn lowers_claim_and_bonded() {
        let mut lockup = granted(&[("a", 700), ("b", 500)]);
        let response = lockup.slash("a", "user", 100).unwrap();
        let (owner, holder) = (address("user"), address("a"));
        assert_eq!(
            attributes(&response),
            [
                ("action", "slash_claim"),
                ("owner", owner.as_str()),
                ("leinholder", holder.as_str()),
                ("amount", "100"),
                ("claim", "600"),
                ("bonded", "900")
            ]
        );
        assert!(response.messages.is_empty());
        assert!(response.events.is_empty());
        assert_eq!(lockup.figures("user"), (900, 300, 2));
        assert_eq!(lockup.totals(), (900, 100, 0));
    }

    #[test]
    fn cuts_what_others_claim_and_tells_them() {
        let mut lockup = granted(&[("a", 1000), ("b", 1000), ("c", 950), ("d", 900)]);
        let response = lockup.slash("a", "user", 100).unwrap();
        let owner = address("user");
        let expected = [("b", "100"), ("c", "50")];
        assert_eq!(response.messages.len(), expected.len());
        assert_eq!(response.events.len(), expected.len());
        for ((holder, amount), (sub, event)) in expected
            .iter()
            .zip(response.messages.iter().zip(&response.events))
        {
            let holder = address(holder);
            let CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr, msg, ..
            }) = &sub.msg
            else {
                unreachable!("a call")
            };
            assert_eq!(*contract_addr, holder.to_string());
            assert_eq!(
                msg.as_slice(),
                format!(r#"{{"claim_reduced":{{"owner":"{owner}","amount":"{amount}"}}}}"#)
                    .as_bytes()
            );
            assert_eq!(sub.reply_on, ReplyOn::Error);
            assert_eq!(sub.gas_limit, Some(CLAIM_REDUCED_GAS));
            assert_eq!(event.ty, "claim_reduced");
            assert!(event.attributes.iter().any(|a| a.value == *amount));
        }
        let left = ["a", "b", "c", "d"].map(|name| (address(name).into_string(), 900));
        assert_eq!(claims(&lockup), left);
        assert_eq!(lockup.figures("user"), (900, 0, 4));
    }

    #[test]
    fn what_is_here_burns_first() {
        let mut lockup = granted(&[(HOME, 400), ("a", 1000)]);
        let response = lockup.slash("a", "user", 600).unwrap();
        assert!(response.messages.is_empty());
        assert_eq!(lockup.local("user"), [(400, 0); 2]);
        assert_eq!(lockup.totals(), (400, 600, 0));
        // Nothing is left here: the local staking is cut, and told.
        let response = lockup.slash("a", "user", 150).unwrap();
        assert_eq!(response.messages.len(), 1);
        assert_eq!(lockup.local("user"), [(400, 150); 2]);
        assert_eq!(lockup.totals(), (250, 600, 0));
        let left = [HOME, "a"].map(|name| (address(name).into_string(), 250));
        assert_eq!(claims(&lockup), left);
    }

    #[test]
    fn one_slash_can_take_of_both() {
        let mut lockup = granted(&[(HOME, 400), ("a", 1000)]);
        let response = lockup.slash("a", "user", 700).unwrap();
        let event = response.events.first().unwrap();
        assert!(event.attributes.iter().any(|a| a.value == "100"));
        assert_eq!(lockup.local("user"), [(400, 100); 2]);
        assert_eq!(lockup.totals(), (300, 600, 0));
    }

    #[test]
    fn the_local_staking_slashes_what_it_has() {
        let mut lockup = granted(&[(HOME, 400), ("a", 1000)]);
        lockup.slash(HOME, "user", 100).unwrap();
        assert_eq!(lockup.figures("user"), (900, 0, 2));
        assert_eq!(lockup.local("user"), [(400, 100); 2]);
        assert_eq!(lockup.totals(), (900, 0, 0));
    }

    #[test]
    fn to_zero_leaves_no_claim() {
        let mut lockup = granted(&[("a", 1000), ("b", 400)]);
        let response = lockup.slash("a", "user", 1000).unwrap();
        assert_eq!(response.messages.len(), 1);
        assert_eq!(lockup.figures("user"), (0, 0, 0));
        assert_eq!(lockup.totals(), (0, 1000, 0));
    }

    #[test]
    fn refuses_all_but_the_holder_and_its_claim() {
        let mut lockup = granted(&[("a", 700)]);
        let error = lockup.slash("user", "user", 1).unwrap_err();
        assert!(matches!(error, ContractError::UnknownLeinholder));
        let error = lockup.slash("a", "stranger", 1).unwrap_err();
        assert!(matches!(error, ContractError::UnknownLeinholder));
        let error = lockup.slash("a", "user", 701).unwrap_err();
        assert!(matches!(error, ContractError::InsufficientLein));
        let error = lockup.slash("a", "user", 0).unwrap_err();
        assert!(matches!(error, ContractError::ZeroAmount));
        assert_eq!(lockup.figures("user"), (1000, 300, 1));
        assert_eq!(lockup.totals(), (1000, 0, 0));
    }
}
