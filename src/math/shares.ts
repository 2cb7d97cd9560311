import { AmountUnderflowError, InvalidAmountError } from "../errors/number.js";
import { assertRatio, Decimal } from "./decimal.js";
import { assertAmount, fit128, fit256, MAX_UINT128, MAX_UINT256 } from "./uint.js";

/**
 * A validator's multiplier before its first slash: 10²⁷.
 *
 * @example
 * ```ts
 * multiplierDecimal(FULL_MULTIPLIER).toString(); // "1"
 * ```
 */
export const FULL_MULTIPLIER: bigint = 10n ** 27n;

/**
 * E, the scale of shares: 10³⁶. With m ≤ 10²⁷ a token has at least 10⁹ shares, so rounding a share moves no token.
 *
 * @example
 * ```ts
 * sharesOf(1n, FULL_MULTIPLIER) === SHARE_SCALE / FULL_MULTIPLIER; // true
 * ```
 */
export const SHARE_SCALE: bigint = 10n ** 36n;

const RATIO_UNIT = 10n ** 18n;

/** Stake at a validator: `tokens` is what the claim backs, `shares` what slashes act on. */
export interface Position {
  readonly tokens: bigint;
  readonly shares: bigint;
}

/** A position after a step, and what it lost to slashes since it was last settled (owed to the lockup). */
export interface Settled {
  readonly position: Position;
  readonly lost: bigint;
}

/** A number of shares: 256 bits. */
export function assertShares(shares: bigint): bigint {
  if (typeof shares !== "bigint" || shares < 0n || shares > MAX_UINT256) {
    throw new InvalidAmountError(shares, "a number of shares from 0 to 2²⁵⁶ − 1");
  }
  return shares;
}

export function assertMultiplier(m: bigint): bigint {
  if (typeof m !== "bigint" || m < 0n || m > FULL_MULTIPLIER) {
    throw new InvalidAmountError(m, "a multiplier from 0 to 10²⁷");
  }
  return m;
}

const positionOf = (tokens: bigint, shares: bigint): Position => Object.freeze({ tokens, shares });

/**
 * `ceil(tokens × E / m)`; 0 at m = 0. Rounded up, so that staking never loses a token: the value of the result at the
 * same m is `tokens` again.
 *
 * @throws InvalidAmountError, AmountOverflowError above 256 bits (never for amounts at m ≥ 1).
 *
 * @example
 * ```ts
 * sharesOf(100n, FULL_MULTIPLIER); // 100000000000n
 * ```
 */
export function sharesOf(tokens: bigint, m: bigint): bigint {
  assertAmount(tokens);
  if (assertMultiplier(m) === 0n) return 0n;
  return fit256((tokens * SHARE_SCALE + m - 1n) / m, "sharesOf");
}

/**
 * `floor(shares × m / E)`: what shares are worth.
 *
 * @throws InvalidAmountError, AmountOverflowError (the product above 256 bits, the value above 128).
 *
 * @example
 * ```ts
 * valueOfShares(sharesOf(100n, FULL_MULTIPLIER), FULL_MULTIPLIER / 2n); // 50n
 * ```
 */
export function valueOfShares(shares: bigint, m: bigint): bigint {
  const product = assertShares(shares) * assertMultiplier(m);
  const value = product / SHARE_SCALE;
  // Then the product is far below 256 bits.
  if (value <= MAX_UINT128) return value;
  fit256(product, "valueOfShares");
  return fit128(value, "valueOfShares");
}

/**
 * `floor(m × (1 − ratio))`: the multiplier after a slash of `ratio`.
 *
 * @throws InvalidAmountError, InvalidRatioError.
 *
 * @example
 * ```ts
 * slashMultiplier(FULL_MULTIPLIER, Decimal.parse("0.1")); // 900000000000000000000000000n
 * ```
 */
export function slashMultiplier(m: bigint, ratio: Decimal): bigint {
  return (assertMultiplier(m) * (RATIO_UNIT - assertRatio(ratio).atomics)) / RATIO_UNIT;
}

/**
 * The multiplier as queries show it: m / 10²⁷, truncated after the 18th place.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * multiplierDecimal(FULL_MULTIPLIER / 2n).toString(); // "0.5"
 * ```
 */
export function multiplierDecimal(m: bigint): Decimal {
  return Decimal.fromRatio(assertMultiplier(m), FULL_MULTIPLIER);
}

