//! What a message to x/staking changed, or did not.

use cosmwasm_std::{Addr, DepsMut, Env, StdResult, Storage, Uint128};

use crate::error::ContractError;
use crate::ledger::{self, Ledger};
use crate::local;
use crate::rewards::{book, load_position, load_validator};
use crate::state::{
    Action, Change, Config, Position, Totals, Validator, POSITIONS, TOTALS, VALIDATORS,
};
use crate::targets;

/// Books the rewards that came with a change, then the change itself. Answers the rewards.
pub fn apply(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    change: Change,
) -> Result<Uint128, ContractError> {
    let mut totals = TOTALS.load(deps.storage)?;
    let rewards = book(deps, env, config, &change, &mut totals)?;
    if matches!(change.action, Action::Withdraw {}) {
        TOTALS.save(deps.storage, &totals)?;
        return Ok(rewards);
    }
    let mut books = Books {
        env,
        config,
        totals,
        validator: load_validator(deps.storage, &change.validator)?,
        name: change.validator,
    };
    let storage = &mut *deps.storage;
    match change.action {
        Action::Withdraw {} => {}
        Action::Delegate {
            consumer,
            amount,
            asked,
        } => books.raise(storage, &consumer, amount, asked)?,
        Action::Undelegate {
            parts,
            local,
            asked,
        } => {
            for (address, amount) in parts {
                let less = match &asked {
                    Some((asker, less)) if *asker == address => *less,
                    _ => Uint128::zero(),
                };
                books.lower(storage, &address, amount, less)?;
            }
            if local {
                books.undelegate_local(storage)?;
            }
            books.validator.undelegated = Some(env.block.time.nanos());
        }
        Action::Redelegate {
            consumer,
            to,
            amount,
            ..
        } => books.redelegate(storage, &consumer, &to, amount)?,
        Action::Stake { owner, amount } => books.stake(storage, &owner, amount)?,
    }
    let Books {
        totals,
        validator,
        name,
        ..
    } = books;
    VALIDATORS.save(storage, &name, &validator)?;
    TOTALS.save(storage, &totals)?;
    Ok(rewards)
}

/// What the chain refused: nothing is granted or taken off, but what was asked is.
pub fn refuse(storage: &mut dyn Storage, env: &Env, change: Change) -> Result<(), ContractError> {
    let mut totals = TOTALS.load(storage)?;
    let mut validator = load_validator(storage, &change.validator)?;
    let name = change.validator;
    match change.action {
        Action::Delegate {
            consumer, asked, ..
        } => {
            let mut position = load_position(storage, &consumer, &name, &validator)?;
            let mut ledger = Ledger::stored(storage, &consumer)?;
            ask(&mut position, &mut ledger, true, asked)?;
            targets::set(
                storage,
                &consumer,
                &name,
                &mut position,
                &mut validator,
                None,
            )?;
            POSITIONS.save(storage, (&consumer, &name), &position)?;
            ledger.save(storage, &mut totals)?;
        }
        Action::Undelegate { parts, asked, .. } => {
            for (address, amount) in parts {
                let mut position = load_position(storage, &address, &name, &validator)?;
                let target = Some(position.granted.saturating_sub(amount));
                if let Some((_, less)) = asked.as_ref().filter(|(asker, _)| *asker == address) {
                    let mut ledger = Ledger::stored(storage, &address)?;
                    ask(&mut position, &mut ledger, false, *less)?;
                    ledger.save(storage, &mut totals)?;
                }
                targets::set(
                    storage,
                    &address,
                    &name,
                    &mut position,
                    &mut validator,
                    target,
                )?;
                POSITIONS.save(storage, (&address, &name), &position)?;
            }
            // Tried again after a seventh of the unbonding time, not with every message.
            validator.undelegated = Some(env.block.time.nanos());
        }
        Action::Redelegate { .. } | Action::Stake { .. } | Action::Withdraw {} => {}
    }
    VALIDATORS.save(storage, &name, &validator)?;
    TOTALS.save(storage, &totals)?;
    Ok(())
}

/// Changes what a consumer asks for, at a validator and in all.
pub fn ask(
    position: &mut Position,
    ledger: &mut Ledger,
    more: bool,
    amount: Uint128,
) -> Result<(), ContractError> {
    let change = |asked: Uint128| {
        if more {
            asked.checked_add(amount)
        } else {
            asked.checked_sub(amount)
        }
    };
    position.set(change(position.asked())?, position.granted);
    let own = &mut ledger.own;
    own.set(change(own.asked())?, own.granted);
    Ok(())
}

struct Books<'a> {
    env: &'a Env,
    config: &'a Config,
    totals: Totals,
    validator: Validator,
    name: String,
}

