import { describe, expect, it } from "vitest";
import { JUNO, OSMO, ScriptedClient } from "../core/testing.js";
import { DecodeError, InvalidArgumentError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { createSlasherClient } from "./client.js";
import { queryMsg } from "./schema.js";

const contract = OSMO.slasher;

function slasher(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, slasher: createSlasherClient({ client, contract, sender: OSMO.alice }) };
}

describe("getConfig", () => {
  it("default", async () => {
    const answer = { owner: OSMO.alice, slashee: OSMO.provider };
    const { client, slasher: it } = slasher(answer);
    expect(await it.getConfig()).toEqual(answer);
    expect(client.queries[0]?.msg).toEqual({ config: {} });
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

describe("createSlasherClient", () => {
  it("behavior: the message goes out with contract and sender", async () => {
    const { client, slasher: it } = slasher({});
    await it.submitEvidence({ validator: JUNO.validator, ratio: Decimal.parse("0.1") });
    expect(client.sent).toMatchObject([{ messages: [{ value: { contract, sender: OSMO.alice } }] }]);
  });
});
