import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { decodeAddress, encodeAddress } from "../src/address.js";
import { namedAddress } from "../src/genesis.js";
import type { EncodeObject } from "../src/types.js";
import { predictableAddress } from "../src/wasm/address.js";
import vectors from "./fixtures/instantiate2.json";
import {
  alice,
  base64,
  bob,
  DENOM,
  deployProbe,
  executeMsg,
  instantiateMsg,
  makeChain,
  mustDeliver,
  PREFIX,
  probeWasm,
  run,
  storeMsg,
  utf8,
} from "./probe.js";
import { OK, contract as wat } from "./wat.js";

const wasm = (name: string, value: Record<string, unknown>): EncodeObject => ({
  typeUrl: `/cosmwasm.wasm.v1.${name}`,
  value: { sender: alice, ...value },
});

const _migrateMsg = (contract: string, codeId: bigint, plan: unknown = {}, sender = alice) =>
  wasm("MsgMigrateContract", { contract, codeId, msg: utf8({ plan }), sender });

describe("MsgStoreCode", () => {
  test("default", () => {
    const chain = makeChain();
    const [first, second] = [0, 1].map(() => mustDeliver(chain, alice, storeMsg(probeWasm)));
    expect(first?.responses[0]?.fields.codeId).toBe(1n);
    expect(second?.responses[0]?.fields.codeId).toBe(2n);
    const event = first?.events.find(({ type }) => type === "store_code");
    expect(event?.attributes.map(({ key }) => key)).toEqual(["code_checksum", "code_id", "msg_index"]);
    expect(chain.wasm.codeBytes(1n)).toEqual(probeWasm);
  });

  const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ["no wasm", utf8("no"), /could not be deserialized/],
    ["nothing", new Uint8Array(), /code bytes is required/],
    ["more than 800 KiB", new Uint8Array(800 * 1024 + 1), /cannot be longer/],
    ["an unknown import", wat("", '(import "env" "db_burn" (func (param i32)))'), /unsupported import: "env.db_burn"/],
    [
      "an import from elsewhere",
      wat("", '(import "wasi" "db_read" (func (param i32) (result i32)))'),
      /unsupported import/,
    ],
    ["an imported memory", wat("", '(import "env" "debug" (global i32))'), /non-function import/],
    ["a capability the chain lacks", wat('(func (export "requires_magic"))'), /unavailable capabilities: \{magic\}/],
    [
      "bulk memory",
      wat("(func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))"),
      /bulk memory support is not enabled/,
    ],
    ["SIMD", wat("(func (drop (v128.const i32x4 0 0 0 0)))"), /SIMD support is not enabled/],
  ];

  test.each(refused)("error: %s", (_, bytes, text) => {
    const outcome = makeChain().deliver({ signer: alice, messages: [storeMsg(bytes)] });
    expect(outcome.code).toBeGreaterThan(1);
    expect(outcome.rawLog).toMatch(text);
  });

  test("behavior: memory is limited to 32 MiB", () => {
    const chain = makeChain();
    const grow = `(func (export "execute") (param i32 i32 i32) (result i32)
      (if (i32.ne (memory.grow (i32.const 510)) (i32.const 2)) (then unreachable))
      (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable)) ${OK})`;
    mustDeliver(chain, alice, storeMsg(wat(grow)), instantiateMsg(1n));
    const [contract] = chain.wasm.contracts();
    expect(chain.deliver({ signer: alice, messages: [executeMsg(contract?.address ?? "", {})] }).rawLog).toBe("");
  });
});

describe("MsgInstantiateContract", () => {
  test("behavior: addresses are those of wasmd", () => {
    const chain = makeChain({ prefix: "wasm", balances: {} });
    const sender = namedAddress("wasm", "alice");
    mustDeliver(
      chain,
      sender,
      storeMsg(probeWasm, sender),
      instantiateMsg(1n, { sender }),
      instantiateMsg(1n, { sender }),
    );
    // The well-known first two contracts of code 1 on every chain with that prefix.
    expect(chain.wasm.contracts().map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d",
        "wasm1suhgf5svhu4usrurvxzlgn54ksxmn8gljarjtxqnapv8kjnp4nrss5maay",
      ]),
    );
  });

  test("behavior: funds arrive before the contract runs, and go back where it fails", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const funds = [{ denom: DENOM, amount: "5" }];
    const message = (msg: unknown) => executeMsg(contract, msg, { funds });
    mustDeliver(chain, alice, message({ count: {} }));
    expect(chain.deliver({ signer: alice, messages: [message(run({ fail: "no" }))] }).code).toBe(5);
    expect(chain.bank.balance(contract, DENOM)).toBe(5n);
  });

  const refused: readonly (readonly [string, Partial<Record<string, unknown>>, string, number])[] = [
    ["an unknown code", { codeId: 7n }, "wasm", 28],
    ["no label", { label: "" }, "wasm", 12],
    ["a label too long", { label: "x".repeat(129) }, "wasm", 13],
    ["a label with space around it", { label: " x" }, "wasm", 14],
    ["a message that is no JSON", { msg: new TextEncoder().encode("{") }, "wasm", 14],
    ["an admin of another chain", { admin: namedAddress("osmo", "x") }, "undefined", 1],
    ["funds that are not there", { funds: [{ denom: "unothing", amount: "1" }] }, "sdk", 5],
    ["funds of zero", { funds: [{ denom: DENOM, amount: "0" }] }, "sdk", 10],
    ["a contract that refuses", { msg: utf8({ fail: "no" }) }, "wasm", 4],
  ];

  test.each(refused)("error: %s", (_, change, codespace, code) => {
    const chain = makeChain();
    deployProbe(chain);
    const hash = () => [...chain.wasm.contracts()].length;
    const before = hash();
    const { value } = instantiateMsg(1n);
    const outcome = chain.deliver({
      signer: alice,
      messages: [wasm("MsgInstantiateContract", { ...value, ...change })],
    });
    expect([outcome.codespace, outcome.code]).toEqual([codespace, code]);
    expect(hash()).toBe(before);
  });
});

