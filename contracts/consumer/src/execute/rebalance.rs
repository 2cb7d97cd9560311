use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Order, Response, StdResult, Storage, SubMsg};
use cw_storage_plus::Bound;
use mesh_apis::staking::StakingMsg;

use crate::delegation::ask;
use crate::error::ContractError;
use crate::pricing::Terms;
use crate::state::{save_stake, Call, Stake, CONFIG, PRICING, REBALANCE_CURSOR, STAKES};

const DEFAULT_LIMIT: u32 = 10;
const MAX_LIMIT: u32 = 30;
/// Stakes that one message looks at, whether they move or not.
const LOOKED_AT: usize = 100;

/// Goes on where the last call stopped, and brings what is asked for to the price in force, the
/// same for every validator of this message.
pub fn rebalance(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    limit: Option<u32>,
) -> Result<Response, ContractError> {
    let pricing = PRICING.load(deps.storage)?;
    if !pricing.fresh(env.block.time.seconds()) {
        return Err(ContractError::NoFreshPrice);
    }
    let terms = pricing.terms();
    let meta_staking = CONFIG.load(deps.storage)?.meta_staking;
    let limit = limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);

    let mut response = Response::new();
    let mut moved: u32 = 0;
    let page = page(deps.storage)?;
    let mut finished = page.len() < LOOKED_AT;
    let mut cursor = None;
    for (validator, stake) in page {
        let due = stake.asked != terms.asked(stake.remote) || stake.terms() != terms;
        if due && moved == limit {
            finished = false;
            break;
        }
        if due {
            moved = moved.saturating_add(1);
            let message = bring(deps.storage, &meta_staking, &validator, stake, terms)?;
            response = response
                .add_submessages(message)
                .add_attribute("validator", &validator);
        }
        cursor = Some(validator);
    }
    match cursor {
        Some(validator) if !finished => REBALANCE_CURSOR.save(deps.storage, &validator)?,
        _ => REBALANCE_CURSOR.remove(deps.storage),
    }
    Ok(response
        .add_attribute("action", "rebalance")
        .add_attribute("sender", info.sender)
        .add_attribute("moved", moved.to_string())
        .add_attribute("finished", finished.to_string()))
}

fn page(storage: &dyn Storage) -> StdResult<Vec<(String, Stake)>> {
    let cursor = REBALANCE_CURSOR.may_load(storage)?;
    let after = cursor.as_deref().map(Bound::exclusive);
    STAKES
        .range(storage, after, None, Order::Ascending)
        .take(LOOKED_AT)
        .collect()
}

/// Changes the books to `terms` and asks for the difference, where there is one.
fn bring(
    storage: &mut dyn Storage,
    meta_staking: &Addr,
    validator: &str,
    mut stake: Stake,
    terms: Terms,
) -> Result<Option<SubMsg>, ContractError> {
    let before = stake.terms();
    let target = terms.asked(stake.remote);
    let more = target.saturating_sub(stake.asked);
    let less = stake.asked.saturating_sub(target);
    stake.asked = target;
    stake.apply(terms);
    save_stake(storage, validator, &stake)?;
    let validator = validator.to_string();
    let (message, call) = if !more.is_zero() {
        let message = StakingMsg::Adjust {
            validator: validator.clone(),
            amount: more,
        };
        let call = Call::Adjust {
            validator,
            asked: more,
            before,
        };
        (message, call)
    } else if !less.is_zero() {
        let message = StakingMsg::Undelegate {
            validator: validator.clone(),
            amount: less,
        };
        let call = Call::Lower {
            validator,
            asked: less,
            before,
        };
        (message, call)
    } else {
        return Ok(None);
    };
    Ok(Some(ask(storage, meta_staking, &message, &call)?))
}
