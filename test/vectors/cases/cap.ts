import { expect } from "vitest";
import { allowedPower, checkedSub, Decimal, spendableFunds } from "../../../src/math/index.js";
import { amounts, type Case, n, same, splitOver, type Verdict } from "./verdict.js";

/** What a consumer with these funds and no other limit may have. */
function allowed(funds: bigint, asked: bigint): bigint {
  const limits = { local: 0n, minLocalShare: Decimal.ZERO };
  const [power] = allowedPower(limits, [{ consumer: "c", asked, funds, maxShare: Decimal.ONE }]);
  return power?.allowed ?? 0n;
}

/** `delegate` under `reject`: refused as a whole where it would take its consumer above what it is allowed. */
function delegates({ given, steps, expect: end }: Case): void {
  const before = n(given.delegated ?? "0");
  const asked = before + n(steps[0].amount);
  const fits = allowed(n(given.max_cap ?? given.available_funds), asked) === asked;
  expect(fits).toBe(steps[0].error === undefined);
  expect(fits ? asked : before).toBe(n(end.delegated ?? end.total_staked));
}

/** Bonds of an epoch, normalized to the cap; ours are carried out at once. */
function bonds({ given, steps, expect: end }: Case): void {
  const asked: Record<string, string> = Object.fromEntries(
    steps.filter(({ op }) => op === "bond").map(({ validator, amount }) => [validator, amount]),
  );
  const sum = Object.values(amounts(asked)).reduce((total, some) => total + some, 0n);
  for (const [validator, amount] of Object.entries(splitOver(allowed(n(given.cap), sum), asked))) {
    expect(amount, validator).toBe(n(end.bond_messages[validator]));
  }
}

function undelegates({ given, steps, expect: end }: Case): void {
  const undelegate = () => checkedSub(n(given.delegated), n(steps[0].amount));
  if (steps[0].error === undefined) expect(undelegate()).toBe(n(end.delegated));
  else expect(undelegate).toThrow(expect.objectContaining({ name: "AmountUnderflowError", have: n(end.delegated) }));
}

export const cap: Record<string, Verdict> = {
  "mvp-meta-delegate-too-much": same(delegates),
  "sdk-delegate-cap-2": same(delegates),
  "sdk-delegate-cap-3": same(delegates),
  "sdk-delegate-cap-4": same(delegates),
  "prod-vs-rebalance": same(bonds),
  "prod-vs-simple-bond": same(bonds),
  "prod-vs-simple-bond2": same(bonds),
  // Their total over all contracts is our balance: funds that it does not cover are refused.
  "sdk-total-cap-exceeded": same(({ given, steps }) => {
    const own = n(steps[0].amount);
    const others = n(given.other_caps);
    const balance = n(given.total_contracts_max_cap);
    expect(spendableFunds({ own, balance, rewardsOwed: 0n, others })).toBeLessThan(own);
  }),
  "design-cap-normalize": same(({ given, expect: end }) => {
    const parts = splitOver(n(given.max_power), given.stake);
    for (const [validator, amount] of Object.entries(parts)) expect(amount).toBe(n(end.delegated[validator]));
    expect(Object.values(parts).reduce((a, b) => a + b, 0n)).toBe(n(end.sum));
  }),
  "mvp-meta-delegate-undelegate": same(({ given, steps, expect: end }) => {
    const funds = n(given.available_funds);
    const after = allowed(funds, n(steps[0].amount));
    expect(after).toBe(n(steps[0].after.total_staked));
    expect(checkedSub(after, n(steps[1].amount))).toBe(n(end.total_staked));
  }),
  "sdk-undelegate-1": same(undelegates),
  "sdk-undelegate-2": same(undelegates),
  "sdk-undelegate-3": same(undelegates),
  "sdk-undelegate-4": same(undelegates),
};
