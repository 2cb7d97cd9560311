/**
 * Decimals of 18 places as the SDK's `LegacyDec` computes them: a `Dec` is the value times 10¹⁸ in a bigint. Every
 * operation rounds as the SDK's of the same name, and fails where the SDK's would overflow.
 */

import { Panic } from "./gas.js";
import { plainError } from "./sdk-error.js";

export type Dec = bigint;

const PLACES = 18;
/** The decimal 1. */
export const ONE: Dec = 10n ** 18n;
const HALF = ONE / 2n;
const SQUARE = ONE * ONE;
/** 256 bits before the point. */
const LIMIT = 2n ** 256n * ONE - 1n;

function inRange(value: bigint): Dec {
  if (value > LIMIT || value < -LIMIT) throw new Panic("Int overflow");
  return value;
}

/** To the nearest, a half to the even neighbour, away from the sign. */
function chopRound(value: bigint): bigint {
  if (value < 0n) return -chopRound(-value);
  const quotient = value / ONE;
  const rest = value % ONE;
  if (rest < HALF || (rest === HALF && quotient % 2n === 0n)) return quotient;
  return quotient + 1n;
}

export function fromInt(value: bigint): Dec {
  return value * ONE;
}

/** Whole units, the rest cut off. */
export function truncate(value: Dec): bigint {
  return value / ONE;
}

/** The smaller of two, of decimals and of whole numbers alike. */
export function min(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

export function add(a: Dec, b: Dec): Dec {
  return inRange(a + b);
}

export function sub(a: Dec, b: Dec): Dec {
  return inRange(a - b);
}

export function mul(a: Dec, b: Dec): Dec {
  return inRange(chopRound(a * b));
}

export function mulTruncate(a: Dec, b: Dec): Dec {
  return inRange((a * b) / ONE);
}

export function mulInt(a: Dec, b: bigint): Dec {
  return inRange(a * b);
}

/** Truncates at 36 places, then rounds to 18: two steps, as the SDK does it. */
export function quo(a: Dec, b: Dec): Dec {
  return inRange(chopRound((a * SQUARE) / divisor(b)));
}

export function quoTruncate(a: Dec, b: Dec): Dec {
  return inRange((a * ONE) / divisor(b));
}

export function quoRoundUp(a: Dec, b: Dec): Dec {
  const scaled = a * ONE;
  const quotient = scaled / divisor(b);
  const positive = scaled < 0n === b < 0n;
  return inRange(scaled % b !== 0n && positive ? quotient + 1n : quotient);
}

/** Truncates. */
export function quoInt(a: Dec, b: bigint): Dec {
  return a / divisor(b);
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw new Panic("division by zero");
  return value;
}

/** Always with 18 places: `"0.050000000000000000"`. */
export function formatDec(value: Dec): string {
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, "0");
  const point = digits.length - PLACES;
  return `${value < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Reads `"0.05"`, `"1"`, `"-2.5"`; throws an `SdkError` (undefined/1) on anything else or more than 18 places. */
export function parseDec(text: string): Dec {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw plainError(`failed to set decimal string with base 10: ${text}`);
  const [, sign, whole = "", fraction = ""] = match;
  if (fraction.length > PLACES) {
    throw plainError(`value '${text}' exceeds max precision by ${fraction.length - PLACES} decimal places`);
  }
  const value = BigInt(whole + fraction.padEnd(PLACES, "0"));
  return inRange(sign === "-" ? -value : value);
}
