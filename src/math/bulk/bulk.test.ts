import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, RUNS, upTo } from "../../../test/vectors/arbitrary.js";
import { AmountOverflowError, DivisionByZeroError, InvalidAmountError } from "../../errors/number.js";
import { splitAllowance } from "../cap.js";
import { distribute } from "../distribute.js";
import { indexAfter, pendingRewards } from "../rewards.js";
import { MAX_UINT128 } from "../uint.js";
import { extentOf, halvesOf } from "./halves.js";
import {
  accrueColumn,
  amountsOf,
  type Column,
  capColumns,
  columnOf,
  distributeColumn,
  emptyColumn,
  readRow,
  rowsOf,
  stringsOf,
  sumColumn,
  writeRow,
} from "./index.js";
import { scaleColumn } from "./scale.js";

const words = fc.constantFrom<1 | 2>(1, 2);
const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

/** Rows of every kind that meets doubles differently: few values, equal ones, small, 2⁴⁰, the limit of doubles. */
const rows = (longest: number, shortest = 1) =>
  fc
    .tuple(
      fc.constantFrom(1n, 3n, 1000n, 10n ** 9n, 2n ** 32n + 1n, 2n ** 40n, 2n ** 53n - 1n, 2n ** 54n),
      fc.array(fc.bigInt(0n, 2n ** 54n), { minLength: shortest, maxLength: longest }),
      fc.integer({ min: 1, max: 8 }),
    )
    .map(
      ([scale, values, copies]) =>
        Array(copies)
          .fill(values.map((value) => value % (scale + 1n)))
          .flat() as bigint[],
    );
const totals = fc.oneof(upTo(2n ** 53n), upTo(2n ** 40n), upTo(10n ** 6n));

describe("columnOf, amountsOf, stringsOf, readRow, writeRow", () => {
  test("behavior: read back what was written", () => {
    law([fc.array(amount, { maxLength: 8 })], (amounts) => {
      const column = columnOf(amounts, 2);
      expect(amountsOf(column)).toEqual(amounts);
      expect(amountsOf(columnOf(stringsOf(column), 2))).toEqual(amounts);
      return rowsOf(column) === amounts.length;
    });
  });

  test("error: AmountOverflowError, InvalidAmountError", () => {
    expect(() => columnOf([2n ** 64n], 1)).toThrow(AmountOverflowError);
    expect(() => writeRow(emptyColumn(1, 1), 0, 2n ** 64n)).toThrow(AmountOverflowError);
    for (const bad of [-1n, "0x10", "", "1e18", MAX_UINT128 + 1n]) {
      expect(() => columnOf([bad], 2)).toThrow(InvalidAmountError);
    }
    expect(() => rowsOf({ words: 2, data: new BigUint64Array(3) })).toThrow(InvalidAmountError);
    expect(readRow(emptyColumn(1, 2), 5)).toBe(0n);
  });
});

describe("sumColumn", () => {
  test("behavior: is the sum, whatever the width of the rows", () => {
    law([fc.oneof(rows(40), fc.array(upTo(MAX_UINT128 >> 10n), { maxLength: 40 }))], (amounts) => {
      return sumColumn(columnOf(amounts, 2)) === sum(amounts);
    });
  });

  test("behavior: half words of many rows add up exactly", () => {
    const column = emptyColumn(2 ** 20 + 5, 1);
    column.data.fill(2n ** 53n - 1n);
    expect(sumColumn(column)).toBe((2n ** 20n + 5n) * (2n ** 53n - 1n));
  });

  test("error: AmountOverflowError", () => {
    expect(() => sumColumn(columnOf([MAX_UINT128, 1n], 2))).toThrow(AmountOverflowError);
  });
});

