import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Account,
  applySlash,
  claimOf,
  creditReward,
  Decimal,
  freeBalance,
  indexAfter,
  MAX_UINT128,
  multiplierDecimal,
  recordCut,
  settle,
  sharesOf,
  shrinkEntitlement,
  slashMultiplier,
  spendableFunds,
  splitValue,
  splitWhole,
  takeCut,
  toLocalFloor,
  valueOfShares,
  withdrawEntitlement,
} from "../../src/math/index.js";

type Output = bigint | Decimal | boolean;

const accountOf = (bonded: bigint, first: bigint, second: bigint): Account => ({
  bonded,
  claims: [
    { lienholder: "first", amount: first },
    { lienholder: "second", amount: second },
  ],
});

/** The last input of a shrink or a withdrawal is the total that is left. */
function lowered(lower: typeof shrinkEntitlement, inputs: readonly bigint[]): Output[] {
  const [entitled = 0n, ...waiting] = inputs.slice(0, -1);
  const after = lower({ entitled, waiting }, inputs.at(-1) ?? 0n);
  return [after.entitled, ...after.waiting];
}

/** What the functions here give for the inputs of a vector, in its order. */
const formulas: Record<string, (inputs: readonly bigint[], texts: readonly string[]) => Output[]> = {
  sharesOf: ([tokens = 0n, m = 0n]) => [sharesOf(tokens, m)],
  valueOfShares: ([shares = 0n, m = 0n]) => [valueOfShares(shares, m)],
  slashMultiplier: ([m = 0n], [, ratio = ""]) => [slashMultiplier(m, Decimal.parse(ratio))],
  multiplierDecimal: ([m = 0n]) => [multiplierDecimal(m)],
  settle: ([tokens = 0n, shares = 0n, m = 0n]) => {
    const { position, lost } = settle({ tokens, shares }, m);
    return [position.tokens, position.shares, lost];
  },
  splitValue: ([tokens = 0n, shares = 0n, m = 0n, value = 0n]) => {
    const { taken, rest } = splitValue({ tokens, shares }, m, value);
    return [taken.tokens, taken.shares, rest.tokens, rest.shares];
  },
  takeCut: ([cut = 0n, base = 0n, tokens = 0n, shares = 0n]) => {
    const ledger = { cut, base, number: 1, queuedRelease: 0n, queuedSlash: 0n };
    const { ledger: left, item, taken } = takeCut(ledger, { tokens, shares, cutNumber: 0 });
    return [taken, left.cut, left.base, item.shares];
  },
  recordCut: ([amount = 0n, queuedRelease = 0n, unsettled = 0n, queuedSlash = 0n]) => {
    const before = { cut: 0n, base: 0n, number: 0, queuedRelease, queuedSlash };
    const { ledger, beyond } = recordCut(before, amount, unsettled);
    return [queuedRelease - ledger.queuedRelease, ledger.cut, queuedSlash - ledger.queuedSlash, beyond];
  },
  creditReward: ([entitled = 0n, index = 0n, reward = 0n, joining = 0n]) => {
    const { pool, joinedAt, unallocated } = creditReward({ entitled, index }, reward, joining);
    return [pool.entitled, pool.index, joinedAt, unallocated];
  },
  indexAfter: ([reward = 0n, shares = 0n]) => [indexAfter(0n, reward, shares)],
  splitWhole: ([earned = 0n]) => {
    const { whole, fraction } = splitWhole(earned);
    return [whole, fraction];
  },
  shrinkEntitlement: (inputs) => lowered(shrinkEntitlement, inputs),
  withdrawEntitlement: (inputs) => lowered(withdrawEntitlement, inputs),
  toLocalFloor: ([remote = 0n], [, price = ""]) => [toLocalFloor(remote, Decimal.parse(price))],
  spendableFunds: ([own = 0n, balance = 0n, rewardsOwed = 0n, others = 0n]) => [
    spendableFunds({ own, balance, rewardsOwed, others }),
  ],
  freeBalance: ([bonded = 0n, first = 0n, second = 0n]) => [freeBalance(accountOf(bonded, first, second))],
  applySlash: ([bonded = 0n, first = 0n, second = 0n, lost = 0n]) => {
    const { account, told } = applySlash(accountOf(bonded, first, second), "first", lost);
    const cut = told.find(({ lienholder }) => lienholder === "second")?.amount ?? 0n;
    return [account.bonded, claimOf(account, "first"), cut];
  },
};

const vectors: [name: string, inputs: string[], outputs: string[]][] = readFileSync(
  new URL("./rust.jsonl", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

describe("vectors of the contracts' arithmetic", () => {
  for (const [name, run] of Object.entries(formulas)) {
    test(name, () => {
      const own = vectors.filter(([of]) => of === name);
      expect(own.length).toBeGreaterThan(20);
      for (const [, inputs, outputs] of own) {
        // A decimal among the inputs is read by the formula itself.
        const numbers = inputs.map((text) => (text.includes(".") ? 0n : BigInt(text)));
        expect(run(numbers, inputs).map(String), `${name}(${inputs.join(", ")})`).toEqual(outputs);
      }
    });
  }

  test("behavior: every vector has a formula, and the bounds are among them", () => {
    expect(vectors.filter(([name]) => !(name in formulas))).toEqual([]);
    expect(vectors.some(([, inputs]) => inputs.includes(MAX_UINT128.toString()))).toBe(true);
  });
});
