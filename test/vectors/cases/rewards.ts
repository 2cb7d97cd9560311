import { expect } from "vitest";
import {
  claimRewards,
  indexAfter,
  pendingRewards,
  REWARD_BITS,
  type RewardAccount,
  settleRewards,
} from "../../../src/math/index.js";
import { amounts, elsewhere, type Json, n, same, type Verdict } from "./verdict.js";

/** The stakes at one validator and what they earned. */
class Pool {
  private index = 0n;
  private readonly accounts = new Map<string, RewardAccount>();

  constructor(stakes: Record<string, bigint>) {
    for (const [who, shares] of Object.entries(stakes)) this.accounts.set(who, { shares, index: 0n, earned: 0n });
  }

  private of(who: string): RewardAccount {
    return this.accounts.get(who) ?? { shares: 0n, index: this.index, earned: 0n };
  }

  get total(): bigint {
    return [...this.accounts.values()].reduce((sum, { shares }) => sum + shares, 0n);
  }

  reward(amount: bigint): void {
    this.index = indexAfter(this.index, amount, this.total);
  }

  change(who: string, by: bigint): void {
    const settled = settleRewards(this.of(who), this.index);
    this.accounts.set(who, { ...settled, shares: settled.shares + by });
  }

  pending(who: string): bigint {
    return pendingRewards(this.of(who), this.index);
  }

  claim(who: string): bigint {
    const { account, paid } = claimRewards(this.of(who), this.index);
    this.accounts.set(who, account);
    return paid;
  }
}

const noBatch = elsewhere(
  "a reward is credited in the reply to its own withdrawal, validator by validator: there is no batch",
);
const onePerMessage = elsewhere(
  "rewards are handed in for one validator a message: what came is the amount, nothing is to be added up",
);
const packets = elsewhere("about the packet and the transfer, whose amount is that of the announcement");

export const rewards: Record<string, Verdict> = {
  "mvp-consumer-ack-rewards": packets,
  "mvp-consumer-ack-rewards-error": packets,
  "prod-converter-rewards-bad-90": onePerMessage,
  "prod-converter-rewards-ok": onePerMessage,
  "prod-vs-rewards-all-zero": noBatch,
  "prod-vs-rewards-batch": noBatch,
  "prod-vs-rewards-mid-zero": noBatch,
  "mvp-meta-calc-rewards": same(({ given, steps, expect: end }) => {
    const pool = new Pool(amounts(given.stakes));
    for (const { op, who, amount, after } of steps) {
      if (op === "rewards") pool.reward(n(amount));
      if (op === "stake") pool.change(who, n(amount));
      for (const [name, value] of Object.entries(after)) {
        expect(name === "total" ? pool.total : pool.pending(name)).toBe(n(value));
      }
    }
    expect([pool.claim("c1"), pool.claim("c2")]).toEqual([n(end.c1), n(end.c2)]);
  }),
  // Each validator has an index of its own, so none can run back.
  "mvp-meta-rewards-cross-validator": same(({ given, design_expect }) => {
    for (const [validator, stake] of Object.entries(amounts(given.consumer_stakes))) {
      const pool = new Pool({ consumer: stake });
      pool.reward(n(given.rewards_per_token[validator]) * stake);
      expect(pool.pending("consumer")).toBe(n(design_expect.pending[validator]));
    }
  }),
  "mvp-meta-verify-rewards": same(({ given, expect: end }) => {
    const pool = new Pool(amounts(given.stakes));
    pool.reward(n(given.total_rewards));
    const paid = [pool.claim("consumer1"), pool.claim("consumer2")];
    expect(paid).toEqual([n(end.consumer1), n(end.consumer2)]);
    expect(n(given.total_rewards) - (paid[0] ?? 0n) - (paid[1] ?? 0n)).toBe(n(end.kept_as_pending_fraction));
  }),
  "mvp-meta-withdraw-to-consumer": same(({ given, expect: end }) => {
    const pool = new Pool({ consumer: n(given.delegated) });
    pool.reward(n(given.accumulated_rewards));
    expect(pool.claim("consumer")).toBe(n(end.funds));
  }),
  "mvp-provider-claim-rewards": same(({ given, expect: end }) => {
    const pool = new Pool({ staker: n(given.staker_shares) });
    pool.reward(n(given.rewards_per_token) * n(given.validator_shares));
    expect(pool.claim("staker")).toBe(n(end.paid));
  }),
  "mvp-provider-claim-rewards-none": same(({ expect: end }) => {
    expect(new Pool({ staker: 1n }).claim("staker")).toBe(n(end.paid));
  }),
  "mvp-provider-first-claimer": same(({ given, steps, design_expect }) => {
    const pool = new Pool(amounts(given.stakes));
    pool.reward(n(steps[0].amount));
    expect(pool.claim("user1")).toBe(n(design_expect.user1));
    expect(pool.claim("user2")).toBe(n(design_expect.user2));
  }),
  "mvp-provider-receive-rewards": same(({ given, steps, expect: end }) => {
    expect(end.rewards_per_token).toBe("0.1");
    const index = indexAfter(n(given.rewards_per_token), n(steps[0].amount), n(given.validator_shares));
    expect(index).toBe((1n << REWARD_BITS) / 10n + 1n);
  }),
  // Stake is entitled from its joining on there, as in the case; when it is entitled here is the provider's rule.
  "prod-ext-distribution": same(({ given, steps, expect: end }) => {
    const stakes = given.stakes as Record<string, Json>;
    const pools: Record<string, Pool> = {};
    for (const validator of ["v1", "v2"]) {
      const own = Object.entries(stakes).map(([user, at]) => [user, at[validator] ?? "0"] as const);
      pools[validator] = new Pool(amounts(Object.fromEntries(own)));
    }
    const totals = { distributed: {} as Record<string, bigint>, paid: {} as Record<string, bigint> };
    for (const { op, validator, user, amount, pending, paid, error } of steps) {
      const pool = pools[validator];
      if (op === "check") {
        for (const [who, at] of Object.entries<Json>(pending)) {
          for (const [name, value] of Object.entries(at))
            expect(pools[name]?.pending(who), `${who} ${name}`).toBe(n(value));
        }
      } else if (error === "NoRewards") expect(pool?.pending(user)).toBe(0n);
      else if (error === undefined && op === "distribute") {
        pool?.reward(n(amount));
        totals.distributed[validator] = (totals.distributed[validator] ?? 0n) + n(amount);
      } else if (op === "stake") pool?.change(user, n(amount));
      else if (op === "unstake") pool?.change(user, -n(amount));
      else if (op === "withdraw") {
        expect(pool?.claim(user)).toBe(n(paid));
        const key = `${user}_${validator}`;
        totals.paid[key] = (totals.paid[key] ?? 0n) + n(paid);
      }
    }
    expect(totals.distributed).toEqual(amounts(end.total_distributed));
    expect(totals.paid).toEqual(amounts(end.total_paid));
  }),
};
