/** Rewards by period and what of them belongs to a delegation (F1). Mirrors x/distribution's keeper. */

import { add as addDec, type Dec, fromInt, mulTruncate, ONE, sub as subDec } from "../decimal.js";
import { Panic } from "../gas.js";
import { tokensFromShares, tokensFromSharesTruncated } from "../staking/shares.js";
import type { Delegation, Validator } from "../staking/types.js";
import type { DecCoins } from "./dec-coins.js";
import * as dec from "./dec-coins.js";
import type { DistributionStore } from "./store.js";

/** By so many 10⁻¹⁸ the stake computed from slashes may be above the real one; more would be a fault. */
const MARGIN = 3n;

export function initializeValidator(store: DistributionStore, operator: string): void {
  store.putRatio(operator, 0n, []);
  store.putCurrent(operator, { rewards: [], period: 1n });
  store.putCommission(operator, []);
  store.putOutstanding(operator, []);
}

/** What one token would have earned if the period ended now. */
function ratioNow(store: DistributionStore, validator: Validator): DecCoins {
  const { rewards, period } = store.current(validator.operator);
  const before = store.ratio(validator.operator, period - 1n);
  if (validator.tokens === 0n) return before;
  return dec.add(before, dec.quoDecTruncate(rewards, fromInt(validator.tokens)));
}

/** Ends the current period and answers it. Rewards of a validator without tokens go to the community pool. */
export function endPeriod(store: DistributionStore, validator: Validator): bigint {
  const { operator } = validator;
  const { rewards, period } = store.current(operator);
  const ratio = ratioNow(store, validator);
  if (validator.tokens === 0n) {
    store.addToPool(rewards);
    store.putOutstanding(operator, dec.sub(store.outstanding(operator), rewards));
  }
  store.dropReference(operator, period - 1n);
  store.putRatio(operator, period, ratio);
  store.putCurrent(operator, { rewards: [], period: period + 1n });
  return period;
}

/** Begins to count for a delegation as it is now. */
export function startDelegation(
  store: DistributionStore,
  validator: Validator,
  { delegator, shares }: Delegation,
  height: bigint,
): void {
  const { operator } = validator;
  const previousPeriod = store.current(operator).period - 1n;
  store.addReference(operator, previousPeriod);
  const stake = tokensFromSharesTruncated(validator, shares);
  store.putStartingInfo(operator, delegator, { previousPeriod, stake, height });
}

/** Ends the count for a delegation. */
export function stopDelegation(store: DistributionStore, { validator, delegator }: Delegation): void {
  const info = store.startingInfo(validator, delegator);
  if (info !== undefined) store.dropReference(validator, info.previousPeriod);
  store.deleteStartingInfo(validator, delegator);
}

/** Records a slash: delegations that began before earn by less from here on. */
export function recordSlash(store: DistributionStore, validator: Validator, fraction: Dec, height: bigint): void {
  const period = endPeriod(store, validator);
  store.addReference(validator.operator, period);
  store.addSlash(validator.operator, height, { period, fraction });
}

/**
 * What a delegation has earned up to now, with fractions; nothing in the block it began in. Writes nothing.
 *
 * Throws an `SdkError` (sdk/111222) where its stake comes out above what the validator has for it.
 */
export function delegationRewards(
  store: DistributionStore,
  validator: Validator,
  delegation: Delegation,
  height: bigint,
): DecCoins {
  const { operator } = validator;
  const info = store.startingInfo(operator, delegation.delegator) ?? { previousPeriod: 0n, stake: 0n, height: 0n };
  if (info.height === height) return [];
  let { stake, previousPeriod } = info;
  let from = store.ratio(operator, previousPeriod);
  let earned: DecCoins = [];
  for (const slash of store.slashes(operator, info.height, height)) {
    if (slash.period <= previousPeriod) continue;
    const to = store.ratio(operator, slash.period);
    earned = dec.add(earned, between(from, to, stake));
    stake = mulTruncate(stake, subDec(ONE, slash.fraction));
    previousPeriod = slash.period;
    from = to;
  }
  return dec.add(earned, between(from, ratioNow(store, validator), atMost(validator, delegation, stake)));
}

function between(from: DecCoins, to: DecCoins, stake: Dec): DecCoins {
  return dec.mulDecTruncate(dec.sub(to, from), stake);
}

/** Slashes round the validator's tokens otherwise than a stake; the difference of a few 10⁻¹⁸ is cut off. */
function atMost(validator: Validator, { delegator, shares }: Delegation, stake: Dec): Dec {
  const current = tokensFromShares(validator, shares);
  if (stake <= current) return stake;
  if (stake <= addDec(current, MARGIN)) return current;
  throw new Panic(`calculated final stake for delegator ${delegator} greater than current stake`);
}