impl Books<'_> {
    fn raise(
        &mut self,
        storage: &mut dyn Storage,
        address: &Addr,
        amount: Uint128,
        asked: Uint128,
    ) -> Result<(), ContractError> {
        let mut position = load_position(storage, address, &self.name, &self.validator)?;
        let mut ledger = Ledger::stored(storage, address)?;
        ask(&mut position, &mut ledger, true, asked)?;
        position.set(position.asked(), position.granted.checked_add(amount)?);
        let own = &mut ledger.own;
        own.set(own.asked(), own.granted.checked_add(amount)?);
        self.validator.granted = self.validator.granted.checked_add(amount)?;
        self.totals.granted = self.totals.granted.checked_add(amount)?;
        // Whatever more was planned is dropped; `rebalance` plans anew.
        self.plan(storage, address, &mut position, None)?;
        POSITIONS.save(storage, (address, &self.name), &position)?;
        ledger.save(storage, &mut self.totals)?;
        Ok(())
    }

    fn lower(
        &mut self,
        storage: &mut dyn Storage,
        address: &Addr,
        amount: Uint128,
        asked: Uint128,
    ) -> Result<(), ContractError> {
        let mut position = load_position(storage, address, &self.name, &self.validator)?;
        let mut ledger = Ledger::stored(storage, address)?;
        ask(&mut position, &mut ledger, false, asked)?;
        position.set(position.asked(), position.granted.checked_sub(amount)?);
        self.plan(storage, address, &mut position, None)?;
        POSITIONS.save(storage, (address, &self.name), &position)?;
        let own = &mut ledger.own;
        own.set(own.asked(), own.granted.checked_sub(amount)?);
        self.unbond(storage, &mut ledger, amount)?;
        Ok(())
    }

    fn unbond(
        &mut self,
        storage: &mut dyn Storage,
        ledger: &mut Ledger,
        amount: Uint128,
    ) -> Result<u64, ContractError> {
        self.validator.granted = self.validator.granted.checked_sub(amount)?;
        self.totals.granted = self.totals.granted.checked_sub(amount)?;
        let totals = &mut self.totals;
        let release = ledger::unbond(storage, self.env, self.config, ledger, totals, amount)?;
        ledger.save(storage, totals)?;
        Ok(release)
    }

    fn undelegate_local(&mut self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        let Some(lockup) = self.config.lockup.clone() else {
            return Ok(());
        };
        let mut pool = local::pool_now(storage, &lockup, &self.name)?;
        let amount = local::waiting_amount(&pool);
        let mut position = load_position(storage, &lockup, &self.name, &self.validator)?;
        position.granted = position.granted.checked_sub(amount)?;
        POSITIONS.save(storage, (&lockup, &self.name), &position)?;
        let mut ledger = Ledger::stored(storage, &lockup)?;
        ledger.own.granted = ledger.own.granted.checked_sub(amount)?;
        let release = self.unbond(storage, &mut ledger, amount)?;
        let (name, validator) = (&self.name, &mut self.validator);
        local::close_batch(storage, &lockup, name, &mut pool, validator, release)?;
        Ok(())
    }

    fn stake(
        &mut self,
        storage: &mut dyn Storage,
        owner: &Addr,
        amount: Uint128,
    ) -> Result<(), ContractError> {
        let Some(lockup) = self.config.lockup.clone() else {
            return Ok(());
        };
        let name = self.name.clone();
        let (mut pool, mut stake, lost) = local::collect(storage, &lockup, &name, owner)?;
        local::note_loss(storage, &name, owner, lost)?;
        local::join(storage, &name, owner, &mut pool, &mut stake, amount)?;
        let mut position = load_position(storage, &lockup, &name, &self.validator)?;
        position.granted = position.granted.checked_add(amount)?;
        POSITIONS.save(storage, (&lockup, &name), &position)?;
        let mut ledger = Ledger::stored(storage, &lockup)?;
        ledger.own.granted = ledger.own.granted.checked_add(amount)?;
        ledger.save(storage, &mut self.totals)?;
        self.validator.granted = self.validator.granted.checked_add(amount)?;
        self.totals.granted = self.totals.granted.checked_add(amount)?;
        Ok(())
    }

    fn redelegate(
        &mut self,
        storage: &mut dyn Storage,
        address: &Addr,
        to: &str,
        amount: Uint128,
    ) -> Result<(), ContractError> {
        let mut left = load_position(storage, address, &self.name, &self.validator)?;
        let target = left.target;
        left.set(left.asked(), left.granted.checked_sub(amount)?);
        self.validator.granted = self.validator.granted.checked_sub(amount)?;
        self.plan(storage, address, &mut left, target)?;
        POSITIONS.save(storage, (address, &self.name), &left)?;

        let mut validator = load_validator(storage, to)?;
        let mut joined = load_position(storage, address, to, &validator)?;
        let target = joined.target;
        joined.set(joined.asked(), joined.granted.checked_add(amount)?);
        validator.granted = validator.granted.checked_add(amount)?;
        validator.received = Some(self.env.block.time.nanos());
        targets::set(storage, address, to, &mut joined, &mut validator, target)?;
        POSITIONS.save(storage, (address, to), &joined)?;
        VALIDATORS.save(storage, to, &validator)?;
        Ok(())
    }

    /// Where nothing was planned and nothing is, there is nothing to do.
    fn plan(
        &mut self,
        storage: &mut dyn Storage,
        address: &Addr,
        position: &mut Position,
        target: Option<Uint128>,
    ) -> StdResult<()> {
        if position.target.is_some() || target.is_some() {
            let validator = &mut self.validator;
            targets::set(storage, address, &self.name, position, validator, target)?;
        }
        Ok(())
    }
}
