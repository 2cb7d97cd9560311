import { describe, expect, test } from "vitest";
import { namedAddress } from "../src/genesis.js";
import type { EncodeObject } from "../src/types.js";
import {
  alice,
  anotherProbe,
  ask,
  base64,
  bob,
  deployProbe,
  instantiateMsg,
  makeChain,
  mustDeliver,
  PREFIX,
  probeWasm,
  stored,
  storeMsg,
  utf8,
} from "./probe.js";
import { contract as wat } from "./wat.js";

const wasm = (name: string, value: Record<string, unknown>): EncodeObject => ({
  typeUrl: `/cosmwasm.wasm.v1.${name}`,
  value: { sender: alice, ...value },
});

const migrateMsg = (contract: string, codeId: bigint, plan: unknown = {}, sender = alice) =>
  wasm("MsgMigrateContract", { contract, codeId, msg: utf8({ plan }), sender });

describe("MsgMigrateContract", () => {
  test("default", () => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice, plan: { set: [[base64("old"), base64("1")]] } });
    mustDeliver(chain, alice, storeMsg(probeWasm));
    const { events } = mustDeliver(chain, alice, migrateMsg(contract, 2n, { set: [[base64("new"), base64("2")]] }));
    expect(chain.wasm.contract(contract)?.codeId).toBe(2n);
    expect([stored(chain, contract, "old"), stored(chain, contract, "new")]).toEqual(["1", "2"]);
    expect(events.find(({ type }) => type === "migrate")?.attributes[0]).toEqual({ key: "code_id", value: "2" });
    expect(chain.wasm.history(contract).map(({ operation, codeId }) => [operation, codeId])).toEqual([
      ["Init", 1n],
      ["Migrate", 2n],
    ]);
  });

  test("error: a migration that fails leaves code and state", () => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice });
    mustDeliver(chain, alice, storeMsg(probeWasm));
    const plan = { set: [[base64("new"), base64("2")]], fail: "no" };
    const outcome = chain.deliver({ signer: alice, messages: [migrateMsg(contract, 2n, plan)] });
    expect(outcome).toMatchObject({ codespace: "wasm", code: 11 });
    expect(outcome.rawLog).toMatch(/no: migrate wasm contract failed$/);
    expect(chain.wasm.contract(contract)?.codeId).toBe(1n);
    expect(stored(chain, contract, "new")).toBeNull();
  });

  test.each([
    ["a stranger", bob, 1n, "sdk", 4],
    ["an unknown code", alice, 9n, "sdk", 18],
  ])("error: %s", (_, sender, codeId, codespace, code) => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice });
    const outcome = chain.deliver({ signer: sender, messages: [migrateMsg(contract, codeId, {}, sender)] });
    expect(outcome).toMatchObject({ codespace, code });
  });

  test("error: to a code without IBC where the contract has a port", () => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice });
    mustDeliver(chain, alice, storeMsg(wat("")));
    const outcome = chain.deliver({ signer: alice, messages: [migrateMsg(contract, 2n)] });
    expect(outcome.rawLog).toMatch(/requires ibc callbacks: migrate wasm contract failed/);
  });
});

describe("MsgUpdateAdmin", () => {
  const update = (contract: string, newAdmin: string, sender: string) =>
    wasm("MsgUpdateAdmin", { contract, newAdmin, sender });
  const clear = (contract: string, sender: string) => wasm("MsgClearAdmin", { contract, sender });

  test("behavior: only the admin changes it, and who clears it does so for ever", () => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice });
    const code = (signer: string, message: EncodeObject) => chain.deliver({ signer, messages: [message] }).code;
    const third = namedAddress(PREFIX, "third");
    expect(code(bob, update(contract, third, bob))).toBe(4);
    expect(code(alice, update(contract, bob, alice))).toBe(0);
    expect(code(alice, update(contract, third, alice))).toBe(4);
    expect(chain.wasm.contract(contract)?.admin).toBe(bob);
    expect(code(bob, clear(contract, bob))).toBe(0);
    expect(code(bob, update(contract, third, bob))).toBe(4);
    expect(chain.wasm.contract(contract)?.admin).toBe("");
  });

  test("error: to the one that sends it", () => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice });
    const outcome = chain.deliver({ signer: alice, messages: [update(contract, alice, alice)] });
    expect(outcome).toMatchObject({ codespace: "wasm", code: 14 });
    expect(outcome.rawLog).toMatch(/new admin is the same as the old: invalid$/);
  });

  test("error: who signs for another", () => {
    const chain = makeChain();
    const contract = deployProbe(chain, { admin: alice });
    expect(chain.deliver({ signer: bob, messages: [update(contract, bob, alice)] })).toMatchObject({
      codespace: "sdk",
      code: 4,
    });
  });
});

describe("instantiate permission", () => {
  const store = (permission: number, addresses?: string[]) =>
    wasm("MsgStoreCode", { wasmByteCode: probeWasm, instantiatePermission: { permission, addresses } });

  test.each([
    ["everybody", 3, undefined, [0, 0]],
    ["nobody", 1, undefined, [4, 4]],
    ["some", 4, [bob], [4, 0]],
  ])("behavior: %s", (_, permission, addresses, expected) => {
    const chain = makeChain();
    mustDeliver(chain, alice, store(permission, addresses));
    const codes = [alice, bob].map(
      (signer) => chain.deliver({ signer, messages: [instantiateMsg(1n, { sender: signer })] }).code,
    );
    expect(codes).toEqual(expected);
  });
});

describe("sudo", () => {
  test("default", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const events = chain.run((ctx) => chain.wasm.sudo(ctx, contract, utf8({ set: [[base64("by"), base64("chain")]] })));
    expect(stored(chain, contract, "by")).toBe("chain");
    expect(events).toEqual([{ type: "sudo", attributes: [{ key: "_contract_address", value: contract }] }]);
  });

  test("error: SdkError, and nothing stays", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const before = chain.stateHash();
    const msg = utf8({ set: [[base64("by"), base64("chain")]], fail: "no" });
    expect(() => chain.run((ctx) => chain.wasm.sudo(ctx, contract, msg))).toThrow("no: execute wasm contract failed");
    expect(chain.stateHash()).toBe(before);
  });

  test("behavior: a contract sees no transaction outside of one", () => {
    const chain = makeChain();
    const contract = anotherProbe(
      chain,
      mustDeliver(chain, alice, storeMsg(probeWasm)).responses[0]?.fields.codeId as bigint,
    );
    expect(ask<{ transaction: unknown }>(chain, contract, { env: {} }).transaction).toBeNull();
  });
});
