import { expect } from "vitest";
import {
  applyRelease,
  applyUnbond,
  Decimal,
  entryValue,
  FULL_MULTIPLIER,
  openUnbonding,
  type Position,
  type SlashRecord,
  settle,
  sharesOf,
  slashMultiplier,
  takeStake,
  type UnbondingEntry,
  withdrawMatured,
} from "../../../src/math/index.js";
import { differs, elsewhere, type Json, n, same, type Verdict } from "./verdict.js";

const staked = (tokens: bigint): Position => ({ tokens, shares: sharesOf(tokens, FULL_MULTIPLIER) });

/** One owner's stake at a validator: active, unbonding, and the slashes of the validator. */
class Stake {
  private active: Position;
  private queue: readonly UnbondingEntry[] = [];
  private readonly history: SlashRecord[] = [];
  private m = FULL_MULTIPLIER;
  constructor(
    tokens: bigint,
    private readonly period: number,
  ) {
    this.active = staked(tokens);
  }

  get tokens(): bigint {
    return settle(this.active, this.m).position.tokens;
  }

  /** What stands behind the claim at the lockup, once slashes are pushed. */
  get claim(): bigint {
    return this.queue.reduce((sum, entry) => sum + entryValue(entry, this.history), this.tokens);
  }

  unstake(amount: bigint, now: number): void {
    const { taken, rest } = takeStake(this.active, this.m, amount);
    this.active = rest;
    this.queue = openUnbonding(this.queue, taken, now, this.period);
  }

  slash(ratio: Decimal, now: number): void {
    this.m = slashMultiplier(this.m, ratio);
    this.history.push({ time: now, multiplier: this.m });
  }

  withdraw(now: number): { released: bigint; lost: bigint } {
    const { queue, released, lost } = withdrawMatured(this.queue, this.history, now);
    this.queue = queue;
    return { released, lost };
  }
}

const nativeStaking = elsewhere("about x/staking's own delegations, which the chain keeps");

export const unstake: Record<string, Verdict> = {
  "mvp-lockup-unbond-unknown": same(() => {
    const unknown = { bonded: 0n, claims: [] };
    expect(() => applyUnbond(unknown, 1n)).toThrow(expect.objectContaining({ name: "AmountUnderflowError", have: 0n }));
    expect(() => applyUnbond(unknown, 0n)).toThrow(expect.objectContaining({ name: "InvalidAmountError" }));
  }),
  "mvp-provider-unbond": same(({ given, steps, design_expect }) => {
    const stake = new Stake(n(given.staked), Number(given.unbonding_period));
    stake.unstake(n(steps[0].amount), Number(steps[0].at));
    const { released, lost } = stake.withdraw(Number(steps[1].at));
    expect(released).toBe(n(design_expect.lockup_message.release_claim.amount));
    expect(lost).toBe(0n);
    expect(stake.withdraw(Number(steps[1].at)).released).toBe(0n);
    const account = { bonded: released, claims: [{ lienholder: "provider", amount: n(given.staked) }] };
    expect(applyRelease(account, "provider", released).account).toEqual({ bonded: released, claims: [] });
  }),
  "mvp-provider-unstake-guards": same(({ given, steps }) => {
    // Zero amounts are the contract's to refuse. That a removed validator's stake can leave is no matter of amounts.
    const { taken, rest } = takeStake(staked(n(given.staked)), FULL_MULTIPLIER, n(steps[0].amount));
    expect(taken.tokens).toBe(n(steps[0].after.packet.unstake.amount));
    expect(rest.tokens).toBe(0n);
  }),
  "mvp-provider-val-stake-unstake": same(({ steps, expect: end }) => {
    let position = staked(n(steps[0].amount));
    position = takeStake(position, FULL_MULTIPLIER, n(steps[1].amount)).rest;
    expect(position.tokens).toBe(n(steps[1].after.stake_value));
    expect(() => takeStake(position, FULL_MULTIPLIER, n(steps[2].amount))).toThrow(
      expect.objectContaining({ name: "AmountUnderflowError", have: n(end.stake_value) }),
    );
  }),
  "prod-ext-immediate-unbonded": differs(
    "every unstake waits for the whole period, whatever the validator's status: a slash for what it did before still reaches it",
    ({ given, steps }) => {
      const stake = new Stake(n(given.stakes.user1.v1), Number(given.unbonding_period));
      stake.unstake(n(steps[0].amount), 0);
      expect(stake.withdraw(0).released).toBe(0n);
      expect(stake.withdraw(Number(given.unbonding_period)).released).toBe(n(steps[0].amount));
    },
  ),
  "prod-proxy-restake": nativeStaking,
  "prod-proxy-unstake": nativeStaking,
  // Local books change with the message here, so there is no range while the unstake is in flight.
  "prod-ext-slash-pending-full-unbond": same(({ given, steps }) => {
    const stake = new Stake(n(given.stakes.user1.v1), 100);
    stake.unstake(n(steps[0].amount), 0);
    expect(stake.tokens).toBe(n(steps[0].after.v1.low));
    stake.slash(Decimal.fromRatio(n(steps[1].amount), n(given.stakes.user1.v1)), 1);
    expect(stake.claim).toBe(n(steps[1].after.vault_claim));
    expect(stake.withdraw(100).released).toBe(n(steps[2].after.vault_claim));
    expect(stake.claim).toBe(0n);
  }),
  "prod-ext-slash-pending-partial-unbond": differs(
    "an unbonding entry takes every slash before its release, its own share of it: 45 of the 50 are released there, and 235 stay",
    ({ given, steps }) => {
      const { v1, v2 } = given.stakes.user1;
      const stake = new Stake(n(v1), 100);
      stake.unstake(n(steps[0].amount), 0);
      stake.slash(Decimal.fromRatio(n(steps[1].amount), n(v1)), 1);
      expect(stake.claim + n(v2)).toBe(n(steps[1].after.vault_claim));
      expect(stake.withdraw(100)).toEqual({ released: 45n, lost: 5n });
      expect(stake.claim + n(v2)).toBe(235n);
    },
  ),
  "prod-ext-slashing": same(({ given, steps, expect: end }) => {
    const period = Number(given.unbonding_period);
    const stakes: Record<string, Stake> = {};
    for (const [validator, tokens] of Object.entries(given.stakes.user1)) {
      stakes[validator] = new Stake(n(tokens), period);
    }
    const at = (validator: string) => stakes[validator] ?? new Stake(0n, period);
    const claim = () => Object.values(stakes).reduce((sum, stake) => sum + stake.claim, 0n);
    for (const { op, at: time, validator, amount, after } of steps) {
      const now = Number(time);
      if (op === "unstake") at(validator).unstake(n(amount), now);
      else if (op === "slash") at(validator).slash(Decimal.fromRatio(n(amount), at(validator).tokens), now);
      else if (op === "withdraw_unbonded") for (const stake of Object.values(stakes)) stake.withdraw(now);
      for (const [name, tokens] of Object.entries<Json>(after?.stakes ?? {})) expect(at(name).tokens).toBe(n(tokens));
      if (after?.vault_claim !== undefined) expect(claim()).toBe(n(after.vault_claim));
    }
    expect(claim()).toBe(n(end.vault_claim));
  }),
};
