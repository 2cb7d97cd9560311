//! What a ledger may spend, and when what it undelegated counts as back.

use cosmwasm_std::{
    Addr, DepsMut, Env, Order, QuerierWrapper, StdResult, Storage, Uint128, Uint256,
};
use cw_storage_plus::Bound;
use mesh_math::staking::{entry_width, release_time, spendable, unused};
use mesh_math::wide::{mul_div_floor, to_u128};

use crate::error::ContractError;
use crate::state::{
    Config, Consumer, Short, Shortfall, Totals, UnbondingEntry, CONSUMERS, RELEASES, REWARDS_DENOM,
    SET_ASIDE, SHORTFALLS, TOTALS, UNBONDING,
};

/// Matured sums of all ledgers, and matured entries of one, that one message takes off.
const PAGE: usize = 64;

/// One ledger in the hands of a message.
pub struct Ledger {
    pub address: Addr,
    pub own: Consumer,
    overdrawn: Uint128,
    /// Whether something came back, so that there is something to save.
    pub changed: bool,
}

impl Ledger {
    /// As it is stored.
    pub fn stored(storage: &dyn Storage, address: &Addr) -> StdResult<Self> {
        let own = CONSUMERS.load(storage, address)?;
        Ok(Ledger::of(address.clone(), own))
    }

    fn of(address: Addr, own: Consumer) -> Self {
        Ledger {
            address,
            overdrawn: own.overdrawn(),
            own,
            changed: false,
        }
    }

    pub fn unused(&self) -> Uint128 {
        unused(self.own.funds, self.own.granted, self.own.unbonding)
    }

    /// Lowers the funds by what is lost for good.
    pub fn lose(&mut self, totals: &mut Totals, amount: Uint128) {
        let lost = amount.min(self.own.funds);
        self.own.funds = self.own.funds.saturating_sub(lost);
        totals.funds = totals.funds.saturating_sub(lost);
    }

    /// Writes the ledger; the totals are the caller's to write.
    pub fn save(&self, storage: &mut dyn Storage, totals: &mut Totals) -> StdResult<()> {
        totals.overdrawn = totals
            .overdrawn
            .saturating_sub(self.overdrawn)
            .saturating_add(self.own.overdrawn());
        CONSUMERS.save(storage, &self.address, &self.own)
    }
}

/// The ledger of `address` and the totals, both without what has come back by now.
pub fn load(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    address: &Addr,
    unknown: ContractError,
) -> Result<(Ledger, Totals), ContractError> {
    let own = CONSUMERS.may_load(deps.storage, address)?.ok_or(unknown)?;
    let mut ledger = Ledger::of(address.clone(), own);
    let (mut totals, mut changed) = totals(deps, env, config, PAGE)?;
    let settled = settled_until(deps.storage, env.block.time.nanos())?;
    for (release, amount) in matured(deps.storage, address, settled, PAGE)? {
        UNBONDING.remove(deps.storage, (address, release));
        let own = &mut ledger.own;
        own.unbonding = own.unbonding.saturating_sub(amount);
        // The totals lost it when the shortfall was written off.
        let lost = lost_of(deps.storage, release, amount)?;
        let taken = lost.min(own.funds);
        own.funds = own.funds.saturating_sub(taken);
        totals.funds = totals.funds.saturating_add(lost.saturating_sub(taken));
        changed = true;
    }
    ledger.changed = changed;
    Ok((ledger, totals))
}

/// The entries of one ledger that have come back by `until`.
pub fn matured(
    storage: &dyn Storage,
    address: &Addr,
    until: u64,
    page: usize,
) -> StdResult<Vec<(u64, Uint128)>> {
    UNBONDING
        .prefix(address)
        .range(
            storage,
            None,
            Some(Bound::inclusive(until)),
            Order::Ascending,
        )
        .take(page)
        .collect()
}

/// Everything that was to be back by this time is back, or written off.
pub fn settled_until(storage: &dyn Storage, now: u64) -> StdResult<u64> {
    let due = RELEASES
        .keys(storage, None, Some(Bound::inclusive(now)), Order::Ascending)
        .next()
        .transpose()?;
    Ok(due.map_or(now, |first| first.saturating_sub(1)))
}

