import { describe, expect, it } from "vitest";
import { attributesOf, errorOf, messagesOf } from "../../test/modules/messages.js";
import { account, genesisValidator, operator, SmallChain } from "../../test/modules/small-chain.js";
import { sortKey } from "../address.js";

const M = 1_000_000n;
const val = operator("val");
const wal = operator("wal");
const ann = account("ann");

function chain(maxValidators = 3) {
  const on = new SmallChain({
    balances: Object.fromEntries(
      ["ann", "val", "wal"].map((name) => [account(name), [{ denom: "stake", amount: 1_000n * M }]]),
    ),
    staking: { validators: ["val", "wal"].map((name) => genesisValidator(name, 10n * M)), maxValidators },
  });
  on.nextBlock();
  const tokens = (validator = val) => on.staking.validator(validator)?.tokens;
  return { on, tokens, ...messagesOf(on) };
}

describe("StakingModule.slash", () => {
  it("default", () => {
    const { on, tokens } = chain();
    const ctx = on.ctx();
    const supply = on.bank.supply("stake");
    expect(on.staking.slash(ctx, val, "0.5")).toBe(5n * M);
    expect(tokens()).toBe(5n * M);
    expect([on.staking.totalBonded(), on.bank.supply("stake")]).toEqual([15n * M, supply - 5n * M]);
    const { consensusAddress: address } = on.staking.validator(val) ?? {};
    expect(ctx.events.map(({ type }) => type)).toEqual(["coin_spent", "burn", "slash"]);
    expect(attributesOf(ctx.events, "slash")).toEqual([
      { address, power: "10", reason: "unspecified", burned_coins: "5000000" },
    ]);
  });

  it("behavior: counts whole units of power", () => {
    const { on, delegate, tokens } = chain();
    delegate("ann", "val", 999_999n);
    on.staking.slash(on.ctx(), val, "0.5");
    expect(tokens()).toBe(5n * M + 999_999n);
  });

  it("behavior: what unbonds pays first, by its first amount, and counts even when it has nothing left", () => {
    const { on, delegate, undelegate, tokens } = chain();
    delegate("ann", "val", 4n * M);
    on.nextBlock();
    const before = on.height;
    undelegate("ann", "val", 4n * M);
    on.nextBlock();
    const balance = () => on.staking.unbondingEntries(ann, val)[0]?.balance;
    const steps = Array.from({ length: 4 }, () => {
      on.staking.slash(on.ctx(), val, "0.5", before, 10n);
      return [balance(), tokens()];
    });
    expect(steps).toEqual([
      [2n * M, 7n * M],
      [0n, 4n * M],
      [0n, 1n * M],
      [0n, 0n],
    ]);
    expect(on.staking.poolBalance(false)).toBe(0n);
  });

  it("behavior: what began to unbond before the infraction stays whole, also at the block of the slash", () => {
    const { on, delegate, undelegate, tokens } = chain();
    delegate("ann", "val", 4n * M);
    undelegate("ann", "val", 4n * M);
    on.nextBlock();
    on.staking.slash(on.ctx(), val, "0.5", on.height);
    expect(on.staking.unbondingEntries(ann, val)[0]?.balance).toBe(4n * M);
    on.nextBlock();
    on.staking.slash(on.ctx(), val, "0.5", 2n, 10n);
    expect(on.staking.unbondingEntries(ann, val)[0]?.balance).toBe(4n * M);
    expect(tokens()).toBe(0n);
  });

  it("behavior: what was redelegated pays at its new validator", () => {
    const { on, delegate, redelegate, tokens } = chain();
    delegate("ann", "val", 6n * M);
    on.nextBlock();
    const before = on.height;
    redelegate("ann", "val", "wal", 6n * M);
    on.nextBlock();
    on.staking.slash(on.ctx(), val, "0.5", before, 16n);
    expect([tokens(val), tokens(wal)]).toEqual([5n * M, 13n * M]);
    expect(on.staking.delegation(ann, wal)).toBe(3n * M);
    on.staking.slash(on.ctx(), val, "1", before, 16n);
    expect([tokens(val), tokens(wal)]).toEqual([0n, 10n * M]);
    expect(on.staking.delegation(ann, wal)).toBe(0n);
  });

  it("behavior: what was redelegated and then undelegated pays out of the unbonding", () => {
    const { on, delegate, redelegate, undelegate, tokens } = chain();
    delegate("ann", "val", 6n * M);
    on.nextBlock();
    const before = on.height;
    redelegate("ann", "val", "wal", 6n * M);
    undelegate("ann", "wal", 6n * M);
    on.nextBlock();
    on.staking.slash(on.ctx(), val, "0.5", before, 16n);
    expect([tokens(val), tokens(wal)]).toEqual([5n * M, 10n * M]);
    expect(on.staking.unbondingEntries(ann, wal)[0]).toMatchObject({ initialBalance: 6n * M, balance: 3n * M });
  });

  it("behavior: a validator slashed to nothing takes no delegations, and its own cannot leave", () => {
    const { on, delegate, undelegate } = chain();
    delegate("ann", "val", 5n * M);
    on.staking.slash(on.ctx(), val, "1");
    const refusal = "cannot delegate to validators with invalid (zero) ex-rate";
    expect(errorOf(() => delegate("ann", "val", 1n))).toMatchObject({
      codespace: "staking",
      code: 34,
      message: refusal,
    });
    expect(errorOf(() => undelegate("ann", "val", 1n))).toMatchObject({ codespace: "staking", code: 22 });
    expect(on.staking.delegation(ann, val)).toBe(0n);
    on.nextBlock();
    expect(on.staking.validator(val)?.status).toBe("BOND_STATUS_UNBONDING");
  });

  it("error: SdkError", () => {
    const { on } = chain();
    const text = "impossible attempt to slash future infraction at height 9 but we are at height 1";
    expect(errorOf(() => on.staking.slash(on.ctx(), val, "0.5", 9n)).message).toBe(text);
    expect(errorOf(() => on.staking.slash(on.ctx(), val, "-0.5")).message).toMatch("negative slash factor");
    expect(errorOf(() => on.staking.slash(on.ctx(), operator("none"), "0.5")).code).toBe(3);
  });
});

