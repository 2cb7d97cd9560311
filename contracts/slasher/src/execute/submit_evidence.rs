use cosmwasm_std::{Decimal, DepsMut, Env, MessageInfo, Response};

use super::{config_for_owner, VOTE_EVIDENCE};
use crate::error::ContractError;
use crate::punish::{check_ratio, check_validator, evidence, punish};
use crate::state::MAX_EVIDENCE_ID;

/// Slashes `ratio` of a validator's stake at the slashee, on the owner's word.
pub fn submit_evidence(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    validator: String,
    ratio: Decimal,
    evidence_id: Option<String>,
    tombstone: Option<bool>,
) -> Result<Response, ContractError> {
    let config = config_for_owner(deps.storage, &info.sender)?;
    check_ratio(ratio)?;
    check_validator(&validator)?;
    if let Some(id) = &evidence_id {
        check_id(id)?;
    }
    let tombstone = tombstone.unwrap_or(false);
    let evidence = evidence(&env, validator, ratio, tombstone);
    let slash = punish(
        deps.storage,
        config.slashee,
        &evidence,
        evidence_id.as_deref(),
    )?;

    let response = Response::new()
        .add_message(slash)
        .add_attribute("action", "submit_evidence")
        .add_attribute("validator", evidence.validator)
        .add_attribute("amount", ratio.to_string())
        .add_attribute("tombstone", tombstone.to_string());
    Ok(match evidence_id {
        Some(id) => response.add_attribute("evidence_id", id),
        None => response,
    })
}

