import { describe, expect, it } from "vitest";
import { fromJsonBytes } from "../core/bytes.js";
import type { ExecuteMsg } from "../core/message.js";
import { JUNO, OSMO, ScriptedClient } from "../core/testing.js";
import { DecodeError, InvalidAddressError, InvalidArgumentError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { createSlasherClient } from "./client.js";
import { iterateKeys } from "./listKeys.js";
import { queryMsg } from "./schema.js";

const contract = OSMO.slasher;

function slasher(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, slasher: createSlasherClient({ client, contract, sender: OSMO.alice }) };
}

describe("getConfig", () => {
  it("default", async () => {
    const names = { owner: OSMO.alice, slashee: OSMO.provider };
    const { client, slasher: it } = slasher({ ...names, chain_id: "juno-1", slash_ratio: "0.05", min_height: 4711 });
    expect(await it.getConfig()).toEqual({
      ...names,
      chainId: "juno-1",
      slashRatio: Decimal.parse("0.05"),
      minHeight: 4711,
    });
    expect(client.queries[0]?.msg).toEqual({ config: {} });
  });
  it("behavior: without votes there is neither a chain id nor a ratio", async () => {
    const answer = { owner: OSMO.alice, slashee: OSMO.provider, chain_id: null, slash_ratio: null, min_height: 0 };
    const config = await slasher(answer).slasher.getConfig();
    expect([config.chainId, config.slashRatio, config.minHeight]).toEqual([undefined, undefined, 0]);
  });
  it("error: DecodeError", async () => {
    await expect(slasher({ owner: OSMO.alice }).slasher.getConfig()).rejects.toThrow(DecodeError);
  });
});

describe("getUnbondingPeriod", () => {
  it("default", async () => {
    const { client, slasher: it } = slasher({ unbonding_period: 60 });
    expect(await it.getUnbondingPeriod()).toBe(60);
    expect(client.queries[0]?.msg).toEqual({ unbonding_period: {} });
  });
  it("behavior: null and missing are undefined", async () => {
    expect(await slasher({ unbonding_period: null }).slasher.getUnbondingPeriod()).toBeUndefined();
    expect(await slasher({}).slasher.getUnbondingPeriod()).toBeUndefined();
  });
  it("error: DecodeError", async () => {
    await expect(slasher({ unbonding_period: "60" }).slasher.getUnbondingPeriod()).rejects.toThrow(DecodeError);
  });
});

describe("getEvidence", () => {
  it("default", async () => {
    const evidence = { validator: JUNO.validator, tombstone: false, height: 9, time: 60 };
    const { client, slasher: it } = slasher({ evidence: { ...evidence, amount: "0.1" } });
    expect(await it.getEvidence({ evidenceId: "A1" })).toEqual({ ...evidence, ratio: Decimal.parse("0.1") });
    expect(client.queries[0]?.msg).toEqual({ evidence: { evidence_id: "A1" } });
    expect(queryMsg.safeParse(client.queries[0]?.msg).success).toBe(true);
  });
  it("behavior: undefined where it was never submitted", async () => {
    expect(await slasher({ evidence: null }).slasher.getEvidence({ evidenceId: "A1" })).toBeUndefined();
  });
  it("error: DecodeError", async () => {
    const bad = { validator: JUNO.validator, amount: 0.1, tombstone: false, height: 9, time: 60 };
    await expect(slasher({ evidence: bad }).slasher.getEvidence({ evidenceId: "A1" })).rejects.toThrow(DecodeError);
  });
  it("error: InvalidArgumentError", async () => {
    await expect(slasher({}).slasher.getEvidence({ evidenceId: "" })).rejects.toThrow(InvalidArgumentError);
  });
});

const { validator } = JUNO;
const KEY = { validator, pubkey: Buffer.alloc(32, 7).toString("base64"), from_height: 5, to_height: 9 };
const RANGE = { validator, pubkey: new Uint8Array(32).fill(7), fromHeight: 5, toHeight: 9 };

