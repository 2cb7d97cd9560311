/** Punishment. Mirrors `Slash` of x/staking's keeper, and what x/slashing wraps around it. */

import { type Dec, fromInt, min, mul, mulInt, ONE, quoRoundUp, truncate } from "../decimal.js";
import { plainError } from "../sdk-error.js";
import type { Ctx } from "../types.js";
import { isBonded, unbond } from "./delegate.js";
import type { StakingStore } from "./store.js";
import type { Redelegation, Unbonding, UnbondingEntry, Validator } from "./types.js";
import { isMature } from "./unbonding.js";

/**
 * Burns a fraction of what the validator had at the infraction: `power` units of it. What has been unbonding or
 * redelegated since is slashed first and counts towards it. Answers what is burned of the validator's own tokens.
 *
 * Throws an `SdkError` (undefined/1) for a negative fraction, a height to come and an unbonded validator.
 */
export function slash(
  store: StakingStore,
  ctx: Ctx,
  validator: Validator,
  infraction: { readonly height: bigint; readonly power: bigint; readonly fraction: Dec },
): bigint {
  const { height, power, fraction } = infraction;
  if (fraction < 0n) throw plainError("attempted to slash with a negative slash factor");
  if (validator.status === "BOND_STATUS_UNBONDED") {
    throw plainError(`should not be slashing unbonded validator: ${validator.operator}`);
  }
  if (height > ctx.block.height) {
    throw plainError(
      `impossible attempt to slash future infraction at height ${height} but we are at height ${ctx.block.height}`,
    );
  }
  let left = truncate(mul(fromInt(power * store.params.powerReduction), fraction));
  if (height < ctx.block.height) {
    for (const unbonding of store.unbondingsFrom(validator.operator)) {
      left -= slashUnbonding(store, ctx, unbonding, height, fraction);
    }
    for (const redelegation of store.redelegationsFrom(validator.operator)) {
      left -= slashRedelegation(store, ctx, redelegation, height, fraction);
    }
  }
  const burned = min(left, validator.tokens);
  if (burned <= 0n) return 0n;
  const effective = quoRoundUp(fromInt(burned), fromInt(validator.tokens));
  store.hooks.beforeValidatorSlashed(ctx, validator, min(effective, ONE));
  store.putValidator({ ...validator, tokens: validator.tokens - burned });
  store.burnPool(ctx, burned, isBonded(validator.status));
  return burned;
}

/** Whether an entry was made at or after the infraction and is not paid yet. */
function isLiable(
  entry: { readonly creationHeight: bigint; readonly completionTime: bigint },
  ctx: Ctx,
  height: bigint,
): boolean {
  return entry.creationHeight >= height && !isMature(entry, ctx);
}

/** Answers the share of the unbonding's first amounts, also where earlier slashes left less than that. */
function slashUnbonding(store: StakingStore, ctx: Ctx, unbonding: Unbonding, height: bigint, fraction: Dec): bigint {
  let counted = 0n;
  let burned = 0n;
  const entries = unbonding.entries.map((entry) => {
    if (!isLiable(entry, ctx, height)) return entry;
    const due = truncate(mulInt(fraction, entry.initialBalance));
    counted += due;
    const taken = min(due, entry.balance);
    burned += taken;
    return { ...entry, balance: entry.balance - taken };
  });
  if (burned > 0n) store.putUnbonding({ ...unbonding, entries });
  store.burnPool(ctx, burned, false);
  return counted;
}

/** What was redelegated is taken from unbondings at the destination first, then from the delegation there. */
function slashRedelegation(
  store: StakingStore,
  ctx: Ctx,
  redelegation: Redelegation,
  height: bigint,
  fraction: Dec,
): bigint {
  const { delegator, destination } = redelegation;
  let counted = 0n;
  let bonded = 0n;
  let notBonded = 0n;
  for (const entry of redelegation.entries) {
    if (!isLiable(entry, ctx, height)) continue;
    const due = truncate(mulInt(fraction, entry.initialBalance));
    counted += due;
    const taken = slashUnbondingAt(store, ctx, delegator, destination, height, due);
    notBonded += taken;

    const delegation = store.delegation(delegator, destination);
    const shares = mul(fraction, entry.sharesDst);
    if (shares === 0n || due === taken || delegation === undefined) continue;
    const tokens = unbond(store, ctx, delegator, destination, min(shares, delegation.shares));
    if (isBonded(store.requireValidator(destination).status)) bonded += tokens;
    else notBonded += tokens;
  }
  store.burnPool(ctx, bonded, true);
  store.burnPool(ctx, notBonded, false);
  return counted;
}

/** Takes up to `due` from the unbonding of a delegator at the validator he redelegated to. */
function slashUnbondingAt(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  destination: string,
  height: bigint,
  due: bigint,
): bigint {
  const unbonding = store.unbonding(delegator, destination);
  if (unbonding === undefined) return 0n;
  let left = due;
  const entries = unbonding.entries.map((entry): UnbondingEntry => {
    if (!isLiable(entry, ctx, height)) return entry;
    const taken = min(left, entry.balance);
    left -= taken;
    return { ...entry, balance: entry.balance - taken };
  });
  if (left < due) store.putUnbonding({ ...unbonding, entries });
  return due - left;
}