describe("distributeColumn", () => {
  test("behavior: is distribute, bit for bit", () => {
    let fast = 0;
    law([totals, fc.oneof(rows(40), rows(80, 64)), words], (total, weights, width) => {
      if (sum(weights) === 0n) return true;
      const column = columnOf(weights, width);
      const near = Number(total) / Number(sum(weights));
      if (scaleColumn(column, extentOf(column), { near, floor: () => 0n }) !== undefined) fast += 1;
      expect(amountsOf(distributeColumn(total, column))).toEqual(distribute(total, weights));
      return true;
    });
    expect(fast).toBeGreaterThan(RUNS / 10);
  });

  test("behavior: products that are whole numbers or next to one are exact", () => {
    const close = fc.tuple(upTo(2n ** 26n), fc.bigInt(-1n, 1n), fc.bigInt(1n, 2n ** 20n));
    law([fc.array(close, { minLength: 64, maxLength: 90 }), fc.bigInt(1n, 2n ** 20n)], (parts, factor) => {
      const weights = parts.map(([value, off]) => (value * factor + off < 0n ? 0n : value * factor + off));
      const whole = sum(weights);
      for (const total of [whole / factor, whole, whole * 2n, whole / 2n]) {
        if (whole > 0n)
          expect(amountsOf(distributeColumn(total, columnOf(weights, 1)))).toEqual(distribute(total, weights));
      }
      return true;
    });
  });

  test("behavior: equal weights, ties to the lower rows", () => {
    const column = columnOf(Array(1000).fill(7n), 1);
    const parts = amountsOf(distributeColumn(2500n, column));
    expect(parts).toEqual([...Array(500).fill(3n), ...Array(500).fill(2n)]);
  });

  test("behavior: many rows add up to the total", () => {
    const column = emptyColumn(200_000, 1);
    let seed = 1n;
    for (let row = 0; row < 200_000; row += 1) {
      seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
      column.data[row] = seed >> 30n;
    }
    const total = 123_456_789_012n;
    const parts = distributeColumn(total, column);
    expect(sumColumn(parts)).toBe(total);
    expect(amountsOf(parts)).toEqual(distribute(total, amountsOf(column)));
  });

  test("behavior: a column in the middle of a buffer is read in place", () => {
    const buffer = new BigUint64Array(200).fill(9n);
    const column: Column = { words: 1, data: buffer.subarray(50, 150).fill(3n) };
    expect(amountsOf(distributeColumn(301n, column))).toEqual(distribute(301n, Array(100).fill(3n)));
    expect(buffer[49]).toBe(9n);
    expect(halvesOf(column)?.data.byteOffset).toBe(400);
  });

  test("error: DivisionByZeroError, InvalidAmountError, AmountOverflowError", () => {
    expect(() => distributeColumn(1n, columnOf([0n], 1))).toThrow(DivisionByZeroError);
    expect(() => distributeColumn(-1n, columnOf([1n], 1))).toThrow(InvalidAmountError);
    expect(() => distributeColumn(2n ** 65n, columnOf([1n], 1))).toThrow(AmountOverflowError);
    expect(amountsOf(distributeColumn(0n, columnOf([0n, 0n], 2)))).toEqual([0n, 0n]);
  });
});

describe("capColumns", () => {
  test("behavior: is splitAllowance of each consumer, bit for bit", () => {
    law([fc.array(fc.tuple(totals, rows(20)), { maxLength: 4 }), words], (consumers, width) => {
      const capped = capColumns(
        consumers.map(([allowed]) => allowed),
        consumers.map(([, asked]) => columnOf(asked, width)),
      );
      return consumers.every(([allowed, asked], index) => {
        const named = asked.map((value, row) => ({ validator: row.toString().padStart(6, "0"), amount: value }));
        const wanted = splitAllowance(allowed, named).map((row) => row.amount);
        expect(amountsOf(capped[index] ?? emptyColumn(0, 1))).toEqual(wanted);
        return true;
      });
    });
  });

  test("error: InvalidAmountError", () => {
    expect(() => capColumns([-1n], [columnOf([1n], 1)])).toThrow(InvalidAmountError);
  });
});

describe("accrueColumn", () => {
  test("behavior: is what each row of shares would be paid, bit for bit", () => {
    law([fc.oneof(rows(40), rows(80, 64)), totals, words, upTo(2n ** 60n)], (shares, reward, width, more) => {
      const index = indexAfter(7n, reward, sum(shares) + more + 1n);
      const wanted = shares.map((own) => pendingRewards({ shares: own, index: 7n, earned: 0n }, index));
      expect(amountsOf(accrueColumn(columnOf(shares, width), 7n, index))).toEqual(wanted);
      return true;
    });
  });

  test("behavior: an index that stands still pays nothing", () => {
    expect(amountsOf(accrueColumn(columnOf(Array(100).fill(5n), 1), 9n, 9n))).toEqual(Array(100).fill(0n));
  });

  test("error: InvalidAmountError where the index goes back", () => {
    expect(() => accrueColumn(columnOf([1n], 1), 2n, 1n)).toThrow(InvalidAmountError);
  });
});
