import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorOf } from "../test/modules/messages.js";
import { account, SmallChain } from "../test/modules/small-chain.js";
import { SdkError } from "./types.js";
import { SystemError } from "./wasm/errors.js";

const ann = account("ann");
const ben = account("ben");
const SEND = "/cosmos.bank.v1beta1.MsgSend";
const stake = (amount: bigint) => [{ denom: "ustake", amount }];

function chain() {
  return new SmallChain({
    balances: { [ann]: [{ denom: "atom", amount: 7n }, ...stake(10n)] },
    staking: { validators: [] },
  });
}

function send(on: SmallChain, amount: readonly { denom: string; amount: string }[], to = ben, from = ann) {
  return on.deliver(ann, SEND, { fromAddress: from, toAddress: to, amount });
}

describe("MsgSend", () => {
  it("default", () => {
    const on = chain();
    const { events } = send(on, [
      { denom: "atom", amount: "7" },
      { denom: "ustake", amount: "4" },
    ]);
    expect(on.bank.balances(ann)).toEqual(stake(6n));
    expect(on.bank.balances(ben)).toEqual([{ denom: "atom", amount: 7n }, ...stake(4n)]);
    const amount = { key: "amount", value: "7atom,4ustake" };
    expect(events).toEqual([
      { type: "coin_spent", attributes: [{ key: "spender", value: ann }, amount] },
      { type: "coin_received", attributes: [{ key: "receiver", value: ben }, amount] },
      {
        type: "transfer",
        attributes: [{ key: "recipient", value: ben }, { key: "sender", value: ann }, amount],
      },
      { type: "message", attributes: [{ key: "sender", value: ann }] },
    ]);
    expect(on.auth.account(ben)).toBeDefined();
  });

  it("behavior: a refused message leaves the state as it was", () => {
    const on = chain();
    const before = on.stateHash();
    errorOf(() =>
      send(on, [
        { denom: "atom", amount: "1" },
        { denom: "ustake", amount: "11" },
      ]),
    );
    expect(on.stateHash()).toBe(before);
  });

  it("error: SdkError", () => {
    const on = chain();
    const one = [{ denom: "ustake", amount: "1" }];
    const cases: [() => unknown, string, number, string][] = [
      [
        () => send(on, [{ denom: "ustake", amount: "12" }]),
        "sdk",
        5,
        "spendable balance 10ustake is smaller than 12ustake: insufficient funds",
      ],
      [
        () => send(on, [{ denom: "other", amount: "1" }]),
        "sdk",
        5,
        "spendable balance 0other is smaller than 1other: insufficient funds",
      ],
      [() => send(on, []), "sdk", 10, ": invalid coins"],
      [() => send(on, [{ denom: "ustake", amount: "0" }]), "sdk", 10, "0ustake: invalid coins"],
      [() => send(on, [{ denom: "ustake", amount: "-1" }]), "sdk", 10, "-1ustake: invalid coins"],
      [() => send(on, [{ denom: "1x", amount: "1" }]), "sdk", 10, "11x: invalid coins"],
      [() => send(on, [...one, { denom: "atom", amount: "1" }]), "sdk", 10, "1ustake,1atom: invalid coins"],
      [() => send(on, [...one, ...one]), "sdk", 10, "1ustake,1ustake: invalid coins"],
      [
        () => send(on, one, on.auth.moduleAddress("distribution")),
        "sdk",
        4,
        `${on.auth.moduleAddress("distribution")} is not allowed to receive funds: unauthorized`,
      ],
      [() => send(on, one, ann, ben), "sdk", 4, `${ann} may not act for ${ben}: unauthorized`],
      [() => send(on, [{ denom: "ustake", amount: "0x1" }]), "undefined", 1, '"0x1" is not an integer'],
      [() => send(on, [{ denom: "ustake", amount: (2n ** 256n).toString() }]), "undefined", 1, "integer out of range"],
    ];
    for (const [body, codespace, code, message] of cases) {
      expect(errorOf(body)).toMatchObject({ codespace, code, message });
    }
  });
});

