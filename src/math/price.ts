import { assertRatio, type Decimal } from "./decimal.js";
import { assertAmount, assertSeconds, greater, lesser, MAX_UINT128 } from "./uint.js";

const UNIT = 10n ** 18n;

/** A price as a feed gives it. */
export interface PriceReading {
  /** Local (consumer chain) tokens for one remote (provider chain) token. */
  readonly localPerRemote: Decimal;
  /** Seconds. */
  readonly time: number;
}

/** What is asked of the contract that delegates: one of the two is zero. */
export interface AskedChange {
  readonly delegate: bigint;
  readonly undelegate: bigint;
}

/**
 * `min(floor(remote × localPerRemote), 2¹²⁸ − 1)`: remote tokens in local ones. It saturates, as in the consumer
 * contract, so that no price can make a packet fail.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * toLocalFloor(39n, Decimal.parse("0.1")); // 3n
 * ```
 */
export function toLocalFloor(remote: bigint, localPerRemote: Decimal): bigint {
  return lesser((assertAmount(remote) * localPerRemote.atomics) / UNIT, MAX_UINT128);
}

/**
 * What stake of `remote` tokens asks for: `floor(floor(remote × price) × (1 − discount))`. The dust stays unasked.
 *
 * @throws InvalidAmountError, InvalidRatioError.
 *
 * @example
 * ```ts
 * askedFor(4000n, Decimal.parse("0.5"), Decimal.parse("0.4")); // 1200n
 * ```
 */
export function askedFor(remote: bigint, localPerRemote: Decimal, discount: Decimal): bigint {
  return assertRatio(discount).complement().mulFloor(toLocalFloor(remote, localPerRemote));
}

/**
 * What is asked after a stake: the new target, and never less than before.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * askedAfterStake(3n, 5n); // 5n
 * ```
 */
export function askedAfterStake(asked: bigint, target: bigint): bigint {
  return greater(assertAmount(asked), assertAmount(target));
}

/**
 * What is asked after an unstake: the new target, and never more than before.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * askedAfterUnstake(3n, 5n); // 3n
 * ```
 */
export function askedAfterUnstake(asked: bigint, target: bigint): bigint {
  return lesser(assertAmount(asked), assertAmount(target));
}

/**
 * What is sent: the difference to what was asked before, so that rounding never drifts and a full unstake leaves zero.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * askedChange(3n, 1n); // { delegate: 0n, undelegate: 2n }
 * ```
 */
export function askedChange(before: bigint, after: bigint): AskedChange {
  const change = assertAmount(after) - assertAmount(before);
  return Object.freeze(change < 0n ? { delegate: 0n, undelegate: -change } : { delegate: change, undelegate: 0n });
}

/**
 * Whether a price may be used for new stake: not zero and younger than `maxAge` seconds; a price of exactly that age
 * is stale.
 *
 * @throws InvalidSecondsError.
 *
 * @example
 * ```ts
 * const reading = { localPerRemote: Decimal.ONE, time: 1000 };
 * isFresh(reading, 1599, 600); // true
 * isFresh(reading, 1600, 600); // false
 * ```
 */
export function isFresh(reading: PriceReading, now: number, maxAge: number): boolean {
  const age = assertSeconds(now) - assertSeconds(reading.time);
  return !reading.localPerRemote.isZero && age < assertSeconds(maxAge);
}

/**
 * Whether a new price is further from the last one than `limit` allows: `|after − before| > before × limit`. Such a
 * price waits for the admin. Nothing is divided, so a price of zero is a price like any other.
 *
 * @example
 * ```ts
 * jumps(Decimal.parse("0.5"), Decimal.parse("0.6"), Decimal.parse("0.1")); // true
 * ```
 */
export function jumps(before: Decimal, after: Decimal, limit: Decimal): boolean {
  const step = after.atomics - before.atomics;
  return (step < 0n ? -step : step) * UNIT > before.atomics * limit.atomics;
}
