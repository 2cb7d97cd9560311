/** What each block has earned, divided among the validators that signed. Mirrors `AllocateTokens`. */

import { type Dec, fromInt, ONE, quoTruncate, sub } from "../decimal.js";
import { event } from "../ledger.js";
import type { Validator } from "../staking/types.js";
import type { App, Ctx } from "../types.js";
import type { DecCoins } from "./dec-coins.js";
import * as dec from "./dec-coins.js";
import type { DistributionStore } from "./store.js";

/** Takes all of the fee collector; the community's part and what truncation leaves go to the community pool. */
export function allocate(
  store: DistributionStore,
  app: App,
  ctx: Ctx,
  signers: readonly { readonly validator: Validator | undefined; readonly power: bigint }[],
  communityTax: Dec,
): void {
  const collector = app.auth.moduleAddress("fee_collector");
  const collected = app.bank.balances(collector);
  app.bank.send(ctx, collector, app.auth.moduleAddress("distribution"), collected);

  let left = dec.fromCoins(collected);
  const shared = dec.mulDecTruncate(left, sub(ONE, communityTax));
  const total = fromInt(signers.reduce((sum, { power }) => sum + power, 0n));
  for (const { validator, power } of signers) {
    // A validator may be gone in the three blocks since it was bonded where unbonding takes no longer than that.
    if (validator === undefined) continue;
    const reward = dec.mulDecTruncate(shared, quoTruncate(fromInt(power), total));
    allocateTo(store, ctx, validator, reward);
    left = dec.sub(left, reward);
  }
  store.addToPool(left);
}

/** Adds to what a validator's delegations and its commission have earned. */
function allocateTo(store: DistributionStore, ctx: Ctx, validator: Validator, reward: DecCoins): void {
  const { operator } = validator;
  const commission = dec.mulDec(reward, validator.commission.rate);
  ctx.events.push(event("commission", { amount: dec.format(commission), validator: operator }));
  store.putCommission(operator, dec.add(store.commission(operator), commission));
  const { rewards, period } = store.current(operator);
  store.putCurrent(operator, { rewards: dec.add(rewards, dec.sub(reward, commission)), period });
  ctx.events.push(event("rewards", { amount: dec.format(reward), validator: operator }));
  store.putOutstanding(operator, dec.add(store.outstanding(operator), reward));
}
