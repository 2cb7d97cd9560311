import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, ratio, supply, upTo } from "../../../test/vectors/arbitrary.js";
import { InvalidAmountError, InvalidRatioError } from "../../errors/number.js";
import { allowedPower, type PowerRequest } from "../cap.js";
import { Decimal } from "../decimal.js";
import { MAX_UINT128 } from "../uint.js";
import { PowerBooks } from "./powerBooks.js";
import { Tournament } from "./tournament.js";

const d = Decimal.parse;
const tenths = fc.integer({ min: 0, max: 10 }).map((n) => Decimal.fromRatio(BigInt(n), 10n));
const share = fc.oneof(tenths, ratio);
const sizes = fc.constantFrom(upTo(5n), upTo(1000n), supply, amount);

/** Consumers that change one after the other: of few values, so that ties are met, or of any. */
const stories = sizes.chain((size) =>
  fc.record({
    local: size,
    minLocalShare: share,
    changes: fc.array(
      fc.record({ consumer: fc.nat({ max: 9 }).map((n) => `c${n}`), asked: size, funds: size, maxShare: share }),
      { maxLength: 25 },
    ),
  }),
);

describe("PowerBooks", () => {
  test("behavior: is allowedPower after every change", () => {
    law([stories], ({ changes, ...limits }) => {
      const books = new PowerBooks(limits);
      const now = new Map<string, PowerRequest>();
      for (const change of changes) {
        books.set(change);
        now.set(change.consumer, change);
        const wanted = allowedPower(limits, [...now.values()]);
        expect(wanted.map(({ consumer }) => ({ consumer, allowed: books.allowed(consumer) }))).toEqual(wanted);
      }
      return true;
    });
  });

  test("behavior: is allowedPower of a hundred consumers, in whatever order they came", () => {
    const rows = fc.array(fc.record({ asked: supply, funds: supply, maxShare: share }), { maxLength: 100 });
    law([supply, share, rows, fc.boolean()], (local, minLocalShare, some, turned) => {
      const requests = some.map((row, index) => ({ consumer: `c${index}`, ...row }));
      const books = new PowerBooks({ local, minLocalShare });
      for (const request of turned ? [...requests].reverse() : requests) books.set(request);
      const wanted = allowedPower({ local, minLocalShare }, requests);
      return wanted.every(({ consumer, allowed }) => books.allowed(consumer) === allowed);
    });
  });

  test("behavior: shares that differ by less than doubles can tell", () => {
    const big = 2n ** 120n;
    const close = fc.tuple(fc.bigInt(-2n, 2n), fc.bigInt(-2n, 2n)).map(([more, finer]) => ({
      asked: big + more,
      funds: MAX_UINT128,
      maxShare: Decimal.fromAtomics(10n ** 17n + finer),
    }));
    law([fc.array(close, { minLength: 2, maxLength: 6 }), fc.bigInt(-40n, 40n)], (rows, off) => {
      const requests = rows.map((row, index) => ({ consumer: `c${index}`, ...row }));
      // The total is about where all of them begin to be bound.
      const limits = { local: big * BigInt(10 - rows.length) + off, minLocalShare: Decimal.ZERO };
      const books = new PowerBooks(limits);
      for (const request of requests) books.set(request);
      return allowedPower(limits, requests).every(({ consumer, allowed }) => books.allowed(consumer) === allowed);
    });
  });

  test("error: InvalidAmountError, InvalidRatioError; what was set stays", () => {
    const limits = { local: 100n, minLocalShare: Decimal.ZERO };
    const row = { consumer: "a", asked: 5n, funds: 5n, maxShare: Decimal.ONE };
    expect(() => new PowerBooks({ ...limits, local: -1n })).toThrow(InvalidAmountError);
    expect(() => new PowerBooks({ ...limits, minLocalShare: d("2") })).toThrow(InvalidRatioError);
    const books = new PowerBooks(limits);
    books.set(row);
    expect(() => books.set({ ...row, asked: -1n })).toThrow(InvalidAmountError);
    expect(() => books.set({ ...row, funds: MAX_UINT128 + 1n })).toThrow(InvalidAmountError);
    expect(() => books.set({ ...row, maxShare: d("1.1") })).toThrow(InvalidRatioError);
    expect(books.allowed("a")).toBe(5n);
  });
});

describe("Tournament", () => {
  test("behavior: first is the largest present, whatever entered, changed and left", () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 9 }), fc.boolean()), { maxLength: 60 });
    law([moves], (some) => {
      const values: number[] = [];
      const present = new Set<number>();
      const tournament = new Tournament((a, b) => (values[a] ?? 0) > (values[b] ?? 0));
      for (const [slot, value, enters] of some) {
        values[slot] = value;
        if (enters) present.add(slot);
        else present.delete(slot);
        tournament.set(slot, enters);
        const best = tournament.first;
        if (present.size === 0) expect(best).toBeUndefined();
        else expect(values[best ?? -1]).toBe(Math.max(...[...present].map((one) => values[one] ?? -1)));
      }
      return true;
    });
  });
});
