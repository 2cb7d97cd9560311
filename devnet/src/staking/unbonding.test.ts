import { describe, expect, it } from "vitest";
import { attributesOf, errorOf, messagesOf } from "../../test/modules/messages.js";
import { account, genesisValidator, operator, SECOND, SmallChain } from "../../test/modules/small-chain.js";

const DAY = 86_400n;

function chain() {
  const on = new SmallChain({
    balances: Object.fromEntries(
      ["ann", "ben", "val", "wal", "xal"].map((name) => [account(name), [{ denom: "stake", amount: 100_000_000n }]]),
    ),
    staking: {
      validators: ["val", "wal", "xal"].map((name) => genesisValidator(name, 10_000_000n)),
      unbondingTime: 21n * DAY * SECOND,
    },
  });
  on.nextBlock();
  return { on, ...messagesOf(on) };
}

describe("MsgDelegate", () => {
  it("default", () => {
    const { on, delegate } = chain();
    const { events, result } = delegate("ann", "val", 4_000_000n);
    expect(on.staking.delegation(account("ann"), operator("val"))).toBe(4_000_000n);
    expect(on.staking.validator(operator("val"))?.tokens).toBe(14_000_000n);
    expect(on.staking.totalBonded()).toBe(34_000_000n);
    expect(events.map(({ type }) => type)).toEqual(["coin_spent", "coin_received", "delegate"]);
    expect(attributesOf(events, "delegate")).toEqual([
      {
        validator: operator("val"),
        delegator: account("ann"),
        amount: "4000000stake",
        new_shares: "4000000.000000000000000000",
      },
    ]);
    expect(result.data).toHaveLength(0);
  });

  it("behavior: a refused message leaves the state as it was", () => {
    const { on, delegate } = chain();
    delegate("ann", "val", 1_000_000n);
    on.nextBlock();
    const before = on.stateHash();
    errorOf(() => delegate("ann", "val", 200_000_000n));
    expect(on.stateHash()).toBe(before);
  });

  it("error: SdkError", () => {
    const { delegate } = chain();
    const cases = [
      [
        () => delegate("ann", "val", 100_000_001n),
        "sdk",
        5,
        "failed to delegate; 100000000stake is smaller than 100000001stake: insufficient funds",
      ],
      [() => delegate("ann", "val", 0n), "sdk", 18, "invalid delegation amount: invalid request"],
      [
        () => delegate("ann", "val", 1n, "atom"),
        "sdk",
        18,
        "invalid coin denomination: got atom, expected stake: invalid request",
      ],
      [() => delegate("ann", "none", 1n), "staking", 3, "validator does not exist"],
    ] as const;
    for (const [body, codespace, code, message] of cases) {
      expect(errorOf(body)).toMatchObject({ codespace, code, message });
    }
  });
});

describe("MsgUndelegate", () => {
  it("default", () => {
    const { on, delegate, undelegate } = chain();
    delegate("ann", "val", 4_000_000n);
    const { events, result } = undelegate("ann", "val", 1_000_000n);
    const completionTime = on.time + 21n * DAY * SECOND;
    expect(on.staking.unbondingEntries(account("ann"), operator("val"))).toEqual([
      { creationHeight: 1n, completionTime, initialBalance: 1_000_000n, balance: 1_000_000n },
    ]);
    expect([on.staking.poolBalance(true), on.staking.poolBalance(false)]).toEqual([33_000_000n, 1_000_000n]);
    expect(attributesOf(events, "unbond")).toEqual([
      {
        validator: operator("val"),
        delegator: account("ann"),
        amount: "1000000stake",
        completion_time: "2023-12-05T22:13:25Z",
      },
    ]);
    expect(result.response).toEqual({ completionTime, amount: { denom: "stake", amount: "1000000" } });
  });

  it("behavior: pays when the time has come, in the end of that block", () => {
    const { on, delegate, undelegate } = chain();
    delegate("ann", "val", 4_000_000n);
    undelegate("ann", "val", 4_000_000n);
    on.nextBlock(21n * DAY - 1n);
    on.nextBlock(1n);
    expect(on.bank.balance(account("ann"), "stake")).toBe(96_000_000n);
    const events = on.nextBlock(1n);
    expect(on.bank.balance(account("ann"), "stake")).toBe(100_000_000n);
    expect(attributesOf(events, "complete_unbonding")).toEqual([
      { amount: "4000000stake", validator: operator("val"), delegator: account("ann") },
    ]);
    expect(on.staking.unbondingEntries(account("ann"), operator("val"))).toEqual([]);
  });

  it("behavior: undelegations of one block share an entry", () => {
    const { on, delegate, undelegate } = chain();
    delegate("ann", "val", 4_000_000n);
    undelegate("ann", "val", 1n);
    undelegate("ann", "val", 2n);
    on.nextBlock();
    undelegate("ann", "val", 4n);
    const balances = on.staking.unbondingEntries(account("ann"), operator("val")).map(({ balance }) => balance);
    expect(balances).toEqual([3n, 4n]);
  });

  it("behavior: the eighth entry is refused, also in a block that has one already", () => {
    const { on, delegate, undelegate } = chain();
    delegate("ann", "val", 4_000_000n);
    for (let i = 0; i < 7; i += 1) {
      if (i > 0) on.nextBlock();
      undelegate("ann", "val", 1n);
    }
    const text = "too many unbonding delegation entries for (delegator, validator) tuple";
    expect(errorOf(() => undelegate("ann", "val", 1n))).toMatchObject({
      codespace: "staking",
      code: 27,
      message: text,
    });
    on.nextBlock();
    expect(errorOf(() => undelegate("ann", "val", 1n)).code).toBe(27);
    on.nextBlock(21n * DAY);
    on.nextBlock();
    undelegate("ann", "val", 1n);
  });

  it("error: SdkError", () => {
    const { delegate, undelegate } = chain();
    delegate("ann", "val", 4n);
    const cases = [
      [() => undelegate("ann", "val", 5n), "sdk", 18, "invalid shares amount: invalid request"],
      [() => undelegate("ann", "val", 0n), "sdk", 18, "invalid shares amount: invalid request"],
      [() => undelegate("ann", "wal", 1n), "staking", 19, "no delegation for (address, validator) tuple"],
      [() => undelegate("ann", "none", 1n), "staking", 3, "validator does not exist"],
    ] as const;
    for (const [body, codespace, code, message] of cases) {
      expect(errorOf(body)).toMatchObject({ codespace, code, message });
    }
  });
});