/**
 * What every message does first to a position it touches: what slashes took (`tokens − value`) is lost, the rest has
 * its shares computed anew. Without a slash in between nothing is lost.
 *
 * @throws InvalidAmountError, AmountOverflowError, AmountUnderflowError where shares are worth more than `tokens`.
 *
 * @example
 * ```ts
 * const position = { tokens: 100n, shares: sharesOf(100n, FULL_MULTIPLIER) };
 * settle(position, slashMultiplier(FULL_MULTIPLIER, Decimal.parse("0.1"))).lost; // 10n
 * ```
 */
export function settle(position: Position, m: bigint): Settled {
  const value = valueOfShares(position.shares, m);
  if (value > assertAmount(position.tokens)) throw new AmountUnderflowError("settle", position.tokens, value);
  return Object.freeze({ position: positionOf(value, sharesOf(value, m)), lost: position.tokens - value });
}

/**
 * A success ack of a `stake` packet: position and `part`, which has the shares of sending time so that a slash in
 * between counts, are settled each on its own, then they are one. `lost` is what both lost.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * const { position } = joinStake({ tokens: 0n, shares: 0n }, FULL_MULTIPLIER, { tokens: 5n, shares: sharesOf(5n, FULL_MULTIPLIER) });
 * position.tokens; // 5n
 * ```
 */
export function joinStake(position: Position, m: bigint, part: Position): Settled {
  const own = settle(position, m);
  const more = settle(part, m);
  const tokens = fit128(own.position.tokens + more.position.tokens, "joinStake");
  const shares = fit256(own.position.shares + more.position.shares, "joinStake");
  return Object.freeze({ position: positionOf(tokens, shares), lost: own.lost + more.lost });
}

/**
 * Splits an item of stake into one of `tokens` and the rest, without settling it: each gets
 * `ceil(shares × part / tokens)`, so that neither loses a token to rounding.
 *
 * @throws InvalidAmountError, AmountUnderflowError where the item holds less.
 *
 * @example
 * ```ts
 * splitStake({ tokens: 3n, shares: 10n }, 1n); // { taken: { tokens: 1n, shares: 4n }, rest: { tokens: 2n, shares: 7n } }
 * ```
 */
export function splitStake(item: Position, tokens: bigint): { readonly taken: Position; readonly rest: Position } {
  const whole = assertAmount(item.tokens);
  if (assertAmount(tokens) > whole) throw new AmountUnderflowError("splitStake", whole, tokens);
  const part = (amount: bigint) => positionOf(amount, sharesOfPart(item, amount));
  return Object.freeze({ taken: part(tokens), rest: part(whole - tokens) });
}

/**
 * Splits `value` of an item's worth off it, without settling it: an unstake of stake in flight, which may have been
 * slashed since it was sent. The part has `ceil(value × tokens / worth)` tokens and is worth `value` at least; asked
 * for all it is worth, the whole item goes.
 *
 * @throws InvalidAmountError, AmountUnderflowError with what the item is worth.
 *
 * @example
 * ```ts
 * const item = { tokens: 100n, shares: sharesOf(100n, FULL_MULTIPLIER) };
 * splitValue(item, FULL_MULTIPLIER / 2n, 10n).taken.tokens; // 20n
 * ```
 */
export function splitValue(
  item: Position,
  m: bigint,
  value: bigint,
): { readonly taken: Position; readonly rest: Position } {
  assertAmount(item.tokens);
  const worth = valueOfShares(item.shares, m);
  if (assertAmount(value) > worth) throw new AmountUnderflowError("splitValue", worth, value);
  return splitStake(item, value === worth ? item.tokens : (value * item.tokens + worth - 1n) / worth);
}

/** `ceil(shares × part / tokens)`; a part of nothing has none. */
function sharesOfPart(item: Position, part: bigint): bigint {
  if (part === 0n) return 0n;
  return (assertShares(item.shares) * part + item.tokens - 1n) / item.tokens;
}

/**
 * An unstake of `tokens` of active stake: the position is settled, then what is taken becomes an item of its own.
 *
 * @throws InvalidAmountError, AmountUnderflowError with what the position is worth.
 *
 * @example
 * ```ts
 * const position = { tokens: 100n, shares: sharesOf(100n, FULL_MULTIPLIER) };
 * takeStake(position, FULL_MULTIPLIER, 40n).rest.tokens; // 60n
 * ```
 */
export function takeStake(
  position: Position,
  m: bigint,
  tokens: bigint,
): { readonly taken: Position; readonly rest: Position; readonly lost: bigint } {
  const settled = settle(position, m);
  const whole = settled.position.tokens;
  if (assertAmount(tokens) > whole) throw new AmountUnderflowError("unstake", whole, tokens);
  return Object.freeze({ ...splitStake(settled.position, tokens), lost: settled.lost });
}
