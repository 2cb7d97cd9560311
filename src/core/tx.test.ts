import { describe, expect, it } from "vitest";
import {
  InvalidArgumentError,
  InvalidDecimalError,
  InvalidDenomError,
  TxStatusUnknownError,
  UnknownChainError,
} from "../errors/index.js";
import { lockupErrorFrom } from "../lockup/errors.js";
import { feeFor } from "./fee.js";
import { OSMO, ScriptedClient, TX } from "./testing.js";
import { sendMsgs, simulateMsgs, type TxProgress } from "./tx.js";

const sender = OSMO.alice;
const messages = [{ typeUrl: "/x", value: {} }];
const STD = { amount: [{ denom: "uosmo", amount: "5" }], gas: "200000" };

describe("feeFor", () => {
  it("default", () => {
    expect(feeFor(200_000, "0.025uosmo")).toEqual({ amount: [{ denom: "uosmo", amount: "5000" }], gas: "200000" });
  });
  it("behavior: rounds up, never to too little", () => {
    expect(feeFor(3, "0.1ibc/AB").amount).toEqual([{ denom: "ibc/AB", amount: "1" }]);
    expect(feeFor(1, "0.000000000000000001uosmo", OSMO.bob)).toMatchObject({
      amount: [{ amount: "1" }],
      granter: OSMO.bob,
    });
  });
  it("error: InvalidArgumentError", () => {
    for (const bad of ["", "uosmo", "0.025", "-1uosmo", "1e3"]) expect(() => feeFor(1, bad), bad).toThrow();
    expect(() => feeFor(1, "uosmo")).toThrow(InvalidArgumentError);
    expect(() => feeFor(0, "1uosmo")).toThrow(InvalidArgumentError);
  });
  it("error: InvalidDecimalError", () => {
    expect(() => feeFor(1, "0..1uosmo")).toThrow(InvalidDecimalError);
  });
  it("error: InvalidDenomError", () => {
    expect(() => feeFor(1, "1u osmo")).toThrow(InvalidDenomError);
  });
});

describe("simulateMsgs", () => {
  it("default", async () => {
    expect(await simulateMsgs(new ScriptedClient({ simulate: async () => 123 }), sender, messages)).toBe(123);
  });
  it("error: a refusal is what it would be in a block", async () => {
    const refusing = new ScriptedClient({
      simulate: () => Promise.reject(new Error("Query failed with (6): No funds sent: execute wasm contract failed")),
    });
    await expect(simulateMsgs(refusing, sender, messages)).rejects.toMatchObject({ name: "NoFundsError" });
  });
  it("error: what is no refusal stays itself", async () => {
    const down = new TypeError("fetch failed");
    const client = new ScriptedClient({ simulate: () => Promise.reject(down) });
    await expect(simulateMsgs(client, sender, messages)).rejects.toBe(down);
  });
});

describe("sendMsgs", () => {
  it("default", async () => {
    const client = new ScriptedClient();
    const { transactionHash, height, events, gasUsed } = TX;
    expect(await sendMsgs(client, sender, messages)).toEqual({ transactionHash, height, events, gasUsed });
    expect(client.sent).toEqual([{ sender, messages, fee: "auto", memo: "" }]);
  });

  it("behavior: fees", async () => {
    const client = new ScriptedClient({ simulate: async () => 100_001 });
    const fees = [1.5, STD, { gasPrice: "0.1uosmo" }, { gasPrice: "0.1uosmo", margin: 1 }] as const;
    for (const fee of fees) await sendMsgs(client, sender, messages, { fee });
    await sendMsgs(client, sender, messages, { fee: STD, feeGranter: OSMO.bob });
    await sendMsgs(client, sender, messages, { fee: { gasPrice: "0.1uosmo" }, feeGranter: OSMO.bob });
    const priced = { amount: [{ denom: "uosmo", amount: "14001" }], gas: "140002" };
    expect(client.sent.map(({ fee }) => fee)).toEqual([
      1.5,
      STD,
      priced,
      { amount: [{ denom: "uosmo", amount: "10001" }], gas: "100001" },
      { ...STD, granter: OSMO.bob },
      { ...priced, granter: OSMO.bob },
    ]);
  });

  it("behavior: tells where it is", async () => {
    const told: TxProgress[] = [];
    const onProgress = (progress: TxProgress) => told.push(progress);
    await sendMsgs(new ScriptedClient(), sender, messages, { onProgress, fee: { gasPrice: "1uosmo" } });
    expect(told).toEqual([
      { stage: "simulated", gas: 100_000 },
      { stage: "sending" },
      { stage: "included", transactionHash: TX.transactionHash, height: TX.height },
    ]);
  });

  it("behavior: an aborted signal sends nothing", async () => {
    const reason = new Error("enough");
    const early = new ScriptedClient();
    await expect(sendMsgs(early, sender, messages, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const late = new ScriptedClient({
      simulate: async () => {
        controller.abort(reason);
        return 1;
      },
    });
    const options = { signal: controller.signal, fee: { gasPrice: "1uosmo" } };
    await expect(sendMsgs(late, sender, messages, options)).rejects.toBe(reason);
    expect([...early.sent, ...late.sent]).toEqual([]);
  });

  it("behavior: a signal that aborts after sending does not hide the result", async () => {
    const controller = new AbortController();
    const client = new ScriptedClient({
      deliver: async () => {
        controller.abort();
        return TX;
      },
    });
    await expect(sendMsgs(client, sender, messages, { signal: controller.signal })).resolves.toMatchObject({
      height: 7,
    });
  });

  it("error: a transaction that failed in its block", async () => {
    const rawLog =
      "failed to execute message; message index: 0: Claim is locked, only 3 can be unbonded: execute wasm contract failed";
    const client = new ScriptedClient({ deliver: async () => ({ ...TX, code: 5, rawLog }) });
    await expect(sendMsgs(client, sender, messages, { errors: [lockupErrorFrom] })).rejects.toMatchObject({
      name: "ClaimsLockedError",
      free: 3n,
      transactionHash: TX.transactionHash,
      height: TX.height,
      code: 5,
    });
  });

  it("error: UnknownChainError where even the log is missing", async () => {
    const client = new ScriptedClient({ deliver: async () => ({ ...TX, code: 77, rawLog: undefined }) });
    await expect(sendMsgs(client, sender, messages)).rejects.toThrow(UnknownChainError);
  });

  it("error: TxStatusUnknownError where the client fails, and nothing is sent twice", async () => {
    const client = new ScriptedClient({ deliver: () => Promise.reject(new TypeError("other side closed")) });
    await expect(sendMsgs(client, sender, messages)).rejects.toThrow(TxStatusUnknownError);
    expect(client.sent).toHaveLength(1);
  });

  it("error: InvalidArgumentError where a granter has no fee to pay", async () => {
    const client = new ScriptedClient();
    await expect(sendMsgs(client, sender, messages, { feeGranter: OSMO.bob })).rejects.toThrow(InvalidArgumentError);
    expect(client.sent).toEqual([]);
  });
});
