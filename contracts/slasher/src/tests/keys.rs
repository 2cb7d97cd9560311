use cosmwasm_std::{coins, Binary, StdError};

use super::{attributes, Slasher, VALIDATOR};
use crate::contract;
use crate::error::ContractError;
use crate::msg::{ExecuteMsg, KeyCursor, KeyRange, ListKeysResponse, QueryMsg};
use crate::state::MAX_KEYS;

const OTHER: &str = "junovaloper2";

fn pubkey(number: u8) -> [u8; 32] {
    [number; 32]
}

fn range(validator: &str, number: u8, from_height: u64, to_height: Option<u64>) -> KeyRange {
    KeyRange {
        validator: validator.to_string(),
        pubkey: Binary::from(pubkey(number)),
        from_height,
        to_height,
    }
}

fn page(slasher: &Slasher, after: Option<(&str, u64)>, limit: Option<u32>) -> Vec<KeyRange> {
    let start_after = after.map(|(validator, from_height)| KeyCursor {
        validator: validator.to_string(),
        from_height,
    });
    let answer: ListKeysResponse = slasher.query(QueryMsg::ListKeys { start_after, limit });
    answer.keys
}

#[test]
fn a_key_counts_at_its_heights() {
    let mut slasher = Slasher::new();
    let response = slasher
        .register(VALIDATOR, &pubkey(2), 10, Some(20))
        .unwrap();
    assert!(response.messages.is_empty());
    assert_eq!(
        attributes(&response),
        [
            ("action", "register_key"),
            ("validator", VALIDATOR),
            ("pubkey", Binary::from(pubkey(2)).to_base64().as_str()),
            ("from_height", "10"),
            ("to_height", "20"),
        ]
    );
    let expected = range(VALIDATOR, 2, 10, Some(20));
    for (height, key) in [
        (0, None),
        (9, None),
        (10, Some(&expected)),
        (20, Some(&expected)),
        (21, None),
        (u64::MAX, None),
    ] {
        assert_eq!(slasher.key(VALIDATOR, height).as_ref(), key);
        assert_eq!(slasher.key(OTHER, height), None);
    }
}

#[test]
fn a_range_without_an_end_ends_before_the_next() {
    let mut slasher = Slasher::new();
    slasher.register(VALIDATOR, &pubkey(2), 10, None).unwrap();
    assert_eq!(
        slasher.key(VALIDATOR, u64::MAX),
        Some(range(VALIDATOR, 2, 10, None))
    );
    let response = slasher.register(VALIDATOR, &pubkey(3), 20, None).unwrap();
    assert_eq!(
        attributes(&response)[3..],
        [("from_height", "20"), ("previous_to_height", "19")]
    );
    let expected = [
        range(VALIDATOR, 2, 10, Some(19)),
        range(VALIDATOR, 3, 20, None),
    ];
    assert_eq!(page(&slasher, None, None), expected);
}

#[test]
fn a_range_without_an_end_can_be_given_one() {
    let mut slasher = Slasher::new();
    slasher.register(VALIDATOR, &pubkey(2), 10, None).unwrap();
    let overlaps = |result: Result<_, ContractError>| {
        matches!(
            result.unwrap_err(),
            ContractError::KeyOverlap { from_height: 10 }
        )
    };
    assert!(overlaps(slasher.register(VALIDATOR, &pubkey(2), 10, None)));
    assert!(overlaps(slasher.register(
        VALIDATOR,
        &pubkey(3),
        10,
        Some(30)
    )));
    slasher
        .register(VALIDATOR, &pubkey(2), 10, Some(30))
        .unwrap();
    // An end is final.
    for to_height in [None, Some(29), Some(31), Some(30)] {
        let result = slasher.register(VALIDATOR, &pubkey(2), 10, to_height);
        assert!(overlaps(result));
    }
    let expected = [range(VALIDATOR, 2, 10, Some(30))];
    assert_eq!(page(&slasher, None, None), expected);
    // The same key may come back later.
    slasher.register(VALIDATOR, &pubkey(2), 31, None).unwrap();
}

#[test]
fn a_key_belongs_to_one_validator() {
    let mut slasher = Slasher::new();
    slasher
        .register(VALIDATOR, &pubkey(2), 10, Some(20))
        .unwrap();
    let error = slasher.register(OTHER, &pubkey(2), 30, None).unwrap_err();
    assert!(matches!(error, ContractError::ForeignPubkey { validator } if validator == VALIDATOR));
    slasher.register(OTHER, &pubkey(3), 10, Some(20)).unwrap();
}

