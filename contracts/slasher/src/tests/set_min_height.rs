use super::vectors::Vectors;
use super::{attributes, Slasher};
use crate::error::ContractError;
use crate::msg::{ConfigResponse, ExecuteMsg, QueryMsg};

/// At height 1000.
const PRECOMMITS: &str = "precommits for two blocks";

fn raise(slasher: &mut Slasher, height: u64) -> Result<(), ContractError> {
    let msg = ExecuteMsg::SetMinHeight { height };
    slasher.execute(msg).map(|_| ())
}

#[test]
fn votes_below_the_least_height_are_no_evidence() {
    let vectors = Vectors::load();
    let mut slasher = Slasher::with_key(&vectors.pubkey);
    raise(&mut slasher, 1001).unwrap();
    let error = slasher.execute(vectors.pair(PRECOMMITS)).unwrap_err();
    assert!(matches!(
        error,
        ContractError::HeightTooLow {
            height: 1000,
            min_height: 1001
        }
    ));
    let mut slasher = Slasher::with_key(&vectors.pubkey);
    raise(&mut slasher, 1000).unwrap();
    slasher.execute(vectors.pair(PRECOMMITS)).unwrap();
}

#[test]
fn the_least_height_only_rises() {
    let mut slasher = Slasher::new();
    let error = raise(&mut slasher, 0).unwrap_err();
    assert!(matches!(
        error,
        ContractError::MinHeightNotRaised { min_height: 0 }
    ));
    let response = slasher
        .execute(ExecuteMsg::SetMinHeight { height: 5 })
        .unwrap();
    assert_eq!(
        attributes(&response),
        [("action", "set_min_height"), ("height", "5")]
    );
    for height in [4, 5] {
        let error = raise(&mut slasher, height).unwrap_err();
        assert!(matches!(
            error,
            ContractError::MinHeightNotRaised { min_height: 5 }
        ));
    }
    raise(&mut slasher, u64::MAX).unwrap();
    let config: ConfigResponse = slasher.query(QueryMsg::Config {});
    assert_eq!(config.min_height, u64::MAX);

    let stranger = slasher.stranger.clone();
    let msg = ExecuteMsg::SetMinHeight { height: 9 };
    let error = slasher.execute_as(&stranger, &[], msg).unwrap_err();
    assert!(matches!(error, ContractError::Unauthorized));
}
