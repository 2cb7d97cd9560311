import { getBalance } from "mesh-security-sdk/lockup";
import { Decimal, splitAllowance } from "mesh-security-sdk/math";
import { crossStake, unstake, waitForPacket } from "mesh-security-sdk/mesh";
import {
  getConsumer,
  getPower,
  listTargets,
  removeConsumer,
  updateConsumer,
  updateLimits,
} from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Link, startLink } from "./consumerSide.js";
import { TOKEN, validatorAt } from "./setup.js";

/** The chain's own stake can change between a message and a look. */
const barelyAbove = (allowed: bigint) => (allowed * 105n) / 100n + 1n;

describe("a cap on foreign power", () => {
  let world: Link;
  let owner: string;

  const power = async () => {
    const { totalPower, local, consumers } = await getPower(world.juno.client, { contract: world.link.staking });
    const [row, ...others] = consumers;
    if (row === undefined || others.length > 0) throw new Error("one consumer is registered");
    return { totalPower, local, ...row };
  };
  const targets = () => listTargets(world.juno.client, { contract: world.link.staking, consumer: world.link.consumer });
  /** A share of the chain that is about so many tokens now. */
  const shareOf = async (tokens: bigint) => {
    const { local } = await power();
    return Decimal.fromRatio(tokens, local + tokens);
  };
  const cap = async (params: { readonly maxShare?: Decimal; readonly overflow?: "reject" | "normalize" }) => {
    const { juno, link, keeper } = world;
    await updateConsumer(juno.client, { contract: link.staking, sender: keeper, consumer: link.consumer, ...params });
  };

  beforeAll(async () => {
    world = await startLink({ rate: "1", funds: 5_000n * TOKEN });
    owner = await world.bonded("owner", 5_000n * TOKEN);
  });
  afterAll(() => world?.stage.close());

  test("behavior: without a share stake is granted in full", async () => {
    await world.stake(owner, validatorAt(world.juno, 0), 500n * TOKEN);
    expect(await world.delegated(validatorAt(world.juno, 0))).toBe(500n * TOKEN);
    expect(await power()).toMatchObject({ asked: 500n * TOKEN, allowed: 500n * TOKEN, granted: 500n * TOKEN });
  });

  test("behavior: a stake that takes its consumer above its share is refused, and the claim given back", async () => {
    const { home, mesh, juno } = world;
    await cap({ maxShare: await shareOf(1_000n * TOKEN) });
    const stake = { delegator: owner, consumer: juno.chainId, validator: validatorAt(juno, 1), amount: 1_000n * TOKEN };
    const { packet } = await crossStake(mesh, stake);
    const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: juno.chainId });
    expect(outcome.status).toBe("rejected");
    const { claims } = await getBalance(home.client, { contract: mesh.deployment.provider.lockup, account: owner });
    expect(claims.map(({ amount }) => amount)).toEqual([500n * TOKEN]);
    expect(await power()).toMatchObject({ asked: 500n * TOKEN, granted: 500n * TOKEN });
  });

  test("behavior: where it normalizes, validators share what is allowed as they were asked for", async () => {
    const { juno } = world;
    await cap({ overflow: "normalize" });
    await world.stake(owner, validatorAt(juno, 1), 1_000n * TOKEN);
    await world.stake(owner, validatorAt(juno, 2), 1_000n * TOKEN);
    const before = await power();
    expect(before.asked).toBe(2_500n * TOKEN);
    expect(before.granted).toBeLessThan(barelyAbove(before.allowed));
    await world.rebalanced();

    const rows = await targets();
    const granted = rows.reduce((sum, row) => sum + row.granted, 0n);
    const { allowed } = await power();
    expect(granted).toBeGreaterThan((allowed * 9n) / 10n);
    expect(allowed).toBeLessThan(1_100n * TOKEN);
    const asked = rows.map(({ validator, asked: amount }) => ({ validator, amount }));
    expect(rows.map(({ validator, granted: amount }) => ({ validator, amount }))).toEqual(
      splitAllowance(granted, asked).map(({ validator, amount }) => ({ validator, amount })),
    );
    for (const row of rows) expect(await world.delegated(row.validator)).toBe(row.granted);
  });

  test("behavior: the cap never stands in the way of an unstake", async () => {
    const { home, mesh, juno } = world;
    const leaving = { delegator: owner, consumer: juno.chainId, validator: validatorAt(juno, 1), amount: 600n * TOKEN };
    const { packet } = await unstake(mesh, leaving);
    if (packet === undefined) throw new Error("the unstake sent no packet");
    const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: juno.chainId });
    expect(outcome.status).toBe("acknowledged");
    const { asked, granted, allowed } = await power();
    expect(asked).toBe(1_900n * TOKEN);
    expect(granted).toBeLessThan(barelyAbove(allowed));
  });

  test("behavior: what must stay local limits all together", async () => {
    const { juno, link, keeper } = world;
    const { local } = await power();
    const least = Decimal.fromRatio(local, local + 300n * TOKEN);
    await updateLimits(juno.client, { contract: link.staking, sender: keeper, minLocalShare: least });
    await world.rebalanced();
    const { granted, queued } = await power();
    expect(granted - queued).toBeLessThan(330n * TOKEN);
    expect(granted - queued).toBeGreaterThan(270n * TOKEN);
    await updateLimits(juno.client, { contract: link.staking, sender: keeper, minLocalShare: Decimal.ZERO });
  });

  test("behavior: a share of nothing unwinds everything, and then the consumer can go", async () => {
    const { stage, juno, link, keeper } = world;
    const removal = { contract: link.staking, sender: keeper, consumer: link.consumer };
    await cap({ maxShare: Decimal.ZERO });
    await expect(removeConsumer(juno.client, removal)).rejects.toMatchObject({ name: "ConsumerHasStakeError" });
    await world.rebalanced();
    // What an undelegation is made too soon after another waits for the next part of the unbonding time.
    await stage.passTime(juno.unbondingTime / 7 + 1);
    await world.rebalanced();
    for (const at of [0, 1, 2] as const) expect(await world.delegated(validatorAt(juno, at))).toBe(0n);
    expect(await power()).toMatchObject({ granted: 0n, queued: 0n, allowed: 0n });
    await stage.passTime(juno.unbondingTime + 1);
    await world.rebalanced();
    const { unbonding } = await getConsumer(juno.client, { contract: link.staking, consumer: link.consumer });
    expect(unbonding).toBe(0n);
  });
});
