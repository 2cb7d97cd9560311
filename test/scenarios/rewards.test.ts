import { listPendingRewards } from "mesh-security-sdk/consumer";
import { bond } from "mesh-security-sdk/lockup";
import { collectRewardsAndWait, crossStakeAndWait } from "mesh-security-sdk/mesh";
import { claimRewards, credit, getPendingRewards, getRewards } from "mesh-security-sdk/provider";
import {
  getPendingRewards as pendingAtStaking,
  withdrawDelegatorReward,
  withdrawToConsumer,
} from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { balanceOf, startWorld, TOKEN, validatorAt, type World } from "./setup.js";

describe("rewards", () => {
  let world: World;
  let one: string;
  let three: string;
  let validator: string;

  const pending = async (account: string) =>
    (await getPendingRewards(world.home.client, { contract: world.toJuno.provider, account, validator })).amount;

  const stake = async (account: string, amount: bigint) => {
    const { home, lockup, mesh, juno } = world;
    await bond(home.client, { contract: lockup, sender: account, funds: { denom: home.bondDenom, amount } });
    await crossStakeAndWait(mesh, { delegator: account, consumer: juno.chainId, validator, amount });
  };

  beforeAll(async () => {
    world = await startWorld();
    validator = validatorAt(world.juno, 0);
    one = await world.account("one");
    three = await world.account("three");
    await stake(one, 100n * TOKEN);
    await stake(three, 300n * TOKEN);
  });
  afterAll(() => world?.stage.close());

  test("behavior: what x/distribution pays arrives by packet and ICS-20, shared by stake", async () => {
    const { stage, mesh, home, juno, toJuno } = world;
    await stage.accrue();
    const sender = await world.anyone("juno");
    await collectRewardsAndWait(mesh, { consumer: juno.chainId, validator, sender });
    const arrived = await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider);
    expect(arrived).toBeGreaterThan(0n);
    const [first, second] = [await pending(one), await pending(three)];
    expect(first).toBe(arrived / 4n);
    expect(second).toBe((arrived * 3n) / 4n);
    expect(await listPendingRewards(juno.client, { contract: toJuno.consumer })).toEqual([]);
  });

  test("behavior: a claim pays the whole units that were promised, once", async () => {
    const { home, toJuno } = world;
    const promised = await pending(one);
    const claim = () => claimRewards(home.client, { contract: toJuno.provider, sender: one, validator });
    await claim();
    expect(await balanceOf(home, one, toJuno.rewardsDenom.provider)).toBe(promised);
    expect(await pending(one)).toBe(0n);
    await expect(claim()).rejects.toMatchObject({ name: "NoRewardsError" });
    expect(await balanceOf(home, one, toJuno.rewardsDenom.provider)).toBe(promised);
  });

  test("behavior: rewards can go to another account", async () => {
    const { home, toJuno } = world;
    const recipient = await world.account("recipient");
    const promised = await pending(three);
    await claimRewards(home.client, { contract: toJuno.provider, sender: three, validator, recipient });
    expect(await balanceOf(home, recipient, toJuno.rewardsDenom.provider)).toBe(promised);
  });

  test("behavior: stake that comes just before an announcement gets nothing of it", async () => {
    const { stage, mesh, home, juno, toJuno } = world;
    const sender = await world.anyone("juno");
    const late = await world.account("late");
    await stage.accrue();
    await stake(late, 1_000n * TOKEN);
    await collectRewardsAndWait(mesh, { consumer: juno.chainId, validator, sender });
    expect(await pending(late)).toBe(0n);
    expect(await pending(one)).toBeGreaterThan(0n);
    await stage.accrue();
    await collectRewardsAndWait(mesh, { consumer: juno.chainId, validator, sender });
    await credit(home.client, { contract: toJuno.provider, sender: await world.anyone("osmosis") });
    const { credited, announced, unallocated } = await getRewards(home.client, { contract: toJuno.provider });
    expect([announced, unallocated]).toEqual([0n, 0n]);
    const promised = (await pending(one)) + (await pending(three)) + (await pending(late));
    expect(credited - promised).toBeLessThan(3n);
    expect(credited - promised).toBeGreaterThanOrEqual(0n);
  });

  test("behavior: the prototype's two messages do the same as the consumer's one", async () => {
    const { stage, home, juno, toJuno } = world;
    const sender = await world.anyone("juno");
    await stage.accrue();
    const before = await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider);
    await withdrawDelegatorReward(juno.client, { contract: toJuno.staking, sender, validator });
    const { amount } = await pendingAtStaking(juno.client, {
      contract: toJuno.staking,
      consumer: toJuno.consumer,
      validator,
    });
    expect(amount).toBeGreaterThan(0n);
    await withdrawToConsumer(juno.client, { contract: toJuno.staking, sender, consumer: toJuno.consumer, validator });
    await stage.relay();
    expect(await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider)).toBe(before + amount);
  });
});
