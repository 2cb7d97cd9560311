import { InvalidRatioError } from "../errors/number.js";
import { assertRatio, Decimal } from "./decimal.js";
import { lesser } from "./uint.js";

const UNIT = 10n ** 18n;

/** `Π(1 − rᵢ)` in units of 10⁻¹⁸, each product floored, so that what was taken never counts for less than it was. */
function leftAfter(ratios: readonly Decimal[]): bigint {
  let left = UNIT;
  for (const ratio of ratios) left = (left * (UNIT - assertRatio(ratio).atomics)) / UNIT;
  return left;
}

/** `floor((aim − r) / (1 − r))` at 18 places, where 1 − r is left; 0 where aim ≤ r. */
function residual(aim: Decimal, left: bigint): bigint {
  const above = aim.atomics - (UNIT - left);
  return above <= 0n ? 0n : (above * UNIT) / left;
}

/**
 * A ratio that a slash may have: above 0, at most 1.
 *
 * @throws InvalidRatioError.
 *
 * @example
 * ```ts
 * assertSlashRatio(Decimal.parse("0.05")).toString(); // "0.05"
 * ```
 */
export function assertSlashRatio(ratio: Decimal): Decimal {
  if (assertRatio(ratio).isZero) throw new InvalidRatioError("0", "a slash: above 0, at most 1");
  return ratio;
}

/**
 * Several slashes as one: `1 − Π(1 − rᵢ)`, each product floored at 18 places as the provider does, so that the result
 * is never below the exact one and never above the sum. Two give the same in either order; each further one may move
 * the last place.
 *
 * @throws InvalidRatioError.
 *
 * @example
 * ```ts
 * composeSlashes([Decimal.parse("0.1"), Decimal.parse("0.1")]).toString(); // "0.19"
 * ```
 */
export function composeSlashes(ratios: readonly Decimal[]): Decimal {
  return Decimal.fromAtomics(UNIT - leftAfter(ratios));
}

/**
 * What a `slash_report` of `reported` applies at the provider: `min(q, (R − r)/(1 − r))`, where `applied` are the
 * reports applied to the validator within the unbonding period, r their composition and `maximum` is R. Nothing where
 * r ≥ R. Floored at 18 places, so reports never add up to more than R.
 *
 * @throws InvalidRatioError.
 *
 * @example
 * ```ts
 * const most = Decimal.parse("0.1");
 * reportedSlash(most, [Decimal.parse("0.05")], most).toString(); // "0.052631578947368421"
 * ```
 */
export function reportedSlash(reported: Decimal, applied: readonly Decimal[], maximum: Decimal): Decimal {
  const room = residual(assertRatio(maximum), leftAfter(applied));
  return Decimal.fromAtomics(lesser(assertRatio(reported).atomics, room));
}

/**
 * What a tombstoning slash of `ratio` still applies where `applied` was reported before: `(t − r)/(1 − r)`, nothing
 * where t ≤ r. One infraction is not punished twice. Floored at 18 places.
 *
 * @throws InvalidRatioError.
 *
 * @example
 * ```ts
 * tombstoneSlash(Decimal.parse("0.19"), [Decimal.parse("0.1")]).toString(); // "0.1"
 * ```
 */
export function tombstoneSlash(ratio: Decimal, applied: readonly Decimal[]): Decimal {
  return Decimal.fromAtomics(residual(assertRatio(ratio), leftAfter(applied)));
}
