use cosmwasm_std::{GovMsg, MessageInfo, Response, VoteOption};

use crate::error::ContractError;

/// Votes abstain with all that is delegated here. Where a delegator does not vote his validators do
/// for him; remote stake is to have no say.
pub fn abstain(info: MessageInfo, proposal_id: u64) -> Result<Response, ContractError> {
    Ok(Response::new()
        .add_message(GovMsg::Vote {
            proposal_id,
            option: VoteOption::Abstain,
        })
        .add_attribute("action", "abstain")
        .add_attribute("sender", info.sender)
        .add_attribute("proposal_id", proposal_id.to_string()))
}