describe("getKey", () => {
  it("default", async () => {
    const { client, slasher: it } = slasher({ key: KEY });
    expect(await it.getKey({ validator, height: 5 })).toEqual(RANGE);
    expect(client.queries[0]?.msg).toEqual({ key: { validator, height: 5 } });
    expect(queryMsg.safeParse(client.queries[0]?.msg).success).toBe(true);
  });
  it("behavior: undefined where no key is registered, and for the end of an open range", async () => {
    expect(await slasher({ key: null }).slasher.getKey({ validator, height: 5 })).toBeUndefined();
    const open = await slasher({ key: { ...KEY, to_height: null } }).slasher.getKey({ validator, height: 5 });
    expect(open).toEqual({ ...RANGE, toHeight: undefined });
  });
  it("error: DecodeError", async () => {
    for (const wrong of [{ pubkey: "%" }, { pubkey: null }, { from_height: "5" }, { to_height: 2 ** 53 }]) {
      const answer = { key: { ...KEY, ...wrong } };
      await expect(slasher(answer).slasher.getKey({ validator, height: 5 })).rejects.toThrow(DecodeError);
    }
  });
  it("error: InvalidAddressError", async () => {
    const params = { validator: JUNO.carol, height: 5 };
    await expect(slasher({ key: null }).slasher.getKey(params)).rejects.toThrow(InvalidAddressError);
  });
  it("error: InvalidArgumentError", async () => {
    await expect(slasher({}).slasher.getKey({ validator, height: 2 ** 53 })).rejects.toThrow(InvalidArgumentError);
  });
});

describe("listKeys", () => {
  it("default", async () => {
    const { client, slasher: it } = slasher({ keys: [KEY] });
    expect(await it.listKeys()).toEqual([RANGE]);
    await it.listKeys({ startAfter: RANGE, limit: 5 });
    expect(client.queries.map(({ msg }) => msg)).toEqual([
      { list_keys: {} },
      { list_keys: { start_after: { validator, from_height: 5 }, limit: 5 } },
    ]);
    for (const { msg } of client.queries) expect(queryMsg.safeParse(msg).success).toBe(true);
  });
  it("error: InvalidArgumentError", async () => {
    const { listKeys } = slasher({ keys: [] }).slasher;
    await expect(listKeys({ limit: 0 })).rejects.toThrow(InvalidArgumentError);
    await expect(listKeys({ startAfter: { validator, fromHeight: -1 } })).rejects.toThrow(InvalidArgumentError);
    await expect(listKeys({ startAfter: { validator: "", fromHeight: 1 } })).rejects.toThrow(InvalidArgumentError);
  });
});

describe("iterateKeys", () => {
  const all = [
    { ...KEY, validator: "a/1" },
    { ...KEY, validator: "a/1", from_height: 10, to_height: 11 },
    { ...KEY, validator: "a/2" },
  ];
  /** Answers with one key a page: the one after the cursor. */
  function answer(msg: unknown) {
    const { start_after } = (msg as { list_keys: { start_after?: { validator: string; from_height: number } } })
      .list_keys;
    const at = all.findIndex(
      ({ validator, from_height }) => validator === start_after?.validator && from_height === start_after.from_height,
    );
    return { keys: all.slice(at + 1, at + 2) };
  }

  it("default", async () => {
    const client = new ScriptedClient({ answer });
    const seen = [];
    for await (const key of createSlasherClient({ client, contract }).iterateKeys()) seen.push(key);
    expect(seen.map(({ validator, fromHeight }) => [validator, fromHeight])).toEqual([
      ["a/1", 5],
      ["a/1", 10],
      ["a/2", 5],
    ]);
  });
  it("behavior: begins after a cursor", async () => {
    const client = new ScriptedClient({ answer });
    const startAfter = { validator: "a/1", fromHeight: 5 };
    const seen = [];
    for await (const key of iterateKeys(client, { contract, startAfter })) seen.push(key.fromHeight);
    expect(seen).toEqual([10, 5]);
  });
});

describe("createSlasherClient", () => {
  it("behavior: the message goes out with contract and sender", async () => {
    const { client, slasher: it } = slasher({});
    await it.submitEvidence({ validator: JUNO.validator, ratio: Decimal.parse("0.1") });
    expect(client.sent).toMatchObject([{ messages: [{ value: { contract, sender: OSMO.alice } }] }]);
  });
  it("behavior: every message is there", async () => {
    const { client, slasher: it } = slasher({});
    const pubkey = new Uint8Array(32).fill(7);
    const signed = { type: "prevote", height: 1, round: 0, timestamp: { seconds: 0, nanos: 0 } } as const;
    const vote = { ...signed, signature: new Uint8Array(64) };
    await it.registerKey({ validator, pubkey, fromHeight: 1 });
    await it.setMinHeight({ height: 5 });
    await it.submitDuplicateVote({ validator, voteA: vote, voteB: vote, sender: OSMO.bob });
    const messages = client.sent.flatMap((tx) => tx.messages) as readonly ExecuteMsg[];
    expect(messages.map(({ value }) => [value.sender, Object.keys(fromJsonBytes(value.msg) as object)[0]])).toEqual([
      [OSMO.alice, "register_key"],
      [OSMO.alice, "set_min_height"],
      [OSMO.bob, "submit_duplicate_vote"],
    ]);
  });
});