/// The totals without at most `page` sums that have come back by now, and whether that changed them.
///
/// x/staking pays at the end of the block, so that less than was to be back is a shortfall only when
/// it is still missing in a later block; then it is written off.
pub fn totals(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
    page: usize,
) -> StdResult<(Totals, bool)> {
    let mut totals = TOTALS.load(deps.storage)?;
    let now = env.block.time.nanos();
    let due = due(deps.storage, now, page)?;
    if due.is_empty() {
        return Ok((totals, false));
    }
    if missing(deps, env, config, &totals, sum(&due))?.is_zero() {
        take(deps.storage, &mut totals, &due);
        totals.short = None;
        return Ok((totals, true));
    }
    match &totals.short {
        None => {
            totals.short = Some(Short {
                height: env.block.height,
                time: now,
            });
            Ok((totals, true))
        }
        Some(short) if env.block.height > short.height => {
            let due = self::due(deps.storage, short.time, page)?;
            let amount = sum(&due);
            let lost = missing(deps, env, config, &totals, amount)?.min(amount);
            take(deps.storage, &mut totals, &due);
            totals.short = None;
            if let (false, Some((from, _)), Some((until, _))) =
                (lost.is_zero(), due.first(), due.last())
            {
                totals.funds = totals.funds.saturating_sub(lost);
                let from = *from;
                let shortfall = Shortfall { from, amount, lost };
                SHORTFALLS.save(deps.storage, *until, &shortfall)?;
            }
            Ok((totals, true))
        }
        Some(_) => Ok((totals, false)),
    }
}

/// The totals without all that has come back by now, exactly: what is given away next must not be
/// counted twice. Only where ledgers have more in use than their funds are all of them looked at.
pub fn exact_totals(
    deps: &mut DepsMut,
    env: &Env,
    config: &Config,
) -> Result<Totals, ContractError> {
    let (totals, _) = totals(deps, env, config, usize::MAX)?;
    TOTALS.save(deps.storage, &totals)?;
    if !totals.overdrawn.is_zero() {
        refresh(deps, env, config)?;
    }
    Ok(TOTALS.load(deps.storage)?)
}

/// Takes off all ledgers, of which there are few, what has come back by now.
pub fn refresh(deps: &mut DepsMut, env: &Env, config: &Config) -> Result<(), ContractError> {
    let addresses = CONSUMERS
        .keys(deps.storage, None, None, Order::Ascending)
        .collect::<StdResult<Vec<_>>>()?;
    for address in addresses {
        let unknown = ContractError::NoConsumer;
        let (ledger, mut totals) = load(deps, env, config, &address, unknown)?;
        if ledger.changed {
            ledger.save(deps.storage, &mut totals)?;
            TOTALS.save(deps.storage, &totals)?;
        }
    }
    Ok(())
}

fn due(storage: &dyn Storage, until: u64, page: usize) -> StdResult<Vec<(u64, Uint128)>> {
    RELEASES
        .range(
            storage,
            None,
            Some(Bound::inclusive(until)),
            Order::Ascending,
        )
        .take(page)
        .collect()
}

fn sum(due: &[(u64, Uint128)]) -> Uint128 {
    due.iter().fold(Uint128::zero(), |sum, (_, amount)| {
        sum.saturating_add(*amount)
    })
}

fn take(storage: &mut dyn Storage, totals: &mut Totals, due: &[(u64, Uint128)]) {
    for (release, amount) in due {
        RELEASES.remove(storage, *release);
        totals.unbonding = totals.unbonding.saturating_sub(*amount);
    }
}

/// What the balance lacks of all that it is to hold once `back` has come.
fn missing(
    deps: &DepsMut,
    env: &Env,
    config: &Config,
    totals: &Totals,
    back: Uint128,
) -> StdResult<Uint128> {
    let balance = deps
        .querier
        .query_balance(&env.contract.address, &config.denom)?
        .amount;
    let held = all_unused(totals)
        .saturating_add(back)
        .saturating_add(reserved(deps.storage, config, totals)?);
    Ok(held.saturating_sub(saturate(balance)))
}