#[test]
fn a_validator_has_a_bounded_number_of_ranges() {
    let mut slasher = Slasher::new();
    let last = u64::try_from(MAX_KEYS).unwrap();
    for height in 1..=last {
        slasher
            .register(VALIDATOR, &pubkey(2), height, Some(height))
            .unwrap();
    }
    let error = slasher
        .register(VALIDATOR, &pubkey(2), last + 1, None)
        .unwrap_err();
    assert!(matches!(error, ContractError::TooManyKeys { max: 100 }));
    slasher.register(OTHER, &pubkey(3), 1, None).unwrap();
}

#[test]
fn refuses_bad_input() {
    let mut slasher = Slasher::new();
    for key in [vec![], vec![2; 31], vec![2; 33]] {
        let error = slasher.register(VALIDATOR, &key, 1, None).unwrap_err();
        assert!(matches!(error, ContractError::InvalidPubkey { length: 32 }));
    }
    for (from, to) in [(0, None), (0, Some(0)), (5, Some(4))] {
        let error = slasher
            .register(VALIDATOR, &pubkey(2), from, to)
            .unwrap_err();
        assert!(matches!(error, ContractError::InvalidKeyRange));
    }
    let error = slasher.register("", &pubkey(2), 1, None).unwrap_err();
    assert!(matches!(error, ContractError::EmptyValidator));
    let long = "v".repeat(129);
    let error = slasher.register(&long, &pubkey(2), 1, None).unwrap_err();
    assert!(matches!(
        error,
        ContractError::ValidatorTooLong { max: 128 }
    ));

    let msg = ExecuteMsg::RegisterKey {
        validator: VALIDATOR.to_string(),
        pubkey: Binary::from(pubkey(2)),
        from_height: 1,
        to_height: None,
    };
    for sender in [slasher.stranger.clone(), slasher.provider.clone()] {
        let error = slasher.execute_as(&sender, &[], msg.clone()).unwrap_err();
        assert!(matches!(error, ContractError::Unauthorized));
    }
    let owner = slasher.owner.clone();
    let error = slasher
        .execute_as(&owner, &coins(1, "uosmo"), msg)
        .unwrap_err();
    assert!(matches!(error, ContractError::Payment(_)));
    assert_eq!(page(&slasher, None, None), []);
}

#[test]
fn keys_are_listed_in_pages() {
    let mut slasher = Slasher::new();
    // Shorter names come first, and heights whose text would sort otherwise.
    let names = ["a", "b", "ab"];
    let mut expected = vec![];
    for (number, name) in (2..).zip(names) {
        for from in [1_u64, 2, 255, 256, 1 << 40] {
            slasher
                .register(name, &pubkey(number), from, Some(from))
                .unwrap();
            expected.push(range(name, number, from, Some(from)));
        }
    }
    let mut all = vec![];
    loop {
        let after = all
            .last()
            .map(|key: &KeyRange| (key.validator.clone(), key.from_height));
        let after = after.as_ref().map(|(name, from)| (name.as_str(), *from));
        let next = page(&slasher, after, Some(4));
        if next.is_empty() {
            break;
        }
        assert!(next.len() <= 4);
        all.extend(next);
    }
    assert_eq!(all, expected);
    assert_eq!(page(&slasher, Some(("ab", 0)), Some(1)), expected[10..11]);
    assert_eq!(page(&slasher, Some(("ab", u64::MAX)), None), []);
    assert_eq!(page(&slasher, None, Some(0)), []);
}

#[test]
fn a_page_has_30_keys_and_at_most_100() {
    let mut slasher = Slasher::new();
    for (name, number) in [("a", 2), ("b", 3)] {
        for height in 1..=60 {
            slasher
                .register(name, &pubkey(number), height, Some(height))
                .unwrap();
        }
    }
    assert_eq!(page(&slasher, None, None).len(), 30);
    assert_eq!(page(&slasher, None, Some(u32::MAX)).len(), 100);
}

#[test]
fn queries_refuse_what_is_no_validator() {
    let slasher = Slasher::new();
    let long = "v".repeat(70_000);
    let query = |msg| {
        let env = cosmwasm_std::testing::mock_env();
        contract::query(slasher.deps.as_ref(), env, msg)
    };
    for validator in [String::new(), long] {
        let key = QueryMsg::Key {
            validator: validator.clone(),
            height: 1,
        };
        let list = QueryMsg::ListKeys {
            start_after: Some(KeyCursor {
                validator,
                from_height: 1,
            }),
            limit: None,
        };
        for msg in [key, list] {
            let error: StdError = query(msg).unwrap_err();
            assert!(error.to_string().contains("Validator must"), "{error}");
        }
    }
}
