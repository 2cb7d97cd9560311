import { bond, getBalance, getTotals, unbond } from "mesh-security-sdk/lockup";
import { crossStakeAndWait, getPosition, unstake, waitForPacket } from "mesh-security-sdk/mesh";
import { listValidators, unbond as release } from "mesh-security-sdk/provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { balanceOf, startWorld, TOKEN, validatorAt, type World } from "./setup.js";

describe("the life of a stake", () => {
  let world: World;
  let alice: string;

  beforeAll(async () => {
    world = await startWorld();
    alice = await world.account("alice");
  });
  afterAll(() => world?.stage.close());

  test("behavior: the consumers' validators are listed at the providers", async () => {
    for (const [chain, link] of [
      [world.juno, world.toJuno],
      [world.stargaze, world.toStargaze],
    ] as const) {
      const listed = await listValidators(world.home.client, { contract: link.provider });
      expect(listed.map(({ address }) => address)).toEqual([...chain.validators].sort());
      expect(listed.every(({ status, tokens }) => status === "active" && tokens === 0n)).toBe(true);
    }
  });

  test("behavior: bonded tokens move from the wallet to the lockup", async () => {
    const { home, lockup } = world;
    await bond(home.client, {
      contract: lockup,
      sender: alice,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    expect(await balanceOf(home, alice)).toBe(0n);
    expect(await balanceOf(home, lockup)).toBe(1_000n * TOKEN);
    expect(await getBalance(home.client, { contract: lockup, account: alice })).toEqual({
      bonded: 1_000n * TOKEN,
      free: 1_000n * TOKEN,
      claims: [],
    });
  });

  test("behavior: claims of two chains overlap; both delegate real tokens at their price", async () => {
    const { mesh, home, lockup, juno, stargaze, toJuno, toStargaze } = world;
    for (const [chain, amount] of [
      [juno, 700n * TOKEN],
      [stargaze, 500n * TOKEN],
    ] as const) {
      const { outcome } = await crossStakeAndWait(mesh, {
        delegator: alice,
        consumer: chain.chainId,
        validator: validatorAt(chain, 0),
        amount,
      });
      expect(outcome.status).toBe("acknowledged");
    }
    const balance = await getBalance(home.client, { contract: lockup, account: alice });
    expect(balance.free).toBe(300n * TOKEN);
    expect(new Map(balance.claims.map(({ lienholder, amount }) => [lienholder, amount]))).toEqual(
      new Map([
        [toJuno.provider, 700n * TOKEN],
        [toStargaze.provider, 500n * TOKEN],
      ]),
    );
    expect(await juno.delegation(toJuno.staking, validatorAt(juno, 0))).toBe(350n * TOKEN);
    expect(await stargaze.delegation(toStargaze.staking, validatorAt(stargaze, 0))).toBe(10_000n * TOKEN);
  });

  test("behavior: what is pledged can't be unbonded, what is free can", async () => {
    const { home, lockup } = world;
    await expect(
      unbond(home.client, { contract: lockup, sender: alice, amount: 300n * TOKEN + 1n }),
    ).rejects.toMatchObject({ name: "ClaimsLockedError", free: 300n * TOKEN });
    await unbond(home.client, { contract: lockup, sender: alice, amount: 300n * TOKEN });
    expect(await balanceOf(home, alice)).toBe(300n * TOKEN);
  });

  test("behavior: an unstake unbonds at once here and undelegates there", async () => {
    const { mesh, home, juno, stargaze, toJuno, toStargaze } = world;
    for (const [chain, link, amount] of [
      [juno, toJuno, 700n * TOKEN],
      [stargaze, toStargaze, 500n * TOKEN],
    ] as const) {
      const validator = validatorAt(chain, 0);
      const { packet } = await unstake(mesh, { delegator: alice, consumer: chain.chainId, validator, amount });
      if (packet === undefined) throw new Error("no packet was sent");
      const { status } = await waitForPacket(mesh, { packet, from: home.chainId, to: chain.chainId });
      expect(status).toBe("acknowledged");
      expect(await chain.delegation(link.staking, validator)).toBe(0n);
    }
    const { links } = await getPosition(mesh, { owner: alice });
    expect(links.map(({ staked, unbonding }) => [staked.length, unbonding.map(({ tokens }) => tokens)])).toEqual([
      [0, [700n * TOKEN]],
      [0, [500n * TOKEN]],
    ]);
  });

  test("behavior: nothing is released before its time", async () => {
    const { home, toJuno } = world;
    await expect(release(home.client, { contract: toJuno.provider, sender: alice })).rejects.toMatchObject({
      name: "NothingMaturedError",
    });
  });

  test("behavior: after the unbonding period everything is back, and the lockup holds nothing", async () => {
    const { stage, home, lockup, juno, toJuno, toStargaze } = world;
    await stage.passTime(juno.unbondingTime + 1);
    for (const link of [toJuno, toStargaze]) {
      await release(home.client, { contract: link.provider, sender: alice });
    }
    await unbond(home.client, { contract: lockup, sender: alice, amount: 700n * TOKEN });
    expect(await balanceOf(home, alice)).toBe(1_000n * TOKEN);
    expect(await balanceOf(home, lockup)).toBe(0n);
    expect(await getTotals(home.client, { contract: lockup })).toEqual({
      bonded: 0n,
      owedToBurn: 0n,
      burned: 0n,
      delegatedLocally: 0n,
      burnOnReturn: 0n,
    });
  });

  test("behavior: the tokens that stood in for it are back with meta-staking", async () => {
    const { juno, toJuno } = world;
    expect(await balanceOf(juno, toJuno.staking)).toBeGreaterThanOrEqual(5_000n * TOKEN);
  });
});
