import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, summand } from "../../test/vectors/arbitrary.js";
import { AmountOverflowError, InvalidAmountError } from "../errors/number.js";
import { maxRange, minRange, type Range, spreadRange, sumRanges } from "./range.js";
import { greater, lesser, MAX_UINT128 } from "./uint.js";

const ordered = (value: fc.Arbitrary<bigint>): fc.Arbitrary<Range> =>
  fc.tuple(value, value).map(([a, b]) => (a < b ? { low: a, high: b } : { low: b, high: a }));
/** Ranges, and how far into each one the truth lies (per mille). */
const outcomes = (value: fc.Arbitrary<bigint>) =>
  fc.array(fc.tuple(ordered(value), fc.bigInt(0n, 1000n)), { minLength: 1, maxLength: 8 });

const truth = ([{ low, high }, place]: [Range, bigint]) => low + ((high - low) * place) / 1000n;
const holds = (range: Range, value: bigint) => range.low <= value && value <= range.high;
const max = (values: bigint[]) => values.reduce(greater);
const min = (values: bigint[]) => values.reduce(lesser);

describe("sumRanges, maxRange, minRange, spreadRange", () => {
  test("default", () => {
    for (const fold of [sumRanges, maxRange, minRange, spreadRange]) expect(fold([])).toEqual({ low: 0n, high: 0n });
  });

  test("behavior: hold the sum, the largest and the smallest of whatever turns out", () => {
    law([outcomes(summand)], (rows) => {
      const ranges = rows.map(([range]) => range);
      const values = rows.map(truth);
      const sum = values.reduce((a, b) => a + b, 0n);
      return (
        holds(sumRanges(ranges), sum) &&
        holds(maxRange(ranges), max(values)) &&
        holds(minRange(ranges), min(values)) &&
        values.every((value) => holds(spreadRange(ranges), value))
      );
    });
  });

  test("behavior: both ends are reached", () => {
    law([fc.array(ordered(summand), { minLength: 1, maxLength: 8 })], (ranges) => {
      const lows = ranges.map(({ low }) => low);
      const highs = ranges.map(({ high }) => high);
      expect(maxRange(ranges)).toEqual({ low: max(lows), high: max(highs) });
      expect(minRange(ranges)).toEqual({ low: min(lows), high: min(highs) });
      expect(spreadRange(ranges)).toEqual({ low: min(lows), high: max(highs) });
      return true;
    });
  });

  test("behavior: order does not matter", () => {
    law([fc.array(ordered(summand), { maxLength: 8 })], (ranges) => {
      for (const fold of [sumRanges, maxRange, minRange, spreadRange]) {
        expect(fold([...ranges].reverse())).toEqual(fold(ranges));
      }
      return true;
    });
  });

  test("error: AmountOverflowError, InvalidAmountError", () => {
    const all = { low: MAX_UINT128, high: MAX_UINT128 };
    expect(() => sumRanges([all, { low: 0n, high: 1n }])).toThrow(AmountOverflowError);
    law([amount], (value) => {
      for (const fold of [sumRanges, maxRange, minRange, spreadRange]) {
        expect(() => fold([{ low: -1n - value, high: 0n }])).toThrow(InvalidAmountError);
      }
      return true;
    });
  });
});
