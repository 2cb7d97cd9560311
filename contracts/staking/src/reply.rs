use cosmwasm_std::{
    from_json, Addr, Coin, DepsMut, DistributionMsg, Env, Reply, Response, StdResult, Storage,
    SubMsg, SubMsgResult, Uint128,
};

use crate::booking;
use crate::error::ContractError;
use crate::ledger::Ledger;
use crate::local::{self, Returned, Told};
use crate::rebalance;
use crate::rewards::set_aside;
use crate::state::{Action, Stage, CHANGE, CONFIG, HELD, OWED, RUN, STAGE, TOTALS};

/// A staking message went through, or was refused and caught.
pub const CHANGE_REPLY: u64 = 1;
/// A consumer could not be told of a slash.
pub const INFORM: u64 = 2;
/// The lockup could not be told of a loss.
pub const HOME_SLASHED: u64 = 3;
/// The lockup did not take what came back.
pub const RETURN: u64 = 4;
/// x/protocolpool did not take its part of a reward.
pub const PROTOCOL_POOL: u64 = 5;
/// Nor did x/distribution.
pub const COMMUNITY_POOL: u64 = 6;

pub fn reply(deps: DepsMut, env: Env, msg: Reply) -> Result<Response, ContractError> {
    match msg.id {
        CHANGE_REPLY => change(deps, env, msg.result),
        INFORM => {
            let consumer: Addr = from_json(&msg.payload)?;
            Ok(Response::new()
                .add_attribute("action", "consumer_not_told")
                .add_attribute("consumer", consumer))
        }
        HOME_SLASHED => {
            let told: Told = from_json(&msg.payload)?;
            local::note_loss(deps.storage, &told.validator, &told.owner, told.amount)?;
            Ok(Response::new()
                .add_attribute("action", "lockup_not_told")
                .add_attribute("owner", told.owner)
                .add_attribute("amount", told.amount))
        }
        RETURN => {
            let returned: Returned = from_json(&msg.payload)?;
            take_back(deps.storage, &returned)?;
            Ok(Response::new()
                .add_attribute("action", "return_refused")
                .add_attribute("owner", returned.owner)
                .add_attribute("amount", returned.amount))
        }
        PROTOCOL_POOL => {
            let coin: Coin = from_json(&msg.payload)?;
            let message = DistributionMsg::FundCommunityPool { amount: vec![coin] };
            let message = SubMsg::reply_on_error(message, COMMUNITY_POOL).with_payload(msg.payload);
            Ok(Response::new().add_submessage(message))
        }
        COMMUNITY_POOL => {
            let coin: Coin = from_json(&msg.payload)?;
            let amount = Uint128::try_from(coin.amount).map_err(|_| ContractError::TooLarge)?;
            set_aside(deps.storage, &coin.denom, amount)?;
            Ok(Response::new()
                .add_attribute("action", "community_pool_refused")
                .add_attribute("amount", amount)
                .add_attribute("denom", coin.denom))
        }
        _ => Err(ContractError::UnknownReply),
    }
}

fn change(mut deps: DepsMut, env: Env, result: SubMsgResult) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let change = CHANGE.load(deps.storage)?;
    CHANGE.remove(deps.storage);
    let validator = change.validator.clone();
    let response = Response::new();
    let response = match result {
        SubMsgResult::Ok(_) => {
            let denom = change.rewards_denom.clone();
            let rewards = booking::apply(&mut deps, &env, &config, change)?;
            response
                .add_attribute("action", "book_rewards")
                .add_attribute("validator", validator)
                .add_attribute("amount", rewards)
                .add_attribute("denom", denom)
        }
        SubMsgResult::Err(reason) => {
            if let Action::Redelegate { consumer, .. } = &change.action {
                // The way on is an undelegation, at the next stage.
                let after = Some((validator.clone(), consumer.clone()));
                STAGE.save(deps.storage, &Stage::Move { after })?;
            }
            booking::refuse(deps.storage, &env, change)?;
            response
                .add_attribute("action", "change_refused")
                .add_attribute("validator", validator)
                .add_attribute("reason", reason)
        }
    };
    let Some(run) = RUN.may_load(deps.storage)? else {
        return Ok(response);
    };
    let messages = rebalance::go_on(&mut deps, &env, &config, run)?;
    Ok(response
        .add_submessages(messages)
        .add_events(rebalance::finished(deps.storage)))
}

/// Adds back what the lockup did not take. It may have changed meanwhile, so nothing is restored.
fn take_back(storage: &mut dyn Storage, returned: &Returned) -> StdResult<()> {
    let Some(lockup) = CONFIG.load(storage)?.lockup else {
        return Ok(());
    };
    let mut totals = TOTALS.load(storage)?;
    let mut ledger = Ledger::stored(storage, &lockup)?;
    ledger.own.funds = ledger.own.funds.saturating_add(returned.amount);
    totals.funds = totals.funds.saturating_add(returned.amount);
    ledger.save(storage, &mut totals)?;
    TOTALS.save(storage, &totals)?;
    let held = HELD.may_load(storage, &returned.owner)?.unwrap_or_default();
    HELD.save(
        storage,
        &returned.owner,
        &held.saturating_add(returned.amount),
    )?;
    if returned.burn {
        let owed = OWED.may_load(storage, &returned.owner)?.unwrap_or_default();
        OWED.save(
            storage,
            &returned.owner,
            &owed.saturating_add(returned.amount),
        )?;
    }
    Ok(())
}
