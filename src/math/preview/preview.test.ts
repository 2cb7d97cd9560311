import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { law, multiplier, positive, ratio, supply } from "../../../test/vectors/arbitrary.js";
import { allowedPower } from "../cap.js";
import { type Account, applyGrant, applyRelease, applyUnbond, claimOf, freeBalance } from "../claims.js";
import { Decimal } from "../decimal.js";
import { FULL_MULTIPLIER, settle, sharesOf, slashMultiplier } from "../shares.js";
import { openUnbonding, type UnbondingEntry, withdrawMatured } from "../unbonding.js";
import {
  type CrossStakeState,
  previewCap,
  previewCrossStake,
  previewPriceChange,
  previewSlash,
  previewUnbond,
  previewUnstake,
} from "./index.js";

const balance: fc.Arbitrary<Account> = fc
  .tuple(supply, fc.array(fc.bigInt(0n, 1000n), { maxLength: 4 }))
  .map(([bonded, parts]) => ({
    bonded,
    claims: parts
      .map((part, index) => ({ lienholder: `p${index}`, amount: (bonded * part) / 1000n }))
      .filter(({ amount }) => amount > 0n),
  }));
const validator = { address: "v", status: "active", multiplier: Decimal.ONE } as const;
const healthy = (account: Account): CrossStakeState => ({
  balance: account,
  lienholder: "p0",
  validator,
  stakedAt: [],
  inFlight: [],
  channelOpen: true,
});

describe("previewUnbond", () => {
  test("behavior: ok exactly where the lockup pays, with the account it leaves", () => {
    law([balance, supply], (account, amount) => {
      const preview = previewUnbond(account, amount);
      if (preview.ok) {
        expect(preview.account).toEqual(applyUnbond(account, amount).account);
        return preview.free === freeBalance(preview.account);
      }
      expect(() => applyUnbond(account, amount)).toThrow();
      return preview.max === freeBalance(account);
    });
  });
});

describe("previewCrossStake", () => {
  test("behavior: its ranges hold whatever the other chain answers, and their ends are reached", () => {
    law([balance, positive(supply)], (account, amount) => {
      const preview = previewCrossStake(healthy(account), amount);
      if (!preview.ok) {
        expect(() => applyGrant(account, "p0", amount)).toThrow();
        return preview.reason === "insufficientBonded" && amount > preview.max;
      }
      const refused = applyRelease(preview.account, "p0", amount).account;
      return (
        preview.free.low === freeBalance(preview.account) &&
        preview.free.high === freeBalance(refused) &&
        preview.claim.high === claimOf(preview.account, "p0") &&
        preview.claim.low === claimOf(refused, "p0")
      );
    });
  });

  test("behavior: more in flight than is claimed, as queries show it while a cut is recorded, is all of the claim", () => {
    const claims = [{ lienholder: "p1", amount: 9n }];
    const state = { ...healthy({ bonded: 20n, claims }), inFlight: [{ lienholder: "p1", amount: 10n }] };
    expect(previewCrossStake(state, 5n)).toMatchObject({ claim: { low: 0n, high: 5n }, free: { low: 11n, high: 20n } });
  });

  test("behavior: names why it is refused", () => {
    const state = healthy({ bonded: 10n, claims: [] });
    const { validator: _, ...unknown } = state;
    const many = Array.from({ length: 32 }, (__, index) => `v${index}`);
    const reason = (changed: CrossStakeState, amount = 1n) => {
      const preview = previewCrossStake(changed, amount);
      return preview.ok ? "ok" : preview.reason;
    };
    expect(reason(state)).toBe("ok");
    expect(reason(state, 0n)).toBe("zero");
    expect(reason(state, 11n)).toBe("insufficientBonded");
    expect(reason(unknown)).toBe("unknownValidator");
    expect(reason({ ...state, validator: { ...validator, status: "removed" } })).toBe("removedValidator");
    expect(reason({ ...state, validator: { ...validator, status: "tombstoned" } })).toBe("tombstonedValidator");
    expect(reason({ ...state, validator: { ...validator, multiplier: Decimal.ZERO } })).toBe("slashedToZero");
    expect(reason({ ...state, channelOpen: false })).toBe("noChannel");
    expect(reason({ ...state, stakedAt: many })).toBe("tooManyPositions");
    expect(reason({ ...state, stakedAt: [...many.slice(1), "v"] })).toBe("ok");
  });
});

describe("previewUnstake", () => {
  const steps = fc.array(fc.tuple(fc.nat(300), positive(supply)), { maxLength: 12 });

  test("behavior: the entries are those that the provider's queue gets, merged ones among them", () => {
    let merged = 0;
    law([steps], (unstakes) => {
      let now = 0;
      let queue: readonly UnbondingEntry[] = [];
      for (const [gap, amount] of unstakes) {
        now += gap;
        queue = withdrawMatured(queue, [], now).queue;
        const unbonding = queue.map(({ shares: _, ...entry }) => ({ validator: "v", ...entry }));
        const preview = previewUnstake({ validator: "v", tokens: amount, unbonding, now, period: 700 }, amount);
        queue = openUnbonding(queue, { tokens: amount, shares: sharesOf(amount, FULL_MULTIPLIER) }, now, 700);
        const { shares: _, ...newest } = queue[queue.length - 1] as UnbondingEntry;
        if (!preview.ok) return false;
        expect(preview.entry).toEqual({ validator: "v", ...newest });
        if (preview.joins !== unbonding.length >= queue.length) return false;
        if (preview.joins) merged += 1;
      }
      return true;
    });
    expect(merged).toBeGreaterThan(100);
  });

  test("behavior: entries of other validators are not joined; more than there is is refused", () => {
    const unbonding = [{ validator: "w", tokens: 5n, openedAt: 0, releaseAt: 700 }];
    const state = { validator: "v", tokens: 9n, unbonding, now: 1, period: 700 };
    expect(previewUnstake(state, 9n)).toMatchObject({ ok: true, tokens: 0n, joins: false });
    expect(previewUnstake(state, 10n)).toEqual({ ok: false, reason: "insufficientStake", max: 9n });
    expect(previewUnstake(state, 0n)).toEqual({ ok: false, reason: "zero", max: 9n });
  });
});

