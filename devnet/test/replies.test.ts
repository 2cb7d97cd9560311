import { describe, expect, test } from "vitest";
import type { Chain } from "../src/chain.js";
import {
  alice,
  anotherProbe,
  base64,
  binary,
  bob,
  callOf,
  DENOM,
  deployProbe,
  executeMsg,
  makeChain,
  mustDeliver,
  run,
  stored,
} from "./probe.js";

type ReplyOn = "always" | "error" | "success" | "never";

const set = (key: string, value = "1") => [base64(key), base64(value)];

function sub(
  msg: unknown,
  replyOn: ReplyOn,
  { id = 1, plan, gas }: { id?: number | bigint; plan?: unknown; gas?: number } = {},
) {
  const payload = plan === undefined ? "" : binary(plan);
  return { id, msg, gas_limit: gas ?? null, reply_on: replyOn, payload };
}

function outcome(chain: Chain, contract: string, plan: Record<string, unknown>) {
  return chain.deliver({ signer: alice, messages: [executeMsg(contract, run(plan))] });
}

const replyTo = (chain: Chain, contract: string, id = 1) =>
  JSON.parse(stored(chain, contract, `reply/${id}`) ?? "null");

describe("sub-messages", () => {
  const modes: readonly (readonly [ReplyOn, boolean, { ok: boolean; replied: boolean }])[] = [
    ["always", true, { ok: true, replied: true }],
    ["always", false, { ok: true, replied: true }],
    ["success", true, { ok: true, replied: true }],
    ["success", false, { ok: false, replied: false }],
    ["error", true, { ok: true, replied: false }],
    ["error", false, { ok: true, replied: true }],
    ["never", true, { ok: true, replied: false }],
    ["never", false, { ok: false, replied: false }],
  ];

  test.each(modes)("behavior: reply on %s, success %s", (mode, succeeds, expected) => {
    const chain = makeChain();
    const outer = deployProbe(chain);
    const inner = anotherProbe(chain);
    const fail = succeeds ? {} : { fail: "no" };
    const messages = [sub(callOf(inner, run({ set: [set("inner")], ...fail })), mode)];
    const { code } = outcome(chain, outer, { set: [set("outer")], messages });
    expect(code === 0).toBe(expected.ok);
    expect(stored(chain, outer, "outer")).toBe(expected.ok ? "1" : null);
    expect(stored(chain, inner, "inner")).toBe(succeeds && expected.ok ? "1" : null);
    expect(replyTo(chain, outer) !== null).toBe(expected.replied);
  });

  test("behavior: what a failed one wrote is undone at every depth, what stood before stays", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const b = anotherProbe(chain);
    const c = anotherProbe(chain);
    const deepest = sub(callOf(c, run({ set: [set("c")] })), "never");
    const middle = run({ set: [set("b")], messages: [deepest, sub(callOf(c, run({ fail: "no" })), "never")] });
    const messages = [sub(callOf(b, run({ set: [set("kept")] })), "never"), sub(callOf(b, middle), "error", { id: 2 })];
    expect(outcome(chain, a, { messages }).code).toBe(0);
    expect([stored(chain, b, "kept"), stored(chain, b, "b"), stored(chain, c, "c")]).toEqual(["1", null, null]);
  });

  test("behavior: a reply that fails undoes the message it replies to, and all around it", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const b = anotherProbe(chain);
    const messages = [sub(callOf(b, run({ set: [set("b")] })), "always", { plan: { fail: "in reply" } })];
    const { code, codespace, rawLog } = outcome(chain, a, { messages });
    expect([codespace, code]).toEqual(["wasm", 5]);
    expect(rawLog).toBe("failed to execute message; message index: 0: reply: in reply: execute wasm contract failed");
    expect(stored(chain, b, "b")).toBeNull();
  });

  test("behavior: messages run in order, depth first, replies before the next one", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const mark = (name: string) => ({ attributes: [{ key: "step", value: name }] });
    const inner = run({ ...mark("2"), messages: [sub(callOf(a, run(mark("3"))), "never")] });
    const messages = [sub(callOf(a, inner), "success", { plan: mark("4") }), sub(callOf(a, run(mark("5"))), "never")];
    const { events } = outcome(chain, a, { ...mark("1"), messages });
    const steps = events.flatMap(({ attributes }) => attributes.filter(({ key }) => key === "step"));
    expect(steps.map(({ value }) => value)).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("behavior: the data of the last reply that sets any is the message's", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const reply = (data: string | undefined, id: number) =>
      sub(callOf(a, run({})), "always", { id, plan: data === undefined ? {} : { data: base64(data) } });
    const dataOf = (messages: unknown[]) => {
      const { responses } = outcome(chain, a, { data: base64("own"), messages });
      return new TextDecoder().decode(responses[0]?.fields.data as Uint8Array);
    };
    expect(dataOf([])).toBe("own");
    expect(dataOf([reply(undefined, 1)])).toBe("own");
    expect(dataOf([reply("first", 1), reply("second", 2), reply(undefined, 3)])).toBe("second");
    expect(dataOf([reply("", 1)])).toBe("");
  });

  test("behavior: id, payload and gas limit are u64, never doubles", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const id = 2n ** 64n - 1n;
    const text = JSON.stringify(run({ messages: [sub(callOf(a, run({})), "always", { id: 0 })] })).replace(
      '"id":0',
      `"id":${id}`,
    );
    expect(chain.deliver({ signer: alice, messages: [executeMsg(a, new TextEncoder().encode(text))] }).code).toBe(0);
    expect(stored(chain, a, `reply/${id}`)).toContain(`"id":${id}`);
  });
});

