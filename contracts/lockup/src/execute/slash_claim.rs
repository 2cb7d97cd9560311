use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    from_json, to_json_binary, wasm_execute, Addr, DepsMut, Event, MessageInfo, Reply, Response,
    StdError, StdResult, SubMsg, Uint128,
};
use mesh_apis::claim::ClaimReceiverMsg;
use mesh_math::claims;

use super::positive;
use crate::error::ContractError;
use crate::state::{Balance, Claim, TOTALS};

/// Reply to a `claim_reduced` that its receiver refused.
pub const CLAIM_REDUCED_REPLY: u64 = 1;

/// What a holder may spend on `claim_reduced`: several times what recording a cut costs, and little
/// enough that 31 holders who burn it all still fit one transaction.
const CLAIM_REDUCED_GAS: u64 = 400_000;

/// Rides with a `claim_reduced`, so that its failure can be named.
#[cw_serde]
struct Cut {
    owner: Addr,
    leinholder: Addr,
    amount: Uint128,
}

impl Cut {
    fn event(&self, name: &str) -> Event {
        Event::new(name)
            .add_attribute("owner", &self.owner)
            .add_attribute("leinholder", &self.leinholder)
            .add_attribute("amount", self.amount)
    }

    fn tell(&self) -> StdResult<SubMsg> {
        let msg = ClaimReceiverMsg::ClaimReduced {
            owner: self.owner.to_string(),
            amount: self.amount,
        };
        let call = wasm_execute(&self.leinholder, &msg, vec![])?;
        Ok(SubMsg::reply_on_error(call, CLAIM_REDUCED_REPLY)
            .with_gas_limit(CLAIM_REDUCED_GAS)
            .with_payload(to_json_binary(self)?))
    }
}

/// Takes `amount` off the sender's claim and off what `owner` has bonded, and cuts what others
/// claim down to what is left.
pub fn slash_claim(
    deps: DepsMut,
    info: MessageInfo,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    positive(amount)?;
    let owner = deps.api.addr_validate(&owner)?;
    let mut balance = Balance::load(deps.storage, &owner)?;
    let before = balance
        .claim_of(&info.sender)
        .ok_or(ContractError::UnknownLeinholder)?;
    let left =
        claims::slash(balance.bonded, before, amount).ok_or(ContractError::InsufficientLein)?;
    balance.bonded = left.bonded;
    balance.set_claim(&info.sender, left.claim)?;
    let cuts = balance.cut_claims();
    balance.save(deps.storage, &owner)?;

    let mut totals = TOTALS.load(deps.storage)?;
    totals.bonded = totals.bonded.checked_sub(amount).map_err(StdError::from)?;
    totals.owed_to_burn = totals
        .owed_to_burn
        .checked_add(amount)
        .map_err(StdError::from)?;
    TOTALS.save(deps.storage, &totals)?;

    let mut response = Response::new()
        .add_attribute("action", "slash_claim")
        .add_attribute("owner", &owner)
        .add_attribute("leinholder", info.sender)
        .add_attribute("amount", amount)
        .add_attribute("claim", left.claim)
        .add_attribute("bonded", left.bonded);
    for Claim { leinholder, amount } in cuts {
        let cut = Cut {
            owner: owner.clone(),
            leinholder,
            amount,
        };
        response = response
            .add_submessage(cut.tell()?)
            .add_event(cut.event("claim_reduced"));
    }
    Ok(response)
}

/// The cut stands, whatever its holder made of the news.
pub fn claim_reduced_failed(msg: Reply) -> Result<Response, ContractError> {
    let cut: Cut = from_json(&msg.payload)?;
    let reason = msg.result.into_result().err().unwrap_or_default();
    let event = cut.event("claim_reduced_failed");
    Ok(Response::new().add_event(event.add_attribute("error", reason)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::testing::mock_env;
    use cosmwasm_std::{CosmosMsg, ReplyOn, SubMsgResult, WasmMsg};

    use super::*;
    use crate::contract;
    use crate::fixture::{address, attributes, Lockup};
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

    #[test]
    fn a_holder_that_fails_changes_nothing() {
        let mut lockup = granted(&[("a", 1000), ("b", 1000)]);
        let response = lockup.slash("a", "user", 300).unwrap();
        let sub = response.messages.first().unwrap();
        let msg = Reply {
            id: sub.id,
            payload: sub.payload.clone(),
            gas_used: CLAIM_REDUCED_GAS,
            result: SubMsgResult::Err("codespace: sdk, code: 11".to_string()),
        };
        let response = contract::reply(lockup.deps.as_mut(), mock_env(), msg).unwrap();
        let event = Event::new("claim_reduced_failed")
            .add_attribute("owner", address("user"))
            .add_attribute("leinholder", address("b"))
            .add_attribute("amount", "300")
            .add_attribute("error", "codespace: sdk, code: 11");
        assert_eq!(response.events, [event]);
        assert_eq!(lockup.figures("user"), (700, 0, 2));
    }
}
