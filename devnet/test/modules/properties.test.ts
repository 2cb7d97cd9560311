import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromInt, ONE, parseDec, truncate } from "../../src/decimal.js";
import type { DecCoins } from "../../src/distribution/dec-coins.js";
import { tokensFromShares } from "../../src/staking/shares.js";
import { type ChainEvent, SdkError } from "../../src/types.js";
import { attributesOf, messagesOf } from "./messages.js";
import { account, genesisValidator, operator, SECOND, SmallChain } from "./small-chain.js";

const VALIDATORS = ["val", "wal", "xal"];
const PEOPLE = ["ann", "ben", ...VALIDATORS];
const PAIRS = PEOPLE.flatMap((who) => VALIDATORS.map((validator) => [who, validator] as const));

const amount = fc.oneof(fc.bigInt({ min: 1n, max: 10n }), fc.bigInt({ min: 1n, max: 70_000_000n }));
const who = fc.constantFrom(...PEOPLE);
const validator = fc.constantFrom(...VALIDATORS);
const fraction = fc.constantFrom("0.01", "0.333333333333333333", "0.5", "1");

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("block" as const), seconds: fc.constantFrom(1n, 5n, 20n) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("delegate" as const), who, validator, amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("undelegate" as const), who, validator, amount }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("redelegate" as const), who, validator, to: validator, amount }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), who, validator }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("slash" as const),
      validator,
      fraction,
      back: fc.bigInt({ min: 0n, max: 4n }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("jail" as const, "unjail" as const), validator }) },
);
type Operation = typeof step extends fc.Arbitrary<infer T> ? T : never;

function chain() {
  return new SmallChain({
    balances: Object.fromEntries(PEOPLE.map((name) => [account(name), [{ denom: "stake", amount: 100_000_000n }]])),
    staking: {
      unbondingTime: 60n * SECOND,
      maxValidators: 2,
      validators: VALIDATORS.map((name, i) =>
        genesisValidator(name, BigInt(i + 1) * 7_000_001n, {
          commission: { rate: `0.${i}`, maxRate: "1", maxChangeRate: "1" },
        }),
      ),
    },
    distribution: { mint: { perBlock: 1_234_567n }, communityPool: "distribution" },
  });
}

/** Does one operation, undone where it is refused. Answers its events, and whether it was done. */
function perform(
  on: SmallChain,
  operation: Operation,
): { readonly events: readonly ChainEvent[]; readonly done: boolean } {
  const messages = messagesOf(on);
  const ctx = on.ctx();
  const before = operation.kind === "block" ? "" : on.stateHash();
  try {
    switch (operation.kind) {
      case "block":
        return { events: on.nextBlock(operation.seconds), done: true };
      case "redelegate": {
        const { events } = messages.redelegate(operation.who, operation.validator, operation.to, operation.amount);
        return { events, done: true };
      }
      case "delegate":
      case "undelegate":
        return {
          events: messages[operation.kind](operation.who, operation.validator, operation.amount).events,
          done: true,
        };
      case "withdraw":
        return { events: messages.withdraw(operation.who, operation.validator).events, done: true };
      case "unjail":
        return { events: messages.unjail(operation.validator).events, done: true };
      case "jail":
        on.staking.jail(ctx, operator(operation.validator));
        return { events: ctx.events, done: true };
      case "slash": {
        const height = on.height > operation.back ? on.height - operation.back : on.height;
        on.state.atomic(() => on.staking.slash(ctx, operator(operation.validator), operation.fraction, height));
        return { events: ctx.events, done: true };
      }
    }
  } catch (error) {
    if (!(error instanceof SdkError) || error.code === 111222) throw error;
    expect(on.stateHash()).toBe(before);
    return { events: [], done: false };
  }
}

