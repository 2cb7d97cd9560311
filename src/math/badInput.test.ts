import { describe, expect, test } from "vitest";
import { MeshError } from "../errors/base.js";
import * as bulk from "./bulk/index.js";
import * as scalar from "./index.js";
import * as preview from "./preview/index.js";

const { Decimal, FULL_MULTIPLIER, REWARD_BITS } = scalar;
const half = Decimal.parse("0.5");
const account = { bonded: 100n, claims: [{ lienholder: "a", amount: 40n }] };
const position = { tokens: 10n, shares: scalar.sharesOf(10n, FULL_MULTIPLIER) };
const entry = { ...position, openedAt: 0, releaseAt: 70 };
const history = [{ time: 5, multiplier: FULL_MULTIPLIER }];
const request = { consumer: "c", asked: 5n, funds: 5n, maxShare: half };
const limits = { local: 100n, minLocalShare: half };
const asked = [{ validator: "v", amount: 5n }];
const ledger = { cut: 5n, base: 30n, number: 1, queuedRelease: 5n, queuedSlash: 0n };
const rewards = { shares: 5n, index: 0n, earned: 0n };
const entitlement = { entitled: 10n, waiting: [30n] };
const step = { granted: 1n, target: 2n, allowed: 2n, grantedInAll: 1n, spendable: 1n };
const column = bulk.columnOf([1n, 2n], 1);

/** A call that is accepted, for every function that takes amounts or times. */
const calls: Record<string, readonly unknown[]> = {
  allowedPower: [limits, [request]],
  grantStep: [step],
  localPower: [3n, 2n],
  spendableFunds: [{ own: 1n, balance: 2n, rewardsOwed: 0n, others: 0n }],
  splitAllowance: [3n, asked],
  applyBond: [account, 1n],
  applyGrant: [account, "b", 1n],
  applyRelease: [account, "a", 1n],
  applySlash: [account, "a", 1n],
  applyUnbond: [account, 1n],
  canGrant: [account, "b", 1n],
  claimRange: [4n, 1n],
  claimOf: [account, "a"],
  crossSlash: [account],
  freeBalance: [account],
  freeRange: [account, [{ lienholder: "a", amount: 1n }]],
  maxClaim: [account.claims],
  maxGrant: [account, "b"],
  callsDue: [ledger, 40n, 30n],
  recordCut: [ledger, 5n, 30n],
  takeCut: [ledger, { tokens: 5n, shares: 5n, cutNumber: 0 }],
  distribute: [3n, [1n, 2n]],
  distributeByKey: [3n, [{ key: "a", weight: 1n }]],
  creditReward: [{ entitled: 10n, index: 0n }, 5n, 1n],
  shrinkEntitlement: [entitlement, 20n],
  withdrawEntitlement: [entitlement, 20n],
  askedAfterStake: [1n, 2n],
  askedAfterUnstake: [1n, 2n],
  askedChange: [1n, 2n],
  askedFor: [10n, half, half],
  isFresh: [{ localPerRemote: half, time: 5 }, 6, 7],
  toLocalFloor: [10n, half],
  maxRange: [[{ low: 1n, high: 2n }]],
  minRange: [[{ low: 1n, high: 2n }]],
  spreadRange: [[{ low: 1n, high: 2n }]],
  sumRanges: [[{ low: 1n, high: 2n }]],
  claimRewards: [rewards, 5n << REWARD_BITS],
  indexAfter: [0n, 5n, 7n],
  pendingRewards: [rewards, 5n << REWARD_BITS],
  settleRewards: [rewards, 5n << REWARD_BITS],
  splitWhole: [5n],
  joinStake: [position, FULL_MULTIPLIER, position],
  multiplierDecimal: [FULL_MULTIPLIER],
  settle: [position, FULL_MULTIPLIER],
  sharesOf: [5n, FULL_MULTIPLIER],
  slashMultiplier: [FULL_MULTIPLIER, half],
  splitStake: [position, 5n],
  splitValue: [position, FULL_MULTIPLIER, 5n],
  takeStake: [position, FULL_MULTIPLIER, 5n],
  valueOfShares: [position.shares, FULL_MULTIPLIER],
  assertAmount: [1n],
  checkedAdd: [1n, 2n],
  checkedMul: [1n, 2n],
  checkedSub: [2n, 1n],
  mulDivCeil: [1n, 2n, 3n],
  mulDivFloor: [1n, 2n, 3n],
  entryValue: [entry, history],
  multiplierAt: [history, 70],
  openUnbonding: [[entry], position, 80, 70],
  withdrawMatured: [[entry], history, 80],
  accrueColumn: [column, 0n, 5n],
  capColumns: [[2n], [column]],
  distributeColumn: [2n, column],
  previewCap: [limits, [{ consumer: "c", funds: 5n, maxShare: half, validators: asked }]],
  previewUnbond: [account, 1n],
  previewUnstake: [{ validator: "v", tokens: 9n, unbonding: [], now: 10, period: 700 }, 9n],
  previewPriceChange: [[{ validator: "v", remote: 100n, asked: 50n }], half, half],
  previewSlash: ["a", half, [{ owner: "o", balance: account, items: [30n, position] }], FULL_MULTIPLIER],
};
/** What takes no amount and no time, or is read by hand. */
const others = ["Decimal", "PowerBooks", "assertRatio", "parseRatio", "parseAmount", "jumps", "composeSlashes"].concat(
  ["assertSlashRatio", "reportedSlash", "tombstoneSlash", "amountsOf", "emptyColumn", "readRow", "rowsOf", "stringsOf"],
  ["columnOf", "sumColumn", "writeRow", "previewCrossStake"],
);

const math: Record<string, unknown> = { ...scalar, ...bulk, ...preview };
const huge = 1n << 10_000_000n;
const badAmounts = [
  -1n,
  1n << 600n,
  huge,
  -huge,
  1,
  0.5,
  Number.NaN,
  "1e18",
  "0x10",
  "NaN",
  "9".repeat(1_000_000),
  null,
];
const badSeconds = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 5n, "5", null];

/** The same value with one amount or time replaced, for each of them. */
function* spoiled(value: unknown): Generator<unknown> {
  if (typeof value === "bigint") yield* badAmounts;
  else if (typeof value === "number") yield* badSeconds;
  else if (Array.isArray(value)) {
    for (const [at, part] of value.entries())
      for (const bad of spoiled(part)) yield value.map((old, place) => (place === at ? bad : old));
  } else if (typeof value === "object" && value !== null && !(value instanceof Decimal) && value !== column) {
    for (const [key, part] of Object.entries(value)) {
      // A cut's number is only compared.
      if (!/number/i.test(key)) for (const bad of spoiled(part)) yield { ...value, [key]: bad };
    }
  }
}

describe("bad input", () => {
  test("every function is here", () => {
    const functions = Object.keys(math).filter((name) => typeof math[name] === "function");
    expect(functions.filter((name) => !(name in calls) && !others.includes(name))).toEqual([]);
  });

  for (const [name, args] of Object.entries(calls)) {
    test(`error: ${name} refuses each by a named error, without reading it`, () => {
      const act = math[name] as (...args: unknown[]) => unknown;
      act(...args);
      for (const bad of spoiled(args)) {
        let error: unknown;
        try {
          act(...(bad as unknown[]));
        } catch (caught) {
          error = caught;
        }
        const shown = JSON.stringify(bad, (_, part) => (typeof part === "bigint" ? "…n" : part)).slice(0, 200);
        expect(error, shown).toBeInstanceOf(MeshError);
      }
    });
  }
});
