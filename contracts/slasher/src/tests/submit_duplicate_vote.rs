use cosmwasm_std::{coins, from_json, to_json_string, Binary, CosmosMsg, Decimal, WasmMsg};

use super::vectors::Vectors;
use super::{attributes, block, Slasher, CHAIN_ID, VALIDATOR};
use crate::error::ContractError;
use crate::msg::{Evidence, ExecuteMsg, Vote};

const PREVOTES: &str = "prevotes for two blocks";
const PRECOMMITS: &str = "precommits for two blocks";
const ID: &str = "duplicate-vote/junovaloper1/1000/2/precommit";

fn new() -> (Slasher, Vectors) {
    let vectors = Vectors::load();
    (Slasher::with_key(&vectors.pubkey), vectors)
}

/// The pair at height 1000 and round 2, changed in both votes.
fn changed(vectors: &Vectors, change: impl Fn(&mut Vote)) -> ExecuteMsg {
    let mut msg = vectors.pair(PRECOMMITS);
    if let ExecuteMsg::SubmitDuplicateVote { vote_a, vote_b, .. } = &mut msg {
        change(vote_a);
        change(vote_b);
    }
    msg
}

fn of_validator(vectors: &Vectors, name: &str) -> ExecuteMsg {
    let mut msg = vectors.pair(PRECOMMITS);
    if let ExecuteMsg::SubmitDuplicateVote { validator, .. } = &mut msg {
        *validator = name.to_string();
    }
    msg
}

#[test]
fn slashes_and_tombstones_at_the_slashee() {
    let (mut slasher, vectors) = new();
    let stranger = slasher.stranger.clone();
    let response = slasher
        .execute_as(&stranger, &[], vectors.pair(PRECOMMITS))
        .unwrap();
    assert_eq!(response.messages.len(), 1);
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr,
        msg,
        funds,
    }) = &response.messages[0].msg
    else {
        unreachable!("a call")
    };
    assert_eq!(*contract_addr, slasher.provider.to_string());
    assert!(funds.is_empty());
    let expected =
        r#"{"slash":{"validator":"junovaloper1","percentage":"0.1","force_unbond":true}}"#;
    assert_eq!(msg.as_slice(), expected.as_bytes());
    assert_eq!(
        attributes(&response),
        [
            ("action", "submit_duplicate_vote"),
            ("validator", VALIDATOR),
            ("amount", "0.1"),
            ("tombstone", "true"),
            ("evidence_id", ID),
            ("height", "1000"),
            ("round", "2"),
            ("vote_type", "precommit"),
        ]
    );
    let evidence = Evidence {
        validator: VALIDATOR.to_string(),
        amount: Decimal::percent(10),
        tombstone: true,
        height: block().height,
        time: block().time.seconds(),
    };
    assert_eq!(slasher.evidence(ID), Some(evidence));
}

#[test]
fn the_same_evidence_counts_once_in_any_order() {
    let names = [
        PRECOMMITS,
        "precommits for two blocks, the other way round",
        // Another pair of the same height, round and type.
        "precommits for a block and for none",
        "another time",
    ];
    for first in names {
        let (mut slasher, vectors) = new();
        slasher.execute(vectors.pair(first)).unwrap();
        for second in names {
            let error = slasher.execute(vectors.pair(second)).unwrap_err();
            assert!(
                matches!(error, ContractError::DuplicateEvidence { evidence_id } if evidence_id == ID)
            );
        }
    }
}

#[test]
fn a_tombstoned_validator_is_not_slashed_again() {
    let (mut slasher, vectors) = new();
    slasher.execute(vectors.pair(PREVOTES)).unwrap();
    let error = slasher.execute(vectors.pair(PRECOMMITS)).unwrap_err();
    assert!(
        matches!(error, ContractError::TombstonedValidator { validator } if validator == VALIDATOR)
    );
    assert_eq!(slasher.evidence(ID), None);

    let by_owner = |tombstone| ExecuteMsg::SubmitEvidence {
        validator: VALIDATOR.to_string(),
        amount: Decimal::percent(1),
        evidence_id: None,
        tombstone,
    };
    let error = slasher.execute(by_owner(None)).unwrap_err();
    assert!(matches!(error, ContractError::TombstonedValidator { .. }));

    let (mut slasher, vectors) = new();
    slasher.execute(by_owner(Some(true))).unwrap();
    let error = slasher.execute(vectors.pair(PRECOMMITS)).unwrap_err();
    assert!(matches!(error, ContractError::TombstonedValidator { .. }));

    let (mut slasher, vectors) = new();
    slasher.execute(by_owner(None)).unwrap();
    slasher.execute(vectors.pair(PRECOMMITS)).unwrap();
}

#[test]
fn what_is_refused_leaves_nothing() {
    let (mut slasher, vectors) = new();
    slasher
        .execute(vectors.pair("a signature of zeros"))
        .unwrap_err();
    assert_eq!(slasher.evidence(ID), None);
    slasher.execute(vectors.pair(PRECOMMITS)).unwrap();
}

#[test]
fn a_slasher_without_a_chain_id_takes_no_votes() {
    let vectors = Vectors::load();
    let mut slasher = Slasher::new();
    slasher
        .register(VALIDATOR, &vectors.pubkey, 1, None)
        .unwrap();
    let error = slasher.execute(vectors.pair(PRECOMMITS)).unwrap_err();
    assert!(matches!(error, ContractError::VotesNotTaken));
}