describe("MsgInstantiateContract2", () => {
  const message = (salt: Uint8Array, fixMsg: boolean, plan: unknown = {}) =>
    wasm("MsgInstantiateContract2", { admin: "", codeId: 1n, label: "x", msg: utf8(plan), funds: [], salt, fixMsg });

  test.each(vectors)("behavior: cosmjs's vector $salt $msg", ({ checksum, creator, salt, msg, address }) => {
    const message = new TextEncoder().encode(msg ?? "");
    const found = predictableAddress(hexToBytes(checksum), hexToBytes(creator), hexToBytes(salt), message);
    expect(bytesToHex(found)).toBe(address);
  });

  test.each([
    [Uint8Array.of(1), false],
    [Uint8Array.of(0, 255), true],
  ])("behavior: a contract gets its predicted address (salt %s, fixed message %s)", (salt, fixMsg) => {
    const chain = makeChain();
    mustDeliver(chain, alice, storeMsg(probeWasm));
    const plan = { data: base64("x") };
    const outcome = mustDeliver(chain, alice, message(salt, fixMsg, plan));
    const checksum = hexToBytes(chain.wasm.codes()[0]?.checksum ?? "");
    const fixed = fixMsg ? utf8(plan) : new Uint8Array();
    const predicted = predictableAddress(checksum, decodeAddress(PREFIX, alice), salt, fixed);
    expect(outcome.responses[0]?.fields.address).toBe(encodeAddress(PREFIX, predicted));
  });

  test("error: the same salt twice", () => {
    const chain = makeChain();
    mustDeliver(chain, alice, storeMsg(probeWasm), message(Uint8Array.of(1), false));
    const outcome = chain.deliver({ signer: alice, messages: [message(Uint8Array.of(1), false)] });
    expect(outcome).toMatchObject({ codespace: "wasm", code: 15 });
    expect(outcome.rawLog).toMatch(/try a different combination of creator, checksum and salt/);
  });

  test.each([
    ["no salt", new Uint8Array(), 12],
    ["a salt too long", new Uint8Array(65), 13],
  ])("error: %s", (_, salt, code) => {
    const chain = makeChain();
    mustDeliver(chain, alice, storeMsg(probeWasm));
    expect(chain.deliver({ signer: alice, messages: [message(salt, false)] })).toMatchObject({
      codespace: "wasm",
      code,
    });
  });
});

describe("MsgExecuteContract", () => {
  test("behavior: errors are worded as wasmd and baseapp word them", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const log = (message: EncodeObject) => chain.deliver({ signer: alice, messages: [message] }).rawLog;
    const start = "failed to execute message; message index: 0: ";
    expect(log(executeMsg(contract, run({ fail: "told so" })))).toBe(`${start}told so: execute wasm contract failed`);
    expect(log(executeMsg(bob, {}))).toBe(`${start}address ${bob}: no such contract`);
    expect(log(executeMsg(contract, { nothing: {} }))).toMatch(
      /unknown variant `nothing`.*: execute wasm contract failed$/,
    );
  });

  test.each([
    ["reserved", [{ key: "_x", value: "1" }], /reserved prefix/],
    ["empty", [{ key: "  ", value: "1" }], /Empty attribute key/],
  ])("error: an attribute's key that is %s", (_, attributes, text) => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const outcome = chain.deliver({ signer: alice, messages: [executeMsg(contract, run({ attributes }))] });
    expect(outcome).toMatchObject({ codespace: "wasm", code: 21 });
    expect(outcome.rawLog).toMatch(text);
  });

  test("behavior: attributes are trimmed, empty values stand", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const attributes = [
      { key: " a ", value: " b " },
      { key: "none", value: "" },
    ];
    const { events } = mustDeliver(chain, alice, executeMsg(contract, run({ attributes })));
    expect(events.find(({ type }) => type === "wasm")?.attributes).toEqual([
      { key: "_contract_address", value: contract },
      { key: "a", value: "b" },
      { key: "none", value: "" },
      { key: "msg_index", value: "0" },
    ]);
  });
});