/// What of an entry never came back; rounded up, so that no two get more than came.
pub fn lost_of(storage: &dyn Storage, release: u64, amount: Uint128) -> StdResult<Uint128> {
    let found = SHORTFALLS
        .range(
            storage,
            Some(Bound::inclusive(release)),
            None,
            Order::Ascending,
        )
        .next()
        .transpose()?;
    Ok(match found {
        Some((_, shortfall)) if shortfall.from <= release => {
            let left = shortfall.amount.saturating_sub(shortfall.lost);
            let paid = mul_div_floor(amount.into(), left.into(), shortfall.amount.into());
            amount.saturating_sub(to_u128(paid))
        }
        _ => Uint128::zero(),
    })
}

/// Counts `amount` as unbonding from now on and answers when it is back. A consumer's joins its
/// newest entry, and delays it, where that was opened shortly before; the lockup's stand alone, since
/// its owners wait for one each.
pub fn unbond(
    storage: &mut dyn Storage,
    env: &Env,
    config: &Config,
    ledger: &mut Ledger,
    totals: &mut Totals,
    amount: Uint128,
) -> Result<u64, ContractError> {
    let now = env.block.time.nanos();
    let release = release_time(now, config.unbonding_time).ok_or(ContractError::TooLarge)?;
    let address = &ledger.address;
    let consumer = &mut ledger.own;
    let mut opened = now;
    let mut entry = amount;
    let newest = consumer.newest.as_ref();
    if let Some(newest) = newest.filter(|_| !config.is_local(address)) {
        let open = UNBONDING.may_load(storage, (address, newest.release))?;
        let young = now.saturating_sub(newest.opened) < entry_width(config.unbonding_time);
        if let (Some(open), true) = (open, young) {
            UNBONDING.remove(storage, (address, newest.release));
            let sum = RELEASES.load(storage, newest.release)?;
            match sum.checked_sub(open)? {
                rest if rest.is_zero() => RELEASES.remove(storage, newest.release),
                rest => RELEASES.save(storage, newest.release, &rest)?,
            }
            opened = newest.opened;
            entry = entry.checked_add(open)?;
        }
    }
    let own = UNBONDING
        .may_load(storage, (address, release))?
        .unwrap_or_default();
    UNBONDING.save(storage, (address, release), &own.checked_add(entry)?)?;
    let sum = RELEASES.may_load(storage, release)?.unwrap_or_default();
    RELEASES.save(storage, release, &sum.checked_add(entry)?)?;
    consumer.newest = Some(UnbondingEntry { opened, release });
    consumer.unbonding = consumer.unbonding.checked_add(amount)?;
    totals.unbonding = totals.unbonding.checked_add(amount)?;
    Ok(release)
}

/// What the balance has for delegations of a ledger that leaves `own` unused.
pub fn spendable_funds(
    storage: &dyn Storage,
    querier: QuerierWrapper,
    env: &Env,
    config: &Config,
    totals: &Totals,
    own: Uint128,
) -> StdResult<Uint128> {
    Ok(own.min(free_beside(storage, querier, env, config, totals, own)?))
}

/// `balance − rewards − set aside − what the others leave unused`, zero at least.
pub fn free_beside(
    storage: &dyn Storage,
    querier: QuerierWrapper,
    env: &Env,
    config: &Config,
    totals: &Totals,
    own: Uint128,
) -> StdResult<Uint128> {
    let balance = querier
        .query_balance(&env.contract.address, &config.denom)?
        .amount;
    let rewards = reserved(storage, config, totals)?;
    let others = all_unused(totals).saturating_sub(own);
    Ok(spendable(Uint128::MAX, saturate(balance), rewards, others))
}

/// What the balance in the bonded denom holds beside all ledgers.
fn reserved(storage: &dyn Storage, config: &Config, totals: &Totals) -> StdResult<Uint128> {
    let aside = SET_ASIDE
        .may_load(storage, &config.denom)?
        .unwrap_or_default();
    Ok(match REWARDS_DENOM.may_load(storage)? {
        Some(denom) if denom == config.denom => totals.rewards_owed.saturating_add(aside),
        _ => aside,
    })
}

/// What all ledgers together leave unused. One that has more in use than its funds leaves nothing,
/// and takes nothing off what the others leave.
pub fn all_unused(totals: &Totals) -> Uint128 {
    let funds = totals.funds.saturating_add(totals.overdrawn);
    unused(funds, totals.granted, totals.unbonding)
}

/// The bank counts in 256 bits; no ledger here does.
pub fn saturate(amount: Uint256) -> Uint128 {
    Uint128::try_from(amount).unwrap_or(Uint128::MAX)
}
