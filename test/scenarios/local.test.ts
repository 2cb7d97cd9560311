import { getBalance, getLocalStake, grantClaim, unbond } from "mesh-security-sdk/lockup";
import { parseRatio } from "mesh-security-sdk/math";
import { pushSlashes } from "mesh-security-sdk/mesh";
import { submitEvidence } from "mesh-security-sdk/slasher";
import {
  claimLocalRewards,
  getLocal,
  releaseLocal,
  unstakeLocal,
  withdrawDelegatorReward,
} from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Link, startLink } from "./consumerSide.js";
import { balanceOf, TOKEN, validatorAt } from "./setup.js";

describe("local staking: the same tokens at home and abroad", () => {
  let world: Link;
  let owner: string;
  let lockup: string;
  let staking: string;
  let validator: string;

  const account = () => getBalance(world.home.client, { contract: lockup, account: owner });
  const atHome = () => world.home.delegation(staking, validator);

  beforeAll(async () => {
    world = await startLink({ rate: "0.5", funds: 5_000n * TOKEN }, { localStaking: true });
    const { provider } = world.mesh.deployment;
    if (provider.localStaking === undefined) throw new Error("local staking was asked for");
    [lockup, staking] = [provider.lockup, provider.localStaking];
    validator = validatorAt(world.home, 0);
    owner = await world.bonded("owner", 1_000n * TOKEN);
  });
  afterAll(() => world?.stage.close());

  test("behavior: what is pledged abroad is delegated at home too", async () => {
    const { home } = world;
    await world.stake(owner, validatorAt(world.juno, 0), 700n * TOKEN);
    const claim = { contract: lockup, sender: owner, lienholder: staking, validator, amount: 500n * TOKEN };
    await grantClaim(home.client, claim);
    const { bonded, free, claims } = await account();
    expect([bonded, free]).toEqual([1_000n * TOKEN, 300n * TOKEN]);
    expect(new Set(claims.map(({ amount }) => amount))).toEqual(new Set([700n * TOKEN, 500n * TOKEN]));
    expect(await atHome()).toBe(500n * TOKEN);
    expect(await balanceOf(home, lockup)).toBe(500n * TOKEN);
    expect(await getLocalStake(home.client, { contract: lockup, account: owner })).toEqual({
      delegated: 500n * TOKEN,
      burnOnReturn: 0n,
    });
  });

  test("behavior: what x/distribution pays at home is the owner's", async () => {
    const { stage, home } = world;
    await stage.accrue();
    await withdrawDelegatorReward(home.client, { contract: staking, sender: owner, validator });
    const [position] = (await getLocal(home.client, { contract: staking, owner })).positions;
    const promised = position?.rewards ?? 0n;
    expect(promised).toBeGreaterThan(0n);
    const before = await balanceOf(home, owner);
    await claimLocalRewards(home.client, { contract: staking, sender: owner, validator });
    expect((await balanceOf(home, owner)) - before).toBeGreaterThanOrEqual(promised);
  });

  test("behavior: a slash abroad burns what is liquid first, then what comes back from home", async () => {
    const { home, mesh, juno, link } = world;
    await submitEvidence(home.client, {
      contract: link.slasher,
      sender: world.guardian,
      validator: validatorAt(juno, 0),
      ratio: parseRatio("1"),
    });
    await pushSlashes(mesh, { consumer: juno.chainId, validator: validatorAt(juno, 0), sender: owner });
    const { bonded, free, claims } = await account();
    expect(bonded).toBe(300n * TOKEN);
    expect(free).toBe(0n);
    expect(claims).toEqual([{ lienholder: staking, amount: 300n * TOKEN }]);
    const { delegated, burnOnReturn } = await getLocalStake(home.client, { contract: lockup, account: owner });
    expect([delegated, burnOnReturn]).toEqual([500n * TOKEN, 200n * TOKEN]);
  });

  test("behavior: home stake leaves through unbonding, and what it owes is burned on its way", async () => {
    const { stage, home } = world;
    await unstakeLocal(home.client, { contract: staking, sender: owner, validator, amount: 300n * TOKEN });
    await stage.passTime(home.unbondingTime / 7 + 1);
    await world.rebalancedAt("osmosis", staking);
    expect(await atHome()).toBe(0n);
    await stage.passTime(home.unbondingTime + 1);
    await releaseLocal(home.client, { contract: staking, sender: owner });
    expect(await account()).toEqual({ bonded: 300n * TOKEN, free: 300n * TOKEN, claims: [] });
    expect(await getLocalStake(home.client, { contract: lockup, account: owner })).toEqual({
      delegated: 0n,
      burnOnReturn: 0n,
    });
    const before = await balanceOf(home, owner);
    await unbond(home.client, { contract: lockup, sender: owner, amount: 300n * TOKEN });
    expect(await balanceOf(home, owner)).toBe(before + 300n * TOKEN);
  });
});