describe("a reply", () => {
  test("behavior: a success brings data, typed response and events, sorted by key, without those of type message", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const b = anotherProbe(chain);
    const attributes = [
      { key: "zebra", value: "1" },
      { key: "ape", value: "2" },
    ];
    const events = [{ type: "custom", attributes: [{ key: "x", value: "y" }] }];
    const plan = { attributes, events, data: base64("hi") };
    const tx = outcome(chain, a, { messages: [sub(callOf(b, run(plan)), "always")] });
    const { ok } = replyTo(chain, a).result;
    expect(ok.events).toEqual([
      { type: "execute", attributes: [{ key: "_contract_address", value: b }] },
      {
        type: "wasm",
        attributes: [
          { key: "_contract_address", value: b },
          { key: "ape", value: "2" },
          { key: "zebra", value: "1" },
        ],
      },
      {
        type: "wasm-custom",
        attributes: [
          { key: "_contract_address", value: b },
          { key: "x", value: "y" },
        ],
      },
    ]);
    const proto = base64(Uint8Array.of(10, 2, 104, 105));
    expect(ok.data).toBe(proto);
    expect(ok.msg_responses).toEqual([{ type_url: "/cosmwasm.wasm.v1.MsgExecuteContractResponse", value: proto }]);
    const inTx = tx.events.find(({ type }) => type === "wasm")?.attributes.map(({ key }) => key);
    expect(inTx).toEqual(["_contract_address", "ape", "zebra", "msg_index"]);
  });

  test("behavior: a message that goes to no contract brings no events, but the transaction has them", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    mustDeliver(chain, alice, executeMsg(a, { count: {} }, { funds: [{ denom: DENOM, amount: "50" }] }));
    const send = { bank: { send: { to_address: bob, amount: [{ denom: DENOM, amount: "20" }] } } };
    const tx = outcome(chain, a, { messages: [sub(send, "always")] });
    expect(replyTo(chain, a).result.ok.events).toEqual([]);
    expect(replyTo(chain, a).result.ok.msg_responses).toEqual([
      { type_url: "/cosmos.bank.v1beta1.MsgSendResponse", value: "" },
    ]);
    expect(tx.events.some(({ type }) => type === "transfer")).toBe(true);
    expect(chain.bank.balance(bob, DENOM)).toBe(1_020n);
  });

  test("behavior: the new contract's address comes in the response of an instantiation", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const instantiate = {
      wasm: {
        instantiate: { code_id: 1, msg: binary({ data: base64("born") }), funds: [], label: "child", admin: null },
      },
    };
    outcome(chain, a, { messages: [sub(instantiate, "success")] });
    const bytes = Buffer.from(replyTo(chain, a).result.ok.msg_responses[0].value, "base64");
    const child = bytes.subarray(2, 2 + (bytes[1] ?? 0)).toString();
    expect(chain.wasm.contract(child)).toMatchObject({ creator: a, admin: "", label: "child" });
  });

  const failures: readonly (readonly [string, (self: string) => unknown, string])[] = [
    [
      "a contract's own error stays in full",
      (self) => callOf(self, run({ fail: "Käse" })),
      "Käse: execute wasm contract failed",
    ],
    [
      "insufficient funds",
      () => ({ bank: { send: { to_address: bob, amount: [{ denom: DENOM, amount: "99" }] } } }),
      "codespace: sdk, code: 5",
    ],
    ["no such contract", () => callOf(bob, {}), "codespace: wasm, code: 22"],
    [
      "no such code",
      () => ({ wasm: { instantiate: { code_id: 9, msg: binary({}), funds: [], label: "x", admin: null } } }),
      "codespace: wasm, code: 28",
    ],
    [
      "a migration by a stranger",
      (self) => ({ wasm: { migrate: { contract_addr: self, new_code_id: 1, msg: binary({}) } } }),
      "codespace: sdk, code: 4",
    ],
    [
      "an unknown kind of message",
      () => ({ any: { type_url: "/nowhere.MsgNothing", value: "" } }),
      "codespace: wasm, code: 10",
    ],
    ["a burn of nothing", () => ({ bank: { burn: { amount: [] } } }), "codespace: wasm, code: 12"],
  ];

  test.each(failures)("behavior: %s", (_, message, expected) => {
    const chain = makeChain();
    const a = deployProbe(chain);
    expect(outcome(chain, a, { messages: [sub(message(a), "always")] }).code).toBe(0);
    expect(replyTo(chain, a).result).toEqual({ error: expected });
  });

  test("behavior: a contract's error two calls away stays in full, but through a reply it is redacted", () => {
    const chain = makeChain();
    const [a, b, c] = [deployProbe(chain), anotherProbe(chain), anotherProbe(chain)];
    const through = (mode: ReplyOn, plan?: unknown) =>
      callOf(b, run({ messages: [sub(callOf(c, run(mode === "never" ? { fail: "deep" } : {})), mode, { plan })] }));
    outcome(chain, a, { messages: [sub(through("never"), "always", { id: 1 })] });
    expect(replyTo(chain, a, 1).result.error).toBe("deep: execute wasm contract failed");
    outcome(chain, a, { messages: [sub(through("always", { fail: "in reply" }), "always", { id: 2 })] });
    expect(replyTo(chain, a, 2).result.error).toBe("codespace: wasm, code: 5");
  });
});

