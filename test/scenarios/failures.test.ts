import { bond, getBalance } from "mesh-security-sdk/lockup";
import { crossStake, crossStakeAndWait, getPosition, unstake, waitForPacket } from "mesh-security-sdk/mesh";
import { getRemote, unbond as release, resend } from "mesh-security-sdk/provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld, TOKEN, validatorAt, type World } from "./setup.js";

describe("what goes wrong on the way", () => {
  let world: World;
  let carol: string;

  const balance = () => getBalance(world.home.client, { contract: world.lockup, account: carol });

  beforeAll(async () => {
    world = await startWorld();
    carol = await world.account("carol");
    const { home, lockup } = world;
    await bond(home.client, {
      contract: lockup,
      sender: carol,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
  });
  afterAll(() => world?.stage.close());

  test("behavior: a stake above the consumer's funds is refused in words, and the claim is given back", async () => {
    const { stage, mesh, juno, toJuno, stargaze, toStargaze, home } = world;
    // 20 a token: 1000 would want 20000; two of them pass the 35000 that stargaze has.
    const validator = validatorAt(stargaze, 0);
    const other = await world.account("other");
    await bond(home.client, {
      contract: world.lockup,
      sender: other,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    await crossStakeAndWait(mesh, {
      delegator: other,
      consumer: stargaze.chainId,
      validator,
      amount: 1_000n * TOKEN,
    });
    const params = { delegator: carol, consumer: stargaze.chainId, validator, amount: 900n * TOKEN };
    await stage.stopRelayer();
    const { packet } = await crossStake(mesh, params);
    expect((await balance()).free).toBe(100n * TOKEN);
    await stage.startRelayer();
    const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: stargaze.chainId });
    expect(outcome).toMatchObject({
      status: "rejected",
      reason: expect.stringContaining("Contract has run out of funds to delegate for consumer chain"),
    });
    expect(await balance()).toEqual({ bonded: 1_000n * TOKEN, free: 1_000n * TOKEN, claims: [] });
    expect(await stargaze.delegation(toStargaze.staking, validator)).toBe(20_000n * TOKEN);
    await expect(crossStakeAndWait(mesh, params)).rejects.toMatchObject({ name: "PacketRejectedError" });
    expect(await juno.delegation(toJuno.staking, validatorAt(juno, 0))).toBe(0n);
  });

  test("behavior: a stake that nobody carries in time comes back in full", async () => {
    const { stage, mesh, juno, toJuno, home } = world;
    const validator = validatorAt(juno, 0);
    await stage.stopRelayer();
    const { packet } = await crossStake(mesh, {
      delegator: carol,
      consumer: juno.chainId,
      validator,
      amount: 400n * TOKEN,
    });
    const { links } = await getPosition(mesh, { owner: carol });
    expect(links[0]).toMatchObject({ claim: 400n * TOKEN, inFlight: [{ amount: 400n * TOKEN, validator }] });
    await stage.passTime(stage.packetLifetime + 1);
    await stage.startRelayer();
    const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: juno.chainId });
    expect(outcome.status).toBe("timedOut");
    expect(await balance()).toEqual({ bonded: 1_000n * TOKEN, free: 1_000n * TOKEN, claims: [] });
    expect(await juno.delegation(toJuno.staking, validator)).toBe(0n);
  });

  test("behavior: an unstake that times out goes on unbonding, and resend tells the consumer", async () => {
    const { stage, mesh, juno, toJuno, home, lockup } = world;
    const validator = validatorAt(juno, 1);
    const amount = 600n * TOKEN;
    await crossStakeAndWait(mesh, { delegator: carol, consumer: juno.chainId, validator, amount });
    expect(await juno.delegation(toJuno.staking, validator)).toBe(300n * TOKEN);
    await stage.stopRelayer();
    const { packet } = await unstake(mesh, { delegator: carol, consumer: juno.chainId, validator, amount });
    if (packet === undefined) throw new Error("no packet was sent");
    await stage.passTime(stage.packetLifetime + 1);
    await stage.startRelayer();
    const outcome = await waitForPacket(mesh, { packet, from: home.chainId, to: juno.chainId });
    expect(outcome.status).toBe("timedOut");
    expect(await juno.delegation(toJuno.staking, validator)).toBe(300n * TOKEN);
    expect((await getPosition(mesh, { owner: carol })).links[0]).toMatchObject({
      staked: [],
      unbonding: [{ tokens: amount, validator }],
    });
    const remote = () => getRemote(home.client, { contract: toJuno.provider, validator });
    expect(await remote()).toMatchObject({ known: amount, target: 0n, packetsPending: 0 });

    await resend(home.client, { contract: toJuno.provider, sender: await world.anyone("osmosis") });
    await stage.relay();
    expect(await juno.delegation(toJuno.staking, validator)).toBe(0n);
    expect(await remote()).toMatchObject({ known: 0n, target: 0n, packetsPending: 0 });

    await stage.passTime(juno.unbondingTime + 1);
    await release(home.client, { contract: toJuno.provider, sender: carol });
    expect(await getBalance(home.client, { contract: lockup, account: carol })).toEqual({
      bonded: 1_000n * TOKEN,
      free: 1_000n * TOKEN,
      claims: [],
    });
  });
});
