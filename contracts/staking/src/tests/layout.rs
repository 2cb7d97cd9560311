//! Storage that an earlier version wrote.

use cosmwasm_std::{Decimal, Storage, Uint128};

use super::fixture::*;
use crate::msg::{ConsumerResponse, Overflow, QueryMsg};
use crate::state::VALIDATORS as BOOKS;
use crate::state::{CONFIG, CONSUMERS, POSITIONS, TOTALS};

/// What the fields of this version write where nothing new is used is what the earlier one wrote.
#[test]
fn the_earlier_layout_is_read_and_goes_on() {
    let mut chain = Chain::with(no_options(), &[("c1", 1000)]);
    chain.delegate("c1", "alice", 600).unwrap();
    let address = account("c1");
    // As the earlier version wrote them, byte for byte but for the numbers.
    let admin = account("admin");
    chain.write(
        CONFIG.as_slice(),
        &format!(r#"{{"admin":"{admin}","denom":"ujuno","unbonding_time":2800}}"#),
    );
    chain.write(
        TOTALS.as_slice(),
        r#"{"funds":"1000","granted":"600","unbonding":"0","rewards_owed":"0"}"#,
    );
    let ledger = r#"{"funds":"1000","granted":"600","unbonding":"0","newest":null}"#;
    chain.write(&CONSUMERS.key(&address), ledger);
    let validator = r#"{"granted":"600","index":"0"}"#;
    chain.write(&BOOKS.key("alice"), validator);
    let position = r#"{"granted":"600","index":"0","earned":"0"}"#;
    chain.write(&POSITIONS.key((&address, "alice")), position);

    chain.earn("alice", 60, DENOM);
    chain.undelegate("c1", "alice", 100).unwrap();
    chain.delegate("c1", "bob", 50).unwrap();
    let answer: ConsumerResponse = chain
        .query(QueryMsg::Consumer {
            address: address.to_string(),
        })
        .unwrap();
    assert_eq!(
        (answer.asked.u128(), answer.total_staked.u128()),
        (550, 550)
    );
    assert_eq!(answer.max_share, Decimal::one());
    assert_eq!(answer.overflow, Overflow::Reject);
    assert_eq!(chain.pay("c1", "alice").unwrap(), rewards(60, DENOM));
    let counted = CONSUMERS.load(chain.storage(), &address).unwrap().positions;
    assert_eq!(counted, Some(2));
    let totals = TOTALS.load(chain.storage()).unwrap();
    assert_eq!(totals.unbonding, Uint128::new(100));
    // An uncapped consumer's position takes no more room than before.
    let stored = chain
        .storage()
        .get(&POSITIONS.key((&address, "bob")))
        .unwrap();
    let text = String::from_utf8(stored).unwrap();
    assert_eq!(text, r#"{"granted":"50","index":"0","earned":"0"}"#);
}
