import { describe, expect, it } from "vitest";
import vectors from "../../devnet/test/fixtures/instantiate2.json";
import { toBech32 } from "../core/bech32.js";
import { fromHex, fromJsonBytes } from "../core/bytes.js";
import { OSMO, ScriptedClient, TX } from "../core/testing.js";
import { ibcDenom } from "./ibcDenom.js";
import { instantiateMsg, sendMsg, storeCodeMsg } from "./messages.js";
import { migrate, migrateMsg } from "./migrate.js";
import { predictAddress } from "./predictAddress.js";

const sender = toBech32("osmo", new Uint8Array(20).fill(1));

describe("predictAddress", () => {
  const unfixed = vectors.filter(({ msg }) => msg === null);

  it("behavior: there are such vectors for accounts and for contracts as creators", () => {
    expect(new Set(unfixed.map(({ creator }) => creator.length / 2))).toEqual(new Set([20, 32]));
  });

  it.each(unfixed)(
    "default: cosmjs's vector $checksum $creator $salt",
    async ({ checksum, creator, salt, address }) => {
      const predicted = await predictAddress({
        checksum: fromHex(checksum),
        creator: toBech32("juno", fromHex(creator)),
        salt: fromHex(salt),
      });
      expect(predicted).toBe(toBech32("juno", fromHex(address)));
    },
  );

  const good = { checksum: new Uint8Array(32), creator: sender, salt: new Uint8Array([1]) };
  it.each([
    ["a checksum of 31 bytes", { ...good, checksum: new Uint8Array(31) }, "InvalidArgumentError"],
    ["no salt", { ...good, salt: new Uint8Array() }, "InvalidArgumentError"],
    ["a salt of 65 bytes", { ...good, salt: new Uint8Array(65) }, "InvalidArgumentError"],
    ["a creator that is none", { ...good, creator: "osmo1" }, "InvalidAddressError"],
  ])("error: %s", async (_, params, name) => {
    await expect(predictAddress(params)).rejects.toMatchObject({ name });
  });
});

describe("ibcDenom", () => {
  it("default: what public chains call the hub's token", async () => {
    expect(await ibcDenom("channel-0", "uatom")).toBe(
      "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2",
    );
  });

  it("error: InvalidArgumentError for a channel that is none", async () => {
    await expect(ibcDenom("0", "uatom")).rejects.toMatchObject({ name: "InvalidArgumentError" });
  });
});

describe("messages", () => {
  it("default: shapes that cosmjs signs", () => {
    const wasm = new Uint8Array([0, 97, 115, 109]);
    expect(storeCodeMsg({ sender, wasm })).toEqual({
      typeUrl: "/cosmwasm.wasm.v1.MsgStoreCode",
      value: { sender, wasmByteCode: wasm, instantiatePermission: undefined },
    });
    const salt = new Uint8Array([7]);
    const made = instantiateMsg({ sender, codeId: 3, label: "lockup", msg: { denom: "uosmo" }, salt });
    expect(made).toMatchObject({
      typeUrl: "/cosmwasm.wasm.v1.MsgInstantiateContract2",
      value: { sender, admin: "", codeId: 3n, label: "lockup", funds: [], salt, fixMsg: false },
    });
    expect(fromJsonBytes((made.value as { msg: Uint8Array }).msg)).toEqual({ denom: "uosmo" });
    expect(sendMsg({ sender, recipient: sender, coin: { denom: "uosmo", amount: 5n } })).toEqual({
      typeUrl: "/cosmos.bank.v1beta1.MsgSend",
      value: { fromAddress: sender, toAddress: sender, amount: [{ denom: "uosmo", amount: "5" }] },
    });
  });

  it.each([
    [
      "an admin of another chain",
      () => instantiateMsg({ ...base, admin: toBech32("juno", new Uint8Array(20)) }),
      "InvalidAddressError",
    ],
    ["a code id of zero", () => instantiateMsg({ ...base, codeId: 0 }), "InvalidArgumentError"],
    ["an empty label", () => instantiateMsg({ ...base, label: "" }), "InvalidArgumentError"],
    [
      "zero coins",
      () => sendMsg({ sender, recipient: sender, coin: { denom: "uosmo", amount: 0n } }),
      "InvalidAmountError",
    ],
    [
      "a recipient of another chain",
      () => sendMsg({ sender, recipient: toBech32("juno", new Uint8Array(20)), coin: { denom: "uosmo", amount: 1n } }),
      "InvalidAddressError",
    ],
  ])("error: %s", (_, build, name) => {
    expect(build).toThrow(expect.objectContaining({ name }));
  });
});

describe("migrate", () => {
  const params = { sender, contract: OSMO.provider, codeId: 7 };

  it("default: one transaction with a message that says nothing", async () => {
    const message = migrateMsg(params);
    expect(message).toMatchObject({
      typeUrl: "/cosmwasm.wasm.v1.MsgMigrateContract",
      value: { sender, contract: OSMO.provider, codeId: 7n },
    });
    expect(fromJsonBytes((message.value as { msg: Uint8Array }).msg)).toEqual({});
    const client = new ScriptedClient();
    expect(await migrate(client, params)).toMatchObject({ transactionHash: TX.transactionHash });
    expect(client.sent).toEqual([{ sender, messages: [message], fee: "auto", memo: "" }]);
  });

  it.each([
    ["Can only migrate from contract 'mesh-lockup', found 'mesh-provider'", "MigrationRefusedError"],
    ["failed to execute message; message index: 0: can not migrate: unauthorized", "UnauthorizedError"],
  ])("error: %s", async (rawLog, name) => {
    const client = new ScriptedClient({ deliver: async () => ({ ...TX, code: 5, rawLog }) });
    await expect(migrate(client, params)).rejects.toMatchObject({ name, log: rawLog });
  });

  it.each([
    ["a contract of another chain", { contract: toBech32("juno", new Uint8Array(32)) }, "InvalidAddressError"],
    ["a code id of zero", { codeId: 0 }, "InvalidArgumentError"],
  ])("error: %s", (_, change, name) => {
    expect(() => migrateMsg({ ...params, ...change })).toThrow(expect.objectContaining({ name }));
  });
});

const base = { sender, codeId: 1, label: "lockup", msg: {}, salt: new Uint8Array([1]) };
