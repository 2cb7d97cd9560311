import { installOn, loadContracts, type Stage, type StageChain } from "mesh-security-cli";
import { bond, getBalance } from "mesh-security-sdk/lockup";
import { collectRewardsAndWait, crossStakeAndWait, linkOf, type Mesh } from "mesh-security-sdk/mesh";
import { getPower, listConsumers } from "mesh-security-sdk/staking";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startStage } from "./backend.js";
import { balanceOf, TOKEN, validatorAt } from "./setup.js";

describe("chains that secure each other", () => {
  let stage: Stage;
  let osmosis: StageChain;
  let juno: StageChain;
  let stargaze: StageChain;
  /** Each by the chain that provides. */
  let fromOsmosis: Mesh;
  let fromJuno: Mesh;
  let fromStargaze: Mesh;

  const bonded = async (mesh: Mesh, chain: StageChain) => {
    const owner = await chain.account("owner", 1_000n * TOKEN);
    const funds = { denom: chain.bondDenom, amount: 1_000n * TOKEN };
    await bond(chain.client, { contract: mesh.deployment.provider.lockup, sender: owner, funds });
    return owner;
  };
  const stake = (mesh: Mesh, delegator: string, at: StageChain, amount: bigint) =>
    crossStakeAndWait(mesh, { delegator, consumer: at.chainId, validator: validatorAt(at, 0), amount });

  beforeAll(async () => {
    stage = await startStage();
    [osmosis, juno, stargaze] = [stage.chain("osmosis"), stage.chain("juno"), stage.chain("stargaze")];
    const wasm = await loadContracts();
    const keeper = await osmosis.account("keeper", 10_000n * TOKEN);
    fromOsmosis = await installOn(stage, wasm, {
      consumers: [{ name: "juno", rate: "0.5", funds: 3_000n * TOKEN }],
      evidenceOwner: await osmosis.account("guardian", TOKEN),
    });
    fromJuno = await installOn(stage, wasm, {
      home: "juno",
      consumers: [{ name: "osmosis", rate: "2", funds: 3_000n * TOKEN, deployer: keeper }],
      evidenceOwner: await juno.account("guardian", TOKEN),
    });
    const { staking } = linkOf(fromJuno, osmosis.chainId);
    fromStargaze = await installOn(stage, wasm, {
      home: "stargaze",
      consumers: [{ name: "osmosis", rate: "0.05", funds: 3_000n * TOKEN, deployer: keeper, metaStaking: staking }],
      evidenceOwner: await stargaze.account("guardian", TOKEN),
    });
  });
  afterAll(() => stage?.close());

  test("behavior: two chains provide and consume at once", async () => {
    const [there, back] = [await bonded(fromOsmosis, osmosis), await bonded(fromJuno, juno)];
    await stake(fromOsmosis, there, juno, 600n * TOKEN);
    await stake(fromJuno, back, osmosis, 400n * TOKEN);
    const [atJuno, atOsmosis] = [linkOf(fromOsmosis, juno.chainId), linkOf(fromJuno, osmosis.chainId)];
    expect(await juno.delegation(atJuno.staking, validatorAt(juno, 0))).toBe(300n * TOKEN);
    expect(await osmosis.delegation(atOsmosis.staking, validatorAt(osmosis, 0))).toBe(800n * TOKEN);
    const free = async (mesh: Mesh, chain: StageChain, account: string) =>
      (await getBalance(chain.client, { contract: mesh.deployment.provider.lockup, account })).free;
    expect(await free(fromOsmosis, osmosis, there)).toBe(400n * TOKEN);
    expect(await free(fromJuno, juno, back)).toBe(600n * TOKEN);
  });

  test("behavior: two provider chains share one meta-staking, each with funds of its own", async () => {
    const owner = await bonded(fromStargaze, stargaze);
    await stake(fromStargaze, owner, osmosis, 1_000n * TOKEN);
    const [first, second] = [linkOf(fromJuno, osmosis.chainId), linkOf(fromStargaze, osmosis.chainId)];
    expect(second.staking).toBe(first.staking);
    const consumers = await listConsumers(osmosis.client, { contract: first.staking });
    expect(new Set(consumers)).toEqual(new Set([first.consumer, second.consumer]));
    const { consumers: power } = await getPower(osmosis.client, { contract: first.staking });
    expect(new Map(power.map(({ consumer, granted }) => [consumer, granted]))).toEqual(
      new Map([
        [first.consumer, 800n * TOKEN],
        [second.consumer, 50n * TOKEN],
      ]),
    );
    expect(await osmosis.delegation(first.staking, validatorAt(osmosis, 0))).toBe(850n * TOKEN);
  });

  test("behavior: a validator's rewards go to both, by their stake", async () => {
    await stage.accrue();
    const sender = await osmosis.account("anyone", TOKEN);
    const earned = async (mesh: Mesh, chain: StageChain) => {
      const { provider, rewardsDenom } = linkOf(mesh, osmosis.chainId);
      return balanceOf(chain, provider, rewardsDenom.provider);
    };
    const collect = { consumer: osmosis.chainId, validator: validatorAt(osmosis, 0), sender };
    await collectRewardsAndWait(fromJuno, collect);
    await collectRewardsAndWait(fromStargaze, collect);
    const [sixteen, one] = [await earned(fromJuno, juno), await earned(fromStargaze, stargaze)];
    expect(one).toBeGreaterThan(0n);
    expect(sixteen).toBeGreaterThan(one);
  });
});
