/** Undelegation, redelegation and their completion. Mirrors x/staking's keeper. */

import { type Dec, min } from "../decimal.js";
import { plainError, rootError } from "../sdk-error.js";
import type { Ctx } from "../types.js";
import { delegate, isBonded, unbond } from "./delegate.js";
import { stakingError } from "./errors.js";
import { hasInvalidRate, sharesFromTokens, sharesFromTokensTruncated } from "./shares.js";
import type { StakingStore } from "./store.js";
import type { UnbondingEntry, Validator } from "./types.js";

/** Go's zero time, which x/staking answers for a redelegation that is done at once: January 1 of the year 1. */
const ZERO_TIME = -62_135_596_800n * 1_000_000_000n;

/**
 * Shares for an amount of tokens, at most those of the delegation.
 *
 * Throws an `SdkError`: staking/3, staking/19, staking/22, or sdk/18 where the delegation has less.
 */
export function sharesToUnbond(store: StakingStore, delegator: string, operator: string, tokens: bigint): Dec {
  const validator = store.requireValidator(operator);
  const delegation = store.delegation(delegator, operator);
  if (delegation === undefined) throw stakingError("noDelegation");
  const shares = sharesFromTokens(validator, tokens);
  if (sharesFromTokensTruncated(validator, tokens) > delegation.shares) {
    throw rootError("invalidRequest", "invalid shares amount");
  }
  return min(shares, delegation.shares);
}

/**
 * Starts the unbonding of shares. Answers its completion time (nanoseconds) and the tokens.
 *
 * Throws an `SdkError`: staking/27 where there are seven entries already, and what {@link unbond} throws.
 */
export function undelegate(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  operator: string,
  shares: Dec,
): { readonly completionTime: bigint; readonly amount: bigint } {
  const { status } = store.requireValidator(operator);
  const entries = store.unbonding(delegator, operator)?.entries ?? [];
  if (entries.length >= store.params.maxEntries) throw stakingError("maxUnbondingEntries");
  const amount = unbond(store, ctx, delegator, operator, shares);
  if (isBonded(status)) store.movePool(ctx, amount, false);

  const completionTime = ctx.block.time + store.params.unbondingTime;
  const added = addEntry(entries, {
    creationHeight: ctx.block.height,
    completionTime,
    initialBalance: amount,
    balance: amount,
  });
  store.putUnbonding({ delegator, validator: operator, entries: added });
  store.unbondingQueue.push(completionTime, { delegator, validator: operator });
  return { completionTime, amount };
}

/** Undelegations of one block and one completion share an entry. */
function addEntry(entries: readonly UnbondingEntry[], entry: UnbondingEntry): UnbondingEntry[] {
  const at = entries.findIndex(
    ({ creationHeight, completionTime }) =>
      creationHeight === entry.creationHeight && completionTime === entry.completionTime,
  );
  if (at < 0) return [...entries, entry];
  return entries.map((old, i) =>
    i === at
      ? { ...old, initialBalance: old.initialBalance + entry.balance, balance: old.balance + entry.balance }
      : old,
  );
}

/** Pays what is due of one unbonding. Answers the tokens paid, or nothing where the unbonding is gone already. */
export function completeUnbonding(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  operator: string,
): bigint | undefined {
  const unbonding = store.unbonding(delegator, operator);
  if (unbonding === undefined) return undefined;
  let paid = 0n;
  for (const { balance } of unbonding.entries.filter((entry) => isMature(entry, ctx))) {
    if (balance === 0n) continue;
    store.ledger.take(ctx, store.pool(false), [store.coin(balance)]);
    store.ledger.give(ctx, delegator, [store.coin(balance)]);
    paid += balance;
  }
  store.putUnbonding({ ...unbonding, entries: unbonding.entries.filter((entry) => !isMature(entry, ctx)) });
  return paid;
}

export function isMature(entry: { readonly completionTime: bigint }, ctx: Ctx): boolean {
  return entry.completionTime <= ctx.block.time;
}

/**
 * Moves shares from one validator to another. Answers the time until which they may still be slashed for the first.
 *
 * Throws an `SdkError`: staking/29 to 33 and 44, and what {@link unbond} and {@link delegate} throw.
 */