function stakeOf(coins: DecCoins): bigint {
  return coins.find(({ denom }) => denom === "stake")?.amount ?? 0n;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

function checkBooks(on: SmallChain): void {
  const validators = on.staking.validators();
  const tokensWhere = (bonded: boolean) =>
    sum(validators.filter(({ status }) => (status === "BOND_STATUS_BONDED") === bonded).map(({ tokens }) => tokens));
  const unbonding = sum(
    PAIRS.flatMap(([name, each]) =>
      on.staking.unbondingEntries(account(name), operator(each)).map(({ balance }) => balance),
    ),
  );
  expect(on.staking.poolBalance(true)).toBe(tokensWhere(true));
  expect(on.staking.poolBalance(false)).toBe(tokensWhere(false) + unbonding);
  for (const { operator: address, tokens, delegatorShares } of validators) {
    const delegations = PEOPLE.map((name) => on.staking.store.delegation(account(name), address)?.shares ?? 0n);
    expect(sum(delegations)).toBe(delegatorShares);
    expect(sum(PEOPLE.map((name) => on.staking.delegation(account(name), address)))).toBeLessThanOrEqual(tokens);
  }

  const held = on.bank.balance(on.auth.moduleAddress("distribution"), "stake");
  const owed = stakeOf(on.distribution.totalOutstanding()) + stakeOf(on.distribution.communityPool());
  expect(fromInt(held)).toBe(owed);
  for (const { operator: address } of validators) {
    const rewards = PEOPLE.filter((name) => on.staking.store.delegation(account(name), address) !== undefined).map(
      (name) => stakeOf(on.distribution.pendingRewards(account(name), address, on.height)),
    );
    const outstanding = stakeOf(on.distribution.outstandingRewards(address));
    expect(sum(rewards) + stakeOf(on.distribution.commission(address))).toBeLessThanOrEqual(outstanding + ONE);
  }

  const balances = [...on.state.table<bigint>("bank/balances").range()].map(([, balance]) => balance);
  expect(on.bank.supply("stake")).toBe(sum(balances));
}

/** What everybody has earned since he was last paid, counted block by block: reward × shares / all shares. */
class PlainAccounts {
  private readonly earned = new Map<string, bigint>();

  constructor(private readonly on: SmallChain) {}

  /** Shares out what a block's beginning allotted to a validator, and forgets what was paid in the end before it. */
  follow(events: readonly ChainEvent[]): void {
    for (const { delegator, validator: address } of attributesOf(events, "withdraw_rewards")) {
      this.earned.delete(`${delegator}/${address}`);
    }
    const commissions = attributesOf(events, "commission");
    attributesOf(events, "rewards").forEach(({ amount: reward = "", validator: address = "" }, i) => {
      this.shareOut(address, read(reward) - read(commissions[i]?.amount ?? ""));
    });
  }

  private shareOut(address: string, reward: bigint): void {
    const all = this.on.staking.validator(address)?.delegatorShares ?? 0n;
    for (const name of PEOPLE) {
      const shares = this.on.staking.store.delegation(account(name), address)?.shares;
      if (shares === undefined || all === 0n) continue;
      const key = `${account(name)}/${address}`;
      this.earned.set(key, (this.earned.get(key) ?? 0n) + (reward * shares) / all);
    }
  }

  check(): void {
    for (const [name, each] of PAIRS) {
      const address = operator(each);
      if (this.on.staking.store.delegation(account(name), address) === undefined) continue;
      // A validator without tokens earns for the community.
      if (this.on.staking.validator(address)?.tokens === 0n) continue;
      const pending = stakeOf(this.on.distribution.pendingRewards(account(name), address, this.on.height));
      const plain = this.earned.get(`${account(name)}/${address}`) ?? 0n;
      const off = pending > plain ? pending - plain : plain - pending;
      expect(off, `${name} at ${each}: ${pending} and ${plain}`).toBeLessThan(ONE);
    }
  }
}

function read(text: string): bigint {
  return text === "" ? 0n : parseDec(text.replace("stake", ""));
}

/** More by the environment. The seed is fixed, so that what must be reached is reached in every run. */
const RUNS = Number(process.env.DEVNET_RUNS ?? 10);
const SEED = 20;

describe("staking and distribution", () => {
  it("behavior: the books balance after every operation, and a refused one changes nothing", () => {
    const reached = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 80 }), (operations) => {
        const on = chain();
        on.nextBlock();
        for (const operation of operations) {
          const { done } = perform(on, operation);
          const key = `${operation.kind} ${done}`;
          reached.set(key, (reached.get(key) ?? 0) + 1);
          checkBooks(on);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    const kinds = ["delegate", "undelegate", "redelegate", "withdraw", "slash", "jail", "unjail"];
    const outcomes = kinds.flatMap((kind) => [`${kind} true`, `${kind} false`]);
    expect(outcomes.filter((outcome) => !reached.has(outcome))).toEqual([]);
  });

  it("behavior: rewards are those of an account kept block by block, to less than one unit", () => {
    let rewarded = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 80 }), (operations) => {
        const on = chain();
        const plain = new PlainAccounts(on);
        plain.follow(on.nextBlock());
        for (const operation of operations) {
          const { events } = perform(on, operation);
          if (operation.kind === "slash" && operation.fraction === "1") return;
          plain.follow(events);
          plain.check();
          rewarded += attributesOf(events, "withdraw_rewards").length;
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(rewarded).toBeGreaterThan(RUNS);
  });

  it("behavior: the same operations give the same state", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (operations) => {
        const [one, two] = [chain(), chain()].map((on) => {
          on.nextBlock();
          for (const operation of operations) perform(on, operation);
          return on.stateHash();
        });
        expect(one).toBe(two);
      }),
      { numRuns: Math.ceil(RUNS / 4), seed: SEED },
    );
  });

  it("behavior: tokens of a delegation are never more than were put in, as long as rewards stay out of it", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), fraction, (amounts, slashed) => {
        const on = chain();
        on.nextBlock();
        const { delegate } = messagesOf(on);
        let given = 0n;
        for (const each of amounts) {
          if (given + each > 90_000_000n) break;
          delegate("ann", "xal", each);
          given += each;
        }
        expect(on.staking.delegation(account("ann"), operator("xal"))).toBe(given);
        on.staking.slash(on.ctx(), operator("xal"), slashed);
        const found = on.staking.store.requireValidator(operator("xal"));
        const shares = on.staking.store.delegation(account("ann"), operator("xal"))?.shares ?? 0n;
        expect(truncate(tokensFromShares(found, shares))).toBeLessThanOrEqual(given);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
