import { expect } from "vitest";
import {
  applyGrant,
  applyRelease,
  applyUnbond,
  canGrant,
  claimOf,
  claimRange,
  freeBalance,
  freeRange,
  maxRange,
  minRange,
  spreadRange,
  sumRanges,
} from "../../../src/math/index.js";
import { atTheLockup, Owner } from "./lockup.js";
import { amounts, differs, elsewhere, liens, n, range, same, type Verdict } from "./verdict.js";

export const claims: Record<string, Verdict> = {
  "mvp-lockup-bond-unbond": atTheLockup,
  "mvp-lockup-delete-claim": atTheLockup,
  "mvp-lockup-free-noclaims-1": atTheLockup,
  "mvp-lockup-free-noclaims-2": atTheLockup,
  "mvp-lockup-grant-release": atTheLockup,
  "mvp-lockup-max-claim-1": atTheLockup,
  "mvp-lockup-max-claim-2": atTheLockup,
  "mvp-lockup-overrelease-1": atTheLockup,
  "mvp-lockup-overrelease-2": atTheLockup,
  "design-claims-700-500-300": atTheLockup,
  "mvp-provider-list-validators-retries": elsewhere("counts packets; `refresh_validators` asks again, without a limit"),
  "mvp-provider-receive-claim": same(({ steps }) => {
    // The packet and the unknown validator are the contract's; the amounts are held here.
    const account = { bonded: n(steps[0].amount), claims: [] };
    expect(canGrant(account, "provider", n(steps[0].amount))).toBe(true);
    expect(() => applyGrant(account, "provider", n(steps[1].amount))).toThrow(
      expect.objectContaining({ name: "InvalidAmountError" }),
    );
  }),
  "mvp-provider-stake-fail": same(({ given, design_expect }) => {
    const amount = n(design_expect.lockup_message.release_claim.amount);
    const account = { bonded: 5000n, claims: [{ lienholder: "provider", amount: n(given.claim) }] };
    const { account: after, burned } = applyRelease(account, "provider", amount);
    expect(after).toEqual({ bonded: 5000n, claims: [] });
    expect(burned).toBe(0n);
  }),
  "prod-ext-staking": same(({ steps, expect: end }) => {
    const users: Record<string, Record<string, bigint>> = {};
    for (const { user, validator, amount } of steps) {
      users[user] ??= {};
      const own = users[user];
      own[validator] = (own[validator] ?? 0n) + n(amount);
    }
    for (const [user, stakes] of Object.entries(users)) expect(stakes).toEqual(amounts(end[user]));
  }),
  "prod-range-min-max": same(({ given, expect: end }) => {
    const ranges = given.ranges.map(range);
    expect(maxRange(ranges)).toEqual(range(end.max));
    expect(minRange(ranges)).toEqual(range(end.min));
    expect(spreadRange(ranges)).toEqual(range(end.spread));
  }),
  "prod-range-sum": same(({ given, expect: end }) => {
    expect(sumRanges(given.ranges.map(range))).toEqual(range(end.sum));
  }),
  "prod-vault-multiple-stakes": differs(
    "that system also keeps the sum of what could be slashed of every lien within the collateral; here each claim is held against what is bonded, alone",
    ({ given, steps }) => {
      let account = { bonded: n(given.collateral), claims: [] } as Parameters<typeof applyGrant>[0];
      const free: bigint[] = [];
      for (const { holder, amount } of steps) {
        account = applyGrant(account, holder, n(amount)).account;
        free.push(freeBalance(account));
      }
      expect(free).toEqual([700n, 700n, 700n, 600n, 500n, 100n, 100n]);
      expect(liens(account)).toEqual({ native: 300n, ext1: 900n, ext2: 900n });
    },
  ),
  "prod-vault-rollback": same(({ given, steps, expect: end }) => {
    const empty = { bonded: n(given.collateral), claims: [] };
    const amount = n(steps[0].amount);
    const { account } = applyGrant(empty, "ext", amount);
    expect(freeRange(account, [{ lienholder: "ext", amount }])).toEqual(range(steps[0].after.free));
    const { account: back } = applyRelease(account, "ext", amount);
    expect(freeRange(back, [])).toEqual(range(end.free));
    expect(back).toEqual(empty);
  }),
  // There the unbonding clock starts at the ack, here at the request; the case acks at once.
  "prod-vault-stake-cross": same(({ given, steps, expect: end }) => {
    let account = { bonded: n(given.collateral), claims: [] } as Parameters<typeof applyGrant>[0];
    let inFlight = 0n;
    let unbonding = 0n;
    for (const { op, amount, error, seconds_after_commit: age, after } of steps) {
      const some = amount === undefined ? 0n : n(amount);
      if (error === "InsufficentBalance") expect(canGrant(account, "ext", some)).toBe(false);
      else if (error === "ClaimsLocked") expect(() => applyUnbond(account, some)).toThrow();
      else if (op === "stake_remote") {
        account = applyGrant(account, "ext", some).account;
        inFlight = some;
      } else if (op === "commit_stake") inFlight = 0n;
      else if (op === "unstake") unbonding = some;
      else if (op === "withdraw_unbonded" && n(age) >= n(given.unbonding_period)) {
        account = applyRelease(account, "ext", unbonding).account;
      }
      if (after === undefined) continue;
      expect(freeRange(account, [{ lienholder: "ext", amount: inFlight }])).toEqual(range(after.free));
      if (after.lien) expect(claimRange(claimOf(account, "ext"), inFlight)).toEqual(range(after.lien));
    }
    expect(account.bonded).toBe(n(end.bonded));
    expect(claimOf(account, "ext")).toBe(n(end.lien.low));
  }),
  "prod-vault-txs": same(({ given, steps, expect: end }) => {
    const waiting = new Map<string, { user: string; amount: bigint }>();
    const accounts = new Map(
      Object.entries(amounts(given.collateral)).map(([user, bonded]) => [user, { bonded, claims: [] }] as const),
    ) as Map<string, Parameters<typeof applyGrant>[0]>;
    const check = (users: Record<string, { free: unknown; lien?: unknown; bonded?: string }>) => {
      for (const [user, wanted] of Object.entries(users)) {
        const account = accounts.get(user) ?? { bonded: 0n, claims: [] };
        const inFlight = [...waiting.values()].filter((part) => part.user === user);
        const sum = inFlight.reduce((total, part) => total + part.amount, 0n);
        expect(freeRange(account, [{ lienholder: "ext", amount: sum }])).toEqual(range(wanted.free));
        if (wanted.lien) expect(claimRange(claimOf(account, "ext"), sum)).toEqual(range(wanted.lien));
        if (wanted.bonded) expect(account.bonded).toBe(n(wanted.bonded));
      }
    };
    for (const { op, user, amount, tx, after } of steps) {
      if (op === "stake_remote") {
        accounts.set(user, applyGrant(accounts.get(user) ?? { bonded: 0n, claims: [] }, "ext", n(amount)).account);
        waiting.set(tx, { user, amount: n(amount) });
      } else waiting.delete(tx);
      if (after) check(after);
    }
    check(end);
  }),
  "sdk-vesting-bond": same(({ given, steps, expect: end }) => {
    // What vesting forbids to send is the bank's matter; the lockup's part is the amounts.
    const owner = new Owner(n(given.permanent_locked_balance));
    owner.step({ op: "bond", amount: steps[0].amount });
    owner.step(steps[1]);
    owner.step({ op: "unbond", amount: steps[2].amount });
    owner.holds({ bonded: end.vault_bonded, wallet: end.wallet });
  }),
};
