use cosmwasm_std::{Deps, Env, Order, StdResult};
use cw_storage_plus::Bound;

use crate::msg::{
    ChannelResponse, ConfigResponse, PendingReport, PendingReportsResponse, PendingRewards,
    PendingRewardsResponse, PriceResponse, StakeResponse, StakesResponse,
};
use crate::state::{
    Report, Rewards, Stake, CHANNEL, CONFIG, PRICING, REPORTS, REWARDS, REWARDS_DENOM, STAKES,
};

const DEFAULT_LIMIT: u32 = 30;
const MAX_LIMIT: u32 = 100;

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let config = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse {
        provider: config.provider,
        remote_to_local_exchange_rate: PRICING.load(deps.storage)?.rate,
        meta_staking_contract_address: config.meta_staking.into_string(),
        ics20_channel: config.ics20_channel,
        packet_lifetime: config.packet_lifetime,
        admin: config.admin.map(|admin| admin.into_string()),
    })
}

pub fn channel(deps: Deps) -> StdResult<ChannelResponse> {
    Ok(ChannelResponse {
        channel: CHANNEL.may_load(deps.storage)?,
        counterparty: CONFIG.load(deps.storage)?.provider,
    })
}

pub fn price(deps: Deps, env: &Env) -> StdResult<PriceResponse> {
    let pricing = PRICING.load(deps.storage)?;
    Ok(PriceResponse {
        fresh: pricing.fresh(env.block.time.seconds()),
        rate: pricing.rate,
        time: pricing.time,
        feed: pricing.feed.map(|feed| feed.into_string()),
        discount: pricing.discount,
        max_age: pricing.max_age,
        max_jump: pricing.max_jump,
        waiting: pricing.waiting,
    })
}

/// A page of stakes, ascending by validator. No page is empty but the one after the last, whatever
/// limit is asked for.
pub fn page_of_stakes(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<Vec<(String, Stake)>> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
    STAKES
        .range(
            deps.storage,
            start_after.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(usize::try_from(limit)?)
        .collect()
}

pub fn stakes(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<StakesResponse> {
    let stakes = page_of_stakes(deps, start_after, limit)?
        .into_iter()
        .map(|(validator, stake)| StakeResponse {
            validator,
            remote: stake.remote,
            price: stake.price,
            discount: stake.discount,
            asked: stake.asked,
        })
        .collect();
    Ok(StakesResponse { stakes })
}

pub fn pending_rewards(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<PendingRewardsResponse> {
    let denom = REWARDS_DENOM.may_load(deps.storage)?.unwrap_or_default();
    let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT);
    let row = |entry: StdResult<(String, Rewards)>| {
        let (validator, rewards) = entry?;
        Ok(PendingRewards {
            validator,
            denom: denom.clone(),
            to_announce: rewards.to_announce,
            announcing: rewards.announcing,
            to_transfer: rewards.to_transfer,
            transferring: rewards.transferring,
        })
    };
    let rewards = REWARDS
        .range(
            deps.storage,
            start_after.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(usize::try_from(limit)?)
        .map(row)
        .collect::<StdResult<_>>()?;
    Ok(PendingRewardsResponse { rewards })
}

pub fn pending_reports(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<PendingReportsResponse> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT);
    let row = |entry: StdResult<(String, Report)>| {
        let (validator, Report { waiting, sent }) = entry?;
        Ok(PendingReport {
            validator,
            waiting,
            sent,
        })
    };
    let reports = REPORTS
        .range(
            deps.storage,
            start_after.as_deref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(usize::try_from(limit)?)
        .map(row)
        .collect::<StdResult<_>>()?;
    Ok(PendingReportsResponse { reports })
}
