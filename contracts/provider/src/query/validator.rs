use cosmwasm_std::{Addr, Deps, Order, StdResult};
use cw_storage_plus::Bound;
use mesh_math::shares::multiplier_decimal_floor;

use super::{page, settled};
use crate::error::ContractError;
use crate::msg::{
    DelegatorResponse, DelegatorsResponse, ListValidatorsResponse, ValidatorResponse,
};
use crate::state::{Validator, ACCOUNTS, POSITIONS, VALIDATORS};
use cosmwasm_std::StdError;

fn response(address: String, validator: &Validator) -> ValidatorResponse {
    ValidatorResponse {
        address,
        tokens: validator.value(),
        status: validator.status.clone(),
        multiplier: multiplier_decimal_floor(validator.multiplier),
    }
}

pub fn validator(deps: Deps, address: String) -> StdResult<ValidatorResponse> {
    let validator = VALIDATORS
        .may_load(deps.storage, &address)?
        .ok_or_else(|| StdError::msg(ContractError::UnknownValidator(address.clone())))?;
    Ok(response(address, &validator))
}

pub fn list_validators(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<ListValidatorsResponse> {
    let validators = VALIDATORS
        .range(
            deps.storage,
            start_after.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page(limit))
        .map(|entry| entry.map(|(address, validator)| response(address, &validator)))
        .collect::<StdResult<_>>()?;
    Ok(ListValidatorsResponse { validators })
}

pub fn delegators(
    deps: Deps,
    validator: String,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<DelegatorsResponse> {
    let after = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;
    let Some(known) = VALIDATORS.may_load(deps.storage, &validator)? else {
        return Ok(DelegatorsResponse { delegators: vec![] });
    };
    let staked = POSITIONS
        .prefix(&validator)
        .range(
            deps.storage,
            after.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .filter(|entry| !matches!(entry, Ok((_, position)) if position.tokens.is_zero()))
        .take(page(limit))
        .collect::<StdResult<Vec<(Addr, _)>>>()?;
    let mut delegators = vec![];
    for (owner, position) in staked {
        let account = ACCOUNTS.may_load(deps.storage, &owner)?.unwrap_or_default();
        let (stake, slashed) = settled(
            &account,
            position.stake(),
            position.cut_number,
            known.multiplier,
        );
        delegators.push(DelegatorResponse {
            address: owner.into_string(),
            tokens: stake.tokens,
            slashed,
        });
    }
    Ok(DelegatorsResponse { delegators })
}
