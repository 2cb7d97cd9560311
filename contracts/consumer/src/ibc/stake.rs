use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Deps, DepsMut, Env, IbcReceiveResponse, Uint128};
use mesh_apis::staking::StakingMsg;
use mesh_math::price::{asked_after_stake, asked_after_unstake};
use mesh_math::staking::unused;
use serde::Deserialize;

use super::receive::done;
use crate::delegation::ask;
use crate::error::ContractError;
use crate::state::{save_stake, Call, Stake, CONFIG, PRICING, STAKES};

/// Adds to what the provider has staked, and asks meta-staking for the change that makes in local
/// tokens at the price in force; a stake too small to change anything is good all the same.
pub fn stake(
    deps: DepsMut,
    env: Env,
    validator: String,
    amount: Uint128,
) -> Result<IbcReceiveResponse, ContractError> {
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let config = CONFIG.load(deps.storage)?;
    let pricing = PRICING.load(deps.storage)?;
    if !pricing.fresh(env.block.time.seconds()) {
        return Err(ContractError::NoFreshPrice);
    }
    let terms = pricing.terms();
    let before = STAKES
        .may_load(deps.storage, &validator)?
        .unwrap_or_else(|| Stake::new(terms));
    // The chain answers an error to what is no validator's address.
    if !matches!(deps.querier.query_validator(&validator), Ok(Some(_))) {
        return Err(ContractError::UnknownValidator { validator });
    }
    let remote = before
        .remote
        .checked_add(amount)
        .map_err(|_| ContractError::StakeTooLarge {
            validator: validator.clone(),
        })?;
    let target = terms.asked(remote);
    let asked = asked_after_stake(before.asked, target);
    let more = asked.checked_sub(before.asked)?;
    check_funds(deps.as_ref(), &env, &config.meta_staking, more)?;

    let mut after = Stake {
        remote,
        asked,
        ..before
    };
    // After a fall of the price what is asked is still that of the earlier one, until `rebalance`.
    if asked == target {
        after.apply(terms);
    }
    save_stake(deps.storage, &validator, &after)?;
    let response = done()?
        .add_attribute("action", "stake")
        .add_attribute("validator", validator.clone())
        .add_attribute("amount", amount)
        .add_attribute("delegated", more);
    if more.is_zero() {
        return Ok(response);
    }
    let call = Call::Stake {
        validator: validator.clone(),
        remote: amount,
        asked: more,
        before: before.terms(),
    };
    let message = StakingMsg::Delegate {
        validator,
        amount: more,
    };
    Ok(response.add_submessage(ask(deps.storage, &config.meta_staking, &message, &call)?))
}

/// Takes off what the provider has staked. No validator, price or fund stands in the way of it:
/// without a fresh price it is converted by what was last applied.
pub fn unstake(
    deps: DepsMut,
    env: Env,
    validator: String,
    amount: Uint128,
) -> Result<IbcReceiveResponse, ContractError> {
    if amount.is_zero() {
        return Err(ContractError::ZeroAmount);
    }
    let before = STAKES.may_load(deps.storage, &validator)?;
    let staked = before
        .as_ref()
        .map(|stake| stake.remote)
        .unwrap_or_default();
    let (Some(before), Ok(remote)) = (before, staked.checked_sub(amount)) else {
        return Err(ContractError::InsufficientStake { validator, staked });
    };
    let pricing = PRICING.load(deps.storage)?;
    let terms = if pricing.fresh(env.block.time.seconds()) {
        pricing.terms()
    } else {
        before.terms()
    };
    let asked = asked_after_unstake(before.asked, terms.asked(remote));
    let less = before.asked.checked_sub(asked)?;

    let mut after = Stake {
        remote,
        asked,
        ..before
    };
    after.apply(terms);
    save_stake(deps.storage, &validator, &after)?;
    let response = done()?
        .add_attribute("action", "unstake")
        .add_attribute("validator", validator.clone())
        .add_attribute("amount", amount)
        .add_attribute("undelegated", less);
    if less.is_zero() {
        return Ok(response);
    }
    let call = Call::Unstake {
        validator: validator.clone(),
        remote: amount,
        asked: less,
        before: before.terms(),
    };
    let message = StakingMsg::Undelegate {
        validator,
        amount: less,
    };
    let meta_staking = CONFIG.load(deps.storage)?.meta_staking;
    Ok(response.add_submessage(ask(deps.storage, &meta_staking, &message, &call)?))
}

/// What meta-staking answers of a consumer, as far as it is read here; it may answer more.
#[derive(Deserialize)]
struct Funds {
    available_funds: Uint128,
    total_staked: Uint128,
    #[serde(default)]
    unbonding: Uint128,
    /// Above `total_staked` where not all of it could be granted.
    #[serde(default)]
    asked: Uint128,
    /// `normalize` where a delegation above what is allowed is taken, and granted in part.
    #[serde(default)]
    overflow: String,
}

impl Funds {
    fn refuses(&self, amount: Uint128) -> bool {
        let unused = unused(self.available_funds, self.total_staked, self.unbonding);
        let unasked = self.available_funds.saturating_sub(self.asked);
        self.overflow != "normalize" && amount > unused.min(unasked)
    }
}

#[cw_serde]
enum FundsQuery {
    Consumer { address: String },
}

/// Refuses by our own text what meta-staking would refuse. Another contract in its place may not
/// know the query; then its own refusal has to do.
fn check_funds(
    deps: Deps,
    env: &Env,
    meta_staking: &Addr,
    amount: Uint128,
) -> Result<(), ContractError> {
    if amount.is_zero() {
        return Ok(());
    }
    let query = FundsQuery::Consumer {
        address: env.contract.address.to_string(),
    };
    match deps.querier.query_wasm_smart::<Funds>(meta_staking, &query) {
        Ok(funds) if funds.refuses(amount) => Err(ContractError::NoFundsToDelegate),
        _ => Ok(()),
    }
}
