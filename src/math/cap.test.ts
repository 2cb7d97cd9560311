import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, ratio, summand, supply } from "../../test/vectors/arbitrary.js";
import { AmountUnderflowError, InvalidAmountError, InvalidRatioError } from "../errors/number.js";
import {
  allowedPower,
  grantStep,
  localPower,
  type PowerLimits,
  type PowerRequest,
  spendableFunds,
  splitAllowance,
} from "./cap.js";
import { Decimal } from "./decimal.js";
import { lesser, MAX_UINT128 } from "./uint.js";

const d = Decimal.parse;
const UNIT = 10n ** 18n;
const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
const allowedOf = (limits: PowerLimits, consumers: readonly PowerRequest[]) =>
  allowedPower(limits, consumers).map(({ allowed }) => allowed);
const want = (request: PowerRequest) => lesser(request.asked, request.funds);
const named = (rows: readonly Omit<PowerRequest, "consumer">[]) =>
  rows.map((row, index) => ({ consumer: `c${index}`, ...row }));

const tenths = fc.integer({ min: 0, max: 10 }).map((n) => Decimal.fromRatio(BigInt(n), 10n));
const requests = (size: fc.Arbitrary<bigint>, maxLength: number) =>
  fc.array(fc.record({ asked: size, funds: size, maxShare: fc.oneof(ratio, tenths) }), { maxLength }).map(named);
const limits = (size: fc.Arbitrary<bigint>) => fc.record({ local: size, minLocalShare: fc.oneof(tenths, ratio) });

/**
 * The largest real solution found the slow way: of all choices of who is bound, the one with the largest total that
 * holds for everyone. Fractions are [numerator, denominator].
 */
function bySubsets(local: bigint, consumers: readonly PowerRequest[]): bigint[] {
  let best: { total: [bigint, bigint]; powers: bigint[] } | undefined;
  for (let mask = 0; mask < 2 ** consumers.length; mask += 1) {
    const bound = consumers.map((_, index) => (mask >> index) % 2 === 1);
    const open = UNIT - sum(consumers.map(({ maxShare }, index) => (bound[index] ? maxShare.atomics : 0n)));
    if (open <= 0n) continue;
    const base = local + sum(consumers.map((request, index) => (bound[index] ? 0n : want(request))));
    // T = base × 10¹⁸ / open, so p × T = share × base / open.
    const fits = consumers.every((request, index) => {
      const cap = request.maxShare.atomics * base;
      return bound[index] ? want(request) * open >= cap : want(request) * open <= cap;
    });
    if (!fits || (best !== undefined && base * best.total[1] <= best.total[0] * open)) continue;
    const powers = consumers.map((request, index) =>
      bound[index] ? (request.maxShare.atomics * base) / open : want(request),
    );
    best = { total: [base, open], powers };
  }
  return best?.powers ?? [];
}