describe("previewSlash", () => {
  const slash = ratio.filter((value) => !value.isZero);

  test("behavior: loses what the provider's shares lose, and what the lockup burns and cuts", () => {
    law([fc.array(fc.tuple(positive(supply), fc.bigInt(0n, 1000n)), { maxLength: 5 }), slash], (rows, by) => {
      const owners = rows.map(([tokens, more], index) => {
        const bonded = tokens + more;
        const claims = ["p", "q"].map((lienholder) => ({ lienholder, amount: lienholder === "p" ? tokens : bonded }));
        return { owner: `o${index}`, balance: { bonded, claims }, items: [tokens / 3n, tokens - tokens / 3n] };
      });
      const preview = previewSlash("p", by, owners);
      const m = slashMultiplier(FULL_MULTIPLIER, by);
      const lost = (tokens: bigint) => settle({ tokens, shares: sharesOf(tokens, FULL_MULTIPLIER) }, m).lost;
      const sum = preview.losses.reduce((total, loss) => total + loss.lost, 0n);
      return (
        preview.burned === sum &&
        (preview.cuts.get("q") ?? 0n) === sum &&
        owners.every(({ items, balance: before }, index) => {
          const loss = preview.losses[index];
          const own = items.reduce((total, tokens) => total + lost(tokens), 0n);
          return loss?.lost === own && loss.account.bonded === before.bonded - own;
        })
      );
    });
  });

  test("behavior: items with their shares are exact, whatever slashed them before and is not settled yet", () => {
    law([fc.array(positive(supply), { maxLength: 5 }), multiplier, ratio, slash], (tokens, m, earlier, by) => {
      const now = slashMultiplier(m, earlier);
      const items = tokens.map((some) => ({ tokens: some, shares: sharesOf(some, m) }));
      const all = tokens.reduce((sum, some) => sum + some, 0n);
      const claims = [{ lienholder: "p", amount: all }];
      const owners = [{ owner: "o", balance: { bonded: all, claims }, items }];
      const { burned } = previewSlash("p", by, owners, now);
      const after = slashMultiplier(now, by);
      return burned === items.reduce((sum, item) => sum + settle(item, after).lost, 0n);
    });
  });

  test("behavior: after earlier slashes it is off by at most one token an item", () => {
    law([positive(supply), multiplier, slash], (tokens, m, by) => {
      // Below that a multiplier has lost digits that count for such amounts.
      if (m < 10n ** 25n) return true;
      const claims = [{ lienholder: "p", amount: tokens }];
      const { burned } = previewSlash("p", by, [{ owner: "o", balance: { bonded: tokens, claims }, items: [tokens] }]);
      const exact = settle({ tokens, shares: sharesOf(tokens, m) }, slashMultiplier(m, by)).lost;
      return exact - burned <= 1n && burned - exact <= 1n;
    });
  });

  test("error: InvalidRatioError, AmountUnderflowError", () => {
    expect(() => previewSlash("p", Decimal.ZERO, [])).toThrow(expect.objectContaining({ name: "InvalidRatioError" }));
    const owner = { owner: "o", balance: { bonded: 9n, claims: [] }, items: [9n] };
    expect(() => previewSlash("p", Decimal.ONE, [owner])).toThrow(
      expect.objectContaining({ name: "AmountUnderflowError" }),
    );
  });
});

describe("previewPriceChange", () => {
  test("behavior: the changes lead from what was asked to the new targets; the same price changes nothing", () => {
    const stakes = fc.array(fc.tuple(supply, ratio), { maxLength: 6 });
    law([stakes, ratio, ratio], (rows, price, discount) => {
      const before = rows.map(([remote, old], index) => ({
        validator: `v${index}`,
        remote,
        asked: old.mulFloor(remote),
      }));
      const preview = previewPriceChange(before, price, discount);
      const again = previewPriceChange(preview.stakes, price, discount);
      const moved = preview.stakes.reduce((sum, { change }) => sum + change.delegate - change.undelegate, 0n);
      return (
        preview.before + moved === preview.after &&
        again.stakes.every(({ change }) => change.delegate === 0n && change.undelegate === 0n)
      );
    });
  });
});

describe("previewCap", () => {
  test("behavior: each consumer's targets add up to the lesser of what is allowed and asked", () => {
    const rows = fc.array(fc.tuple(fc.array(supply, { maxLength: 5 }), supply, ratio), { maxLength: 5 });
    law([supply, ratio, rows], (local, minLocalShare, consumers) => {
      const previews = previewCap(
        { local, minLocalShare },
        consumers.map(([amounts, funds, maxShare], index) => ({
          consumer: `c${index}`,
          funds,
          maxShare,
          validators: amounts.map((amount, at) => ({ validator: `v${at}`, amount })),
        })),
      );
      const powers = allowedPower(
        { local, minLocalShare },
        consumers.map(([amounts, funds, maxShare], index) => ({
          consumer: `c${index}`,
          asked: amounts.reduce((a, b) => a + b, 0n),
          funds,
          maxShare,
        })),
      );
      return previews.every(({ targets, allowed, asked }, index) => {
        const sum = targets.reduce((total, { amount }) => total + amount, 0n);
        return sum === allowed && allowed <= asked && allowed === powers[index]?.allowed;
      });
    });
  });
});
