import { DivisionByZeroError, InvalidDecimalError, InvalidRatioError } from "../errors/number.js";
import { assertAmount, fit128, MAX_UINT128 } from "./uint.js";

const PLACES = 18;
const UNIT = 10n ** 18n;

const EXPECTED =
  "a decimal like 0.5: digits, at most 18 after the point, at most 340282366920938463463.374607431768211455";
/** 21 digits, the point, 18 digits; longer input is refused unread. */
const LONGEST = 40;
const CANONICAL = /^(0|[1-9][0-9]*)(?:\.([0-9]{1,18}))?$/;

function atomicsOf(text: string): bigint | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  const match = CANONICAL.exec(text);
  if (match === null) return undefined;
  const atomics = BigInt((match[1] ?? "") + (match[2] ?? "").padEnd(PLACES, "0"));
  return atomics > MAX_UINT128 ? undefined : atomics;
}

/**
 * A number with 18 digits after the point, held as an integer of 10⁻¹⁸ (`atomics`), from 0 to (2¹²⁸ − 1) × 10⁻¹⁸.
 * Mirrors `Decimal` of the contracts. Immutable. Ratios and prices are of this type; how a result is rounded stands
 * in the name of the method.
 *
 * @example
 * ```ts
 * const price = Decimal.parse("0.1");
 * price.mulFloor(39n); // 3n
 * price.mulCeil(39n); // 4n
 * ```
 */
export class Decimal {
  static readonly ZERO: Decimal = new Decimal(0n);
  static readonly ONE: Decimal = new Decimal(UNIT);

  private constructor(
    /** The value in units of 10⁻¹⁸. */
    readonly atomics: bigint,
  ) {
    Object.freeze(this);
  }

  /**
   * Reads the wire's spelling: digits, then perhaps a point and 1 to 18 digits. No sign, no exponent, no leading zero.
   *
   * @throws InvalidDecimalError for anything else, however long, in bounded time.
   *
   * @example
   * ```ts
   * Decimal.parse("1.50").toString(); // "1.5"
   * ```
   */
  static parse(text: string): Decimal {
    const atomics = atomicsOf(text);
    if (atomics === undefined) throw new InvalidDecimalError(text, EXPECTED);
    return new Decimal(atomics);
  }

  /**
   * The decimal of that many 10⁻¹⁸.
   *
   * @throws InvalidDecimalError below 0 or above 2¹²⁸ − 1.
   *
   * @example
   * ```ts
   * Decimal.fromAtomics(500000000000000000n).toString(); // "0.5"
   * ```
   */
  static fromAtomics(atomics: bigint): Decimal {
    if (typeof atomics !== "bigint" || atomics < 0n || atomics > MAX_UINT128) {
      throw new InvalidDecimalError(atomics, "a count of 10⁻¹⁸ from 0 to 2¹²⁸ − 1");
    }
    return new Decimal(atomics);
  }

  /**
   * `numerator / denominator`, truncated after the 18th place. Mirrors `Decimal::from_ratio`.
   *
   * @throws InvalidAmountError, DivisionByZeroError, AmountOverflowError.
   *
   * @example
   * ```ts
   * Decimal.fromRatio(2n, 3n).toString(); // "0.666666666666666666"
   * ```
   */
  static fromRatio(numerator: bigint, denominator: bigint): Decimal {
    assertAmount(numerator);
    if (assertAmount(denominator) === 0n) throw new DivisionByZeroError("Decimal.fromRatio");
    return new Decimal(fit128((numerator * UNIT) / denominator, "Decimal.fromRatio"));
  }

  /**
   * Whether this is exactly 0.
   *
   * @example
   * ```ts
   * Decimal.parse("0.0").isZero; // true
   * ```
   */
  get isZero(): boolean {
    return this.atomics === 0n;
  }

  /**
   * −1, 0 or 1 as this is below, equal to or above `other`.
   *
   * @example
   * ```ts
   * Decimal.parse("0.1").compare(Decimal.parse("0.10")); // 0
   * ```
   */
  compare(other: Decimal): -1 | 0 | 1 {
    if (this.atomics === other.atomics) return 0;
    return this.atomics < other.atomics ? -1 : 1;
  }

