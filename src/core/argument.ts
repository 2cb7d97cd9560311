import { InvalidArgumentError } from "../errors/input.js";
import { InvalidDecimalError, InvalidRatioError } from "../errors/number.js";
import { assertRatio, type Decimal } from "../math/decimal.js";

const MAX_UINT32 = 2 ** 32 - 1;
/** Longest free text (an evidence id) that a message carries; far above any hash. */
const LONGEST_TEXT = 256;

/**
 * A page's size or the number of steps of a paged message: a whole number from 1 to 2³² − 1; contracts lower it to
 * their own maximum.
 *
 * @throws InvalidArgumentError
 *
 * @example
 * ```ts
 * assertLimit(30); // 30
 * ```
 */
export function assertLimit(limit: number): number {
  return assertInteger("limit", limit, 1, MAX_UINT32);
}

/**
 * A whole number that a double holds exactly.
 *
 * @throws InvalidArgumentError
 *
 * @example
 * ```ts
 * assertInteger("codeId", 7, 1); // 7
 * ```
 */
export function assertInteger(argument: string, value: number, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new InvalidArgumentError(argument, `a whole number from ${least} to ${most}`, value);
  }
  return value;
}

/**
 * A text that is not empty and not above 256 characters.
 *
 * @throws InvalidArgumentError
 *
 * @example
 * ```ts
 * assertText("evidenceId", "A1"); // "A1"
 * ```
 */
export function assertText(argument: string, value: string): string {
  if (typeof value !== "string" || value === "" || value.length > LONGEST_TEXT) {
    throw new InvalidArgumentError(argument, `a text of 1 to ${LONGEST_TEXT} characters`, value);
  }
  return value;
}

const IDENTIFIERS = {
  connection: /^connection-(?:0|[1-9]\d{0,19})$/,
  channel: /^channel-(?:0|[1-9]\d{0,19})$/,
  /** A contract's port. */
  port: /^wasm\.[a-z0-9]{1,90}$/,
} as const;
const SHOWN = { connection: "connection-0", channel: "channel-0", port: "wasm.juno1…" } as const;

/**
 * An IBC identifier as chains make them: `connection-N`, `channel-N`, `wasm.<address>`.
 *
 * @throws InvalidArgumentError
 *
 * @example
 * ```ts
 * assertIdentifier("channel", "channel-0"); // "channel-0"
 * ```
 */
export function assertIdentifier(kind: keyof typeof IDENTIFIERS, value: string): string {
  if (typeof value !== "string" || !IDENTIFIERS[kind].test(value)) {
    throw new InvalidArgumentError(kind, `a ${kind} like ${SHOWN[kind]}`, value);
  }
  return value;
}

/**
 * The wire's form of a price: a decimal above 0.
 *
 * @throws InvalidDecimalError
 *
 * @example
 * ```ts
 * priceToWire(Decimal.parse("0.1")); // "0.1"
 * ```
 */
export function priceToWire(price: Decimal): string {
  if (typeof price?.atomics !== "bigint" || price.atomics <= 0n) {
    throw new InvalidDecimalError(price, "a Decimal above 0");
  }
  return price.toString();
}

/**
 * The wire's form of a ratio that does something: a decimal above 0, at most 1.
 *
 * @throws InvalidRatioError
 *
 * @example
 * ```ts
 * ratioToWire(parseRatio("0.05")); // "0.05"
 * ```
 */
export function ratioToWire(ratio: Decimal): string {
  if (typeof ratio?.atomics !== "bigint" || ratio.atomics <= 0n) {
    throw new InvalidRatioError(ratio, "a Decimal above 0, at most 1 (half is 0.5, not 50)");
  }
  return assertRatio(ratio).toString();
}

/**
 * The wire's form of a share: a decimal from 0, which is none, to 1.
 *
 * @throws InvalidRatioError
 *
 * @example
 * ```ts
 * shareToWire(Decimal.ZERO); // "0"
 * ```
 */
export function shareToWire(share: Decimal): string {
  return share?.atomics === 0n ? "0" : ratioToWire(share);
}
