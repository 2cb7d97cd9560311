import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { law, positive, ratio, supply } from "../../test/vectors/arbitrary.js";
import { InvalidAmountError, InvalidSecondsError } from "../errors/number.js";
import { FULL_MULTIPLIER, sharesOf, slashMultiplier, takeStake } from "./shares.js";
import {
  entryValue,
  multiplierAt,
  openUnbonding,
  type SlashRecord,
  type UnbondingEntry,
  withdrawMatured,
} from "./unbonding.js";

const part = (tokens: bigint, m = FULL_MULTIPLIER) => ({ tokens, shares: sharesOf(tokens, m) });
const half: SlashRecord = { time: 50, multiplier: FULL_MULTIPLIER / 2n };
const seconds = fc.nat(10_000);

describe("multiplierAt", () => {
  test("behavior: a slash counts for what is released later than it, not for what is released with it", () => {
    expect(multiplierAt([half], 49)).toBe(FULL_MULTIPLIER);
    expect(multiplierAt([half], 50)).toBe(FULL_MULTIPLIER);
    expect(multiplierAt([half], 51)).toBe(half.multiplier);
    expect(multiplierAt([], 51)).toBe(FULL_MULTIPLIER);
  });

  test("behavior: falls as the release time rises", () => {
    law([fc.array(fc.tuple(seconds, ratio), { maxLength: 8 }), seconds, seconds], (slashes, a, b) => {
      let m = FULL_MULTIPLIER;
      const history = [...slashes]
        .sort(([x], [y]) => x - y)
        .map(([time, slash]) => {
          m = slashMultiplier(m, slash);
          return { time, multiplier: m };
        });
      return multiplierAt(history, Math.min(a, b)) >= multiplierAt(history, Math.max(a, b));
    });
  });

  test("error: InvalidSecondsError", () => {
    expect(() => multiplierAt([], -1)).toThrow(InvalidSecondsError);
    expect(() => multiplierAt([{ time: 0.5, multiplier: 1n }], 1)).toThrow(InvalidSecondsError);
  });
});

describe("openUnbonding", () => {
  test("behavior: joins the entry opened less than a seventh of the period ago", () => {
    const first = openUnbonding([], part(5n), 0, 700);
    expect(first).toEqual([{ ...part(5n), openedAt: 0, releaseAt: 700 }]);
    expect(openUnbonding(first, part(7n), 99, 700)).toEqual([{ ...part(12n), openedAt: 0, releaseAt: 799 }]);
    expect(openUnbonding(first, part(7n), 100, 700)).toEqual([
      ...first,
      { ...part(7n), openedAt: 100, releaseAt: 800 },
    ]);
  });

  test("behavior: joining does not make an entry younger, so there are at most eight", () => {
    law([fc.array(fc.nat(200), { minLength: 1, maxLength: 60 }), fc.integer({ min: 7, max: 5000 })], (gaps, period) => {
      let queue: readonly UnbondingEntry[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        queue = withdrawMatured(queue, [], now).queue;
        queue = openUnbonding(queue, part(1n), now, period);
        const openedAt = queue.map((entry) => entry.openedAt);
        if (openedAt.some((time, index) => index > 0 && time - (openedAt[index - 1] ?? 0) < Math.floor(period / 7)))
          return false;
        // An entry lives for at most 8/7 of a period.
        if (queue.length > 9) return false;
      }
      return true;
    });
  });

  test("behavior: a slash of the entry that is joined stays its own", () => {
    const queue = openUnbonding([], part(10n), 0, 700);
    const joined = openUnbonding(queue, part(10n, half.multiplier), 60, 700);
    expect(joined).toHaveLength(1);
    expect(withdrawMatured(joined, [half], 760)).toEqual({ queue: [], released: 15n, lost: 5n });
  });

  test("behavior: what is released already is not joined", () => {
    const queue = openUnbonding([], part(10n), 0, 100);
    expect(openUnbonding(queue, part(10n), 99, 7000)).toHaveLength(1);
    expect(openUnbonding(queue, part(10n), 100, 7000)).toHaveLength(2);
  });

  test("behavior: a shorter period never brings a release forward", () => {
    const queue = openUnbonding([], part(10n), 0, 70_000);
    expect(openUnbonding(queue, part(10n), 10, 700)[0]?.releaseAt).toBe(70_000);
  });

  test("error: InvalidSecondsError, InvalidAmountError", () => {
    expect(() => openUnbonding([], part(1n), -1, 700)).toThrow(InvalidSecondsError);
    expect(() => openUnbonding([], part(1n), 1, 0.5)).toThrow(InvalidSecondsError);
    expect(() => openUnbonding([], part(1n), 2 ** 53 - 1, 700)).toThrow(InvalidSecondsError);
    expect(() => openUnbonding([], { tokens: -1n, shares: 0n }, 1, 700)).toThrow(InvalidAmountError);
  });
});