#[test]
fn votes_of_another_chain_are_not_signed() {
    let vectors = Vectors::load();
    for chain_id in ["juno-2", "juno-11", "juno-"] {
        let mut slasher = Slasher::with(Some(chain_id), None).unwrap();
        slasher
            .register(VALIDATOR, &vectors.pubkey, 1, None)
            .unwrap();
        let error = slasher.execute(vectors.pair(PRECOMMITS)).unwrap_err();
        assert!(matches!(error, ContractError::WrongSignature { vote: "a" }));
    }
}

#[test]
fn the_key_must_be_the_validators_at_that_height() {
    for (from, to, taken) in [
        (1000, None, true),
        (1000, Some(1000), true),
        (1, Some(1000), true),
        (1001, None, false),
        (1, Some(999), false),
    ] {
        let vectors = Vectors::load();
        let mut slasher = Slasher::with(Some(CHAIN_ID), None).unwrap();
        slasher
            .register(VALIDATOR, &vectors.pubkey, from, to)
            .unwrap();
        let result = slasher.execute(vectors.pair(PRECOMMITS));
        if taken {
            result.unwrap();
        } else {
            assert!(matches!(
                result.unwrap_err(),
                ContractError::NoKey { height: 1000, .. }
            ));
        }
    }
    let (mut slasher, vectors) = new();
    slasher.register("junovaloper2", &[7; 32], 1, None).unwrap();
    let error = slasher
        .execute(of_validator(&vectors, "junovaloper2"))
        .unwrap_err();
    assert!(matches!(error, ContractError::WrongSignature { vote: "a" }));
    let error = slasher
        .execute(of_validator(&vectors, "junovaloper"))
        .unwrap_err();
    assert!(matches!(error, ContractError::NoKey { validator, .. } if validator == "junovaloper"));
    let error = slasher.execute(of_validator(&vectors, "")).unwrap_err();
    assert!(matches!(error, ContractError::EmptyValidator));
    let error = slasher
        .execute(of_validator(&vectors, &"v".repeat(129)))
        .unwrap_err();
    assert!(matches!(
        error,
        ContractError::ValidatorTooLong { max: 128 }
    ));
}

#[test]
fn a_vote_has_bounds() {
    type Change = fn(&mut Vote);
    let (mut slasher, vectors) = new();
    let changes: [(&str, Change); 11] = [
        ("height", |vote| vote.height = 0),
        ("height", |vote| vote.height = 1 << 63),
        ("round", |vote| vote.round = 1 << 31),
        ("block_id", |vote| {
            vote.block_id.as_mut().unwrap().hash = Binary::from([1; 31]);
        }),
        ("block_id", |vote| {
            let parts = &mut vote.block_id.as_mut().unwrap().part_set_header;
            parts.hash = Binary::from([1; 33]);
        }),
        ("block_id", |vote| {
            vote.block_id.as_mut().unwrap().part_set_header.total = 0;
        }),
        ("timestamp", |vote| vote.timestamp.nanos = 1_000_000_000),
        ("timestamp", |vote| vote.timestamp.seconds = 253_402_300_800),
        ("timestamp", |vote| vote.timestamp.seconds = -62_135_596_801),
        ("signature", |vote| vote.signature = Binary::default()),
        ("signature", |vote| vote.signature = Binary::from([0; 65])),
    ];
    for (expected, change) in changes {
        let error = slasher.execute(changed(&vectors, change)).unwrap_err();
        assert!(
            matches!(error, ContractError::InvalidVote { vote: "a", field } if field == expected),
            "{expected}: {error}"
        );
    }
    // At the bound a vote is read, and only its signature is wrong.
    let allowed: [Change; 5] = [
        |vote| vote.height = (1 << 63) - 1,
        |vote| vote.round = (1 << 31) - 1,
        |vote| vote.timestamp.nanos = 999_999_999,
        |vote| vote.timestamp.seconds = 253_402_300_799,
        |vote| vote.timestamp.seconds = -62_135_596_800,
    ];
    for change in allowed {
        let error = slasher.execute(changed(&vectors, change)).unwrap_err();
        assert!(matches!(error, ContractError::WrongSignature { vote: "a" }));
    }
}

#[test]
fn takes_no_funds_and_no_unknown_fields() {
    let (mut slasher, vectors) = new();
    let stranger = slasher.stranger.clone();
    let error = slasher
        .execute_as(&stranger, &coins(1, "uosmo"), vectors.pair(PRECOMMITS))
        .unwrap_err();
    assert!(matches!(error, ContractError::Payment(_)));

    let text = to_json_string(&vectors.pair(PRECOMMITS)).unwrap();
    assert_eq!(
        from_json::<ExecuteMsg>(&text).unwrap(),
        vectors.pair(PRECOMMITS)
    );
    for (known, other) in [
        (r#""height":"#, r#""extension":"AA==","height":"#),
        (r#""total":"#, r#""index":0,"total":"#),
        (r#""nanos":"#, r#""zone":0,"nanos":"#),
        (r#""precommit""#, r#""proposal""#),
        (r#""round":2"#, r#""round":-2"#),
        (r#""height":1000"#, r#""height":-1000"#),
    ] {
        assert!(text.contains(known), "{known}");
        assert!(
            from_json::<ExecuteMsg>(text.replace(known, other)).is_err(),
            "{other}"
        );
    }
}
