import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { law, liveMultiplier, positive, supply } from "../../test/vectors/arbitrary.js";
import { AmountUnderflowError, InvalidAmountError } from "../errors/number.js";
import { type CutItem, type CutLedger, callsDue, recordCut, takeCut } from "./cuts.js";
import { sharesOf, valueOfShares } from "./shares.js";

const NONE: CutLedger = { cut: 0n, base: 0n, number: 0, queuedRelease: 0n, queuedSlash: 0n };
const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
const itemOf = (tokens: bigint, m: bigint): CutItem => ({ tokens, shares: sharesOf(tokens, m), cutNumber: 0 });

/** Items of one owner, and a cut that falls on them. */
const owner = fc
  .tuple(fc.array(positive(supply), { minLength: 1, maxLength: 32 }), fc.bigInt(0n, 1000n), liveMultiplier)
  .map(([tokens, share, m]) => ({
    items: tokens.map((some) => itemOf(some, m)),
    m,
    cut: (sum(tokens) * share) / 1000n,
  }));

function takeAll(ledger: CutLedger, items: readonly CutItem[]) {
  const taken: bigint[] = [];
  const rest: CutItem[] = [];
  for (const item of items) {
    const step = takeCut(ledger, item);
    ledger = step.ledger;
    taken.push(step.taken);
    rest.push(step.item);
  }
  return { ledger, rest, taken };
}

const tokensOf = (items: readonly CutItem[]) => sum(items.map((item) => item.tokens));

describe("takeCut", () => {
  test("behavior: the parts add up to the cut exactly, in whatever order the items are touched", () => {
    law([owner, fc.func(fc.nat())], ({ items, cut }, order) => {
      const ledger = recordCut(NONE, cut, tokensOf(items)).ledger;
      const shuffled = items
        .map((item, index) => ({ item, at: order(index) }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item);
      const end = takeAll(ledger, shuffled);
      return (
        sum(end.taken) === cut &&
        end.ledger.cut === 0n &&
        (cut === 0n || end.ledger.base === 0n) &&
        end.taken.every((taken, index) => taken <= (shuffled[index]?.tokens ?? 0n))
      );
    });
  });

  test("behavior: each item loses its share, to less than the number of items", () => {
    law([owner], ({ items, cut }) => {
      const whole = tokensOf(items);
      const { taken } = takeAll(recordCut(NONE, cut, whole).ledger, items);
      return taken.every((some, index) => {
        const exact = cut * (items[index]?.tokens ?? 0n);
        const off = some * whole - exact;
        return off < BigInt(items.length) * whole && off > -BigInt(items.length) * whole;
      });
    });
  });

  test("behavior: what is left is worth its tokens without a slash", () => {
    law([owner], ({ items, cut, m }) => {
      const { rest } = takeAll(recordCut(NONE, cut, tokensOf(items)).ledger, items);
      return rest.every((item) => valueOfShares(item.shares, m) === item.tokens);
    });
  });

  test("behavior: an item takes a cut once", () => {
    law([owner], ({ items, cut }) => {
      const once = takeAll(recordCut(NONE, cut, tokensOf(items)).ledger, items);
      const twice = takeAll(once.ledger, once.rest);
      expect(twice.rest).toEqual(once.rest);
      return sum(twice.taken) === 0n;
    });
  });

  test("behavior: a further cut in the middle falls on all items, and all of both is taken", () => {
    law([owner, fc.nat(32), fc.bigInt(1n, 1000n)], ({ items, cut }, at, share) => {
      const first = takeAll(recordCut(NONE, cut, tokensOf(items)).ledger, items.slice(0, at));
      const now = [...first.rest, ...items.slice(at)];
      const unsettled = tokensOf(now);
      const further = ((unsettled - first.ledger.cut) * share) / 1000n;
      const end = takeAll(recordCut(first.ledger, further, unsettled).ledger, now);
      return sum(first.taken) + sum(end.taken) === cut + further && end.ledger.cut === 0n;
    });
  });

  test("error: AmountUnderflowError where an item is larger than what the cut fell on", () => {
    const { ledger } = recordCut(NONE, 1n, 5n);
    expect(() => takeCut(ledger, { tokens: 6n, shares: 6n, cutNumber: 0 })).toThrow(AmountUnderflowError);
  });
});

describe("recordCut", () => {
  test("behavior: queued releases first, then the items, then queued slashes", () => {
    const ledger = { ...NONE, queuedRelease: 30n, queuedSlash: 7n };
    const recorded = (amount: bigint) => recordCut(ledger, amount, 100n);
    expect(recorded(30n)).toEqual({ ledger: { ...ledger, queuedRelease: 0n }, beyond: 0n });
    const cut = { ...ledger, queuedRelease: 0n, base: 100n, number: 1 };
    expect(recorded(31n)).toEqual({ ledger: { ...cut, cut: 1n }, beyond: 0n });
    expect(recorded(137n)).toEqual({ ledger: { ...cut, cut: 100n, queuedSlash: 0n }, beyond: 0n });
    expect(recorded(140n)).toEqual({ ledger: { ...cut, cut: 100n, queuedSlash: 0n }, beyond: 3n });
  });

  test("behavior: nothing of a cut is dropped", () => {
    law([supply, supply, supply, supply], (queuedRelease, queuedSlash, unsettled, seed) => {
      const room = queuedRelease + queuedSlash + unsettled;
      const amount = seed % (2n * room + 1n);
      const { ledger, beyond } = recordCut({ ...NONE, queuedRelease, queuedSlash }, amount, unsettled);
      const left = ledger.queuedRelease + ledger.queuedSlash + unsettled - ledger.cut;
      return (
        room - left + beyond === amount && (beyond === 0n || left === 0n) && (ledger.number === 1) === ledger.cut > 0n
      );
    });
  });

  test("error: AmountUnderflowError where more is cut than unsettled, InvalidAmountError", () => {
    expect(() => recordCut({ ...NONE, cut: 2n }, 1n, 1n)).toThrow(AmountUnderflowError);
    expect(() => recordCut(NONE, -1n, 1n)).toThrow(InvalidAmountError);
  });
});

describe("callsDue", () => {
  test("behavior: slashes first; never more than is queued, nor than the claim has to spare; all where it has enough", () => {
    law([supply, supply, supply, supply], (queuedSlash, queuedRelease, claim, backing) => {
      const { slash, release } = callsDue({ ...NONE, queuedRelease, queuedSlash }, claim, backing);
      const spare = claim > backing ? claim - backing : 0n;
      const all = queuedSlash + queuedRelease;
      return (
        slash <= queuedSlash &&
        release <= queuedRelease &&
        slash + release === (all < spare ? all : spare) &&
        (release === 0n || slash === queuedSlash)
      );
    });
  });
});
