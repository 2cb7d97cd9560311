import { describe, expect, it } from "vitest";
import { errorOf, messagesOf } from "../../test/modules/messages.js";
import { account, genesisValidator, operator, SmallChain } from "../../test/modules/small-chain.js";

const M = 1_000_000n;
const DAY = 86_400n;

function chain() {
  const on = new SmallChain({
    balances: Object.fromEntries(
      ["ann", "val", "wal", "xal"].map((name) => [account(name), [{ denom: "stake", amount: 1_000n * M }]]),
    ),
    staking: { validators: ["val", "wal", "xal"].map((name, i) => genesisValidator(name, BigInt(10 + i) * M)) },
  });
  on.nextBlock();
  const params = { unbondingTime: { seconds: 21n * DAY }, maxValidators: 100, maxEntries: 7, bondDenom: "stake" };
  const update = (changes: object, authority = on.gov.authority) =>
    on.deliver(authority, "/cosmos.staking.v1beta1.MsgUpdateParams", {
      authority,
      params: { ...params, ...changes },
    });
  const statuses = () =>
    ["val", "wal", "xal"].map((name) => on.staking.validator(operator(name))?.status.replace("BOND_STATUS_", ""));
  return { on, update, statuses, ...messagesOf(on) };
}

describe("MsgUpdateParams", () => {
  it("default", () => {
    const { on, update, statuses, delegate, undelegate } = chain();
    update({ maxValidators: 2, maxEntries: 1, unbondingTime: { seconds: "60", nanos: 5 } });
    on.nextBlock();
    expect(statuses()).toEqual(["UNBONDING", "BONDED", "BONDED"]);
    expect([on.staking.poolBalance(true), on.staking.poolBalance(false)]).toEqual([23n * M, 10n * M]);
    delegate("ann", "wal", 10n);
    undelegate("ann", "wal", 1n);
    const [entry] = on.staking.unbondingEntries(account("ann"), operator("wal"));
    expect((entry?.completionTime ?? 0n) - on.time).toBe(60_000_000_005n);
    on.nextBlock();
    expect(errorOf(() => undelegate("ann", "wal", 1n))).toMatchObject({ codespace: "staking", code: 27 });
  });

  it("behavior: a validator comes back when there is room again", () => {
    const { on, update, statuses } = chain();
    update({ maxValidators: 1 });
    on.nextBlock();
    expect(statuses()).toEqual(["UNBONDING", "UNBONDING", "BONDED"]);
    update({ maxValidators: 3 });
    on.nextBlock();
    expect(statuses()).toEqual(["BONDED", "BONDED", "BONDED"]);
    expect([on.staking.poolBalance(true), on.staking.poolBalance(false)]).toEqual([33n * M, 0n]);
  });

  it("error: SdkError", () => {
    const { on, update } = chain();
    const before = on.stateHash();
    const cases = [
      [() => update({}, account("ann")), "gov", 13],
      [() => update({ maxValidators: 0 }), "undefined", 1],
      [() => update({ maxEntries: 0 }), "undefined", 1],
      [() => update({ unbondingTime: { seconds: 0 } }), "undefined", 1],
      [() => update({ bondDenom: "atom" }), "undefined", 1],
    ] as const;
    for (const [body, codespace, code] of cases) expect(errorOf(body)).toMatchObject({ codespace, code });
    expect(on.stateHash()).toBe(before);
  });
});
