import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, positive, RUNS, supply } from "../../test/vectors/arbitrary.js";
import { AmountOverflowError, AmountUnderflowError, InvalidAmountError, LimitReachedError } from "../errors/number.js";
import {
  type Account,
  type AccountChange,
  applyBond,
  applyGrant,
  applyRelease,
  applySlash,
  applyUnbond,
  type Claim,
  canGrant,
  claimOf,
  claimRange,
  crossSlash,
  freeBalance,
  freeRange,
  MAX_CLAIMS,
  maxClaim,
  maxGrant,
} from "./claims.js";
import { lesser, MAX_UINT128 } from "./uint.js";

const holders = ["p0", "p1", "p2", "p3"];
const holder = fc.constantFrom(...holders);

/** Accounts as a lockup holds them: every claim at most what is bonded. */
const account: fc.Arbitrary<Account> = fc
  .tuple(amount, fc.uniqueArray(holder), fc.array(fc.bigInt(0n, 1000n), { minLength: 4, maxLength: 4 }))
  .map(([bonded, names, parts]) => ({
    bonded,
    claims: names
      .map((lienholder, index) => ({ lienholder, amount: (bonded * (parts[index] ?? 0n)) / 1000n }))
      .filter((claim) => claim.amount > 0n),
  }));

/** An account and one of its claims. */
const claimed = fc
  .tuple(account, fc.nat())
  .filter(([{ claims }]) => claims.length > 0)
  .map(([value, pick]) => [value, value.claims[pick % value.claims.length] as Claim] as const);

const sorted = (value: Account) => ({
  bonded: value.bonded,
  claims: [...value.claims].sort((a, b) => (a.lienholder < b.lienholder ? -1 : 1)),
});
const backed = (value: Account) => value.claims.every((claim) => claim.amount > 0n && claim.amount <= value.bonded);
const part = (whole: bigint, seed: bigint) => (seed % whole) + 1n;

describe("freeBalance, maxClaim, claimOf", () => {
  test("default", () => {
    const claims = [700n, 500n, 300n].map((value, index) => ({ lienholder: `p${index}`, amount: value }));
    expect(freeBalance({ bonded: 1000n, claims })).toBe(300n);
    expect(freeBalance({ bonded: 1000n, claims: claims.slice(1) })).toBe(500n);
    expect(maxClaim(claims)).toBe(700n);
    expect(maxClaim([])).toBe(0n);
    expect(claimOf({ bonded: 1000n, claims }, "p1")).toBe(500n);
    expect(claimOf({ bonded: 1000n, claims }, "nobody")).toBe(0n);
  });

  test("behavior: what is free and the largest claim are all that is bonded; order does not matter", () => {
    law([account], (value) => {
      const reversed = { ...value, claims: [...value.claims].reverse() };
      return (
        freeBalance(value) + maxClaim(value.claims) === value.bonded && freeBalance(reversed) === freeBalance(value)
      );
    });
  });

  test("behavior: a claim above what is bonded leaves nothing free", () => {
    expect(freeBalance({ bonded: 5n, claims: [{ lienholder: "p", amount: 6n }] })).toBe(0n);
  });

  test("error: InvalidAmountError", () => {
    expect(() => freeBalance({ bonded: -1n, claims: [] })).toThrow(InvalidAmountError);
    expect(() => maxClaim([{ lienholder: "p", amount: MAX_UINT128 + 1n }])).toThrow(InvalidAmountError);
  });
});

describe("canGrant, maxGrant", () => {
  test("behavior: true exactly where applyGrant succeeds", () => {
    law([account, holder, amount], (value, lienholder, more) => {
      const outcome = (() => {
        try {
          return applyGrant(value, lienholder, more);
        } catch (error) {
          return error;
        }
      })();
      const allowed = canGrant(value, lienholder, more);
      return outcome instanceof Error ? !allowed : allowed && more <= maxGrant(value, lienholder);
    });
  });

  test("behavior: no claim beyond the thirty-second", () => {
    const claims = Array.from({ length: MAX_CLAIMS }, (_, index) => ({ lienholder: `p${index}`, amount: 1n }));
    const full = { bonded: 10n, claims };
    expect(canGrant(full, "new", 1n)).toBe(false);
    expect(maxGrant(full, "new")).toBe(0n);
    expect(() => applyGrant(full, "new", 1n)).toThrow(LimitReachedError);
    expect(claimOf(applyGrant(full, "p31", 9n).account, "p31")).toBe(10n);
  });
});

