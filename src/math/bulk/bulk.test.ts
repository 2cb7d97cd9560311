import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, positive, upTo } from "../../../test/vectors/arbitrary.js";
import { AmountOverflowError, DivisionByZeroError, InvalidAmountError } from "../../errors/number.js";
import { splitAllowance } from "../cap.js";
import { distribute } from "../distribute.js";
import { indexAfter, pendingRewards, REWARD_BITS } from "../rewards.js";
import { MAX_UINT128 } from "../uint.js";
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

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);

/** What the kernel's ways of computing meet differently: words, halves of words, what doubles hold. */
const scales = [1n, 3n, 1000n, 10n ** 9n, 2n ** 32n + 1n, 2n ** 40n, 2n ** 53n, 2n ** 61n, 2n ** 64n - 1n];
const wideScales = [2n ** 64n, 2n ** 65n + 1n, 2n ** 90n, 2n ** 96n + 5n, 2n ** 116n];

/** Up to eight times `longest` rows of one scale: few values, equal ones, all zero. */
const rowsOfScale = (scale: bigint, longest: number, shortest: number) =>
  fc
    .tuple(fc.array(upTo(scale), { minLength: shortest, maxLength: longest }), fc.integer({ min: 1, max: 8 }))
    .map(([values, copies]) => Array(copies).fill(values).flat() as bigint[]);

/** A column's width and rows that fit it. */
const columns = (longest: number, shortest = 1) =>
  fc
    .oneof(
      fc.tuple(fc.constantFrom<1 | 2>(1, 2), fc.constantFrom(...scales)),
      fc.tuple(fc.constant<2>(2), fc.constantFrom(...wideScales)),
    )
    .chain(([width, scale]) => fc.tuple(fc.constant<1 | 2>(width), rowsOfScale(scale, longest, shortest)));
const someColumns = fc.oneof(columns(40), columns(80, 40));
const totals = fc.oneof(upTo(2n ** 53n), upTo(2n ** 62n), amount);

/** What a call gives, or the name of what it throws. */
function outcome<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    return (error as Error).name;
  }
}

/** Numbers that look like chance, the same in every run. */
function scatter(count: number, bits: bigint): bigint[] {
  let seed = 1n;
  return Array.from({ length: Math.floor(count) }, () => {
    seed = (seed * 0x2360ed051fc65da44385df649fccf645n + 0x5851f42d4c957f2d14057b7ef767814fn) % 2n ** 128n;
    return seed >> (128n - bits);
  });
}

