import { getPrice, setFeedSudoMsg, setPriceSudoMsg } from "mesh-security-sdk/consumer";
import { communityPoolSpendMsg } from "mesh-security-sdk/deploy";
import { Decimal, parseRatio } from "mesh-security-sdk/math";
import {
  addConsumerSudoMsg,
  getConsumer,
  getLimits,
  listConsumers,
  removeConsumerSudoMsg,
  updateConsumerSudoMsg,
  updateLimitsSudoMsg,
} from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Link, startLink } from "./consumerSide.js";
import { balanceOf, TOKEN, validatorAt } from "./setup.js";

/** Base units: little, so that a young community pool has it. */
const FUNDS = 2_000n;

describe("a consumer that governance registers", () => {
  let world: Link;

  const registered = () => listConsumers(world.juno.client, { contract: world.link.staking });
  const consumer = () =>
    getConsumer(world.juno.client, { contract: world.link.staking, consumer: world.link.consumer });

  beforeAll(async () => {
    world = await startLink({ rate: "0.5", funds: 0n });
    await world.stage.accrue();
  });
  afterAll(() => world?.stage.close());

  test("behavior: one proposal funds it from the community pool and registers it", async () => {
    const { juno, link } = world;
    const authority = juno.government;
    expect(await registered()).toEqual([]);
    const funds = { denom: juno.bondDenom, amount: FUNDS };
    await juno.govern("Take security from osmosis", [
      communityPoolSpendMsg({ authority, recipient: link.staking, coins: [funds], pool: "protocolpool" }),
      addConsumerSudoMsg({ authority, contract: link.staking, consumer: link.consumer, funds }),
    ]);
    expect(await registered()).toEqual([link.consumer]);
    expect(await balanceOf(juno, link.staking)).toBe(FUNDS);
    expect((await consumer()).availableFunds).toBe(FUNDS);
  });

  test("behavior: and stake is delegated with what the proposal gave", async () => {
    const owner = await world.bonded("owner", TOKEN);
    await world.stake(owner, validatorAt(world.juno, 0), 3_000n);
    expect(await world.delegated(validatorAt(world.juno, 0))).toBe(1_500n);
  });

  test("behavior: a proposal that can't be carried out leaves all as it was", async () => {
    const { juno, link } = world;
    const authority = juno.government;
    await expect(
      juno.govern("Let it go with all it has", [
        updateLimitsSudoMsg({ authority, contract: link.staking, minLocalShare: parseRatio("0.5") }),
        removeConsumerSudoMsg({ authority, contract: link.staking, consumer: link.consumer }),
      ]),
    ).rejects.toThrow();
    expect(await registered()).toEqual([link.consumer]);
    expect((await getLimits(juno.client, { contract: link.staking })).minLocalShare.toString()).toBe("0");
  });

  test("behavior: shares, limits, feed and price are governance's to set", async () => {
    const { juno, link } = world;
    const authority = juno.government;
    await juno.govern("Set the terms", [
      updateConsumerSudoMsg({
        authority,
        contract: link.staking,
        consumer: link.consumer,
        maxShare: parseRatio("0.3"),
        overflow: "normalize",
        rewardFactor: parseRatio("0.9"),
      }),
      updateLimitsSudoMsg({ authority, contract: link.staking, minLocalShare: parseRatio("0.4") }),
      setFeedSudoMsg({ authority, contract: link.consumer, discount: parseRatio("0.2") }),
      setPriceSudoMsg({ authority, contract: link.consumer, price: Decimal.parse("0.25") }),
    ]);
    const terms = await consumer();
    expect([terms.maxShare.toString(), terms.overflow, terms.rewardFactor.toString()]).toEqual([
      "0.3",
      "normalize",
      "0.9",
    ]);
    expect((await getLimits(juno.client, { contract: link.staking })).minLocalShare.toString()).toBe("0.4");
    const { rate, discount } = await getPrice(juno.client, { contract: link.consumer });
    expect([rate.toString(), discount.toString()]).toEqual(["0.25", "0.2"]);
  });
});
