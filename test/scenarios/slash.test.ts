import { bond, burn, getBalance, getTotals, unbond } from "mesh-security-sdk/lockup";
import { parseRatio } from "mesh-security-sdk/math";
import { crossStake, crossStakeAndWait, getPosition, pushSlashes, unstake } from "mesh-security-sdk/mesh";
import { getValidator, unbond as release } from "mesh-security-sdk/provider";
import { getEvidence, submitEvidence } from "mesh-security-sdk/slasher";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { balanceOf, startWorld, TOKEN, validatorAt, type World } from "./setup.js";

describe("a slash", () => {
  let world: World;
  let owner: string;
  let anyone: string;
  let validator: string;

  beforeAll(async () => {
    world = await startWorld();
    owner = await world.account("owner");
    anyone = await world.anyone("osmosis");
    validator = validatorAt(world.juno, 0);
    const { home, lockup, mesh, juno, stargaze } = world;
    await bond(home.client, {
      contract: lockup,
      sender: owner,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    await crossStakeAndWait(mesh, { delegator: owner, consumer: juno.chainId, validator, amount: 1_000n * TOKEN });
    await crossStakeAndWait(mesh, {
      delegator: owner,
      consumer: stargaze.chainId,
      validator: validatorAt(stargaze, 0),
      amount: 1_000n * TOKEN,
    });
  });
  afterAll(() => world?.stage.close());

  const evidence = (id: string, ratio: string, sender = world.guardian) =>
    submitEvidence(world.home.client, {
      contract: world.toJuno.slasher,
      sender,
      validator,
      ratio: parseRatio(ratio),
      evidenceId: id,
    });

  test("error: UnauthorizedError for anybody but the owner of the slasher", async () => {
    await expect(evidence("1", "0.1", anyone)).rejects.toMatchObject({ name: "UnauthorizedError" });
    const { multiplier } = await getValidator(world.home.client, { contract: world.toJuno.provider, validator });
    expect(multiplier.toString()).toBe("1");
  });

  test("behavior: evidence lowers the worth of the stake at once, and counts once", async () => {
    const { home, toJuno } = world;
    await evidence("1", "0.1");
    const slashed = await getValidator(home.client, { contract: toJuno.provider, validator });
    expect(slashed.multiplier.toString()).toBe("0.9");
    expect(slashed.tokens).toBe(900n * TOKEN);
    expect(await getEvidence(home.client, { contract: toJuno.slasher, evidenceId: "1" })).toMatchObject({ validator });
    await expect(evidence("1", "0.1")).rejects.toMatchObject({ name: "DuplicateEvidenceError" });
    expect(await getValidator(home.client, { contract: toJuno.provider, validator })).toEqual(slashed);
  });

  test("behavior: pushed, it reaches lockup, the other chain's claim, and both chains' delegations", async () => {
    const { stage, mesh, home, lockup, juno, stargaze, toJuno, toStargaze } = world;
    const pushed = await pushSlashes(mesh, { consumer: juno.chainId, validator, sender: anyone });
    expect(pushed).toMatchObject({ delegators: 1, settled: 1 });
    await stage.relay();
    const balance = await getBalance(home.client, { contract: lockup, account: owner });
    expect(balance.bonded).toBe(900n * TOKEN);
    expect(balance.claims.map(({ amount }) => amount)).toEqual([900n * TOKEN, 900n * TOKEN]);
    expect(await juno.delegation(toJuno.staking, validator)).toBe(450n * TOKEN);
    expect(await stargaze.delegation(toStargaze.staking, validatorAt(stargaze, 0))).toBe(18_000n * TOKEN);
    const { links } = await getPosition(mesh, { owner });
    expect(links.map(({ staked }) => staked.map(({ tokens, slashed }) => [tokens, slashed]))).toEqual([
      [[900n * TOKEN, 0n]],
      [[900n * TOKEN, 0n]],
    ]);
  });

  test("behavior: pushing again changes nothing", async () => {
    const { mesh, home, lockup, juno } = world;
    const before = await getBalance(home.client, { contract: lockup, account: owner });
    await pushSlashes(mesh, { consumer: juno.chainId, validator, sender: anyone });
    expect(await getBalance(home.client, { contract: lockup, account: owner })).toEqual(before);
  });

  test("behavior: the slashed tokens burn, by anyone, once", async () => {
    const { home, lockup } = world;
    const held = await balanceOf(home, lockup);
    const { events } = await burn(home.client, { contract: lockup, sender: anyone });
    expect(await balanceOf(home, lockup)).toBe(held - 100n * TOKEN);
    expect(events.filter(({ type }) => type === "burn").flatMap(({ attributes }) => attributes)).toContainEqual(
      expect.objectContaining({ key: "amount", value: `${100n * TOKEN}${home.bondDenom}` }),
    );
    await expect(burn(home.client, { contract: lockup, sender: anyone })).rejects.toMatchObject({
      name: "NothingToBurnError",
    });
    expect(await getTotals(home.client, { contract: lockup })).toEqual({
      bonded: 900n * TOKEN,
      owedToBurn: 0n,
      delegatedLocally: 0n,
      burnOnReturn: 0n,
      burned: 100n * TOKEN,
    });
  });

  test("behavior: stake in flight and unbonding stake are slashed too", async () => {
    const { stage, mesh, home, lockup, juno, toJuno } = world;
    const second = await world.account("second");
    await bond(home.client, {
      contract: lockup,
      sender: second,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    await crossStakeAndWait(mesh, { delegator: second, consumer: juno.chainId, validator, amount: 400n * TOKEN });
    await unstake(mesh, { delegator: second, consumer: juno.chainId, validator, amount: 400n * TOKEN });
    await stage.relay();
    await stage.stopRelayer();
    await crossStake(mesh, { delegator: second, consumer: juno.chainId, validator, amount: 200n * TOKEN });
    await evidence("2", "0.5");
    await stage.startRelayer();
    await stage.relay();
    await pushSlashes(mesh, { consumer: juno.chainId, validator, sender: anyone });
    await stage.relay();
    const [toFirst] = (await getPosition(mesh, { owner: second })).links;
    expect(toFirst?.staked.map(({ tokens }) => tokens)).toEqual([100n * TOKEN]);
    expect(toFirst?.unbonding.map(({ tokens }) => tokens)).toEqual([200n * TOKEN]);

    await unstake(mesh, { delegator: second, consumer: juno.chainId, validator, amount: 100n * TOKEN });
    await stage.relay();
    await stage.passTime(juno.unbondingTime + 1);
    await release(home.client, { contract: toJuno.provider, sender: second });
    const { free, bonded } = await getBalance(home.client, { contract: lockup, account: second });
    expect([free, bonded]).toEqual([700n * TOKEN, 700n * TOKEN]);
    await unbond(home.client, { contract: lockup, sender: second, amount: free });
    expect(await balanceOf(home, second)).toBe(700n * TOKEN);
  });

  test("behavior: a slash of everything leaves zero, and the rest of the chain goes on", async () => {
    const { stage, mesh, home, lockup, juno, toJuno } = world;
    await evidence("3", "1");
    await pushSlashes(mesh, { consumer: juno.chainId, validator, sender: anyone });
    await stage.relay();
    expect(await juno.delegation(toJuno.staking, validator)).toBe(0n);
    const { bonded } = await getBalance(home.client, { contract: lockup, account: owner });
    expect(bonded).toBe(0n);
    const third = await world.account("third");
    await bond(home.client, {
      contract: lockup,
      sender: third,
      funds: { denom: home.bondDenom, amount: 10n * TOKEN },
    });
    const stake = { delegator: third, consumer: juno.chainId, amount: 10n * TOKEN };
    await expect(crossStake(mesh, { ...stake, validator })).rejects.toMatchObject({
      name: "ValidatorSlashedToZeroError",
    });
    await crossStakeAndWait(mesh, { ...stake, validator: validatorAt(juno, 1) });
    expect(await juno.delegation(toJuno.staking, validatorAt(juno, 1))).toBe(5n * TOKEN);
  });
});