describe("BankModule.burn", () => {
  it("default", () => {
    const on = chain();
    const ctx = on.ctx();
    on.bank.burn(ctx, ann, stake(4n));
    expect(on.bank.supply("ustake")).toBe(6n);
    expect(ctx.events.map(({ type }) => type)).toEqual(["coin_spent", "burn"]);
  });

  it("behavior: a denom that is burned altogether is forgotten", () => {
    const on = chain();
    on.bank.burn(on.ctx(), ann, stake(10n));
    expect(on.bank.totalSupply()).toEqual([{ denom: "atom", amount: 7n }]);
  });

  it("error: SdkError", () => {
    const on = chain();
    expect(errorOf(() => on.bank.burn(on.ctx(), ann, stake(11n)))).toMatchObject({ codespace: "sdk", code: 5 });
  });
});

describe("BankModule.mint", () => {
  it("default", () => {
    const on = chain();
    const ctx = on.ctx();
    on.bank.mint(ctx, ben, stake(5n));
    expect([on.bank.balance(ben, "ustake"), on.bank.supply("ustake")]).toEqual([5n, 15n]);
    expect(ctx.events.map(({ type }) => type)).toEqual(["coin_received", "coinbase"]);
  });

  it("behavior: supply is the sum of balances, whatever happens", () => {
    const names = ["ann", "ben", "cyd"].map(account);
    const step = fc.record({
      kind: fc.constantFrom("mint", "burn", "send"),
      from: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
      denom: fc.constantFrom("ustake", "atom"),
      amount: fc.bigInt({ min: 0n, max: 12n }),
    });
    let refused = 0;
    let done = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const on = chain();
        for (const { kind, from, to, denom, amount } of steps) {
          const coins = [{ denom, amount }];
          try {
            on.state.atomic(() => {
              if (kind === "mint") on.bank.mint(on.ctx(), to, coins);
              else if (kind === "burn") on.bank.burn(on.ctx(), from, coins);
              else on.bank.send(on.ctx(), from, to, coins);
            });
            done += 1;
          } catch (error) {
            if (!(error instanceof SdkError)) throw error;
            refused += 1;
          }
          for (const each of ["ustake", "atom"]) {
            const sum = names.reduce((total, name) => total + on.bank.balance(name, each), 0n);
            expect(on.bank.supply(each)).toBe(sum);
          }
        }
      }),
    );
    expect(Math.min(refused, done)).toBeGreaterThan(100);
  });
});

describe("bank queries", () => {
  it("default", () => {
    const on = chain();
    expect(on.query({ bank: { balance: { address: ann, denom: "ustake" } } })).toEqual({
      amount: { denom: "ustake", amount: "10" },
    });
    expect(on.query({ bank: { balance: { address: ben, denom: "none" } } })).toEqual({
      amount: { denom: "none", amount: "0" },
    });
    expect(on.query({ bank: { all_balances: { address: ann } } })).toEqual({
      amount: [
        { denom: "atom", amount: "7" },
        { denom: "ustake", amount: "10" },
      ],
    });
    expect(on.query({ bank: { supply: { denom: "atom" } } })).toEqual({ amount: { denom: "atom", amount: "7" } });
  });

  it("behavior: metadata once it is set", () => {
    const on = chain();
    const metadata = {
      description: "",
      denom_units: [{ denom: "ustake", exponent: 0, aliases: [] }],
      base: "ustake",
      display: "stake",
      name: "Stake",
      symbol: "STAKE",
      uri: "",
      uri_hash: "",
    };
    const query = { bank: { denom_metadata: { denom: "ustake" } } };
    expect(errorOf(() => on.query(query))).toMatchObject({ codespace: "sdk", code: 38, message: "ustake: not found" });
    on.bank.setMetadata(metadata);
    expect(on.query(query)).toEqual({ metadata });
  });

  it("error: SdkError", () => {
    const on = chain();
    expect(errorOf(() => on.query({ bank: { all_balances: { address: "x" } } }))).toMatchObject({
      codespace: "sdk",
      code: 7,
      message: "x: invalid address",
    });
  });

  it("error: SystemError", () => {
    expect(() => chain().query({ bank: { all_denom_metadata: {} } })).toThrow(SystemError);
  });
});