describe("withdrawMatured, entryValue", () => {
  test("behavior: an entry takes slashes before its release time, whether withdrawn or not, and none after", () => {
    const entry = { ...part(10n), openedAt: 0, releaseAt: 100 };
    const late: SlashRecord = { time: 100, multiplier: 0n };
    expect(entryValue(entry, [half, late])).toBe(5n);
    expect(withdrawMatured([entry], [half, late], 5000)).toEqual({ queue: [], released: 5n, lost: 5n });
    expect(withdrawMatured([entry], [half], 99)).toEqual({ queue: [entry], released: 0n, lost: 0n });
    expect(withdrawMatured([entry], [{ time: 99, multiplier: 0n }], 100)).toEqual({
      queue: [],
      released: 0n,
      lost: 10n,
    });
  });

  test("behavior: withdrawing again at the same time changes nothing", () => {
    law([fc.array(fc.tuple(supply, seconds), { maxLength: 6 }), seconds], (rows, now) => {
      const queue = rows.map(([tokens, releaseAt]) => ({ ...part(tokens), openedAt: 0, releaseAt }));
      const once = withdrawMatured(queue, [], now);
      const twice = withdrawMatured(once.queue, [], now);
      return twice.released === 0n && twice.lost === 0n && twice.queue.length === once.queue.length;
    });
  });

  test("behavior: tokens in = tokens released + lost + still there, over any story", () => {
    const step = fc.record({
      kind: fc.constantFrom("unstake", "slash", "withdraw"),
      gap: fc.nat(300),
      tokens: supply,
      slash: ratio,
    });
    law([positive(supply), fc.array(step, { maxLength: 30 })], (stake, steps) => {
      let now = 0;
      let m = FULL_MULTIPLIER;
      let active = part(stake);
      let queue: readonly UnbondingEntry[] = [];
      let [released, lost] = [0n, 0n];
      const history: SlashRecord[] = [];
      for (const { kind, gap, tokens, slash } of steps) {
        now += gap;
        if (kind === "slash") {
          m = slashMultiplier(m, slash);
          history.push({ time: now, multiplier: m });
        } else if (kind === "withdraw") {
          const change = withdrawMatured(queue, history, now);
          queue = change.queue;
          released += change.released;
          lost += change.lost;
        } else {
          const settled = takeStake(active, m, 0n);
          const taken = takeStake(settled.rest, m, tokens % (settled.rest.tokens + 1n));
          active = taken.rest;
          queue = openUnbonding(queue, taken.taken, now, 700);
          lost += settled.lost + taken.lost;
        }
      }
      const waiting = queue.reduce((sum, entry) => sum + entry.tokens, 0n);
      return active.tokens + waiting + released + lost === stake && (history.length > 0 || lost === 0n);
    });
  });

  test("error: InvalidSecondsError, AmountUnderflowError", () => {
    const entry = { ...part(10n), openedAt: 0, releaseAt: Number.NaN };
    expect(() => withdrawMatured([entry], [], 1)).toThrow(InvalidSecondsError);
    expect(() => withdrawMatured([], [], -1)).toThrow(InvalidSecondsError);
    const worthMore = { tokens: 1n, shares: sharesOf(2n, FULL_MULTIPLIER), openedAt: 0, releaseAt: 1 };
    expect(() => withdrawMatured([worthMore], [], 1)).toThrow(
      expect.objectContaining({ name: "AmountUnderflowError" }),
    );
  });

  test("behavior: a ratio of the stake is lost in active and unbonding stake alike", () => {
    law([supply, ratio], (tokens, slash) => {
      const m = slashMultiplier(FULL_MULTIPLIER, slash);
      const entry = { ...part(tokens), openedAt: 0, releaseAt: 100 };
      return entryValue(entry, [{ time: 1, multiplier: m }]) === takeStake(part(tokens), m, 0n).rest.tokens;
    });
  });
});
