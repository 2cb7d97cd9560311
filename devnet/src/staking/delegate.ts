/** Shares given out and taken back. Mirrors `Delegate` and `Unbond` of x/staking's keeper. */

import { decodeAddress, encodeAddress, memoized } from "../address.js";
import { add, type Dec, formatDec, sub, truncate } from "../decimal.js";
import type { Ctx } from "../types.js";
import { stakingError } from "./errors.js";
import { addTokens, hasInvalidRate, removeShares, tokensFromShares } from "./shares.js";
import type { StakingStore } from "./store.js";
import type { BondStatus, Delegation, Validator } from "./types.js";

/** Where the tokens of a delegation come from: the delegator's account, or a pool of x/staking. */
type TokenSource = "account" | BondStatus;

export function isBonded(status: BondStatus): boolean {
  return status === "BOND_STATUS_BONDED";
}

/** Account address of a validator's operator: the same bytes under the chain's own prefix. */
export const operatorAccount = memoized((operator) => {
  const prefix = operator.slice(0, operator.lastIndexOf("valoper1"));
  return encodeAddress(prefix, decodeAddress(`${prefix}valoper`, operator));
});

/**
 * Adds tokens to a delegation; pays its rewards before. Answers the new shares.
 *
 * Throws an `SdkError`: staking/34 for a validator slashed to zero, sdk/5 where the delegator has too little.
 */
export function delegate(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  operator: string,
  amount: bigint,
  source: TokenSource,
): Dec {
  const validator = store.requireValidator(operator);
  if (hasInvalidRate(validator)) throw stakingError("exRateInvalid");
  const before = store.delegation(delegator, operator);
  if (before === undefined) store.hooks.beforeDelegationCreated(validator);
  else store.hooks.beforeDelegationSharesModified(ctx, validator, before);
  moveTokens(store, ctx, delegator, amount, source, isBonded(validator.status));

  const { validator: grown, issued } = addTokens(validator, amount);
  store.putValidator(grown);
  const delegation = { delegator, validator: operator, shares: add(before?.shares ?? 0n, issued) };
  store.putDelegation(delegation);
  store.hooks.afterDelegationModified(ctx, grown, delegation);
  return issued;
}

function moveTokens(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  amount: bigint,
  source: TokenSource,
  toBonded: boolean,
): void {
  if (source === "account") store.ledger.delegate(ctx, delegator, store.pool(toBonded), store.coin(amount));
  else if (isBonded(source) !== toBonded) store.movePool(ctx, amount, toBonded);
}

/**
 * Takes shares out of a delegation; pays its rewards before. Answers the tokens they were worth, which stay in the
 * pool of the validator for the caller to move.
 *
 * Throws an `SdkError`: staking/21 without a delegation, staking/24 where it has fewer shares.
 */
export function unbond(store: StakingStore, ctx: Ctx, delegator: string, operator: string, shares: Dec): bigint {
  const before = store.delegation(delegator, operator);
  if (before === undefined) throw stakingError("noDelegatorForAddress");
  store.hooks.beforeDelegationSharesModified(ctx, store.requireValidator(operator), before);
  if (before.shares < shares) throw stakingError("notEnoughDelegationShares", formatDec(before.shares));

  const delegation = { ...before, shares: sub(before.shares, shares) };
  const validator = jailBelowMinimum(store, store.requireValidator(operator), delegation);
  if (delegation.shares === 0n) {
    store.deleteDelegation(delegation);
  } else {
    store.putDelegation(delegation);
    // Before the validator's tokens change: the hook sees the rate that the tokens leave at.
    store.hooks.afterDelegationModified(ctx, validator, delegation);
  }

  const { validator: shrunk, tokens } = removeShares(validator, shares);
  store.putValidator(shrunk);
  if (shrunk.delegatorShares === 0n && shrunk.status === "BOND_STATUS_UNBONDED") removeValidator(store, ctx, shrunk);
  return tokens;
}

/** An operator that leaves less than the minimum self-delegation is jailed. */
function jailBelowMinimum(store: StakingStore, validator: Validator, left: Delegation): Validator {
  if (validator.jailed || left.delegator !== operatorAccount(validator.operator)) return validator;
  if (truncate(tokensFromShares(validator, left.shares)) >= validator.minSelfDelegation) return validator;
  const jailed = { ...validator, jailed: true };
  store.putValidator(jailed);
  return jailed;
}

/** Forgets an unbonded validator without shares; x/distribution pays out its commission. */
export function removeValidator(store: StakingStore, ctx: Ctx, validator: Validator): void {
  store.deleteValidator(validator);
  store.hooks.afterValidatorRemoved(ctx, validator.operator);
}
