import { unbindChannel as unbindConsumer } from "mesh-security-sdk/consumer";
import { bond, getBalance } from "mesh-security-sdk/lockup";
import { crossStake, crossStakeAndWait, unstake } from "mesh-security-sdk/mesh";
import { getChannel, getRemote, unbond as release, resend, unbindChannel } from "mesh-security-sdk/provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld, TOKEN, validatorAt, type World } from "./setup.js";

describe("a channel that is given up, and a new one", () => {
  let world: World;
  let owner: string;
  let validator: string;

  const remote = () => getRemote(world.home.client, { contract: world.toJuno.provider, validator });
  const delegated = () => world.juno.delegation(world.toJuno.staking, validator);

  beforeAll(async () => {
    world = await startWorld();
    const { home, lockup, juno, mesh } = world;
    validator = validatorAt(juno, 0);
    owner = await world.account("owner");
    await bond(home.client, {
      contract: lockup,
      sender: owner,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    await crossStakeAndWait(mesh, { delegator: owner, consumer: juno.chainId, validator, amount: 600n * TOKEN });
  });
  afterAll(() => world?.stage.close());

  test("behavior: only the admins may give it up", async () => {
    const { home, juno, toJuno, guardian, keeper } = world;
    await expect(unbindChannel(home.client, { contract: toJuno.provider, sender: owner })).rejects.toMatchObject({
      name: "UnauthorizedError",
    });
    await unbindChannel(home.client, { contract: toJuno.provider, sender: guardian });
    await unbindConsumer(juno.client, { contract: toJuno.consumer, sender: keeper });
    const { channel } = await getChannel(home.client, { contract: toJuno.provider });
    expect(channel).toBeUndefined();
  });

  test("behavior: without a channel no stake is taken, and leaving goes on", async () => {
    const { mesh, home, juno, lockup } = world;
    const stake = { delegator: owner, consumer: juno.chainId, validator };
    await expect(crossStake(mesh, { ...stake, amount: 1n })).rejects.toMatchObject({ name: "NoChannelError" });
    const { packet } = await unstake(mesh, { ...stake, amount: 200n * TOKEN });
    expect(packet).toBeUndefined();
    expect(await remote()).toMatchObject({ known: 600n * TOKEN, target: 400n * TOKEN });
    expect((await getBalance(home.client, { contract: lockup, account: owner })).free).toBe(400n * TOKEN);
  });

  test("behavior: on a new channel the consumer is asked what it holds, and resend tells it the difference", async () => {
    const { stage, mesh, home, juno, toJuno } = world;
    await stage.stopRelayer();
    await stage.relaying.openChannel(
      { chainId: home.chainId, connectionId: toJuno.connections.provider, portId: `wasm.${toJuno.provider}` },
      { chainId: juno.chainId, connectionId: toJuno.connections.consumer, portId: `wasm.${toJuno.consumer}` },
      { order: "unordered", version: "mesh-security-v0.1" },
    );
    const stake = { delegator: owner, consumer: juno.chainId, validator };
    await expect(crossStake(mesh, { ...stake, amount: 1n })).rejects.toMatchObject({ name: "ChannelSyncingError" });
    await stage.startRelayer();
    await stage.relay();
    expect((await getChannel(home.client, { contract: toJuno.provider })).syncing).toBe(false);
    expect(await delegated()).toBe(300n * TOKEN);
    await resend(home.client, { contract: toJuno.provider, sender: await world.anyone("osmosis") });
    await stage.relay();
    expect(await delegated()).toBe(200n * TOKEN);
    expect(await remote()).toMatchObject({ known: 400n * TOKEN, target: 400n * TOKEN, packetsPending: 0 });
    await crossStakeAndWait(mesh, { ...stake, amount: 100n * TOKEN });
    expect(await delegated()).toBe(250n * TOKEN);
  });

  test("behavior: what unbonded meanwhile comes out on time", async () => {
    const { stage, home, juno, toJuno, lockup } = world;
    await stage.passTime(juno.unbondingTime + 1);
    await release(home.client, { contract: toJuno.provider, sender: owner });
    expect(await getBalance(home.client, { contract: lockup, account: owner })).toMatchObject({
      bonded: 1_000n * TOKEN,
      free: 500n * TOKEN,
    });
  });
});
