use cosmwasm_std::{Deps, StdResult};

use crate::msg::{ConfigResponse, EvidenceResponse, UnbondingPeriodResponse};
use crate::state::{CONFIG, EVIDENCE};

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        owner: config.owner.into_string(),
        slashee: config.slashee.into_string(),
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
