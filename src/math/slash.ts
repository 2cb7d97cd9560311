import { InvalidRatioError } from "../errors/number.js";
import { assertRatio, Decimal } from "./decimal.js";
import { lesser } from "./uint.js";

const UNIT = 10n ** 18n;

/** What is left after all of `ratios`, exactly: `kept / whole`. */
function remaining(ratios: readonly Decimal[]): { kept: bigint; whole: bigint } {
  let kept = 1n;
  let whole = 1n;
  for (const ratio of ratios) {
    kept *= UNIT - assertRatio(ratio).atomics;
    whole *= UNIT;
  }
  return { kept, whole };
}

/** `floor((aim − r) / (1 − r))` at 18 places, where 1 − r = kept / whole; 0 where aim ≤ r. */
function residual(aim: Decimal, { kept, whole }: { kept: bigint; whole: bigint }): bigint {
  // aim − r = aim − 1 + kept/whole; both sides times whole × 10¹⁸.
  const above = kept * UNIT - (UNIT - aim.atomics) * whole;
  return above <= 0n ? 0n : above / kept;
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
 * Several slashes as one: `1 − Π(1 − rᵢ)`, truncated after the 18th place. Their order does not matter.
 *
 * @throws InvalidRatioError.
 *
 * @example
 * ```ts
 * composeSlashes([Decimal.parse("0.1"), Decimal.parse("0.1")]).toString(); // "0.19"
 * ```
 */
export function composeSlashes(ratios: readonly Decimal[]): Decimal {
  const { kept, whole } = remaining(ratios);
  return Decimal.fromAtomics(((whole - kept) * UNIT) / whole);
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
  const room = residual(assertRatio(maximum), remaining(applied));
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
  return Decimal.fromAtomics(residual(assertRatio(ratio), remaining(applied)));
}
