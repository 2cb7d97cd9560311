/** Rewards and commissions leave the module account. */

import { isBlocked } from "../auth.js";
import { formatCoins } from "../coins.js";
import { event } from "../ledger.js";
import { rootError } from "../sdk-error.js";
import { operatorAccount } from "../staking/delegate.js";
import type { Delegation, Validator } from "../staking/types.js";
import type { App, Coin, Ctx } from "../types.js";
import * as dec from "./dec-coins.js";
import { distributionError } from "./errors.js";
import { delegationRewards, endPeriod, stopDelegation } from "./rewards.js";
import type { DistributionStore } from "./store.js";

/** The denom in which the SDK reports a withdrawal of nothing, whatever the chain's own is. */
const NO_REWARDS: readonly Coin[] = [{ denom: "stake", amount: 0n }];

/** To an account that may receive tokens. Throws an `SdkError` (sdk/4) for the others. */
function payOut(app: App, ctx: Ctx, to: string, coins: readonly Coin[]): void {
  if (coins.length === 0) return;
  if (isBlocked(app.auth, to)) throw rootError("unauthorized", `${to} is not allowed to receive funds`);
  app.bank.send(ctx, app.auth.moduleAddress("distribution"), to, coins);
}

/**
 * Pays what a delegation has earned, whole units only: fractions go to the community pool. The delegation is not
 * counted for afterwards until `startDelegation`.
 *
 * Throws an `SdkError` (distribution/5) where nothing is counted for it.
 */
export function withdrawRewards(
  store: DistributionStore,
  app: App,
  ctx: Ctx,
  validator: Validator,
  delegation: Delegation,
): readonly Coin[] {
  const { operator } = validator;
  const { delegator } = delegation;
  if (store.startingInfo(operator, delegator) === undefined) throw distributionError("emptyDelegationInfo");
  const earned = delegationRewards(store, validator, delegation, ctx.block.height);
  endPeriod(store, validator);
  const outstanding = store.outstanding(operator);
  const rewards = dec.intersect(earned, outstanding);
  const { whole, rest } = dec.truncate(rewards);
  payOut(app, ctx, store.withdrawAddress(delegator), whole);
  store.putOutstanding(operator, dec.sub(outstanding, rewards));
  store.addToPool(rest);
  stopDelegation(store, delegation);
  const paid = whole.length === 0 ? NO_REWARDS : whole;
  ctx.events.push(event("withdraw_rewards", { amount: formatCoins(paid), validator: operator, delegator }));
  return paid;
}

/** Pays a validator's commission, whole units only; fractions stay. Throws an `SdkError` (distribution/7) for none. */
export function withdrawCommission(store: DistributionStore, app: App, ctx: Ctx, operator: string): readonly Coin[] {
  const commission = store.commission(operator);
  if (commission.length === 0) throw distributionError("noCommission");
  const { whole, rest } = dec.truncate(commission);
  store.putCommission(operator, rest);
  store.putOutstanding(operator, dec.sub(store.outstanding(operator), dec.fromCoins(whole)));
  payOut(app, ctx, store.withdrawAddress(operatorAccount(operator)), whole);
  ctx.events.push(event("withdraw_commission", { amount: formatCoins(whole) }));
  return whole;
}

/** A validator that is gone is paid its commission; all else that was kept for it goes to the community pool. */
export function settleRemoved(store: DistributionStore, app: App, ctx: Ctx, operator: string): void {
  const commission = store.commission(operator);
  const { whole, rest } = dec.truncate(commission);
  store.addToPool(rest);
  payOut(app, ctx, store.withdrawAddress(operatorAccount(operator)), whole);
  store.addToPool(dec.sub(store.outstanding(operator), commission));
  store.deleteValidator(operator);
}
