import type { Stage } from "mesh-security-cli";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startStage } from "./backend.js";
import { base64, deployProbe, type Probe, sub, wasmExecute } from "./probe.js";
import { balanceOf, TOKEN, validatorAt } from "./setup.js";

describe("what a contract does to its chain", () => {
  let stage: Stage;
  let probe: Probe;
  let validator: string;

  const coins = (amount: bigint, denom = probe.chain.bondDenom) => [{ denom, amount: amount.toString() }];
  const coin = (amount: bigint) => ({ denom: probe.chain.bondDenom, amount: amount.toString() });
  const send = (to: string, amount: bigint) => ({ bank: { send: { to_address: to, amount: coins(amount) } } });
  const delegate = (to: string, amount: bigint) => ({ staking: { delegate: { validator: to, amount: coin(amount) } } });
  const undelegate = (amount: bigint) => ({ staking: { undelegate: { validator, amount: coin(amount) } } });
  const refused = async (id: number) => JSON.parse((await probe.stored(`reply/${id}`)) ?? "null").result.error;

  beforeAll(async () => {
    stage = await startStage();
    const chain = stage.chain("juno");
    probe = await deployProbe(chain, 1_000n * TOKEN);
    validator = validatorAt(chain, 0);
    const { code } = await probe.run({ attributes: [{ key: "step", value: "paid" }] }, 500n * TOKEN);
    expect(code).toBe(0);
  });

  afterAll(() => stage.close());

  test("behavior: what a failed sub-message wrote is undone, and the reply hears why", async () => {
    const inner = wasmExecute(probe.address, {
      set: [[base64("inner"), base64("1")]],
      messages: [sub(2, "never", wasmExecute(probe.address, { set: [[base64("deep"), base64("1")]], fail: "no" }))],
    });
    const { code } = await probe.run({ set: [[base64("outer"), base64("1")]], messages: [sub(1, "error", inner)] });
    expect(code).toBe(0);
    expect(await Promise.all(["outer", "inner", "deep"].map((key) => probe.stored(key)))).toEqual([
      "1",
      undefined,
      undefined,
    ]);
    expect(await refused(1)).toContain("no: execute wasm contract failed");
  });

  test("behavior: coins that a failed sub-message sent are back", async () => {
    const inner = wasmExecute(probe.address, {
      messages: [sub(4, "never", send(probe.owner, 100n * TOKEN)), sub(5, "never", send(probe.owner, 1_000n * TOKEN))],
    });
    const { code } = await probe.run({ messages: [sub(3, "error", inner)] });
    expect(code).toBe(0);
    expect(await balanceOf(probe.chain, probe.address)).toBe(500n * TOKEN);
    expect(await refused(3)).toBe("codespace: sdk, code: 5");
  });

  test("behavior: events and replies come in the order of the messages", async () => {
    const noted = (value: string) => ({ attributes: [{ key: "noted", value }] });
    const { code } = await probe.run({
      ...noted("first"),
      events: [{ type: "told", attributes: [{ key: "by", value: "probe" }] }],
      messages: [
        sub(6, "always", wasmExecute(probe.address, noted("second"))),
        sub(7, "success", send(probe.owner, TOKEN)),
        sub(8, "never", wasmExecute(probe.address, { ...noted("third"), data: base64("data") })),
        sub(9, "always", { bank: { burn: { amount: coins(TOKEN) } } }),
      ],
    });
    expect(code).toBe(0);
    expect(await balanceOf(probe.chain, probe.address)).toBe(498n * TOKEN);
  });

  test("error: a transaction that fails in its block has code and text, and changes nothing", async () => {
    const failed = await probe.run({ set: [[base64("kept"), base64("1")]], fail: "told to" });
    expect(failed.code).toBe(5);
    const tooMuch = await probe.run({ messages: [sub(1, "never", send(probe.owner, 10_000n * TOKEN))] });
    expect(tooMuch.code).toBe(5);
    const unknown = await probe.run({ messages: [sub(1, "never", wasmExecute(probe.owner, {}))] });
    expect(unknown.code).not.toBe(0);
    expect(await probe.stored("kept")).toBeUndefined();
  });

  test("behavior: a sub-message that passes its own gas limit fails alone", async () => {
    const writes = Array.from({ length: 200 }, (_, at) => [base64(`key ${at}`), base64("value")] as const);
    const { code } = await probe.run({
      messages: [sub(10, "error", wasmExecute(probe.address, { set: writes }), 60_000)],
    });
    expect(code).toBe(0);
    expect(await probe.stored("key 0")).toBeUndefined();
    expect(await refused(10)).toBe("codespace: sdk, code: 11");
  });

  test("behavior: x/staking keeps what a contract delegates, adds to it and gives it back", async () => {
    const { chain, address } = probe;
    for (const amount of [100n * TOKEN, 50n * TOKEN]) {
      expect((await probe.run({ messages: [sub(11, "always", delegate(validator, amount))] })).code).toBe(0);
    }
    expect(await chain.delegation(address, validator)).toBe(150n * TOKEN);
    expect((await probe.run({ messages: [sub(12, "always", undelegate(30n * TOKEN))] })).code).toBe(0);
    expect(await chain.delegation(address, validator)).toBe(120n * TOKEN);
    const [, other] = chain.validators;
    const redelegate = {
      staking: { redelegate: { src_validator: validator, dst_validator: other, amount: coin(20n * TOKEN) } },
    };
    expect((await probe.run({ messages: [sub(13, "always", redelegate)] })).code).toBe(0);
    expect(await chain.delegation(address, other ?? "")).toBe(20n * TOKEN);
  });

  test("behavior: x/staking's refusals reach the reply as codes", async () => {
    const messages = [
      sub(14, "error", undelegate(1_000n * TOKEN)),
      sub(15, "error", delegate(validator, 100_000n * TOKEN)),
      sub(16, "error", delegate(probe.owner, TOKEN)),
      sub(17, "error", { staking: { delegate: { validator, amount: { denom: "unknown", amount: "1" } } } }),
    ];
    expect((await probe.run({ messages })).code).toBe(0);
    const told = await Promise.all([14, 15, 16, 17].map(refused));
    for (const text of told) expect(text).toMatch(/^codespace: \w+, code: \d+$/);
  });

  test("behavior: an eighth undelegation from a validator is refused while seven unbond", async () => {
    // One is under way from the test before.
    for (let at = 2; at <= 7; at += 1) {
      expect((await probe.run({ messages: [sub(18, "never", undelegate(TOKEN))] })).code).toBe(0);
    }
    expect((await probe.run({ messages: [sub(19, "error", undelegate(TOKEN))] })).code).toBe(0);
    expect(await refused(19)).toBe("codespace: staking, code: 27");
  });

  test("behavior: x/distribution pays a contract, or whom it names", async () => {
    await stage.accrue();
    const held = await balanceOf(probe.chain, probe.address);
    const withdraw = { distribution: { withdraw_delegator_reward: { validator } } };
    expect((await probe.run({ messages: [sub(20, "always", withdraw)] })).code).toBe(0);
    expect(await balanceOf(probe.chain, probe.address)).toBeGreaterThan(held);
    const elsewhere = { distribution: { set_withdraw_address: { address: probe.owner } } };
    expect((await probe.run({ messages: [sub(21, "always", elsewhere)] })).code).toBe(0);
    await stage.accrue();
    const owned = await balanceOf(probe.chain, probe.owner);
    expect((await probe.run({ messages: [sub(22, "always", withdraw)] })).code).toBe(0);
    expect(await balanceOf(probe.chain, probe.owner)).toBeGreaterThan(owned);
  });
});
