import { MeshError } from "./base.js";

/** Longest piece of a bad input that an error repeats. */
const SHOWN = 40;

/** Above this a bigint's digits are not written out: it takes longer than the check that refused it. */
const WIDEST = 1n << 512n;

/** A bad input as an error shows it: its beginning, and its length where it was cut. Bounded in time for any input. */
export function shown(value: unknown): string {
  if (typeof value === "string") {
    return value.length <= SHOWN ? value : `${value.slice(0, SHOWN)}… (${value.length} characters)`;
  }
  if (typeof value === "bigint") {
    if (value > WIDEST) return "an integer above 2⁵¹²";
    if (value < -WIDEST) return "an integer below −2⁵¹²";
    return shown(value.toString());
  }
  if (value === null || ["number", "boolean", "undefined"].includes(typeof value)) return String(value);
  return typeof value;
}

/** An amount that is no whole number of base units from 0 (or 1) to 2¹²⁸ − 1. */
export class InvalidAmountError extends MeshError {
  override readonly name = "InvalidAmountError";
  readonly got: string;
  constructor(got: unknown, expected: string) {
    super(`Amount "${shown(got)}" is not ${expected}.`);
    this.got = shown(got);
  }
}

/** A decimal that does not parse, or has more than 18 digits after the point. */
export class InvalidDecimalError extends MeshError {
  override readonly name = "InvalidDecimalError";
  readonly got: string;
  constructor(got: unknown, expected: string) {
    super(`Decimal "${shown(got)}" is not ${expected}.`);
    this.got = shown(got);
  }
}

/** A ratio outside 0…1. */
export class InvalidRatioError extends MeshError {
  override readonly name = "InvalidRatioError";
  readonly got: string;
  constructor(got: unknown, expected = "a ratio from 0 to 1 (write 0.5 for 50 %)") {
    super(`Ratio "${shown(got)}" is not ${expected}.`);
    this.got = shown(got);
  }
}

/** A result that does not fit the width the contracts compute with. */
export class AmountOverflowError extends MeshError {
  override readonly name = "AmountOverflowError";
  constructor(
    readonly operation: string,
    readonly bits: number,
  ) {
    super(`${operation} does not fit ${bits} bits.`);
  }
}

/** A subtraction below zero. */
export class AmountUnderflowError extends MeshError {
  override readonly name = "AmountUnderflowError";
  constructor(
    readonly operation: string,
    readonly have: bigint,
    readonly need: bigint,
  ) {
    super(`${operation}: ${need} is more than ${have}.`);
  }
}

/** A division by zero. */
export class DivisionByZeroError extends MeshError {
  override readonly name = "DivisionByZeroError";
  constructor(readonly operation: string) {
    super(`${operation} divides by zero.`);
  }
}

/** More items than the contracts keep for one owner. */
export class LimitReachedError extends MeshError {
  override readonly name = "LimitReachedError";
  constructor(
    readonly items: string,
    readonly limit: number,
  ) {
    super(`No more than ${limit} ${items} are allowed.`);
  }
}

/** A time that is no whole number of seconds from 0 to 2⁵³ − 1. */
export class InvalidSecondsError extends MeshError {
  override readonly name = "InvalidSecondsError";
  readonly got: string;
  constructor(got: unknown) {
    super(`"${shown(got)}" is not a whole number of seconds.`);
    this.got = shown(got);
  }
}