describe("allowedPower", () => {
  const greedy = { asked: 10_000n, funds: 10_000n, maxShare: d("0.3") };

  test("default", () => {
    const three = named([greedy, greedy, greedy]);
    expect(allowedOf({ local: 100n, minLocalShare: Decimal.ZERO }, three)).toEqual([300n, 300n, 300n]);
    expect(allowedOf({ local: 100n, minLocalShare: d("0.4") }, three)).toEqual([50n, 50n, 50n]);
    expect(allowedPower({ local: 100n, minLocalShare: Decimal.ZERO }, [])).toEqual([]);
  });

  test("behavior: no limit, no funds, nothing at all", () => {
    const free = { local: 0n, minLocalShare: Decimal.ZERO };
    expect(allowedOf(free, named([{ asked: 5n, funds: 9n, maxShare: Decimal.ONE }]))).toEqual([5n]);
    expect(allowedOf(free, named([{ asked: 9n, funds: 5n, maxShare: Decimal.ONE }]))).toEqual([5n]);
    expect(allowedOf(free, named([{ asked: 9n, funds: 9n, maxShare: d("0.9") }]))).toEqual([0n]);
    expect(allowedOf({ ...free, local: 100n }, named([{ asked: 9n, funds: 9n, maxShare: Decimal.ZERO }]))).toEqual([
      0n,
    ]);
    expect(
      allowedOf({ local: 100n, minLocalShare: Decimal.ONE }, named([{ asked: 9n, funds: 9n, maxShare: d("0.9") }])),
    ).toEqual([0n]);
  });

  test("behavior: is the best of all ways to bind, computed one by one", () => {
    law([supply, requests(supply, 4)], (local, consumers) => {
      expect(allowedOf({ local, minLocalShare: Decimal.ZERO }, consumers)).toEqual(bySubsets(local, consumers));
      return true;
    });
  });

  test("behavior: no whole numbers that keep the shares exceed it, tried one by one", () => {
    const few = fc.bigInt(0n, 6n);
    const rows = fc.array(fc.record({ asked: few, funds: few, maxShare: tenths }), { minLength: 1, maxLength: 3 });
    law([fc.bigInt(0n, 8n), rows.map(named)], (local, consumers) => {
      const ours = allowedOf({ local, minLocalShare: Decimal.ZERO }, consumers);
      const tried: bigint[] = [];
      const attempt = (): boolean => {
        const next = consumers[tried.length];
        if (next === undefined) {
          const total = local + sum(tried);
          const keeps = tried.every((v, index) => v * UNIT <= (consumers[index]?.maxShare.atomics ?? 0n) * total);
          return !keeps || tried.every((v, index) => v <= (ours[index] ?? 0n));
        }
        for (let v = 0n; v <= want(next); v += 1n) {
          tried.push(v);
          if (!attempt()) return false;
          tried.pop();
        }
        return true;
      };
      return attempt();
    });
  });

  test("behavior: keeps funds, shares and the local part", () => {
    law([limits(amount), requests(summand, 8)], (bounds, consumers) => {
      const allowed = allowedOf(bounds, consumers);
      const total = bounds.local + sum(allowed);
      const least = bounds.minLocalShare.atomics;
      return (
        sum(allowed) * least <= bounds.local * (UNIT - least) &&
        consumers.every((request, index) => {
          const power = allowed[index] ?? 0n;
          // The floors of the others take less than one token each off the total.
          const share = request.maxShare.atomics * (total + BigInt(consumers.length));
          return power <= want(request) && power * UNIT <= share;
        })
      );
    });
  });

  test("behavior: order does not matter; equals are treated alike", () => {
    law([limits(supply), requests(supply, 6)], (bounds, consumers) => {
      const twice = [...consumers, ...consumers];
      const both = allowedOf(bounds, twice);
      expect(allowedOf(bounds, [...consumers].reverse())).toEqual(allowedOf(bounds, consumers).reverse());
      return consumers.every((_, index) => both[index] === both[index + consumers.length]);
    });
  });

  test("behavior: more local stake never lowers what anyone may have", () => {
    law([limits(supply), supply, requests(supply, 6)], (bounds, more, consumers) => {
      const before = allowedOf(bounds, consumers);
      const after = allowedOf({ ...bounds, local: bounds.local + more }, consumers);
      return before.every((power, index) => power <= (after[index] ?? 0n));
    });
  });

  test("behavior: without a local minimum nobody loses where another asks more", () => {
    law([supply, requests(supply, 6), supply], (local, consumers, more) => {
      const bounds = { local, minLocalShare: Decimal.ZERO };
      const [first, ...others] = consumers;
      if (first === undefined) return true;
      const raised = [{ ...first, asked: first.asked + more, funds: first.funds + more }, ...others];
      const after = allowedOf(bounds, raised);
      return allowedOf(bounds, consumers).every((power, index) => power <= (after[index] ?? 0n));
    });
  });

  test("behavior: a local minimum scales all by one factor, to less than one token", () => {
    law([limits(supply), requests(supply, 6)], (bounds, consumers) => {
      const unscaled = allowedOf({ ...bounds, minLocalShare: Decimal.ZERO }, consumers);
      const scaled = allowedOf(bounds, consumers);
      return unscaled.every((a, i) =>
        unscaled.every((b, j) => {
          const [x, y] = [scaled[i] ?? 0n, scaled[j] ?? 0n];
          // x ≤ k(a + 1), y > kb − 1, whatever k ≤ 1 is.
          return x * b <= (y + 1n) * (a + 1n);
        }),
      );
    });
  });

  test("behavior: amounts at the bound are exact", () => {
    const rows = named([{ asked: MAX_UINT128, funds: MAX_UINT128, maxShare: Decimal.ONE }]);
    expect(allowedOf({ local: MAX_UINT128, minLocalShare: d("0.5") }, rows)).toEqual([MAX_UINT128]);
  });

  test("error: InvalidAmountError, InvalidRatioError", () => {
    const bounds = { local: 1n, minLocalShare: Decimal.ZERO };
    const row = { consumer: "c", asked: 1n, funds: 1n, maxShare: Decimal.ONE };
    expect(() => allowedPower({ ...bounds, local: -1n }, [])).toThrow(InvalidAmountError);
    expect(() => allowedPower({ ...bounds, minLocalShare: d("2") }, [row])).toThrow(InvalidRatioError);
    expect(() => allowedPower(bounds, [{ ...row, asked: -1n }])).toThrow(InvalidAmountError);
    expect(() => allowedPower(bounds, [{ ...row, funds: MAX_UINT128 + 1n }])).toThrow(InvalidAmountError);
    expect(() => allowedPower(bounds, [{ ...row, maxShare: d("1.1") }])).toThrow(InvalidRatioError);
  });
});

describe("localPower", () => {
  test("default", () => {
    expect(localPower(1000n, 300n)).toBe(700n);
    expect(() => localPower(300n, 1000n)).toThrow(AmountUnderflowError);
  });

  test("behavior: with what is delegated it is the total again", () => {
    law([summand, summand], (local, delegated) => localPower(local + delegated, delegated) === local);
  });
});

