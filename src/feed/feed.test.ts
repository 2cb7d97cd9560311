import { describe, expect, it } from "vitest";
import { describeVerb, JUNO, ScriptedClient } from "../core/testing.js";
import { DecodeError, InvalidAddressError, InvalidDecimalError } from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { createFeedClient } from "./client.js";
import { initMsg } from "./init.js";
import { executeMsg, instantiateMsg, queryMsg } from "./schema.js";
import { setPrice, setPriceMsg } from "./setPrice.js";

const contract = JUNO.staking;
const price = Decimal.parse("0.12");
const NO_PRICES: readonly unknown[] = [Decimal.ZERO, "0.12", 0.12, undefined];

describe("initMsg", () => {
  it("default", () => {
    const message = initMsg({ owner: JUNO.carol, price });
    expect(message).toEqual({ owner: JUNO.carol, rate: "0.12" });
    expect(instantiateMsg.safeParse(message).success).toBe(true);
    expect(Object.isFrozen(message)).toBe(true);
  });
  it("error: InvalidAddressError", () => {
    for (const owner of ["", "carol", JUNO.validator])
      expect(() => initMsg({ owner, price })).toThrow(InvalidAddressError);
  });
  it("error: InvalidDecimalError", () => {
    for (const bad of NO_PRICES) {
      expect(() => initMsg({ owner: JUNO.carol, price: bad as Decimal })).toThrow(InvalidDecimalError);
    }
  });
});

describeVerb("setPrice", {
  build: setPriceMsg,
  send: setPrice,
  schema: executeMsg,
  params: { contract, sender: JUNO.carol, price },
  json: { set: { rate: "0.12" } },
  refused: { price: [NO_PRICES, InvalidDecimalError] },
});

function feed(answer: unknown) {
  const client = new ScriptedClient({ answer: () => answer });
  return { client, feed: createFeedClient({ client, contract, sender: JUNO.carol }) };
}

describe.each([
  ["getPrice", { price: {} }, { rate: "0.12", time: 5 }, { rate: price, time: 5 }],
  ["getConfig", { config: {} }, { owner: JUNO.carol }, { owner: JUNO.carol }],
] as const)("%s", (name, msg, answer, read) => {
  it("default", async () => {
    const { client, feed: it } = feed(answer);
    expect(await it[name]()).toEqual(read);
    expect(client.queries).toEqual([{ address: contract, msg }]);
    expect(queryMsg.safeParse(msg).success).toBe(true);
  });
  it("error: DecodeError", async () => {
    for (const bad of [null, 7, {}, { rate: 0.12, time: 5 }, { owner: 7 }]) {
      await expect(feed(bad).feed[name](), JSON.stringify(bad)).rejects.toThrow(DecodeError);
    }
  });
});

describe("createFeedClient", () => {
  it("behavior: a message goes out with contract and sender", async () => {
    const { client, feed: it } = feed({});
    await it.setPrice({ price });
    expect(client.sent).toMatchObject([{ messages: [{ value: { contract, sender: JUNO.carol } }] }]);
  });
  it("behavior: a client that can't sign gives queries only", () => {
    const reader = createFeedClient({ client: { queryContractSmart: async () => ({}) }, contract });
    expect("setPrice" in reader).toBe(false);
  });
});
