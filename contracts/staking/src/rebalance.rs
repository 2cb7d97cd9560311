//! How `rebalance` goes on: targets are stored consumer by consumer, then what can be redelegated is,
//! then one undelegation a validator, then delegations. Every message to x/staking is sent from the
//! reply to the one before, so that each is decided on what is true then. What happens between two
//! calls changes targets and marks, never the place that was reached.

use cosmwasm_std::{Addr, DepsMut, Env, Event, Order, StdResult, Storage, SubMsg, Uint128};
use cw_storage_plus::Bound;
use mesh_math::cap::grant_step;

use crate::error::ContractError;
use crate::ledger::{self, spendable_funds};
use crate::power;
use crate::rewards::load_validator;
use crate::slash;
use crate::state::{
    Action, Config, Run, Stage, CONSUMERS, LOWER, POSITIONS, RAISE, RUN, STAGE, TOTALS, VALIDATORS,
};
use crate::steps;
use crate::targets;

/// Goes on until `run.left` is used up or a message is on its way.
pub fn go_on(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    mut run: Run,
) -> Result<Vec<SubMsg>, ContractError> {
    let mut messages = vec![];
    let mut stage = STAGE
        .may_load(deps.storage)?
        .unwrap_or(Stage::Plan { after: None });
    while run.left > 0 {
        let (next, step) = match &stage {
            Stage::Plan { after } => match next_consumer(deps.storage, config, after.as_ref())? {
                None => (Stage::Move { after: None }, None),
                Some(address) => {
                    run.left = run.left.saturating_sub(1);
                    let allowed = allowed(deps.storage, &run, &address)?;
                    targets::plan(deps.storage, &address, allowed)?;
                    let after = Some(address);
                    (Stage::Plan { after }, None)
                }
            },
            Stage::Move { after } => match next_lower(deps.storage, after.as_ref())? {
                None => (Stage::Lower { after: None }, None),
                Some((name, address)) => {
                    run.left = run.left.saturating_sub(1);
                    let (informs, step) = redelegate(deps, env, config, &name, &address)?;
                    messages.extend(informs);
                    match step {
                        // There may be more to move; the reply to a refusal goes past this one.
                        Some(step) => (stage.clone(), Some(step)),
                        None => {
                            let after = Some((name, address));
                            (Stage::Move { after }, None)
                        }
                    }
                }
            },
            Stage::Lower { after } => match next_validator(deps.storage, after.as_deref())? {
                None => (Stage::Raise { after: None }, None),
                Some(name) => {
                    run.left = run.left.saturating_sub(1);
                    let (informs, step) = undelegate(deps, env, config, &name)?;
                    messages.extend(informs);
                    (Stage::Lower { after: Some(name) }, step)
                }
            },
            Stage::Raise { after } => match next_raise(deps.storage, after.as_ref())? {
                None if run.resumed => {
                    run.resumed = false;
                    (Stage::Plan { after: None }, None)
                }
                None => {
                    STAGE.remove(deps.storage);
                    RUN.remove(deps.storage);
                    return Ok(messages);
                }
                Some((address, name)) => {
                    run.left = run.left.saturating_sub(1);
                    let allowed = allowed(deps.storage, &run, &address)?;
                    let (informs, step) = raise(deps, env, config, &address, &name, allowed)?;
                    messages.extend(informs);
                    let after = Some((address, name));
                    (Stage::Raise { after }, step)
                }
            },
        };
        stage = next;
        if let Some(step) = step {
            STAGE.save(deps.storage, &stage)?;
            RUN.save(deps.storage, &run)?;
            messages.push(step);
            return Ok(messages);
        }
    }
    STAGE.save(deps.storage, &stage)?;
    RUN.remove(deps.storage);
    Ok(messages)
}

/// As of the beginning of the message where something limits the consumer.
fn allowed(storage: &dyn Storage, run: &Run, address: &Addr) -> StdResult<Uint128> {
    let limited = run.allowed.iter().find(|(other, _)| other == address);
    if let Some((_, amount)) = limited {
        return Ok(*amount);
    }
    let own = CONSUMERS.load(storage, address)?;
    Ok(own.asked().min(own.funds))
}

fn next_consumer(
    storage: &dyn Storage,
    config: &Config,
    after: Option<&Addr>,
) -> StdResult<Option<Addr>> {
    CONSUMERS
        .keys(storage, after.map(Bound::exclusive), None, Order::Ascending)
        .find(|entry| !matches!(entry, Ok(address) if config.is_local(address)))
        .transpose()
}

fn next_lower(
    storage: &dyn Storage,
    after: Option<&(String, Addr)>,
) -> StdResult<Option<(String, Addr)>> {
    let after = after.map(|(name, address)| Bound::exclusive((name.as_str(), address)));
    LOWER
        .keys(storage, after, None, Order::Ascending)
        .next()
        .transpose()
}

