import { AmountOverflowError, DivisionByZeroError, InvalidAmountError } from "../errors/number.js";
import { assertShares } from "./shares.js";
import { assertAmount, fit128 } from "./uint.js";

/**
 * Bits after the point of a reward index: fractions of a unit are kept, whole units are paid.
 *
 * @example
 * ```ts
 * indexAfter(0n, 1n, 1n) === 1n << REWARD_BITS; // true
 * ```
 */
export const REWARD_BITS = 300n;

const MAX_UINT512: bigint = (1n << 512n) - 1n;
const FRACTION = (1n << REWARD_BITS) - 1n;

function fit512(result: bigint, operation: string): bigint {
  if (result > MAX_UINT512) throw new AmountOverflowError(operation, 512);
  return result;
}

function assertIndex(index: bigint): bigint {
  if (typeof index !== "bigint" || index < 0n || index > MAX_UINT512) {
    throw new InvalidAmountError(index, "an index from 0 to 2⁵¹² − 1");
  }
  return index;
}

/** What one holder earned of a reward index: `index` is that up to which `earned` (scaled by 2³⁰⁰) counts. */
export interface RewardAccount {
  readonly shares: bigint;
  readonly index: bigint;
  readonly earned: bigint;
}

/**
 * The index of one share after `reward` came for `shares` in all: `index + ceil(reward × 2³⁰⁰ / shares)`.
 * Rounded up, so that who holds all shares is paid all of the reward. What all earn together is less than
 * `shares × 2⁻³⁰⁰` of a unit above what came: below one unit for 2⁵⁰ rewards of 2²⁵⁰ shares, so that the whole units
 * paid are never more than what came.
 *
 * @throws InvalidAmountError, DivisionByZeroError where nobody has a share, AmountOverflowError above 512 bits.
 *
 * @example
 * ```ts
 * indexAfter(0n, 100n, 200n) === 1n << 299n; // true
 * ```
 */
export function indexAfter(index: bigint, reward: bigint, shares: bigint): bigint {
  assertIndex(index);
  assertAmount(reward);
  if (assertShares(shares) === 0n) throw new DivisionByZeroError("indexAfter");
  return fit512(index + ((reward << REWARD_BITS) + shares - 1n) / shares, "indexAfter");
}

/**
 * Brings an account up to `index`: `earned + shares × (index − account.index)`. To be done before its shares change.
 *
 * @throws InvalidAmountError (also where the index went back), AmountOverflowError above 512 bits.
 *
 * @example
 * ```ts
 * const index = indexAfter(0n, 100n, 200n);
 * settleRewards({ shares: 50n, index: 0n, earned: 0n }, index).earned === 25n << 300n; // true
 * ```
 */
export function settleRewards(account: RewardAccount, index: bigint): RewardAccount {
  const step = assertIndex(index) - assertIndex(account.index);
  if (step < 0n) throw new InvalidAmountError(index, "an index at or above the account's");
  const earned = fit512(assertIndex(account.earned) + assertShares(account.shares) * step, "settleRewards");
  return Object.freeze({ shares: account.shares, index, earned });
}

/**
 * The whole units of what is earned, and the fraction (scaled by 2³⁰⁰) that stays for later.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * splitWhole(5n << 299n); // { whole: 2n, fraction: 1n << 299n }
 * ```
 */
export function splitWhole(earned: bigint): { readonly whole: bigint; readonly fraction: bigint } {
  const whole = fit128(assertIndex(earned) >> REWARD_BITS, "splitWhole");
  return Object.freeze({ whole, fraction: earned & FRACTION });
}

/**
 * What a claim would pay now: the whole part of what is earned up to `index`.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * pendingRewards({ shares: 1n, index: 0n, earned: 0n }, indexAfter(0n, 7n, 2n)); // 3n
 * ```
 */
export function pendingRewards(account: RewardAccount, index: bigint): bigint {
  return splitWhole(settleRewards(account, index).earned).whole;
}

/**
 * Pays what is whole: the account keeps the fraction.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * claimRewards({ shares: 1n, index: 0n, earned: 0n }, indexAfter(0n, 7n, 2n)).paid; // 3n
 * ```
 */
export function claimRewards(
  account: RewardAccount,
  index: bigint,
): { readonly account: RewardAccount; readonly paid: bigint } {
  const settled = settleRewards(account, index);
  const { whole, fraction } = splitWhole(settled.earned);
  return Object.freeze({ account: Object.freeze({ ...settled, earned: fraction }), paid: whole });
}