describe("StakingModule.jail", () => {
  it("default", () => {
    const { on, unjail } = chain();
    on.staking.jail(on.ctx(), val);
    expect(on.staking.validator(val)).toMatchObject({ jailed: true, status: "BOND_STATUS_BONDED" });
    on.nextBlock();
    expect(on.staking.validator(val)?.status).toBe("BOND_STATUS_UNBONDING");
    expect([on.staking.poolBalance(true), on.staking.poolBalance(false)]).toEqual([10n * M, 10n * M]);
    unjail("val");
    on.nextBlock();
    expect(on.staking.validator(val)?.status).toBe("BOND_STATUS_BONDED");
    expect([on.staking.poolBalance(true), on.staking.poolBalance(false)]).toEqual([20n * M, 0n]);
  });

  it("behavior: an operator that takes its own stake away is jailed", () => {
    const { on, undelegate, unjail } = chain();
    undelegate("val", "val", 10n * M);
    expect(on.staking.validator(val)?.jailed).toBe(true);
    expect(errorOf(() => unjail("val"))).toMatchObject({ codespace: "staking", code: 19 });
  });

  it("error: SdkError", () => {
    const { on, unjail } = chain();
    expect(errorOf(() => unjail("val"))).toMatchObject({ codespace: "slashing", code: 5 });
    on.staking.jail(on.ctx(), val, on.time + 1n);
    expect(errorOf(() => on.staking.jail(on.ctx(), val))).toMatchObject({ codespace: "staking", code: 7 });
    expect(errorOf(() => unjail("val"))).toMatchObject({ codespace: "slashing", code: 4 });
  });
});

describe("StakingModule.tombstone", () => {
  it("default", () => {
    const { on, unjail } = chain();
    on.staking.tombstone(on.ctx(), val);
    expect([on.staking.isTombstoned(val), on.staking.isTombstoned(wal)]).toEqual([true, false]);
    on.nextBlock();
    expect(errorOf(() => unjail("val"))).toMatchObject({ codespace: "slashing", code: 4 });
  });

  it("behavior: takes one that is jailed already", () => {
    const { on } = chain();
    on.staking.jail(on.ctx(), val);
    on.staking.tombstone(on.ctx(), val);
    expect(on.staking.isTombstoned(val)).toBe(true);
  });
});

describe("StakingModule.endBlock", () => {
  it("behavior: only the most powerful are bonded, of equals the lower address", () => {
    const { on, delegate } = chain(1);
    const bonded = () => on.staking.bondedValidators().map((each) => each.operator);
    const [low = "", high = ""] = [val, wal].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    expect(bonded()).toEqual([low]);
    delegate("ann", high === val ? "val" : "wal", M);
    on.nextBlock();
    expect(bonded()).toEqual([high]);
    expect([on.staking.poolBalance(true), on.staking.poolBalance(false)]).toEqual([11n * M, 10n * M]);
  });

  it("behavior: a validator below one unit of power is not bonded", () => {
    const { on, undelegate } = chain();
    undelegate("val", "val", 9n * M + 1n);
    on.nextBlock();
    expect(on.staking.validator(val)?.status).toBe("BOND_STATUS_UNBONDING");
    expect(on.staking.validators()).toHaveLength(2);
  });
});