describe("columnOf, amountsOf, stringsOf, readRow, writeRow", () => {
  test("behavior: read back what was written", () => {
    law([fc.array(amount, { maxLength: 8 })], (amounts) => {
      const column = columnOf(amounts, 2);
      expect(amountsOf(column)).toEqual(amounts);
      expect(amountsOf(columnOf(stringsOf(column), 2))).toEqual(amounts);
      return rowsOf(column) === amounts.length;
    });
  });

  test("behavior: a row that is written is read, and no other row changes", () => {
    law([fc.array(amount, { minLength: 1, maxLength: 8 }), fc.nat(), amount], (amounts, place, other) => {
      const [column, at] = [columnOf(amounts, 2), place % amounts.length];
      writeRow(column, at, other);
      return amounts.every((old, row) => readRow(column, row) === (row === at ? other : old));
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
    law([someColumns], ([width, amounts]) => sumColumn(columnOf(amounts, width)) === sum(amounts));
    law([fc.array(upTo(MAX_UINT128 >> 10n), { maxLength: 90 })], (amounts) => {
      return sumColumn(columnOf(amounts, 2)) === sum(amounts);
    });
  });

  test("behavior: many rows of the largest word add up exactly", () => {
    for (const rows of [2 ** 14 - 1, 2 ** 14, 2 ** 18 + 5]) {
      const column = emptyColumn(rows, 1);
      column.data.fill(2n ** 64n - 1n);
      expect(sumColumn(column)).toBe(BigInt(rows) * (2n ** 64n - 1n));
    }
  });

  test("error: AmountOverflowError", () => {
    expect(() => sumColumn(columnOf([MAX_UINT128, 1n], 2))).toThrow(AmountOverflowError);
    expect(() => sumColumn(columnOf(Array(64).fill(2n ** 122n), 2))).toThrow(AmountOverflowError);
  });
});

describe("distributeColumn", () => {
  test("behavior: is distribute, bit for bit", () => {
    law([totals, someColumns], (total, [width, weights]) => {
      const fits = (parts: bigint[]) => amountsOf(columnOf(parts, width));
      expect(outcome(() => amountsOf(distributeColumn(total, columnOf(weights, width))))).toEqual(
        outcome(() => fits(distribute(total, weights))),
      );
      return true;
    });
  });

  test("behavior: products that are whole numbers or next to one are exact", () => {
    const close = fc.tuple(upTo(2n ** 26n), fc.bigInt(-1n, 1n), fc.bigInt(1n, 2n ** 20n));
    const factors = fc.constantFrom(1n, 2n ** 20n, 2n ** 40n, 2n ** 70n).chain((most) => fc.bigInt(1n, most));
    law([fc.array(close, { minLength: 40, maxLength: 60 }), factors], (parts, factor) => {
      const weights = parts.map(([value, off]) => (value * factor + off < 0n ? 0n : value * factor + off));
      const whole = sum(weights);
      for (const total of [whole / factor, whole, whole * 2n, whole / 2n]) {
        if (whole > 0n)
          expect(amountsOf(distributeColumn(total, columnOf(weights, 2)))).toEqual(distribute(total, weights));
      }
      return true;
    });
  });

  test("behavior: equal weights, ties to the lower rows", () => {
    const column = columnOf(Array(1000).fill(7n), 1);
    const parts = amountsOf(distributeColumn(2500n, column));
    expect(parts).toEqual([...Array(500).fill(3n), ...Array(500).fill(2n)]);
  });

  const many = 140_000;
  const exact = (total: bigint, weights: bigint[], width: 1 | 2) => {
    const parts = distributeColumn(total, columnOf(weights, width));
    expect(sumColumn(parts)).toBe(total);
    const wanted = columnOf(distribute(total, weights), width).data;
    expect(parts.data.every((word, at) => word === wanted[at])).toBe(true);
  };

  test("behavior: many rows, one word and two", () => {
    exact(123_456_789_012n, scatter(many, 34n), 1);
    exact(2n ** 63n - 7n, scatter(many, 64n), 1);
    exact(2n ** 100n + 1n, scatter(many / 2, 90n), 2);
  });

  test("behavior: rows about as many as the smallest sample needs", () => {
    for (const rows of [8191, 8192, 9000, 16385]) {
      for (const bits of [3n, 20n, 40n, 63n]) {
        const weights = scatter(rows, bits);
        for (const part of [2n, 1000n]) exact(sum(weights) / part + 1n, weights, 1);
      }
      exact(2n ** 99n, scatter(rows / 2, 80n), 2);
    }
  });

  test("behavior: many rows of few remainders", () => {
    exact(2_500_001n, Array(many).fill(7n), 1);
    exact(2n ** 80n + 1n, Array(many / 2).fill(2n ** 70n), 2);
    const sorted = scatter(many, 40n).sort((a, b) => (a < b ? -1 : 1));
    exact(10n ** 15n, sorted, 1);
  });

  test("behavior: many rows, of which a sample in blocks says nothing", () => {
    const rows = scatter(many, 34n);
    // The first and every 8th block of 128 are of all kinds; the others have one remainder, small or large.
    for (const other of [3n, 4n]) {
      const weights = rows.map((value, row) => (Math.floor(row / 128) % 8 === 0 ? value : other));
      exact((sum(weights) * 3n) / 10n, weights, 1);
    }
  });

  test("behavior: a column in the middle of a buffer is read in place", () => {
    const buffer = new BigUint64Array(200).fill(9n);
    const column: Column = { words: 1, data: buffer.subarray(50, 150).fill(3n) };
    expect(amountsOf(distributeColumn(301n, column))).toEqual(distribute(301n, Array(100).fill(3n)));
    expect([buffer[49], buffer[50], buffer[150]]).toEqual([9n, 3n, 9n]);
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
    law([fc.array(fc.tuple(totals, someColumns), { maxLength: 4 })], (consumers) => {
      const capped = capColumns(
        consumers.map(([allowed]) => allowed),
        consumers.map(([, [width, asked]]) => columnOf(asked, width)),
      );
      return consumers.every(([allowed, [, asked]], index) => {
        const named = asked.map((value, row) => ({ validator: row.toString().padStart(6, "0"), amount: value }));
        const wanted = splitAllowance(allowed, named).map((row) => row.amount);
        expect(amountsOf(capped[index] ?? emptyColumn(0, 1))).toEqual(wanted);
        return true;
      });
    });
  });

  test("behavior: what is within the allowance is copied", () => {
    const asked = columnOf(Array(50).fill(3n), 1);
    const [capped] = capColumns([150n], [asked]);
    expect(capped).toEqual(asked);
    expect(capped?.data).not.toBe(asked.data);
  });

  test("error: InvalidAmountError", () => {
    expect(() => capColumns([-1n], [columnOf([1n], 1)])).toThrow(InvalidAmountError);
  });
});

describe("accrueColumn", () => {
  test("behavior: is what each row of shares would be paid, bit for bit", () => {
    law([someColumns, totals, upTo(2n ** 60n)], ([width, shares], reward, more) => {
      const index = indexAfter(7n, reward, sum(shares) + more + 1n);
      const wanted = shares.map((own) => pendingRewards({ shares: own, index: 7n, earned: 0n }, index));
      expect(outcome(() => amountsOf(accrueColumn(columnOf(shares, width), 7n, index)))).toEqual(
        outcome(() => amountsOf(columnOf(wanted, width))),
      );
      return true;
    });
  });

  test("behavior: who holds all shares is paid all, to the last unit", () => {
    law([positive(upTo(2n ** 60n)), upTo(2n ** 60n)], (shares, reward) => {
      const column = columnOf(Array(40).fill(shares), 1);
      return amountsOf(accrueColumn(column, 0n, indexAfter(0n, reward, shares))).every((paid) => paid === reward);
    });
  });

  test("behavior: an index that stands still pays nothing", () => {
    expect(amountsOf(accrueColumn(columnOf(Array(100).fill(5n), 1), 9n, 9n))).toEqual(Array(100).fill(0n));
  });

  test("error: AmountOverflowError where a word is too narrow, whatever the number of rows", () => {
    for (const rows of [1, 100]) {
      const shares = columnOf(Array(rows).fill(2n ** 63n), 1);
      expect(() => accrueColumn(shares, 0n, 2n << REWARD_BITS)).toThrow(AmountOverflowError);
      expect(amountsOf(accrueColumn(shares, 0n, 1n << REWARD_BITS))).toEqual(amountsOf(shares));
    }
  });

  test("error: InvalidAmountError where the index goes back or is none", () => {
    expect(() => accrueColumn(columnOf([1n], 1), 2n, 1n)).toThrow(InvalidAmountError);
    expect(() => accrueColumn(emptyColumn(0, 1), 2n, 1n)).toThrow(InvalidAmountError);
    expect(() => accrueColumn(columnOf([1n], 1), 0n, 1n << 512n)).toThrow(InvalidAmountError);
  });
});
