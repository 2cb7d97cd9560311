//! Messages to x/staking. Each is on its way alone, from its sending to its reply.

use cosmwasm_std::{
    coin, Addr, CosmosMsg, DepsMut, Env, Order, StakingMsg, StdResult, Storage, SubMsg, Uint128,
};
use mesh_math::staking::slot_width;

use crate::booking;
use crate::error::ContractError;
use crate::local;
use crate::reply::CHANGE_REPLY;
use crate::rewards;
use crate::state::{Action, Change, Config, Validator, CHANGE, LOWER, POSITIONS};

/// Notes a change; what it changes is booked in the reply.
fn begin(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
    action: Action,
) -> StdResult<Change> {
    let change = rewards::before(deps.as_ref(), env, config, name.to_string(), action)?;
    CHANGE.save(deps.storage, &change)?;
    Ok(change)
}

fn sub(message: impl Into<CosmosMsg>, caught: bool) -> SubMsg {
    if caught {
        SubMsg::reply_always(message, CHANGE_REPLY)
    } else {
        SubMsg::reply_on_success(message, CHANGE_REPLY)
    }
}

/// Delegates `amount`, which may be another than the action's where only what is asked changes too.
/// A refusal of the chain fails the caller, or is `caught`.
pub fn delegate(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
    action: Action,
    amount: Uint128,
    caught: bool,
) -> Result<SubMsg, ContractError> {
    begin(deps, env, config, name, action)?;
    let message = StakingMsg::Delegate {
        validator: name.to_string(),
        amount: coin(amount.u128(), &config.denom),
    };
    Ok(sub(message, caught))
}

/// Whether the validator takes an undelegation: one in a seventh of the unbonding time, since
/// x/staking takes seven.
pub fn slot_open(env: &Env, config: &Config, validator: &Validator) -> bool {
    validator.undelegated.is_none_or(|last| {
        env.block.time.nanos().saturating_sub(last) >= slot_width(config.unbonding_time)
    })
}

/// Undelegates for all who wait at the validator, and what `asker` takes off beside that: (what it
/// takes off, by how much it asks for less). Where nothing stands at the validator any more the books
/// change at once. A refusal of the chain leaves all waiting.
pub fn undelegate(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
    standing: Uint128,
    waiting: bool,
    asker: Option<(&Addr, Uint128, Uint128)>,
) -> Result<Option<SubMsg>, ContractError> {
    let own = asker.map(|(address, ..)| address);
    let (mut parts, local) = if waiting {
        waiters(deps.storage, config, name, own)?
    } else {
        (vec![], false)
    };
    let mut amount = Uint128::zero();
    if let Some((address, less, _)) = asker {
        parts.push((address.clone(), less));
    }
    for (_, part) in &parts {
        amount = amount.checked_add(*part)?;
    }
    if local {
        let pool = local::load_pool(deps.storage, name)?;
        amount = amount.checked_add(local::waiting_amount(&pool))?;
    }
    let asked = asker.map(|(address, _, asked)| (address.clone(), asked));
    let action = Action::Undelegate {
        parts,
        local,
        asked,
    };
    let amount = amount.min(standing);
    if amount.is_zero() {
        let change = rewards::before(deps.as_ref(), env, config, name.to_string(), action)?;
        booking::apply(deps, env, config, change)?;
        return Ok(None);
    }
    begin(deps, env, config, name, action)?;
    let message = StakingMsg::Undelegate {
        validator: name.to_string(),
        amount: coin(amount.u128(), &config.denom),
    };
    Ok(Some(sub(message, true)))
}

/// What everybody but `except` waits to have undelegated, and whether local stake does.
fn waiters(
    storage: &dyn Storage,
    config: &Config,
    name: &str,
    except: Option<&Addr>,
) -> StdResult<(Vec<(Addr, Uint128)>, bool)> {
    let mut parts = vec![];
    let mut local = false;
    for address in LOWER
        .prefix(name)
        .keys(storage, None, None, Order::Ascending)
    {
        let address = address?;
        if config.is_local(&address) {
            local = true;
        } else if except != Some(&address) {
            let position = POSITIONS.load(storage, (&address, name))?;
            let less = position.granted.saturating_sub(position.target());
            parts.push((address, less));
        }
    }
    Ok((parts, local))
}

/// Redelegates `amount` for a consumer. The rewards of both validators come in one sum, so what the
/// one it leaves has to pay is asked before.
pub fn redelegate(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    consumer: &Addr,
    from: &str,
    to: &str,
    amount: Uint128,
) -> Result<SubMsg, ContractError> {
    let action = Action::Redelegate {
        consumer: consumer.clone(),
        to: to.to_string(),
        amount,
        rewards: Uint128::zero(),
    };
    let mut change = rewards::before(deps.as_ref(), env, config, from.to_string(), action)?;
    let due = rewards::due(deps.as_ref(), env, from, &change.rewards_denom);
    if let Action::Redelegate { rewards, .. } = &mut change.action {
        *rewards = due;
    }
    CHANGE.save(deps.storage, &change)?;
    let message = StakingMsg::Redelegate {
        src_validator: from.to_string(),
        dst_validator: to.to_string(),
        amount: coin(amount.u128(), &config.denom),
    };
    Ok(sub(message, true))
}

/// Collects what the validator earned.
pub fn withdraw(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
) -> Result<SubMsg, ContractError> {
    begin(deps, env, config, name, Action::Withdraw {})?;
    let message = cosmwasm_std::DistributionMsg::WithdrawDelegatorReward {
        validator: name.to_string(),
    };
    Ok(sub(message, false))
}