describe("messages of contracts", () => {
  test("behavior: a burn takes the coins out of the supply", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    mustDeliver(chain, alice, executeMsg(a, { count: {} }, { funds: [{ denom: DENOM, amount: "50" }] }));
    const supply = chain.bank.supply(DENOM);
    outcome(chain, a, { messages: [sub({ bank: { burn: { amount: [{ denom: DENOM, amount: "30" }] } } }, "never")] });
    expect(chain.bank.balance(a, DENOM)).toBe(20n);
    expect(chain.bank.supply(DENOM)).toBe(supply - 30n);
  });

  test("behavior: protobuf is decoded and routed, with the contract as the only signer allowed", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    mustDeliver(chain, alice, executeMsg(a, { count: {} }, { funds: [{ denom: DENOM, amount: "50" }] }));
    const field = (number: number, bytes: Uint8Array) => [number * 8 + 2, bytes.length, ...bytes];
    const text = (value: string) => new TextEncoder().encode(value);
    const coin = Uint8Array.from([...field(1, text(DENOM)), ...field(2, text("7"))]);
    const send = (from: string) => {
      const value = Uint8Array.from([...field(1, text(from)), ...field(2, text(bob)), ...field(3, coin)]);
      return { any: { type_url: "/cosmos.bank.v1beta1.MsgSend", value: base64(value) } };
    };
    expect(outcome(chain, a, { messages: [sub(send(a), "never")] }).code).toBe(0);
    expect(chain.bank.balance(bob, DENOM)).toBe(1_007n);
    expect(outcome(chain, a, { messages: [sub(send(alice), "never")] })).toMatchObject({ codespace: "sdk", code: 4 });
  });

  test("behavior: a contract instantiates by salt, and is the creator", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const body = { code_id: 1, msg: binary({}), funds: [], label: "child", admin: a, salt: base64("salt") };
    expect(outcome(chain, a, { messages: [sub({ wasm: { instantiate2: body } }, "never")] }).code).toBe(0);
    const child = chain.wasm.contracts().find(({ label }) => label === "child");
    expect(child).toMatchObject({ creator: a, admin: a });
    expect(outcome(chain, a, { messages: [sub({ wasm: { instantiate2: body } }, "never")] }).code).toBe(15);
  });

  test("error: a hundred calls within one another, and not one more", () => {
    const chain = makeChain();
    const a = deployProbe(chain);
    const recurse = (depth: number) =>
      chain.deliver({ signer: alice, messages: [executeMsg(a, { recurse: { depth } })] });
    expect(recurse(99).rawLog).toBe("");
    expect(recurse(100)).toMatchObject({ codespace: "wasm", code: 30 });
  });
});
