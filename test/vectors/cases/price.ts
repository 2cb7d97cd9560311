import { expect } from "vitest";
import {
  applyBond,
  applyGrant,
  applyRelease,
  applyUnbond,
  askedAfterStake,
  askedAfterUnstake,
  askedChange,
  askedFor,
  Decimal,
  freeBalance,
  isFresh,
  parseRatio,
} from "../../../src/math/index.js";
import { type Case, elsewhere, type Json, n, same, type Verdict } from "./verdict.js";

/** Remote stake of one validator and what is asked for it, step by step. */
class Validator {
  remote = 0n;
  asked = 0n;
  constructor(
    private readonly price: Decimal,
    private readonly discount: Decimal,
  ) {}

  stake(amount: bigint): bigint {
    this.remote += amount;
    this.asked = askedAfterStake(this.asked, askedFor(this.remote, this.price, this.discount));
    return this.asked;
  }

  unstake(amount: bigint): bigint {
    this.remote -= amount;
    this.asked = askedAfterUnstake(this.asked, askedFor(this.remote, this.price, this.discount));
    return this.asked;
  }
}

const priceOf = (given: Json) => Decimal.parse(given.native_per_foreign ?? given.remote_to_local_exchange_rate);
const discountOf = (given: Json) => parseRatio(given.discount ?? "0");

function converts({ given, steps, expect: end }: Case): void {
  const validators = new Map<string, Validator>();
  for (const { op, validator, amount } of steps) {
    const row = validators.get(validator) ?? new Validator(priceOf(given), discountOf(given));
    validators.set(validator, row);
    if (op === "stake") row.stake(n(amount));
    else row.unstake(n(amount));
  }
  for (const [validator, stake] of Object.entries(end.virtual_stake)) {
    expect(validators.get(validator)?.asked).toBe(n(stake));
  }
}

export const price: Record<string, Verdict> = {
  "prod-converter-stake-burn": same(converts),
  "prod-converter-stake-unstake": same(converts),
  "prod-converter-instantiate": same(({ given, expect: end }) => {
    expect(parseRatio(given.discount).complement().toString()).toBe(end.adjustment);
  }),
  "mvp-consumer-receive-unstake": same(({ given, steps, expect: end }) => {
    const row = new Validator(priceOf(given), Decimal.ZERO);
    const before = row.stake(n(steps[0].amount));
    const { undelegate } = askedChange(before, row.unstake(n(steps[0].amount)));
    expect(undelegate).toBe(n(end.meta_staking_message.undelegate.amount));
  }),
  "mvp-consumer-rounding-residue": same(({ given, steps, design_expect }) => {
    const row = new Validator(priceOf(given), Decimal.ZERO);
    const asked = steps.map(({ op, amount }) => (op === "stake" ? row.stake(n(amount)) : row.unstake(n(amount))));
    expect(asked).toEqual(design_expect.after.map(n));
    expect(row.asked).toBe(n(design_expect.delegated_end));
  }),
  "mvp-consumer-rounding-zero": same(({ given, steps, design_expect }) => {
    const row = new Validator(priceOf(given), Decimal.ZERO);
    expect(row.stake(n(steps[0].amount))).toBe(n(design_expect.delegated));
    expect(row.remote).toBe(n(design_expect.remote_total));
  }),
  "mvp-e2e-happy-path": same(({ given, steps, expect: end }) => {
    const row = new Validator(priceOf(given), Decimal.ZERO);
    expect(row.stake(n(steps[0].amount))).toBe(n(end.delegated_local));
    expect(row.asked).toBeLessThanOrEqual(n(given.consumer_funds_available));
  }),
  "prod-price-outdated": same(({ given, steps }) => {
    const reading = { localPerRemote: Decimal.parse(given.price), time: 0 };
    expect(isFresh(reading, Number(steps[0].age_seconds), Number(given.ttl_seconds))).toBe(false);
    // A price of exactly that age is stale there too.
    expect(isFresh(reading, Number(given.ttl_seconds), Number(given.ttl_seconds))).toBe(false);
    expect(isFresh(reading, Number(given.ttl_seconds) - 1, Number(given.ttl_seconds))).toBe(true);
  }),
  "prod-scheduler": elsewhere("there are no epochs here: every message acts when it comes"),
  "sdk-mvp-flow": same(({ given, steps, expect: end }) => {
    const row = new Validator(priceOf(given), discountOf(given));
    let account = { bonded: 0n, claims: [] } as Parameters<typeof applyBond>[0];
    let unbonding = 0n;
    let delegated = 0n;
    for (const { op, amount, error, after } of steps) {
      const some = amount === undefined ? 0n : n(amount);
      // An unknown validator is the contract's to refuse; nothing changes.
      if (error !== undefined) expect(after.free).toBe(freeBalance(account).toString());
      else if (op === "bond") account = applyBond(account, some).account;
      else if (op === "stake_local") account = applyGrant(account, "local", some).account;
      else if (op === "stake_remote") {
        account = applyGrant(account, "remote", some).account;
        row.stake(some);
      } else if (op === "unstake") {
        row.unstake(some);
        unbonding += some;
        expect(row.remote).toBe(n(after.stake));
        expect([unbonding]).toEqual(after.pending_unbonds.map(n));
      } else if (op === "consumer_epoch") delegated = row.asked;
      else if (op === "withdraw_unbonded") account = applyRelease(account, "remote", unbonding).account;
      else if (op === "unbond") account = applyUnbond(account, some).account;
      if (after?.free !== undefined) expect(freeBalance(account)).toBe(n(after.free));
      if (after?.delegated !== undefined) expect(delegated).toBe(n(after.delegated));
    }
    expect(freeBalance(account)).toBe(n(end.free));
    expect(delegated).toBe(n(end.delegated));
  }),
};
