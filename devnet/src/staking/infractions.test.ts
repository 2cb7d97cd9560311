import { describe, expect, it } from "vitest";
import { attributesOf, errorOf, messagesOf } from "../../test/modules/messages.js";
import { account, genesisValidator, operator, SECOND, SmallChain } from "../../test/modules/small-chain.js";

const M = 1_000_000n;
const val = operator("val");

function chain(slashing = {}) {
  const on = new SmallChain({
    balances: Object.fromEntries(
      ["ann", "val", "wal"].map((name) => [account(name), [{ denom: "stake", amount: 1_000n * M }]]),
    ),
    staking: { validators: ["val", "wal"].map((name) => genesisValidator(name, 100n * M)), slashing },
  });
  on.nextBlock();
  const status = () => on.staking.validator(val)?.status;
  return { on, status, ...messagesOf(on) };
}

describe("StakingModule.downtime", () => {
  it("default", () => {
    const { on, status, unjail } = chain();
    const ctx = on.ctx();
    expect(on.staking.downtime(ctx, val)).toBe(M);
    const { consensusAddress: address = "", tokens, jailed } = on.staking.validator(val) ?? {};
    expect([tokens, jailed, status()]).toEqual([99n * M, true, "BOND_STATUS_BONDED"]);
    expect(attributesOf(ctx.events, "slash")).toEqual([
      { address, power: "100", reason: "missing_signature", jailed: address, burned_coins: "1000000" },
    ]);
    on.nextBlock();
    expect(status()).toBe("BOND_STATUS_UNBONDING");
    expect(errorOf(() => unjail("val"))).toMatchObject({ codespace: "slashing", code: 4 });
    on.nextBlock(600n);
    unjail("val");
    on.nextBlock();
    expect(status()).toBe("BOND_STATUS_BONDED");
  });

  it("behavior: by the power of the votes that are counted, and as the chain has it", () => {
    const { on, delegate, unjail } = chain({ slashFractionDowntime: "0.1", downtimeJailDuration: SECOND });
    delegate("ann", "val", 100n * M);
    on.nextBlock();
    expect(on.staking.downtime(on.ctx(), val)).toBe(10n * M);
    on.nextBlock(1n);
    unjail("val");
  });

  it("error: SdkError", () => {
    const { on } = chain();
    expect(errorOf(() => on.staking.downtime(on.ctx(), operator("none")))).toMatchObject({ code: 3 });
    on.staking.jail(on.ctx(), val);
    expect(errorOf(() => on.staking.downtime(on.ctx(), val))).toMatchObject({ codespace: "staking", code: 7 });
    for (let i = 0; i < 5; i += 1) on.nextBlock();
    on.deliver(account("val"), "/cosmos.slashing.v1beta1.MsgUnjail", { validatorAddr: val });
    expect(errorOf(() => on.staking.downtime(on.ctx(), val)).message).toMatch("signs no blocks");
  });
});

describe("StakingModule.doubleSign", () => {
  it("default", () => {
    const { on, unjail } = chain();
    const ctx = on.ctx();
    expect(on.staking.doubleSign(ctx, val)).toBe(5n * M);
    const { consensusAddress: address = "" } = on.staking.validator(val) ?? {};
    expect(attributesOf(ctx.events, "slash")).toEqual([
      { address, power: "100", reason: "double_sign", burned_coins: "5000000" },
      { jailed: address },
    ]);
    expect(on.staking.isTombstoned(val)).toBe(true);
    on.nextBlock(10n ** 9n);
    expect(errorOf(() => unjail("val"))).toMatchObject({ codespace: "slashing", code: 4 });
  });

  it("behavior: what has left since is slashed too, by the power of then", () => {
    const { on, delegate, undelegate, redelegate } = chain();
    delegate("ann", "val", 300n * M);
    for (let i = 0; i < 3; i += 1) on.nextBlock();
    const height = on.height;
    undelegate("ann", "val", 100n * M);
    redelegate("ann", "val", "wal", 40n * M);
    for (let i = 0; i < 3; i += 1) on.nextBlock();
    expect(on.staking.doubleSign(on.ctx(), val, height, 400n)).toBe(13n * M);
    expect(on.staking.unbondingEntries(account("ann"), val)).toMatchObject([{ balance: 95n * M }]);
    expect(on.staking.delegation(account("ann"), operator("wal"))).toBe(38n * M);
  });

  it("behavior: a validator is tombstoned once", () => {
    const { on } = chain();
    on.staking.doubleSign(on.ctx(), val);
    const ctx = on.ctx();
    expect(on.staking.doubleSign(ctx, val)).toBe(0n);
    expect(ctx.events).toEqual([]);
  });

  it("error: SdkError", () => {
    const { on } = chain();
    expect(errorOf(() => on.staking.doubleSign(on.ctx(), val, on.height + 2n)).message).toMatch("future infraction");
    on.staking.jail(on.ctx(), val);
    for (const seconds of [1n, 30n * 86_400n, 1n]) on.nextBlock(seconds);
    expect(errorOf(() => on.staking.doubleSign(on.ctx(), val)).message).toMatch("unbonded validator");
  });
});
