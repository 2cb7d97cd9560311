import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { law, positive, supply, upTo } from "../../test/vectors/arbitrary.js";
import { AmountOverflowError, InvalidAmountError } from "../errors/number.js";
import { creditReward, type Entitlement, shrinkEntitlement, withdrawEntitlement } from "./entitlement.js";
import { pendingRewards } from "./rewards.js";
import { MAX_UINT256 } from "./uint.js";

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
const totalOf = (entitlement: Entitlement) => entitlement.entitled + sum(entitlement.waiting);
const shares = upTo(MAX_UINT256 >> 8n);
/** A position, and what share of it stays (per mille). */
const kept = fc
  .tuple(fc.record({ entitled: shares, waiting: fc.array(shares, { maxLength: 8 }) }), fc.bigInt(0n, 1000n))
  .map(([entitlement, share]) => [entitlement, (totalOf(entitlement) * share) / 1000n] as const);

describe("creditReward", () => {
  test("behavior: pays who joined before the previous announcement, then entitles who joined before this one", () => {
    const first = creditReward({ entitled: 0n, index: 0n }, 100n, 10n);
    // Nobody was entitled: those who join take it.
    expect(pendingRewards({ shares: 10n, index: first.joinedAt, earned: 0n }, first.pool.index)).toBe(100n);
    const second = creditReward(first.pool, 60n, 20n);
    const after = second.pool.index;
    expect(pendingRewards({ shares: 10n, index: first.pool.index, earned: 0n }, after)).toBe(60n);
    expect(pendingRewards({ shares: 20n, index: second.joinedAt, earned: 0n }, after)).toBe(0n);
    const third = creditReward(second.pool, 90n, 0n);
    expect(pendingRewards({ shares: 20n, index: second.joinedAt, earned: 0n }, third.pool.index)).toBe(60n);
  });

  test("behavior: every reward is paid once or belongs to nobody", () => {
    const announcement = fc.tuple(supply, fc.oneof(fc.constant(0n), supply));
    law([fc.array(announcement, { maxLength: 12 })], (announcements) => {
      let pool = { entitled: 0n, index: 0n };
      const holders: { shares: bigint; index: bigint; earned: bigint }[] = [];
      let [came, nobodys] = [0n, 0n];
      for (const [reward, joining] of announcements) {
        const credited = creditReward(pool, reward, joining);
        pool = credited.pool;
        holders.push({ shares: joining, index: credited.joinedAt, earned: 0n });
        came += reward;
        if (credited.unallocated) nobodys += reward;
      }
      const pending = sum(holders.map((holder) => pendingRewards(holder, pool.index)));
      return pending + nobodys <= came && came - pending - nobodys <= BigInt(holders.length);
    });
  });

  test("error: InvalidAmountError, AmountOverflowError", () => {
    expect(() => creditReward({ entitled: -1n, index: 0n }, 1n, 0n)).toThrow(InvalidAmountError);
    expect(() => creditReward({ entitled: 1n, index: 0n }, -1n, 0n)).toThrow(InvalidAmountError);
    expect(() => creditReward({ entitled: MAX_UINT256, index: 0n }, 1n, 1n)).toThrow(AmountOverflowError);
  });
});

describe("shrinkEntitlement", () => {
  test("behavior: exact in sum, no part rises, the entitled part keeps its proportion floored", () => {
    law([kept], ([before, total]) => {
      const after = shrinkEntitlement(before, total);
      return (
        totalOf(after) === total &&
        after.waiting.every((part, index) => part >= 0n && part <= (before.waiting[index] ?? 0n)) &&
        after.entitled * totalOf(before) <= before.entitled * total &&
        before.entitled * total < (after.entitled + 1n) * totalOf(before) + (totalOf(before) === 0n ? 1n : 0n)
      );
    });
  });

  test("error: InvalidAmountError", () => {
    expect(() => shrinkEntitlement({ entitled: 1n, waiting: [] }, 2n)).toThrow(InvalidAmountError);
    expect(() => shrinkEntitlement({ entitled: 1n, waiting: [-1n] }, 0n)).toThrow(InvalidAmountError);
  });
});

describe("withdrawEntitlement", () => {
  test("behavior: exact in sum, takes waiting shares first and the latest of them first", () => {
    law([kept], ([before, total]) => {
      const after = withdrawEntitlement(before, total);
      const touched = after.waiting.map((part, index) => part < (before.waiting[index] ?? 0n));
      const first = touched.indexOf(true);
      return (
        totalOf(after) === total &&
        (after.entitled === before.entitled || after.waiting.every((part) => part === 0n)) &&
        (first === -1 || after.waiting.slice(first + 1).every((part) => part === 0n))
      );
    });
  });

  test("behavior: taking in two steps is taking at once", () => {
    law([kept, fc.bigInt(0n, 1000n)], ([before, total], share) => {
      const between = total + ((totalOf(before) - total) * share) / 1000n;
      expect(withdrawEntitlement(withdrawEntitlement(before, between), total)).toEqual(
        withdrawEntitlement(before, total),
      );
      return true;
    });
  });

  test("error: InvalidAmountError", () => {
    law([positive(supply)], (more) => {
      expect(() => withdrawEntitlement({ entitled: 1n, waiting: [2n] }, 3n + more)).toThrow(InvalidAmountError);
      return true;
    });
  });
});
