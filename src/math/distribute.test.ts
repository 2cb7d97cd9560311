import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law } from "../../test/vectors/arbitrary.js";
import { DivisionByZeroError, InvalidAmountError } from "../errors/number.js";
import { distribute, distributeByKey } from "./distribute.js";

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
const small = fc.bigInt(0n, 5n);
const weights = fc
  .oneof(fc.array(amount, { minLength: 1, maxLength: 20 }), fc.array(small, { minLength: 1, maxLength: 20 }))
  .filter((rows) => sum(rows) > 0n);

describe("distribute", () => {
  test("default", () => {
    expect(distribute(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(distribute(1000n, [500n, 1000n, 1000n])).toEqual([200n, 400n, 400n]);
    expect(distribute(0n, [0n, 0n])).toEqual([0n, 0n]);
    expect(distribute(0n, [])).toEqual([]);
  });

  test("behavior: the parts add up exactly, each less than one from its share; zero weight gets nothing", () => {
    law([amount, weights], (total, rows) => {
      const parts = distribute(total, rows);
      const whole = sum(rows);
      return (
        sum(parts) === total &&
        parts.every((part, index) => {
          const weight = rows[index] ?? 0n;
          const off = part * whole - total * weight;
          return off < whole && off > -whole && (weight > 0n || part === 0n);
        })
      );
    });
  });

  test("behavior: the units go to the largest remainders, ties to the lower index", () => {
    law([amount, weights], (total, rows) => {
      const whole = sum(rows);
      const rest = (index: number) => (total * (rows[index] ?? 0n)) % whole;
      const parts = distribute(total, rows);
      const raised = parts.map((part, index) => part - (total * (rows[index] ?? 0n)) / whole);
      return raised.every((up, a) =>
        raised.every((down, b) => up <= down || rest(a) > rest(b) || (rest(a) === rest(b) && a < b)),
      );
    });
  });

  test("behavior: a larger weight never gets less", () => {
    law([amount, weights], (total, rows) => {
      const parts = distribute(total, rows);
      return rows.every((a, i) => rows.every((b, j) => a <= b || (parts[i] ?? 0n) >= (parts[j] ?? 0n)));
    });
  });

  test("behavior: what all together asked for is given exactly, and less than that exceeds nobody's part", () => {
    law([weights, fc.bigInt(0n, 1000n)], (rows, share) => {
      const whole = sum(rows);
      if (whole >= 1n << 128n) return true;
      expect(distribute(whole, rows)).toEqual(rows);
      return distribute((whole * share) / 1000n, rows).every((part, index) => part <= (rows[index] ?? 0n));
    });
  });

  test("error: DivisionByZeroError, InvalidAmountError", () => {
    expect(() => distribute(1n, [0n, 0n])).toThrow(DivisionByZeroError);
    expect(() => distribute(1n, [])).toThrow(DivisionByZeroError);
    expect(() => distribute(-1n, [1n])).toThrow(InvalidAmountError);
    expect(() => distribute(1n, [1n, -1n])).toThrow(InvalidAmountError);
  });
});

describe("distributeByKey", () => {
  const rows = fc
    .uniqueArray(fc.tuple(fc.string(), fc.oneof(amount, small)), {
      minLength: 1,
      maxLength: 12,
      selector: ([key]) => key,
    })
    .map((pairs) => pairs.map(([key, weight]) => ({ key, weight })))
    .filter((pairs) => pairs.some(({ weight }) => weight > 0n));

  test("behavior: who gets what does not depend on the order of the rows", () => {
    law([amount, rows, fc.nat()], (total, pairs, turn) => {
      const at = turn % pairs.length;
      const turned = [...pairs.slice(at), ...pairs.slice(0, at)].reverse();
      const byKey = (some: typeof pairs) =>
        new Map(some.map(({ key }, index) => [key, distributeByKey(total, some)[index]]));
      const [one, other] = [byKey(pairs), byKey(turned)];
      return pairs.every(({ key }) => one.get(key) === other.get(key));
    });
  });

  test("behavior: in the order of the keys it is distribute", () => {
    law([amount, rows], (total, pairs) => {
      const inOrder = [...pairs].sort((a, b) => (a.key < b.key ? -1 : 1));
      expect(distributeByKey(total, inOrder)).toEqual(
        distribute(
          total,
          inOrder.map(({ weight }) => weight),
        ),
      );
      return true;
    });
  });

  test("behavior: rows of the same key go by their place", () => {
    const rows = ["b", "a", "a"].map((key) => ({ key, weight: 1n }));
    expect(distributeByKey(1n, rows)).toEqual([0n, 1n, 0n]);
    expect(distributeByKey(2n, rows)).toEqual([0n, 1n, 1n]);
  });

  test("error: DivisionByZeroError", () => {
    expect(() => distributeByKey(1n, [])).toThrow(DivisionByZeroError);
  });
});