  /**
   * `floor(amount × this)`. Mirrors `Uint128::mul_floor`.
   *
   * @throws InvalidAmountError, AmountOverflowError.
   *
   * @example
   * ```ts
   * Decimal.parse("0.1").mulFloor(15n); // 1n
   * ```
   */
  mulFloor(amount: bigint): bigint {
    // An amount of one word is told faster than any other.
    const short = typeof amount === "bigint" && BigInt.asUintN(64, amount) === amount;
    return fit128(((short ? amount : assertAmount(amount)) * this.atomics) / UNIT, "Decimal.mulFloor");
  }

  /**
   * `ceil(amount × this)`. Mirrors `Uint128::mul_ceil`.
   *
   * @throws InvalidAmountError, AmountOverflowError.
   *
   * @example
   * ```ts
   * Decimal.parse("0.1").mulCeil(15n); // 2n
   * ```
   */
  mulCeil(amount: bigint): bigint {
    return fit128((assertAmount(amount) * this.atomics + UNIT - 1n) / UNIT, "Decimal.mulCeil");
  }

  /**
   * The product of two decimals, truncated after the 18th place. Mirrors `Decimal::checked_mul`.
   *
   * @throws AmountOverflowError.
   *
   * @example
   * ```ts
   * Decimal.parse("0.9").mulTruncate(Decimal.parse("0.9")).toString(); // "0.81"
   * ```
   */
  mulTruncate(other: Decimal): Decimal {
    return new Decimal(fit128((this.atomics * other.atomics) / UNIT, "Decimal.mulTruncate"));
  }

  /**
   * `1 − this`, exactly, of a ratio.
   *
   * @throws InvalidRatioError above 1.
   *
   * @example
   * ```ts
   * Decimal.parse("0.4").complement().toString(); // "0.6"
   * ```
   */
  complement(): Decimal {
    return new Decimal(UNIT - assertRatio(this).atomics);
  }

  /**
   * The wire's spelling: no trailing zeros, no point before nothing. `Decimal.parse` reads it back to the same value.
   *
   * @example
   * ```ts
   * Decimal.parse("2.0").toString(); // "2"
   * ```
   */
  toString(): string {
    const whole = this.atomics / UNIT;
    const fraction = this.atomics % UNIT;
    if (fraction === 0n) return whole.toString();
    return `${whole}.${fraction.toString().padStart(PLACES, "0").replace(/0+$/, "")}`;
  }

  /**
   * The wire's spelling, for logs.
   *
   * @example
   * ```ts
   * Decimal.parse("0.5").toJson(); // "0.5"
   * ```
   */
  toJson(): string {
    return this.toString();
  }

  /**
   * What `JSON.stringify` writes: the wire's spelling.
   *
   * @example
   * ```ts
   * JSON.stringify({ price: Decimal.parse("0.50") }); // '{"price":"0.5"}'
   * ```
   */
  toJSON(): string {
    return this.toString();
  }
}

/**
 * Gives back `ratio` if it is from 0 to 1.
 *
 * @throws InvalidRatioError if not.
 *
 * @example
 * ```ts
 * assertRatio(Decimal.ONE).toString(); // "1"
 * ```
 */
export function assertRatio(ratio: Decimal): Decimal {
  if (ratio.atomics > UNIT) throw new InvalidRatioError(ratio.toString());
  return ratio;
}

/**
 * Reads a ratio from 0 to 1 with at most 18 digits after the point: half is `0.5`, not `50`.
 *
 * @throws InvalidRatioError for anything else, however long, in bounded time.
 *
 * @example
 * ```ts
 * parseRatio("0.05").toString(); // "0.05"
 * ```
 */
export function parseRatio(text: string): Decimal {
  const atomics = atomicsOf(text);
  if (atomics === undefined || atomics > UNIT) throw new InvalidRatioError(text);
  return Decimal.fromAtomics(atomics);
}
