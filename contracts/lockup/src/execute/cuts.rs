//! What a slash takes off the claims of others, and how they hear of it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    from_json, to_json_binary, wasm_execute, Addr, Event, Reply, Response, StdResult, SubMsg,
    Uint128,
};
use mesh_apis::claim::ClaimReceiverMsg;

use crate::error::ContractError;
use crate::state::Claim;

/// Reply to a `claim_reduced` that its receiver refused.
pub const CLAIM_REDUCED_REPLY: u64 = 1;

/// What a holder may spend on `claim_reduced`: several times what recording a cut costs, and little
/// enough that 31 holders who burn it all still fit one transaction.
pub(super) const CLAIM_REDUCED_GAS: u64 = 400_000;

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

/// Adds the news to every holder whose claim on `owner` was cut, and an event each.
pub(super) fn tell(
    mut response: Response,
    owner: &Addr,
    cuts: Vec<Claim>,
) -> Result<Response, ContractError> {
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
    use cosmwasm_std::SubMsgResult;

    use super::*;
    use crate::contract;
    use crate::fixture::{address, Lockup};

    fn granted() -> Lockup {
        let mut lockup = Lockup::new();
        lockup.bond("user", 1000).unwrap();
        for holder in ["a", "b"] {
            lockup.grant("user", holder, 1000).unwrap();
        }
        lockup
    }

    #[test]
    fn a_holder_that_fails_changes_nothing() {
        let mut lockup = granted();
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