/// Ids of votes are their own, so that an owner can't use one up before the votes come.
fn check_id(id: &str) -> Result<(), ContractError> {
    if id.is_empty() || id.len() > MAX_EVIDENCE_ID {
        return Err(ContractError::InvalidEvidenceId {
            max: MAX_EVIDENCE_ID,
        });
    }
    if id.starts_with(VOTE_EVIDENCE) {
        return Err(ContractError::ReservedEvidenceId {
            prefix: VOTE_EVIDENCE,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use cosmwasm_std::testing::{
        message_info, mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage,
    };
    use cosmwasm_std::{coins, from_json, Addr, Coin, CosmosMsg, OwnedDeps, ReplyOn, WasmMsg};

    use super::*;
    use crate::contract;
    use crate::msg::{Evidence, EvidenceResponse, ExecuteMsg, InstantiateMsg, QueryMsg};

    struct Slasher {
        deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
        owner: Addr,
        provider: Addr,
    }

    fn evidence(ratio: &str, id: Option<&str>, tombstone: Option<bool>) -> ExecuteMsg {
        ExecuteMsg::SubmitEvidence {
            validator: "junovaloper1".to_string(),
            amount: ratio.parse().unwrap(),
            evidence_id: id.map(str::to_string),
            tombstone,
        }
    }

    impl Slasher {
        fn new() -> Self {
            let api = MockApi::default();
            let (owner, provider) = (api.addr_make("owner"), api.addr_make("provider"));
            let mut deps = mock_dependencies();
            let msg = InstantiateMsg {
                owner: owner.to_string(),
                unbonding_period: None,
                chain_id: None,
                slash_ratio: None,
            };
            let info = message_info(&provider, &[]);
            contract::instantiate(deps.as_mut(), mock_env(), info, msg).unwrap();
            Self {
                deps,
                owner,
                provider,
            }
        }

        fn submit(&mut self, msg: ExecuteMsg) -> Result<Response, ContractError> {
            let owner = self.owner.clone();
            self.submit_as(&owner, &[], msg)
        }

        fn submit_as(
            &mut self,
            sender: &Addr,
            funds: &[Coin],
            msg: ExecuteMsg,
        ) -> Result<Response, ContractError> {
            let info = message_info(sender, funds);
            contract::execute(self.deps.as_mut(), mock_env(), info, msg)
        }

        fn evidence(&self, id: &str) -> Option<Evidence> {
            let msg = QueryMsg::Evidence {
                evidence_id: id.to_string(),
            };
            let answer = contract::query(self.deps.as_ref(), mock_env(), msg).unwrap();
            from_json::<EvidenceResponse>(answer).unwrap().evidence
        }
    }

    #[test]
    fn slashes_the_slashee() {
        for (tombstone, force_unbond) in [(None, false), (Some(false), false), (Some(true), true)] {
            let mut slasher = Slasher::new();
            let response = slasher.submit(evidence("0.1", None, tombstone)).unwrap();
            let sub = response.messages.first().unwrap();
            assert_eq!(response.messages.len(), 1);
            // The slashee's refusal is this message's.
            assert_eq!(sub.reply_on, ReplyOn::Never);
            let CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) = &sub.msg
            else {
                unreachable!("a call")
            };
            assert_eq!(*contract_addr, slasher.provider.to_string());
            assert!(funds.is_empty());
            assert_eq!(
                msg.as_slice(),
                format!(
                    r#"{{"slash":{{"validator":"junovaloper1","percentage":"0.1","force_unbond":{force_unbond}}}}}"#
                )
                .as_bytes()
            );
        }
    }

    #[test]
    fn takes_the_prototypes_message() {
        let msg: ExecuteMsg =
            from_json(r#"{"submit_evidence":{"validator":"junovaloper1","amount":"0.1"}}"#)
                .unwrap();
        assert_eq!(msg, evidence("0.1", None, None));
    }

    #[test]
    fn writes_attributes() {
        let response = Slasher::new()
            .submit(evidence("0.1", Some("e1"), Some(true)))
            .unwrap();
        let pairs: Vec<_> = response
            .attributes
            .iter()
            .map(|a| (a.key.as_str(), a.value.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("action", "submit_evidence"),
                ("validator", "junovaloper1"),
                ("amount", "0.1"),
                ("tombstone", "true"),
                ("evidence_id", "e1")
            ]
        );
    }

    #[test]
    fn an_id_counts_once() {
        let mut slasher = Slasher::new();
        assert_eq!(slasher.evidence("e1"), None);
        slasher.submit(evidence("0.1", Some("e1"), None)).unwrap();
        let block = mock_env().block;
        let expected = Evidence {
            validator: "junovaloper1".to_string(),
            amount: Decimal::percent(10),
            tombstone: false,
            height: block.height,
            time: block.time.seconds(),
        };
        assert_eq!(slasher.evidence("e1"), Some(expected.clone()));

        let error = slasher
            .submit(evidence("0.2", Some("e1"), Some(true)))
            .unwrap_err();
        assert!(
            matches!(error, ContractError::DuplicateEvidence { evidence_id } if evidence_id == "e1")
        );
        assert_eq!(slasher.evidence("e1"), Some(expected));

        slasher.submit(evidence("0.1", Some("e2"), None)).unwrap();
        slasher.submit(evidence("0.1", None, None)).unwrap();
        slasher.submit(evidence("0.1", None, None)).unwrap();
    }

    #[test]
    fn the_ratio_is_above_0_and_at_most_1() {
        let mut slasher = Slasher::new();
        for ratio in ["0", "1.000000000000000001", "10"] {
            let error = slasher
                .submit(evidence(ratio, Some("e1"), None))
                .unwrap_err();
            assert!(matches!(error, ContractError::InvalidRatio { .. }));
        }
        assert_eq!(slasher.evidence("e1"), None);
        slasher.submit(evidence("1", None, None)).unwrap();
        slasher
            .submit(evidence("0.000000000000000001", None, None))
            .unwrap();
    }

    #[test]
    fn only_the_owner_submits() {
        let mut slasher = Slasher::new();
        let provider = slasher.provider.clone();
        let error = slasher
            .submit_as(&provider, &[], evidence("0.1", None, None))
            .unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
        assert_eq!(error.to_string(), "Unauthorized");
    }

    #[test]
    fn refuses_bad_input() {
        let mut slasher = Slasher::new();
        let long = "e".repeat(MAX_EVIDENCE_ID + 1);
        for id in ["", long.as_str()] {
            let error = slasher.submit(evidence("0.1", Some(id), None)).unwrap_err();
            assert!(matches!(
                error,
                ContractError::InvalidEvidenceId { max: 256 }
            ));
        }
        let msg = ExecuteMsg::SubmitEvidence {
            validator: String::new(),
            amount: Decimal::percent(10),
            evidence_id: None,
            tombstone: None,
        };
        let error = slasher.submit(msg).unwrap_err();
        assert!(matches!(error, ContractError::EmptyValidator));
        let owner = slasher.owner.clone();
        let error = slasher
            .submit_as(&owner, &coins(1, "uosmo"), evidence("0.1", None, None))
            .unwrap_err();
        assert!(matches!(error, ContractError::Payment(_)));
    }
}
