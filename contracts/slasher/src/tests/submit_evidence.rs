use cosmwasm_std::{coins, from_json, CosmosMsg, Decimal, ReplyOn, WasmMsg};

use super::{attributes, block, Slasher};
use crate::error::ContractError;
use crate::msg::{Evidence, ExecuteMsg};
use crate::state::{MAX_EVIDENCE_ID, MAX_VALIDATOR};

fn evidence(ratio: &str, id: Option<&str>, tombstone: Option<bool>) -> ExecuteMsg {
    ExecuteMsg::SubmitEvidence {
        validator: "junovaloper1".to_string(),
        amount: ratio.parse().unwrap(),
        evidence_id: id.map(str::to_string),
        tombstone,
    }
}

#[test]
fn slashes_the_slashee() {
    for (tombstone, force_unbond) in [(None, false), (Some(false), false), (Some(true), true)] {
        let mut slasher = Slasher::new();
        let response = slasher.execute(evidence("0.1", None, tombstone)).unwrap();
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
        from_json(r#"{"submit_evidence":{"validator":"junovaloper1","amount":"0.1"}}"#).unwrap();
    assert_eq!(msg, evidence("0.1", None, None));
}

#[test]
fn writes_attributes() {
    let response = Slasher::new()
        .execute(evidence("0.1", Some("e1"), Some(true)))
        .unwrap();
    assert_eq!(
        attributes(&response),
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
    slasher.execute(evidence("0.1", Some("e1"), None)).unwrap();
    let block = block();
    let expected = Evidence {
        validator: "junovaloper1".to_string(),
        amount: Decimal::percent(10),
        tombstone: false,
        height: block.height,
        time: block.time.seconds(),
    };
    assert_eq!(slasher.evidence("e1"), Some(expected.clone()));

    let error = slasher
        .execute(evidence("0.2", Some("e1"), Some(true)))
        .unwrap_err();
    assert!(
        matches!(error, ContractError::DuplicateEvidence { evidence_id } if evidence_id == "e1")
    );
    assert_eq!(slasher.evidence("e1"), Some(expected));

    slasher.execute(evidence("0.1", Some("e2"), None)).unwrap();
    slasher.execute(evidence("0.1", None, None)).unwrap();
    slasher.execute(evidence("0.1", None, None)).unwrap();
}

#[test]
fn the_ratio_is_above_0_and_at_most_1() {
    let mut slasher = Slasher::new();
    for ratio in ["0", "1.000000000000000001", "10"] {
        let error = slasher
            .execute(evidence(ratio, Some("e1"), None))
            .unwrap_err();
        assert!(matches!(error, ContractError::InvalidRatio { .. }));
    }
    assert_eq!(slasher.evidence("e1"), None);
    slasher.execute(evidence("1", None, None)).unwrap();
    slasher
        .execute(evidence("0.000000000000000001", None, None))
        .unwrap();
}

#[test]
fn only_the_owner_submits() {
    let mut slasher = Slasher::new();
    let provider = slasher.provider.clone();
    let error = slasher
        .execute_as(&provider, &[], evidence("0.1", None, None))
        .unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
    assert_eq!(error.to_string(), "Unauthorized");
}

#[test]
fn refuses_bad_input() {
    let mut slasher = Slasher::new();
    let long = "e".repeat(MAX_EVIDENCE_ID + 1);
    for id in ["", long.as_str()] {
        let error = slasher
            .execute(evidence("0.1", Some(id), None))
            .unwrap_err();
        assert!(matches!(
            error,
            ContractError::InvalidEvidenceId { max: 256 }
        ));
    }
    let reserved = "duplicate-vote/junovaloper1/1000/2/prevote";
    let error = slasher
        .execute(evidence("0.1", Some(reserved), None))
        .unwrap_err();
    assert!(matches!(error, ContractError::ReservedEvidenceId { .. }));
    for validator in [String::new(), "v".repeat(MAX_VALIDATOR + 1)] {
        let msg = ExecuteMsg::SubmitEvidence {
            validator: validator.clone(),
            amount: Decimal::percent(10),
            evidence_id: None,
            tombstone: None,
        };
        let error = slasher.execute(msg).unwrap_err();
        assert!(match error {
            ContractError::EmptyValidator => validator.is_empty(),
            ContractError::ValidatorTooLong { max } => max == 128,
            _ => false,
        });
    }
    let owner = slasher.owner.clone();
    let error = slasher
        .execute_as(&owner, &coins(1, "uosmo"), evidence("0.1", None, None))
        .unwrap_err();
    assert!(matches!(error, ContractError::Payment(_)));
}

#[test]
fn a_tombstoned_validator_is_not_slashed_again() {
    let mut slasher = Slasher::new();
    slasher.execute(evidence("0.1", None, None)).unwrap();
    slasher.execute(evidence("0.1", None, Some(true))).unwrap();
    let error = slasher
        .execute(evidence("0.1", Some("e1"), None))
        .unwrap_err();
    assert!(
        matches!(error, ContractError::TombstonedValidator { validator } if validator == "junovaloper1")
    );
    assert_eq!(slasher.evidence("e1"), None);
}