fn next_validator(storage: &dyn Storage, after: Option<&str>) -> StdResult<Option<String>> {
    // Greater than every address.
    let last = Addr::unchecked("~");
    let after = after.map(|name| Bound::exclusive((name, &last)));
    let next = LOWER
        .keys(storage, after, None, Order::Ascending)
        .next()
        .transpose()?;
    Ok(next.map(|(name, _)| name))
}

fn next_raise(
    storage: &dyn Storage,
    after: Option<&(Addr, String)>,
) -> StdResult<Option<(Addr, String)>> {
    let after = after.map(|(address, name)| Bound::exclusive((address, name.as_str())));
    RAISE
        .keys(storage, after, None, Order::Ascending)
        .next()
        .transpose()
}

type Step = (Vec<SubMsg>, Option<SubMsg>);

/// From a validator that is to have less to one of the same consumer that is to have more. Stake that
/// came by a redelegation within the unbonding time can't be redelegated again.
fn redelegate(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
    address: &Addr,
) -> Result<Step, ContractError> {
    let first = RAISE
        .prefix(address)
        .keys(deps.storage, None, None, Order::Ascending)
        .next()
        .transpose()?;
    let Some(to) = first.filter(|_| !config.is_local(address)) else {
        return Ok((vec![], None));
    };
    let (mut informs, standing) = slash::check(deps, env, config, name)?;
    let (more, _) = slash::check(deps, env, config, &to)?;
    informs.extend(more);
    if slash::received_lately(env, config, &load_validator(deps.storage, name)?) {
        return Ok((informs, None));
    }
    let from = POSITIONS.load(deps.storage, (address, name))?;
    let onto = POSITIONS.load(deps.storage, (address, to.as_str()))?;
    let less = from.granted.saturating_sub(from.target());
    let more = onto.target().saturating_sub(onto.granted);
    let amount = less.min(more).min(standing);
    if amount.is_zero() {
        return Ok((informs, None));
    }
    let step = steps::redelegate(deps, env, config, address, name, &to, amount)?;
    Ok((informs, Some(step)))
}

/// All that waits at a validator, where it takes an undelegation.
fn undelegate(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    name: &str,
) -> Result<Step, ContractError> {
    let (informs, standing) = slash::check(deps, env, config, name)?;
    let validator = load_validator(deps.storage, name)?;
    if validator.waiting == 0 || !steps::slot_open(env, config, &validator) {
        return Ok((informs, None));
    }
    let step = steps::undelegate(deps, env, config, name, standing, true, None)?;
    Ok((informs, step))
}

/// Up to the target, as far as there is room now; the rest is dropped.
fn raise(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    address: &Addr,
    name: &str,
    allowed: Uint128,
) -> Result<Step, ContractError> {
    let (informs, _) = slash::check(deps, env, config, name)?;
    let unknown = ContractError::NoConsumer;
    let (ledger, mut totals) = ledger::load(deps, env, config, address, unknown)?;
    let mut position = POSITIONS.load(deps.storage, (address, name))?;
    let unused = ledger.unused();
    let spendable = spendable_funds(deps.storage, deps.querier, env, config, &totals, unused)?;
    let granted = grant_step(
        position.granted,
        position.target(),
        allowed,
        ledger.own.granted,
        spendable,
    );
    if ledger.changed {
        ledger.save(deps.storage, &mut totals)?;
        TOTALS.save(deps.storage, &totals)?;
    }
    let amount = granted.saturating_sub(position.granted);
    if amount.is_zero() {
        let mut validator = load_validator(deps.storage, name)?;
        if targets::set(
            deps.storage,
            address,
            name,
            &mut position,
            &mut validator,
            None,
        )? {
            VALIDATORS.save(deps.storage, name, &validator)?;
        }
        POSITIONS.save(deps.storage, (address, name), &position)?;
        return Ok((informs, None));
    }
    let action = Action::Delegate {
        consumer: address.clone(),
        amount,
        asked: Uint128::zero(),
    };
    let step = steps::delegate(deps, env, config, name, action, amount, true)?;
    Ok((informs, Some(step)))
}

/// Tells whoever calls page by page that the plan is carried out, as far as it can be now.
pub fn finished(storage: &dyn Storage) -> Option<Event> {
    (!STAGE.exists(storage)).then(|| Event::new("rebalance_finished"))
}

/// The beginning of a message's run.
pub fn start(deps: &DepsMut, config: &Config, limit: u32) -> StdResult<Run> {
    Ok(Run {
        left: limit,
        resumed: STAGE.exists(deps.storage),
        allowed: power::limited(deps.as_ref(), config)?,
    })
}