export function redelegate(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  source: string,
  destination: string,
  shares: Dec,
): bigint {
  if (source === destination) throw stakingError("selfRedelegation");
  if (store.validator(destination) === undefined) throw stakingError("badRedelegationDst");
  const from = store.validator(source);
  if (from === undefined) throw stakingError("badRedelegationSrc");
  if (store.isReceivingRedelegation(delegator, source)) throw stakingError("transitiveRedelegation");
  const entries = store.redelegation(delegator, source, destination)?.entries ?? [];
  if (entries.length >= store.params.maxEntries) throw stakingError("maxRedelegationEntries");

  const amount = unbond(store, ctx, delegator, source, shares);
  if (amount === 0n) throw stakingError("tinyRedelegationAmount");
  const sharesDst = delegate(store, ctx, delegator, destination, amount, from.status);

  const begin = liability(store, ctx, store.validator(source));
  if (begin === undefined) return ZERO_TIME;
  const { creationHeight, completionTime } = begin;
  const entry = { creationHeight, completionTime, initialBalance: amount, sharesDst };
  store.putRedelegation({ delegator, source, destination, entries: [...entries, entry] });
  store.redelegationQueue.push(completionTime, { delegator, source, destination });
  return completionTime;
}

/** Until when the source may still be slashed; nothing where it is unbonded. */
function liability(
  store: StakingStore,
  ctx: Ctx,
  source: Validator | undefined,
): { readonly creationHeight: bigint; readonly completionTime: bigint } | undefined {
  if (source === undefined) throw stakingError("noValidatorFound");
  switch (source.status) {
    case "BOND_STATUS_BONDED":
      return { creationHeight: ctx.block.height, completionTime: ctx.block.time + store.params.unbondingTime };
    case "BOND_STATUS_UNBONDING":
      return { creationHeight: source.unbondingHeight, completionTime: source.unbondingTime };
    case "BOND_STATUS_UNBONDED":
      return undefined;
  }
}

/** Forgets what is due of one redelegation. Answers its tokens, or nothing where it is gone already. */
export function completeRedelegation(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  source: string,
  destination: string,
): bigint | undefined {
  const redelegation = store.redelegation(delegator, source, destination);
  if (redelegation === undefined) return undefined;
  const due = redelegation.entries.filter((entry) => isMature(entry, ctx));
  store.putRedelegation({ ...redelegation, entries: redelegation.entries.filter((entry) => !isMature(entry, ctx)) });
  return due.reduce((sum, { initialBalance }) => sum + initialBalance, 0n);
}

/**
 * Takes back part of an unbonding made at that height, and delegates it again.
 *
 * Throws an `SdkError`: staking/3, 7, 34, sdk/18 or sdk/38. Mirrors `CancelUnbondingDelegation`.
 */
export function cancelUnbonding(
  store: StakingStore,
  ctx: Ctx,
  delegator: string,
  operator: string,
  amount: bigint,
  creationHeight: bigint,
): void {
  const validator = store.requireValidator(operator);
  if (hasInvalidRate(validator)) throw stakingError("exRateInvalid");
  if (validator.jailed) throw stakingError("validatorJailed");
  const unbonding = store.unbonding(delegator, operator);
  if (unbonding === undefined) {
    throw plainError(
      `rpc error: code = NotFound desc = unbonding delegation with delegator ${delegator} not found for validator ${operator}`,
    );
  }
  const at = unbonding.entries.findIndex((entry) => entry.creationHeight === creationHeight);
  const entry = unbonding.entries[at];
  if (entry === undefined) {
    throw rootError("notFound", `unbonding delegation entry is not found at block height ${creationHeight}`);
  }
  if (entry.balance < amount) {
    throw rootError("invalidRequest", "amount is greater than the unbonding delegation entry balance");
  }
  if (entry.completionTime < ctx.block.time) {
    throw rootError("invalidRequest", "unbonding delegation is already processed");
  }
  delegate(store, ctx, delegator, operator, amount, "BOND_STATUS_UNBONDING");
  const left = { ...entry, balance: entry.balance - amount, initialBalance: entry.initialBalance - amount };
  const entries = unbonding.entries.flatMap((old, i) => (i !== at ? [old] : left.balance === 0n ? [] : [left]));
  store.putUnbonding({ ...unbonding, entries });
}
