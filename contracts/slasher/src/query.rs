use cosmwasm_std::{Deps, Order, StdError, StdResult};
use cw_storage_plus::Bound;

use crate::keys;
use crate::msg::{
    ConfigResponse, EvidenceResponse, KeyCursor, KeyResponse, ListKeysResponse,
    UnbondingPeriodResponse,
};
use crate::punish::check_validator;
use crate::state::{CONFIG, DEFAULT_PAGE, EVIDENCE, KEYS, MAX_PAGE, MIN_HEIGHT};

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    let (chain_id, slash_ratio) = config
        .votes
        .map(|votes| (votes.chain_id, votes.slash_ratio))
        .unzip();
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        slashee: config.slashee.into_string(),
        chain_id,
        slash_ratio,
        min_height: MIN_HEIGHT.may_load(deps.storage)?.unwrap_or(0),
    })
}

pub fn unbonding_period(deps: Deps) -> StdResult<UnbondingPeriodResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(UnbondingPeriodResponse {
        unbonding_period: config.unbonding_period,
    })
}

pub fn evidence(deps: Deps, evidence_id: String) -> StdResult<EvidenceResponse> {
    Ok(EvidenceResponse {
        evidence: EVIDENCE.may_load(deps.storage, &evidence_id)?,
    })
}

pub fn key(deps: Deps, validator: String, height: u64) -> StdResult<KeyResponse> {
    check_validator(&validator).map_err(StdError::msg)?;
    Ok(KeyResponse {
        key: keys::at(deps.storage, &validator, height)?,
    })
}

pub fn list_keys(
    deps: Deps,
    start_after: Option<KeyCursor>,
    limit: Option<u32>,
) -> StdResult<ListKeysResponse> {
    if let Some(cursor) = &start_after {
        check_validator(&cursor.validator).map_err(StdError::msg)?;
    }
    let start = start_after
        .as_ref()
        .map(|cursor| Bound::exclusive((cursor.validator.as_str(), cursor.from_height)));
    let limit = usize::try_from(limit.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE)).unwrap_or(0);
    let keys = KEYS
        .range(deps.storage, start, None, Order::Ascending)
        .take(limit)
        .map(|entry| entry.map(|((validator, from), key)| keys::range(&validator, from, key)))
        .collect::<StdResult<_>>()?;
    Ok(ListKeysResponse { keys })
}
