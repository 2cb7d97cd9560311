import { assertAmount, fit128, greater, lesser } from "./uint.js";

/**
 * What an amount may turn out to be while packets are unanswered: at least `low`, at most `high`.
 */
export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

function folded(ranges: readonly Range[], start: Range, step: (a: Range, b: Range) => Range): Range {
  let result = start;
  for (const range of ranges) {
    assertAmount(range.low);
    assertAmount(range.high);
    result = step(result, range);
  }
  return Object.freeze(result);
}

const NOTHING: Range = { low: 0n, high: 0n };

/**
 * The range of a sum. `{0, 0}` of nothing.
 *
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * sumRanges([{ low: 100n, high: 100n }, { low: 0n, high: 250n }]); // { low: 100n, high: 350n }
 * ```
 */
export function sumRanges(ranges: readonly Range[]): Range {
  return folded(ranges, NOTHING, (a, b) => ({
    low: fit128(a.low + b.low, "sumRanges"),
    high: fit128(a.high + b.high, "sumRanges"),
  }));
}

/**
 * The range of the largest: the larger of the lows, the larger of the highs. `{0, 0}` of nothing.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * maxRange([{ low: 100n, high: 100n }, { low: 40n, high: 250n }]); // { low: 100n, high: 250n }
 * ```
 */
export function maxRange(ranges: readonly Range[]): Range {
  return folded(ranges, NOTHING, (a, b) => ({ low: greater(a.low, b.low), high: greater(a.high, b.high) }));
}

/**
 * The range of the smallest: the smaller of the lows, the smaller of the highs. `{0, 0}` of nothing.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * minRange([{ low: 100n, high: 100n }, { low: 40n, high: 250n }]); // { low: 40n, high: 100n }
 * ```
 */
export function minRange(ranges: readonly Range[]): Range {
  return folded(ranges, ranges[0] ?? NOTHING, (a, b) => ({
    low: lesser(a.low, b.low),
    high: lesser(a.high, b.high),
  }));
}

/**
 * The smallest range that holds all of them. `{0, 0}` of nothing.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * spreadRange([{ low: 100n, high: 100n }, { low: 40n, high: 90n }]); // { low: 40n, high: 100n }
 * ```
 */
export function spreadRange(ranges: readonly Range[]): Range {
  return folded(ranges, ranges[0] ?? NOTHING, (a, b) => ({ low: lesser(a.low, b.low), high: greater(a.high, b.high) }));
}