describe("applyBond, applyUnbond", () => {
  test("behavior: undo each other", () => {
    law([account, positive(supply)], (value, more) => {
      if (value.bonded + more > MAX_UINT128) return true;
      const bonded = applyBond(value, more).account;
      expect(freeBalance(bonded)).toBe(freeBalance(value) + more);
      expect(applyUnbond(bonded, more).account).toEqual(value);
      return true;
    });
  });

  test("error: AmountUnderflowError with what is free", () => {
    law([account], (value) => {
      const free = freeBalance(value);
      if (free < MAX_UINT128) {
        expect(() => applyUnbond(value, free + 1n)).toThrow(
          expect.objectContaining({ name: "AmountUnderflowError", have: free, need: free + 1n }),
        );
      }
      return true;
    });
  });

  test("error: AmountOverflowError, InvalidAmountError", () => {
    expect(() => applyBond({ bonded: MAX_UINT128, claims: [] }, 1n)).toThrow(AmountOverflowError);
    for (const none of [0n, -1n]) {
      expect(() => applyBond({ bonded: 1n, claims: [] }, none)).toThrow(InvalidAmountError);
      expect(() => applyUnbond({ bonded: 1n, claims: [] }, none)).toThrow(InvalidAmountError);
    }
  });
});

describe("applyGrant, applyRelease", () => {
  test("behavior: undo each other; nothing that is bonded moves", () => {
    law([account, holder, amount], (value, lienholder, seed) => {
      const room = maxGrant(value, lienholder);
      if (room === 0n) return true;
      const more = part(room, seed);
      const { account: granted, told, burned } = applyGrant(value, lienholder, more);
      expect(told).toEqual([{ lienholder, message: "receive_claim", amount: more }]);
      expect(claimOf(granted, lienholder)).toBe(claimOf(value, lienholder) + more);
      const back = applyRelease(granted, lienholder, more);
      expect(back).toEqual({ account: back.account, told: [], burned: 0n });
      expect(sorted(back.account)).toEqual(sorted(value));
      return burned === 0n && granted.bonded === value.bonded && backed(granted);
    });
  });

  test("behavior: releases in any order end alike, and never lower what is free", () => {
    law([account, amount], (value, seed) => {
      const steps = value.claims.map((claim) => ({ lienholder: claim.lienholder, amount: part(claim.amount, seed) }));
      const run = (order: Claim[]) =>
        order.reduce((now, step) => applyRelease(now, step.lienholder, step.amount).account, value);
      expect(sorted(run(steps))).toEqual(sorted(run([...steps].reverse())));
      return freeBalance(run(steps)) >= freeBalance(value);
    });
  });

  test("error: AmountUnderflowError, InvalidAmountError", () => {
    const value = { bonded: 10n, claims: [{ lienholder: "p", amount: 4n }] };
    expect(() => applyGrant(value, "p", 7n)).toThrow(expect.objectContaining({ have: 6n, need: 7n }));
    expect(() => applyRelease(value, "p", 5n)).toThrow(expect.objectContaining({ have: 4n, need: 5n }));
    expect(() => applyRelease(value, "q", 1n)).toThrow(AmountUnderflowError);
    expect(() => applyGrant(value, "p", 0n)).toThrow(InvalidAmountError);
    expect(() => applyRelease(value, "p", 0n)).toThrow(InvalidAmountError);
  });
});

describe("applySlash, crossSlash", () => {
  test("behavior: burns what left the account, tells every other holder exactly its cut", () => {
    law([claimed, amount], ([value, claim], seed) => {
      const amountSlashed = part(claim.amount, seed);
      const { account: after, told, burned } = applySlash(value, claim.lienholder, amountSlashed);
      expect(value.bonded - after.bonded).toBe(burned);
      expect(burned).toBe(amountSlashed);
      expect(claimOf(after, claim.lienholder)).toBe(claim.amount - amountSlashed);
      const cuts = new Map(told.map((notice) => [notice.lienholder, notice.amount]));
      for (const other of value.claims) {
        if (other.lienholder === claim.lienholder) continue;
        const kept = lesser(other.amount, after.bonded);
        expect(claimOf(after, other.lienholder)).toBe(kept);
        expect(cuts.get(other.lienholder) ?? 0n).toBe(other.amount - kept);
      }
      return !cuts.has(claim.lienholder) && told.every((notice) => notice.amount > 0n) && backed(after);
    });
  });

  test("behavior: 1000/1000/1000 halved twice leaves 250 either way", () => {
    const value = { bonded: 1000n, claims: holders.slice(0, 3).map((lienholder) => ({ lienholder, amount: 1000n })) };
    const halve = (now: Account, lienholder: string) =>
      applySlash(now, lienholder, claimOf(now, lienholder) / 2n).account;
    const one = halve(halve(value, "p0"), "p1");
    const other = halve(halve(value, "p1"), "p0");
    expect(one).toEqual(other);
    expect(one).toEqual({ bonded: 250n, claims: value.claims.map((claim) => ({ ...claim, amount: 250n })) });
  });

  test("behavior: two slashes commute where each claim reaches what the other leaves", () => {
    law([positive(supply), fc.bigInt(0n, 1000n), fc.bigInt(0n, 1000n)], (bonded, first, second) => {
      const value = { bonded, claims: ["p0", "p1"].map((lienholder) => ({ lienholder, amount: bonded })) };
      const slash = (now: Account, lienholder: string, perMille: bigint) => {
        const lost = (claimOf(now, lienholder) * perMille + 999n) / 1000n;
        return lost === 0n ? now : applySlash(now, lienholder, lost).account;
      };
      const one = slash(slash(value, "p0", first), "p1", second).bonded;
      const other = slash(slash(value, "p1", second), "p0", first).bonded;
      // Each rounds up once, by less than one token.
      return one - other <= 1n && other - one <= 1n;
    });
  });

  test("behavior: cutting twice changes nothing more", () => {
    law([account, amount], (value, bonded) => {
      const once = crossSlash({ ...value, bonded });
      const twice = crossSlash(once.account);
      expect(twice).toEqual({ account: once.account, told: [], burned: 0n });
      return backed(once.account) && once.burned === 0n;
    });
  });

  test("error: AmountUnderflowError, InvalidAmountError", () => {
    const value = { bonded: 10n, claims: [{ lienholder: "p", amount: 4n }] };
    expect(() => applySlash(value, "p", 5n)).toThrow(expect.objectContaining({ have: 4n, need: 5n }));
    expect(() => applySlash(value, "q", 1n)).toThrow(AmountUnderflowError);
    expect(() => applySlash(value, "p", 0n)).toThrow(InvalidAmountError);
    expect(() => crossSlash({ bonded: -1n, claims: [] })).toThrow(InvalidAmountError);
  });
});