describe("MsgBeginRedelegate", () => {
  it("default", () => {
    const { on, delegate, redelegate } = chain();
    delegate("ann", "val", 4_000_000n);
    const { events, result } = redelegate("ann", "val", "wal", 1_000_000n);
    const tokens = ["val", "wal"].map((name) => on.staking.delegation(account("ann"), operator(name)));
    expect(tokens).toEqual([3_000_000n, 1_000_000n]);
    const completionTime = on.time + 21n * DAY * SECOND;
    expect(result.response).toEqual({ completionTime });
    expect(on.staking.redelegationEntries(account("ann"), operator("val"), operator("wal"))).toEqual([
      { creationHeight: 1n, completionTime, initialBalance: 1_000_000n, sharesDst: 1_000_000n * 10n ** 18n },
    ]);
    expect(attributesOf(events, "redelegate")).toHaveLength(1);
  });

  it("behavior: is over after the unbonding time", () => {
    const { on, delegate, redelegate } = chain();
    delegate("ann", "val", 4n);
    redelegate("ann", "val", "wal", 4n);
    on.nextBlock(21n * DAY);
    const events = on.nextBlock();
    expect(attributesOf(events, "complete_redelegation")).toEqual([
      {
        amount: "4stake",
        delegator: account("ann"),
        source_validator: operator("val"),
        destination_validator: operator("wal"),
      },
    ]);
    redelegate("ann", "wal", "xal", 4n);
  });

  it("behavior: from a validator that is unbonded it leaves no entry", () => {
    const { on, delegate, redelegate } = chain();
    delegate("ann", "val", 4n);
    on.staking.jail(on.ctx(), operator("val"));
    on.nextBlock(21n * DAY);
    on.nextBlock(21n * DAY);
    on.nextBlock();
    expect(on.staking.validator(operator("val"))?.status).toBe("BOND_STATUS_UNBONDED");
    const { events } = redelegate("ann", "val", "wal", 4n);
    expect(attributesOf(events, "redelegate")[0]?.completion_time).toBe("0001-01-01T00:00:00Z");
    expect(on.staking.redelegationEntries(account("ann"), operator("val"), operator("wal"))).toEqual([]);
  });

  it("error: SdkError", () => {
    const { on, delegate, redelegate } = chain();
    delegate("ann", "val", 1_000n);
    redelegate("ann", "val", "wal", 10n);
    const cases = [
      [() => redelegate("ann", "wal", "xal", 1n), 32],
      [() => redelegate("ann", "val", "val", 1n), 29],
      [() => redelegate("ann", "val", "none", 1n), 31],
      [() => redelegate("ann", "none", "val", 1n), 3],
    ] as const;
    for (const [body, code] of cases) expect(errorOf(body)).toMatchObject({ codespace: "staking", code });
    for (let i = 0; i < 6; i += 1) redelegate("ann", "val", "wal", 1n);
    expect(errorOf(() => redelegate("ann", "val", "wal", 1n))).toMatchObject({ codespace: "staking", code: 33 });
    expect(on.staking.redelegationEntries(account("ann"), operator("val"), operator("wal"))).toHaveLength(7);
  });
});

describe("MsgCancelUnbondingDelegation", () => {
  it("default", () => {
    const { on, delegate, undelegate, cancel } = chain();
    delegate("ann", "val", 10n);
    undelegate("ann", "val", 6n);
    cancel("ann", "val", 2n, on.height);
    expect(on.staking.delegation(account("ann"), operator("val"))).toBe(6n);
    expect(on.staking.unbondingEntries(account("ann"), operator("val"))).toMatchObject([
      { initialBalance: 4n, balance: 4n },
    ]);
    expect(on.staking.poolBalance(false)).toBe(4n);
  });

  it("error: SdkError", () => {
    const { on, delegate, undelegate, cancel } = chain();
    delegate("ann", "val", 10n);
    expect(errorOf(() => cancel("ann", "val", 1n, 1n))).toMatchObject({ codespace: "undefined", code: 1 });
    undelegate("ann", "val", 6n);
    expect(errorOf(() => cancel("ann", "val", 7n, on.height))).toMatchObject({ codespace: "sdk", code: 18 });
    expect(errorOf(() => cancel("ann", "val", 1n, on.height + 1n))).toMatchObject({ codespace: "sdk", code: 38 });
    expect(errorOf(() => cancel("ann", "val", 1n, 0n))).toMatchObject({ codespace: "sdk", code: 18 });
  });
});
