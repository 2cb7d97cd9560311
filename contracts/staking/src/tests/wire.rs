//! The wire: exact JSON of messages and answers.

use cosmwasm_std::{coin, from_json, to_json_string, Decimal, Uint128};

use crate::msg::*;

fn both_ways<T>(value: T, json: &str)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(to_json_string(&value).unwrap(), json);
    assert_eq!(from_json::<T>(json.as_bytes()).unwrap(), value);
}

#[test]
fn messages() {
    let v = "v".to_string();
    let amount = Uint128::MAX;
    both_ways(
        ExecuteMsg::Delegate {
            validator: v.clone(),
            amount,
        },
        r#"{"delegate":{"validator":"v","amount":"340282366920938463463374607431768211455"}}"#,
    );
    both_ways(
        ExecuteMsg::Undelegate {
            validator: v.clone(),
            amount: Uint128::new(1),
        },
        r#"{"undelegate":{"validator":"v","amount":"1"}}"#,
    );
    both_ways(
        ExecuteMsg::WithdrawDelegatorReward {
            validator: v.clone(),
        },
        r#"{"withdraw_delegator_reward":{"validator":"v"}}"#,
    );
    both_ways(
        ExecuteMsg::WithdrawToCostumer {
            consumer: "c".to_string(),
            validator: v,
        },
        r#"{"withdraw_to_costumer":{"consumer":"c","validator":"v"}}"#,
    );
    let add = SudoMsg::AddConsumer {
        consumer_address: "c".to_string(),
        funds_available_for_staking: coin(7, "ujuno"),
    };
    let json = r#"{"add_consumer":{"consumer_address":"c","funds_available_for_staking":{"denom":"ujuno","amount":"7"}}}"#;
    both_ways(add.clone(), json);
    both_ways(ExecuteMsg::Sudo(add), &format!(r#"{{"sudo":{json}}}"#));
    both_ways(
        ExecuteMsg::Sudo(SudoMsg::RemoveConsumer {
            consumer_address: "c".to_string(),
        }),
        r#"{"sudo":{"remove_consumer":{"consumer_address":"c"}}}"#,
    );
    assert_eq!(
        from_json::<InstantiateMsg>(b"{}").unwrap(),
        InstantiateMsg {
            admin: None,
            unbonding_time: None,
            rewards_denom: None,
            limits: None,
            lockup: None,
        }
    );
}

#[test]
fn answers() {
    both_ways(
        vec![DelegationResponse {
            validator: "v".to_string(),
            delegation: Uint128::new(3),
        }],
        r#"[{"validator":"v","delegation":"3"}]"#,
    );
    both_ways(
        ConsumerResponse {
            available_funds: Uint128::new(10),
            total_staked: Uint128::new(4),
            rewards: ConsumerRewards {
                pending: Decimal::percent(150),
                paid_rewards_per_token: Decimal::zero(),
            },
            unbonding: Uint128::new(2),
            asked: Uint128::new(5),
            max_share: Decimal::one(),
            overflow: Overflow::Normalize,
            reward_factor: Decimal::percent(50),
        },
        r#"{"available_funds":"10","total_staked":"4","rewards":{"pending":"1.5","paid_rewards_per_token":"0"},"unbonding":"2","asked":"5","max_share":"1","overflow":"normalize","reward_factor":"0.5"}"#,
    );
}
