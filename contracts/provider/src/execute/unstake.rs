use cosmwasm_std::{attr, Addr, DepsMut, Env, Order, Response, StdResult, Storage, Uint128};
use mesh_math::shares::Stake;

use crate::books::visit::Visit;
use crate::books::{in_flight, known_validator, positions, rewards, slashers, unbonding, walk};
use crate::error::ContractError;
use crate::state::{
    InFlight, Position, Validator, CHANNEL, CONFIG, CREDITS_PER_MESSAGE, IN_FLIGHT, IN_FLIGHT_AT,
    MAX_ITEMS, VALIDATORS,
};

/// Starts unbonding `amount` of the sender's stake, whatever the consumer does about it.
///
/// With it goes stake left unanswered that slashes took all the worth of, up to the first part that
/// is worth something or can still be answered; an amount of zero takes only that.
pub fn unstake(
    mut deps: DepsMut,
    env: Env,
    owner: Addr,
    amount: Uint128,
    name: String,
) -> Result<Response, ContractError> {
    rewards::credit(deps.storage, &deps.querier, &env, CREDITS_PER_MESSAGE)?;
    let mut visit = Visit::open(deps.storage, &owner)?;
    walk::settle_cut(deps.storage, &env, &mut visit)?;
    let mut validator = known_validator(deps.storage, &name)?;
    let mut position = positions::load(deps.storage, &name, &owner)?;
    if amount.is_zero() && position.in_flight == 0 {
        return Err(ContractError::ZeroAmount);
    }
    if position.tokens.is_zero() && position.in_flight == 0 {
        return Err(ContractError::NoStake(name));
    }
    positions::settle(
        deps.storage,
        &env,
        &mut visit,
        &name,
        &mut validator,
        &mut position,
    )?;

    let active = amount.min(position.tokens);
    let mut leaving = Stake::default();
    if !active.is_zero() {
        let (part, rest) = position.stake().split(active, validator.multiplier);
        position.tokens = rest.tokens;
        rewards::withdraw(
            deps.storage,
            &name,
            &mut validator,
            &mut position,
            rest.shares,
        )?;
        visit.unstake(deps.storage, &env, &name, active, &owner)?;
        leaving = part;
    }
    let settled = visit.lost;
    if position.in_flight > 0 || active < amount {
        let missing = amount.saturating_sub(active);
        let mut books = Books {
            store: deps.storage,
            visit: &mut visit,
            validator: &mut validator,
            position: &mut position,
        };
        leaving = leaving.join(books.take_unanswered(&env, &name, missing)?);
    }
    if amount.is_zero() && visit.lost == settled {
        return Err(ContractError::ZeroAmount);
    }

    let mut release_at = None;
    if !leaving.tokens.is_zero() {
        let period = slashers::unbonding_period(deps.as_ref())?;
        let now = env.block.time.seconds();
        let at = unbonding::open(
            deps.storage,
            &mut visit,
            &name,
            &mut position,
            leaving,
            (now, period),
        )?;
        release_at = Some(attr("release_at", at.to_string()));
    }
    VALIDATORS.save(deps.storage, &name, &validator)?;
    positions::save(deps.storage, &mut visit, &name, &position)?;
    let lost = visit.lost;
    let messages = visit.close(deps.branch(), &env)?;
    Ok(Response::new()
        .add_submessages(messages)
        .add_attribute("action", "unstake")
        .add_attribute("owner", owner)
        .add_attribute("validator", name)
        .add_attribute("amount", amount)
        .add_attribute("slashed", lost)
        .add_attributes(release_at))
}

struct Books<'a> {
    store: &'a mut dyn Storage,
    visit: &'a mut Visit,
    validator: &'a mut Validator,
    position: &'a mut Position,
}

impl Books<'_> {
    /// Takes stake worth `missing` from parts that the consumer left unanswered, oldest first.
    ///
    /// Parts that are worth nothing are written off by the way: what slashes took of them is owed to
    /// the lockup. Nobody but the owner may do so: where the packet was never received, its timeout
    /// would give the part back in full.
    ///
    /// Later parts have later timeouts and newer channels, so the first that can still be answered
    /// ends the search.
    fn take_unanswered(
        &mut self,
        env: &Env,
        name: &str,
        mut missing: Uint128,
    ) -> Result<Stake, ContractError> {
        let grace = CONFIG.load(self.store)?.answer_grace;
        let bound = CHANNEL
            .may_load(self.store)?
            .map(|channel| channel.channel_id);
        let overdue = |item: &InFlight| {
            bound.as_ref() != Some(&item.channel_id)
                || env.block.time.seconds() >= item.timeout_at.saturating_add(grace)
        };
        let owner = self.visit.owner.clone();
        let ids = IN_FLIGHT_AT
            .prefix((name, &owner))
            .keys(self.store, None, None, Order::Ascending)
            .take(usize::try_from(MAX_ITEMS.saturating_add(1)).unwrap_or(usize::MAX))
            .collect::<StdResult<Vec<_>>>()?;
        let mut taken = Stake::default();
        let mut parts = 0u32;
        for id in ids {
            let mut item = IN_FLIGHT.load(self.store, id)?;
            let stake = self.visit.cut(item.stake(), &mut item.cut_number);
            let worth = stake.value(self.validator.multiplier);
            if !overdue(&item) || (missing.is_zero() && !worth.is_zero()) {
                break;
            }
            parts = parts.saturating_add(1);
            if parts > MAX_ITEMS {
                break;
            }
            let (mut part, rest) = stake.split(missing.min(worth), self.validator.multiplier);
            if worth.is_zero() {
                self.visit.lose(part.tokens);
                part = Stake::default();
            }
            missing = missing.saturating_sub(worth);
            let gone = item.tokens.saturating_sub(rest.tokens);
            self.validator.in_flight = self.validator.in_flight.saturating_sub(gone);
            item.tokens = rest.tokens;
            item.shares = rest.shares;
            IN_FLIGHT.save(self.store, id, &item)?;
            if item.tokens.is_zero() {
                in_flight::emptied(self.store, self.visit, id, &item, self.position);
            }
            taken = taken.join(part);
        }
        match missing.is_zero() {
            true => Ok(taken),
            false if parts > MAX_ITEMS => Err(ContractError::TooManyParts { max: MAX_ITEMS }),
            false => Err(ContractError::InsufficientStake),
        }
    }
}