describe("splitAllowance", () => {
  const asked = fc.uniqueArray(fc.tuple(fc.string(), summand), { maxLength: 12, selector: ([name]) => name });

  test("default", () => {
    const rows = [500n, 1000n, 1000n].map((some, index) => ({ validator: `v${index}`, amount: some }));
    expect(splitAllowance(1000n, rows).map((row) => row.amount)).toEqual([200n, 400n, 400n]);
    expect(splitAllowance(9999n, rows)).toEqual(rows);
    expect(splitAllowance(5n, [])).toEqual([]);
    expect(splitAllowance(5n, [{ validator: "v", amount: 0n }])).toEqual([{ validator: "v", amount: 0n }]);
  });

  test("behavior: exact in sum, never above what was asked", () => {
    law([amount, asked], (allowed, pairs) => {
      const rows = pairs.map(([validator, some]) => ({ validator, amount: some }));
      const parts = splitAllowance(allowed, rows);
      const [given, all] = [sum(parts.map((row) => row.amount)), sum(rows.map((row) => row.amount))];
      return given === lesser(allowed, all) && parts.every((part, index) => part.amount <= (rows[index]?.amount ?? 0n));
    });
  });

  test("behavior: capping what is capped changes nothing; order does not matter; who asks more gets no less", () => {
    law([amount, asked], (allowed, pairs) => {
      const rows = pairs.map(([validator, some]) => ({ validator, amount: some }));
      const parts = splitAllowance(allowed, rows);
      expect(splitAllowance(allowed, parts)).toEqual(parts);
      expect(splitAllowance(allowed, [...rows].reverse())).toEqual([...parts].reverse());
      return parts.every((one, i) =>
        parts.every((two, j) => (rows[i]?.amount ?? 0n) <= (rows[j]?.amount ?? 0n) || one.amount >= two.amount),
      );
    });
  });

  test("behavior: ties go to the lower address", () => {
    const rows = ["b", "a", "c"].map((validator) => ({ validator, amount: 1n }));
    expect(splitAllowance(2n, rows).map((row) => row.amount)).toEqual([1n, 1n, 0n]);
    expect(splitAllowance(1n, rows).map((row) => row.amount)).toEqual([0n, 1n, 0n]);
  });
});

describe("grantStep", () => {
  const state = fc.record({ granted: amount, target: amount, allowed: amount, more: summand, spendable: amount });

  test("behavior: goes towards the target, never past it, never above what is allowed or can be spent", () => {
    law([state], ({ granted, target, allowed, more, spendable }) => {
      if (granted + more > MAX_UINT128) return true;
      const grantedInAll = granted + more;
      const next = grantStep({ granted, target, allowed, grantedInAll, spendable });
      if (target <= granted) return next === target;
      const added = next - granted;
      return added >= 0n && next <= target && added <= spendable && (added === 0n || grantedInAll + added <= allowed);
    });
  });

  test("behavior: at the target it stays; with room for all of it, it gets there at once", () => {
    law([supply, supply], (granted, target) => {
      const room = { allowed: granted + target, grantedInAll: granted, spendable: target };
      const next = grantStep({ granted, target, ...room });
      return next === target && grantStep({ granted: next, target, ...room }) === target;
    });
  });

  test("error: InvalidAmountError", () => {
    const step = { granted: 1n, target: 2n, allowed: 2n, grantedInAll: 1n, spendable: 1n };
    for (const key of Object.keys(step)) expect(() => grantStep({ ...step, [key]: -1n })).toThrow(InvalidAmountError);
  });
});

describe("spendableFunds", () => {
  test("behavior: rewards and the funds of others are never spent", () => {
    law([amount, amount, amount, amount], (own, balance, rewardsOwed, others) => {
      const some = spendableFunds({ own, balance, rewardsOwed, others });
      return some <= own && (some === 0n || some + rewardsOwed + others <= balance);
    });
    expect(spendableFunds({ own: 9n, balance: 5n, rewardsOwed: 1n, others: 2n })).toBe(2n);
  });

  test("behavior: one more unit paid in or owed changes it by one unit at most, and in its own direction", () => {
    law([summand, summand, summand, summand], (own, balance, rewardsOwed, others) => {
      const now = spendableFunds({ own, balance, rewardsOwed, others });
      const paid = spendableFunds({ own, balance: balance + 1n, rewardsOwed, others });
      const owed = spendableFunds({ own, balance, rewardsOwed: rewardsOwed + 1n, others });
      return now <= paid && paid <= now + 1n && owed <= now && now <= owed + 1n;
    });
  });

  test("error: InvalidAmountError", () => {
    const ledger = { own: 1n, balance: 2n, rewardsOwed: 0n, others: 0n };
    for (const key of Object.keys(ledger)) {
      expect(() => spendableFunds({ ...ledger, [key]: -1n })).toThrow(InvalidAmountError);
    }
  });
});
