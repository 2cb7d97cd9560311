import {
  AmountOverflowError,
  AmountUnderflowError,
  DivisionByZeroError,
  InvalidAmountError,
  InvalidSecondsError,
} from "../errors/number.js";

/**
 * The largest amount a contract can hold: 2¹²⁸ − 1.
 *
 * @example
 * ```ts
 * parseAmount("340282366920938463463374607431768211455") === MAX_UINT128; // true
 * ```
 */
export const MAX_UINT128: bigint = (1n << 128n) - 1n;

/**
 * The largest intermediate result of the contracts' share arithmetic: 2²⁵⁶ − 1.
 *
 * @example
 * ```ts
 * sharesOf(MAX_UINT128, 1n) <= MAX_UINT256; // true
 * ```
 */
export const MAX_UINT256: bigint = (1n << 256n) - 1n;

/** 2¹²⁸ has a word more than any amount, so that comparing with it reads lengths only. */
const LIMIT = 1n << 128n;

const EXPECTED = "a whole number from 0 to 2¹²⁸ − 1 (digits only, no leading zero)";

/** Digits of 2¹²⁸ − 1; longer input is refused unread, so that time does not grow with it. */
const DIGITS = 39;
const CANONICAL = /^(?:0|[1-9][0-9]*)$/;

/**
 * Reads an amount of base units as the chain writes it: digits only, no sign, no leading zero, at most 2¹²⁸ − 1.
 * Mirrors how a contract reads `Uint128`, and is stricter in that it takes no `+` and no leading zero.
 *
 * @throws InvalidAmountError for anything else, however long, in bounded time.
 *
 * @example
 * ```ts
 * parseAmount("1000000"); // 1000000n
 * ```
 */
export function parseAmount(text: string): bigint {
  if (typeof text !== "string" || text.length > DIGITS || !CANONICAL.test(text)) {
    throw new InvalidAmountError(text, EXPECTED);
  }
  const amount = BigInt(text);
  if (amount > MAX_UINT128) throw new InvalidAmountError(text, EXPECTED);
  return amount;
}

/**
 * Gives back `amount` if a contract can hold it: a bigint from 0 to 2¹²⁸ − 1.
 *
 * @throws InvalidAmountError if not.
 *
 * @example
 * ```ts
 * assertAmount(5n); // 5n
 * ```
 */
export function assertAmount(amount: bigint): bigint {
  if (typeof amount !== "bigint" || amount < 0n || amount > MAX_UINT128) throw new InvalidAmountError(amount, EXPECTED);
  return amount;
}

/**
 * Gives back a result that must fit 128 bits, as `Uint128` does in the contracts.
 *
 * @throws AmountOverflowError naming the operation.
 */
export function fit128(result: bigint, operation: string): bigint {
  if (result > MAX_UINT128) throw new AmountOverflowError(operation, 128);
  return result;
}

/**
 * Gives back a result that must fit 256 bits, as `Uint256` does in the contracts.
 *
 * @throws AmountOverflowError naming the operation.
 */
export function fit256(result: bigint, operation: string): bigint {
  if (result > MAX_UINT256) throw new AmountOverflowError(operation, 256);
  return result;
}

/** The smaller of two. */
export const lesser = (a: bigint, b: bigint): bigint => (b < a ? b : a);

/** The larger of two. */
export const greater = (a: bigint, b: bigint): bigint => (b > a ? b : a);

/** Seconds are JavaScript numbers: whole, from 0 to 2⁵³ − 1. */
export function assertSeconds(seconds: number): number {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new InvalidSecondsError(seconds);
  return seconds;
}

/**
 * `a + b` in 128 bits.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * checkedAdd(2n, 3n); // 5n
 * ```
 */
export function checkedAdd(a: bigint, b: bigint): bigint {
  return fit128(assertAmount(a) + assertAmount(b), "addition");
}

/**
 * `a − b`, never below zero.
 *
 * @throws InvalidAmountError, AmountUnderflowError with both numbers.
 *
 * @example
 * ```ts
 * checkedSub(5n, 3n); // 2n
 * ```
 */
export function checkedSub(a: bigint, b: bigint): bigint {
  if (assertAmount(b) > assertAmount(a)) throw new AmountUnderflowError("subtraction", a, b);
  return a - b;
}

/**
 * `a × b` in 128 bits.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * checkedMul(6n, 7n); // 42n
 * ```
 */
export function checkedMul(a: bigint, b: bigint): bigint {
  return fit128(assertAmount(a) * assertAmount(b), "multiplication");
}

/**
 * `floor(a × b / divisor)` where it is above 0, all three are amounts and the product fits 128 bits, else nothing,
 * whatever the input. If both factors are of one word and the result is above 0, so is the divisor, and none is above
 * the product: checking all that the long way would take a fifth of the time again.
 */
function quickFloor(a: bigint, b: bigint, divisor: bigint): bigint | undefined {
  try {
    const product = a * b;
    const result = product / divisor;
    if (BigInt.asUintN(64, a) === a && BigInt.asUintN(64, b) === b && result > 0n) return result;
    const wide = typeof result === "bigint" && result > 0n && product < LIMIT && a > 0n && divisor > 0n;
    return wide ? result : undefined;
  } catch {
    // No bigints, a division by zero, a product beyond what the engine holds: the checks name it.
    return undefined;
  }
}

/**
 * `floor(a × b / divisor)` with a full-width product: only the result must fit 128 bits.
 * Mirrors `Uint128::multiply_ratio` of the contracts.
 *
 * @throws InvalidAmountError, DivisionByZeroError, AmountOverflowError.
 *
 * @example
 * ```ts
 * mulDivFloor(10n, 2n, 3n); // 6n
 * ```
 */
export function mulDivFloor(a: bigint, b: bigint, divisor: bigint): bigint {
  const result = quickFloor(a, b, divisor);
  if (result !== undefined) return result;
  assertAmount(a);
  assertAmount(b);
  if (assertAmount(divisor) === 0n) throw new DivisionByZeroError("mulDivFloor");
  return fit128((a * b) / divisor, "mulDivFloor");
}

/**
 * As {@link quickFloor} for `ceil(a × b / divisor)` of factors of one word. Above 2 there is only a divisor that is above
 * 0 and below the product: below 0 the quotient is 2 at most.
 */
function quickCeil(a: bigint, b: bigint, divisor: bigint): bigint | undefined {
  try {
    const result = (a * b + divisor - 1n) / divisor;
    return BigInt.asUintN(64, a) === a && BigInt.asUintN(64, b) === b && result > 2n ? result : undefined;
  } catch {
    return undefined;
  }
}

/**
 * `ceil(a × b / divisor)` with a full-width product: only the result must fit 128 bits.
 *
 * @throws InvalidAmountError, DivisionByZeroError, AmountOverflowError.
 *
 * @example
 * ```ts
 * mulDivCeil(10n, 2n, 3n); // 7n
 * ```
 */
export function mulDivCeil(a: bigint, b: bigint, divisor: bigint): bigint {
  const result = quickCeil(a, b, divisor);
  if (result !== undefined) return result;
  assertAmount(a);
  assertAmount(b);
  if (assertAmount(divisor) === 0n) throw new DivisionByZeroError("mulDivCeil");
  return fit128((a * b + divisor - 1n) / divisor, "mulDivCeil");
}