describe("every change", () => {
  const operation = fc.record({
    kind: fc.constantFrom("bond", "bond", "unbond", "grant", "grant", "grant", "release", "slash"),
    lienholder: holder,
    seed: positive(supply),
  });

  test("behavior: any sequence keeps every claim backed, and the tokens add up", () => {
    const done = { bond: 0, unbond: 0, grant: 0, release: 0, slash: 0, cut: 0 };
    law([positive(supply), fc.array(operation, { minLength: 20, maxLength: 40 })], (bonded, operations) => {
      let value: Account = { bonded, claims: [] };
      let [paidIn, paidOut, burned] = [bonded, 0n, 0n];
      for (const { kind, lienholder, seed } of operations) {
        const claim = claimOf(value, lienholder);
        const steps: Record<typeof kind, [bigint, (amount: bigint) => AccountChange]> = {
          bond: [seed, (some) => applyBond(value, some)],
          unbond: [freeBalance(value), (some) => applyUnbond(value, some)],
          grant: [maxGrant(value, lienholder), (some) => applyGrant(value, lienholder, some)],
          release: [claim, (some) => applyRelease(value, lienholder, some)],
          slash: [claim, (some) => applySlash(value, lienholder, some)],
        };
        const [room, apply] = steps[kind];
        if (room === 0n) continue;
        const some = part(room, seed);
        const change = apply(some);
        if (kind === "bond") paidIn += some;
        if (kind === "unbond") paidOut += some;
        burned += change.burned;
        done[kind] += 1;
        if (change.told.some((notice) => notice.message === "claim_reduced")) done.cut += 1;
        value = change.account;
        if (!backed(value) || paidIn !== paidOut + burned + value.bonded) return false;
      }
      return true;
    });
    for (const [kind, count] of Object.entries(done)) expect(count, kind).toBeGreaterThan(RUNS / 4);
  });
});

describe("claimRange, freeRange", () => {
  test("behavior: hold whatever the other chains answer", () => {
    law([account, fc.bigInt(0n, 1000n), fc.bigInt(0n, 2n ** 8n - 1n)], (value, share, answers) => {
      const inFlight = value.claims.map((claim) => ({ ...claim, amount: (claim.amount * share) / 1000n }));
      const range = freeRange(value, inFlight);
      const end = inFlight.reduce((now, { lienholder, amount: some }, index) => {
        const failed = ((answers >> BigInt(index)) & 1n) === 1n;
        return failed && some > 0n ? applyRelease(now, lienholder, some).account : now;
      }, value);
      for (const { lienholder, amount: some } of inFlight) {
        const { low, high } = claimRange(claimOf(value, lienholder), some);
        expect(low <= claimOf(end, lienholder) && claimOf(end, lienholder) <= high).toBe(true);
      }
      return range.low === freeBalance(value) && range.low <= freeBalance(end) && freeBalance(end) <= range.high;
    });
  });

  test("behavior: the ends meet where nothing is in flight", () => {
    law([account], (value) => {
      const { low, high } = freeRange(value, []);
      return low === high && low === freeBalance(value);
    });
  });

  test("error: AmountUnderflowError", () => {
    expect(() => claimRange(4n, 5n)).toThrow(AmountUnderflowError);
    const value = { bonded: 9n, claims: [{ lienholder: "p", amount: 4n }] };
    const twice = [3n, 2n].map((some) => ({ lienholder: "p", amount: some }));
    expect(() => freeRange(value, twice)).toThrow(AmountUnderflowError);
  });
});
