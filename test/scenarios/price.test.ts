import { getPrice, listStakes, rebalance, setPrice, updatePrice } from "mesh-security-sdk/consumer";
import { setPrice as setFeedPrice } from "mesh-security-sdk/feed";
import { getBalance } from "mesh-security-sdk/lockup";
import { Decimal, parseRatio } from "mesh-security-sdk/math";
import { crossStake, unstake, waitForPacket } from "mesh-security-sdk/mesh";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Link, startLink } from "./consumerSide.js";
import { TOKEN, validatorAt } from "./setup.js";

/** Seconds after which a price is stale. */
const MAX_AGE = 60;

describe("a price that moves", () => {
  let world: Link;
  let owner: string;
  let validator: string;

  const feed = async (rate: string) => {
    const { juno, link, keeper } = world;
    if (link.feed === undefined) throw new Error("the link has a feed");
    await setFeedPrice(juno.client, { contract: link.feed, sender: keeper, price: Decimal.parse(rate) });
  };
  const update = () => updatePrice(world.juno.client, { contract: world.link.consumer, sender: world.stranger });
  const price = () => getPrice(world.juno.client, { contract: world.link.consumer });
  const follow = () => rebalance(world.juno.client, { contract: world.link.consumer, sender: world.stranger });

  beforeAll(async () => {
    world = await startLink({
      rate: "0.5",
      funds: 5_000n * TOKEN,
      discount: parseRatio("0.1"),
      maxPriceAge: MAX_AGE,
      maxPriceJump: parseRatio("0.5"),
      feed: true,
    });
    validator = validatorAt(world.juno, 0);
    owner = await world.bonded("owner", 2_000n * TOKEN);
    await feed("0.5");
    await update();
    await world.stake(owner, validator, 1_000n * TOKEN);
  });
  afterAll(() => world?.stage.close());

  test("behavior: stake is converted at the price in force, less the discount", async () => {
    expect(await world.delegated(validator)).toBe(450n * TOKEN);
    const [stake] = await listStakes(world.juno.client, { contract: world.link.consumer });
    expect(stake).toMatchObject({ validator, remote: 1_000n * TOKEN, asked: 450n * TOKEN });
    expect(stake?.price.toString()).toBe("0.5");
  });

  test("behavior: a new price changes nothing by itself; rebalance follows it, up and down", async () => {
    await feed("0.6");
    await update();
    expect(await world.delegated(validator)).toBe(450n * TOKEN);
    await follow();
    expect(await world.delegated(validator)).toBe(540n * TOKEN);
    await feed("0.4");
    await update();
    await follow();
    expect(await world.delegated(validator)).toBe(360n * TOKEN);
  });

  test("behavior: a jump waits for the admin, and until then the old price holds", async () => {
    const { juno, link, keeper, stranger } = world;
    await feed("0.7");
    await update();
    const waiting = await price();
    expect([waiting.rate.toString(), waiting.waiting?.rate.toString()]).toEqual(["0.4", "0.7"]);
    const decision = { contract: link.consumer, price: Decimal.parse("0.7") };
    await expect(setPrice(juno.client, { ...decision, sender: stranger })).rejects.toMatchObject({
      name: "UnauthorizedError",
    });
    await setPrice(juno.client, { ...decision, sender: keeper });
    const decided = await price();
    expect([decided.rate.toString(), decided.waiting]).toEqual(["0.7", undefined]);
    await follow();
    expect(await world.delegated(validator)).toBe(630n * TOKEN);
  });

  test("behavior: at a stale price no stake is taken, and leaving goes on at the price last applied", async () => {
    const { stage, home, mesh, juno } = world;
    // As long as x/staking's limits ask for, too: the last fall of the price was an undelegation.
    await stage.passTime(Math.max(MAX_AGE, juno.unbondingTime / 7) + 1);
    expect((await price()).fresh).toBe(false);
    const ends = { from: home.chainId, to: juno.chainId };
    const move = { delegator: owner, consumer: juno.chainId, validator };
    const { packet } = await crossStake(mesh, { ...move, amount: 100n * TOKEN });
    expect((await waitForPacket(mesh, { packet, ...ends })).status).toBe("rejected");
    const { claims } = await getBalance(home.client, { contract: mesh.deployment.provider.lockup, account: owner });
    expect(claims.map(({ amount }) => amount)).toEqual([1_000n * TOKEN]);
    await expect(follow()).rejects.toMatchObject({ name: "NoFreshPriceError" });

    const left = await unstake(mesh, { ...move, amount: 400n * TOKEN });
    if (left.packet === undefined) throw new Error("the unstake sent no packet");
    expect((await waitForPacket(mesh, { packet: left.packet, ...ends })).status).toBe("acknowledged");
    expect(await world.delegated(validator)).toBe(378n * TOKEN);
  });

  test("behavior: all that is unstaked leaves exactly nothing, whatever prices have been", async () => {
    const { home, mesh, juno } = world;
    const left = await unstake(mesh, { delegator: owner, consumer: juno.chainId, validator, amount: 600n * TOKEN });
    if (left.packet === undefined) throw new Error("the unstake sent no packet");
    await waitForPacket(mesh, { packet: left.packet, from: home.chainId, to: juno.chainId });
    await world.stage.passTime(juno.unbondingTime / 7 + 1);
    await world.rebalanced();
    expect(await world.delegated(validator)).toBe(0n);
    expect(await listStakes(juno.client, { contract: world.link.consumer })).toEqual([]);
  });
});
