import { getBalance, unbond } from "mesh-security-sdk/lockup";
import { Decimal } from "mesh-security-sdk/math";
import { unstake, waitForPacket } from "mesh-security-sdk/mesh";
import { unbond as release } from "mesh-security-sdk/provider";
import { getPower, updateConsumer } from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Link, startLink } from "./consumerSide.js";
import { balanceOf, TOKEN, validatorAt } from "./setup.js";

/** More than x/staking keeps unbonding of one delegator and validator at a time. */
const UNSTAKES = 9;

describe("within the limits of x/staking", () => {
  let world: Link;

  const power = async () => {
    const [row] = (await getPower(world.juno.client, { contract: world.link.staking })).consumers;
    if (row === undefined) throw new Error("a consumer is registered");
    return row;
  };
  const leave = async (delegator: string, validator: string, amount: bigint) => {
    const { home, mesh, juno } = world;
    const { packet } = await unstake(mesh, { delegator, consumer: juno.chainId, validator, amount });
    if (packet === undefined) throw new Error("the unstake sent no packet");
    const { status } = await waitForPacket(mesh, { packet, from: home.chainId, to: juno.chainId });
    expect(status).toBe("acknowledged");
  };

  beforeAll(async () => {
    world = await startLink({ rate: "1", funds: 5_000n * TOKEN });
  });
  afterAll(() => world?.stage.close());

  test("behavior: what is unstaked in more steps than x/staking takes waits its turn, and leaves whole and on time", async () => {
    const { stage, home, mesh, juno, link } = world;
    const validator = validatorAt(juno, 0);
    const owner = await world.bonded("hurried", 900n * TOKEN);
    await world.stake(owner, validator, 900n * TOKEN);
    let waited = 0;
    for (let count = 0; count < UNSTAKES; count += 1) {
      await leave(owner, validator, 100n * TOKEN);
      if ((await power()).queued > 0n) waited += 1;
    }
    expect(waited).toBeGreaterThan(0);
    const { asked, granted, queued } = await power();
    expect([asked, queued]).toEqual([0n, granted]);
    expect(await world.delegated(validator)).toBe(granted);

    await stage.passTime(juno.unbondingTime / 7 + 1);
    await world.rebalanced();
    expect(await world.delegated(validator)).toBe(0n);
    await stage.passTime(juno.unbondingTime + 1);
    await release(home.client, { contract: link.provider, sender: owner });
    const { lockup } = mesh.deployment.provider;
    expect(await getBalance(home.client, { contract: lockup, account: owner })).toEqual({
      bonded: 900n * TOKEN,
      free: 900n * TOKEN,
      claims: [],
    });
    await unbond(home.client, { contract: lockup, sender: owner, amount: 900n * TOKEN });
    expect(await balanceOf(home, owner)).toBe(900n * TOKEN);
  });

  test("behavior: power moves by redelegation, and where the chain refuses one by undelegation", async () => {
    const { stage, juno, link, keeper } = world;
    const [one, two, three] = [validatorAt(juno, 0), validatorAt(juno, 1), validatorAt(juno, 2)] as const;
    const owner = await world.bonded("mover", 4_000n * TOKEN);
    const { local } = await getPower(juno.client, { contract: link.staking });
    await updateConsumer(juno.client, {
      contract: link.staking,
      sender: keeper,
      consumer: link.consumer,
      maxShare: Decimal.fromRatio(400n * TOKEN, local + 400n * TOKEN),
      overflow: "normalize",
    });
    await world.stake(owner, one, 1_000n * TOKEN);
    await world.rebalanced();
    const whole = await world.delegated(one);
    await world.stake(owner, two, 1_000n * TOKEN);
    await world.rebalanced();
    const half = await world.delegated(two);
    expect(half).toBeGreaterThan((whole * 4n) / 10n);
    expect((await power()).unbonding).toBe(0n);

    // What came to the second by redelegation can't be redelegated again so soon.
    await world.stake(owner, three, 2_000n * TOKEN);
    await world.rebalanced();
    expect(await world.delegated(two)).toBeLessThan((half * 6n) / 10n);
    expect(await world.delegated(three)).toBeGreaterThan(0n);
    expect((await power()).unbonding).toBeGreaterThan(0n);

    await stage.passTime(juno.unbondingTime + 1);
    await world.rebalanced();
    const granted = await Promise.all([one, two, three].map((validator) => world.delegated(validator)));
    const { allowed } = await power();
    const sum = granted.reduce((total, amount) => total + amount, 0n);
    expect(sum).toBeGreaterThan((allowed * 9n) / 10n);
    expect(granted[2]).toBeGreaterThan((sum * 45n) / 100n);
  });
});
