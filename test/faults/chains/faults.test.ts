import { BinaryWriter } from "cosmjs-types/binary";
import type { Any } from "cosmjs-types/google/protobuf/any";
import { Params } from "cosmjs-types/ibc/applications/transfer/v1/transfer";
import { listPendingRewards, retryRewards } from "mesh-security-sdk/consumer";
import { bond, getBalance, unbond } from "mesh-security-sdk/lockup";
import {
  collectRewards,
  crossStake,
  crossStakeAndWait,
  getPosition,
  unstake,
  waitForPacket,
  waitForRewards,
} from "mesh-security-sdk/mesh";
import { credit, getRemote, getRewards, unbond as release } from "mesh-security-sdk/provider";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { govAccount, govern } from "../../../chains/governance.js";
import { type Chains, startChains } from "../../../chains/network.js";
import { RUNS } from "../../../chains/runs.js";
import { type ChainsStage, startOnChains } from "../../../chains/stage.js";
import { until } from "../../../chains/until.js";
import { balanceOf, furnish, TOKEN, validatorAt, type World } from "../../scenarios/setup.js";

/** Seconds after a packet's timeout from which stake that was never answered can leave. */
const ANSWER_GRACE = 5;

/**
 * x/transfer's `MsgUpdateParams`, written by hand: cosmjs-types gives it the parameters of another module.
 * Field 1 is the signer, field 2 the parameters.
 */
function transferParams(signer: string, receiveEnabled: boolean): Any {
  const params = Params.encode({ sendEnabled: true, receiveEnabled }).finish();
  return {
    typeUrl: "/ibc.applications.transfer.v1.MsgUpdateParams",
    value: BinaryWriter.create().uint32(10).string(signer).uint32(18).bytes(params).finish(),
  };
}

/** Tests change the chains under each other and stand in this order: the last ends one of them for good. */
describe("faults on real chains", () => {
  let chains: Chains;
  let stage: ChainsStage;
  let world: World;
  let failed = false;

  const bonded = async (label: string) => {
    const owner = await world.account(label);
    const { home, lockup } = world;
    await bond(home.client, {
      contract: lockup,
      sender: owner,
      funds: { denom: home.bondDenom, amount: 1_000n * TOKEN },
    });
    return owner;
  };
  const claims = async (owner: string) =>
    (await getBalance(world.home.client, { contract: world.lockup, account: owner })).claims.map(
      ({ amount }) => amount,
    );
  const inFlight = async (owner: string) =>
    (await getPosition(world.mesh, { owner })).links.flatMap((link) => link.inFlight);

  beforeAll(async () => {
    chains = await startChains(RUNS);
    stage = await startOnChains(chains.facts);
    world = await furnish(stage, { answerGrace: ANSWER_GRACE });
  });
  afterEach(({ task }) => {
    failed ||= task.result?.state === "fail";
  });
  afterAll(async () => {
    await stage?.close();
    await chains?.stop({ keep: failed });
  });

  test("behavior: a relayer killed between receive and acknowledgement ends everything once it runs again", async () => {
    const { mesh, home, juno, toJuno } = world;
    const owner = await bonded("killed");
    const stakes = ([0, 1, 2] as const).map((at) => ({
      delegator: owner,
      consumer: juno.chainId,
      validator: validatorAt(juno, at),
      amount: 100n * TOKEN,
    }));
    const delegated = () => Promise.all(stakes.map(({ validator }) => juno.delegation(toJuno.staking, validator)));
    for (const stake of stakes) await crossStake(mesh, stake);
    await until("a first stake to arrive", async () => ((await delegated()).includes(50n * TOKEN) ? true : undefined));
    await stage.stopRelayer();
    expect(await claims(owner)).toEqual([300n * TOKEN]);
    await stage.startRelayer();
    await stage.relay();
    expect(await inFlight(owner)).toEqual([]);
    expect(await delegated()).toEqual([50n * TOKEN, 50n * TOKEN, 50n * TOKEN]);
    for (const { validator } of stakes) {
      expect(await getRemote(home.client, { contract: toJuno.provider, validator })).toMatchObject({
        known: 100n * TOKEN,
        target: 100n * TOKEN,
        packetsPending: 0,
      });
    }
  });

  test("behavior: rewards whose announcement times out while the relayer is down are kept and announced again", async () => {
    const { mesh, home, juno, toJuno } = world;
    const validator = validatorAt(juno, 0);
    const sender = await world.anyone("juno");
    await stage.accrue();
    await stage.stopRelayer();
    const { packet } = await collectRewards(mesh, { consumer: juno.chainId, validator, sender });
    await stage.passTime(stage.packetLifetime + 1);
    await stage.startRelayer();
    const { announcement, transfer } = await waitForRewards(mesh, { consumer: juno.chainId, packet });
    expect([announcement.status, transfer]).toEqual(["timedOut", undefined]);
    const [kept] = await listPendingRewards(juno.client, { contract: toJuno.consumer });
    expect(kept).toMatchObject({ validator, announcing: 0n, toTransfer: 0n, transferring: 0n });
    expect(kept?.toAnnounce).toBeGreaterThan(0n);
    await retryRewards(juno.client, { contract: toJuno.consumer, sender });
    await stage.relay();
    expect(await listPendingRewards(juno.client, { contract: toJuno.consumer })).toEqual([]);
    expect(await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider)).toBe(kept?.toAnnounce);
  });

  test("behavior: a transfer that the provider chain refuses is refunded, seen by the callback, and repeated", async () => {
    const { mesh, home, juno, toJuno } = world;
    const validator = validatorAt(juno, 1);
    const sender = await world.anyone("juno");
    const osmosis = chains.node("osmosis");
    const receive = (enabled: boolean) =>
      govern(osmosis, chains.facts.folder, enabled ? "Take transfers" : "Take no transfers", [
        transferParams(govAccount(osmosis), enabled),
      ]);
    await receive(false);
    const before = await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider);
    const { packet } = await collectRewards(mesh, { consumer: juno.chainId, validator, sender });
    const { announcement, transfer } = await waitForRewards(mesh, { consumer: juno.chainId, packet });
    expect([announcement.status, transfer?.status]).toEqual(["acknowledged", "rejected"]);
    const [kept] = await listPendingRewards(juno.client, { contract: toJuno.consumer });
    expect(kept).toMatchObject({ validator, toAnnounce: 0n, announcing: 0n, transferring: 0n });
    expect(kept?.toTransfer).toBeGreaterThan(0n);
    expect(await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider)).toBe(before);
    await receive(true);
    await retryRewards(juno.client, { contract: toJuno.consumer, sender });
    await stage.relay();
    expect(await listPendingRewards(juno.client, { contract: toJuno.consumer })).toEqual([]);
    const arrived = (await balanceOf(home, toJuno.provider, toJuno.rewardsDenom.provider)) - before;
    expect(arrived).toBe(kept?.toTransfer);
    await credit(home.client, { contract: toJuno.provider, sender: await world.anyone("osmosis") });
    expect((await getRewards(home.client, { contract: toJuno.provider })).announced).toBe(0n);
  });

  test("behavior: a node that restarts with its data goes on where it was", async () => {
    const { mesh, home, juno, toJuno } = world;
    const owner = await bonded("restart");
    const validator = validatorAt(juno, 2);
    const stake = { delegator: owner, consumer: juno.chainId, validator, amount: 200n * TOKEN };
    const before = await juno.delegation(toJuno.staking, validator);
    await chains.node("juno").stop();
    const { packet } = await crossStake(mesh, stake);
    expect((await inFlight(owner)).map(({ amount }) => amount)).toEqual([200n * TOKEN]);
    await chains.node("juno").start();
    // A relayer that lost a chain is started again, as its keeper would.
    await stage.stopRelayer();
    await stage.startRelayer();
    expect((await waitForPacket(mesh, { packet, from: home.chainId, to: juno.chainId })).status).toBe("acknowledged");
    expect(await juno.delegation(toJuno.staking, validator)).toBe(before + 100n * TOKEN);
    expect(await inFlight(owner)).toEqual([]);
  });

  test("behavior: a consumer chain that stops for good holds nobody's tokens", async () => {
    const { mesh, home, lockup, juno, stargaze, toStargaze } = world;
    const owner = await bonded("left behind");
    const validator = validatorAt(stargaze, 0);
    const stake = { delegator: owner, consumer: stargaze.chainId, validator };
    await crossStakeAndWait(mesh, { ...stake, amount: 300n * TOKEN });
    await chains.node("stargaze").stop();
    await crossStake(mesh, { ...stake, amount: 200n * TOKEN });
    expect(await claims(owner)).toEqual([500n * TOKEN]);

    await unstake(mesh, { ...stake, amount: 300n * TOKEN });
    await stage.passTimeOn("osmosis", stage.packetLifetime + ANSWER_GRACE + 1);
    await unstake(mesh, { ...stake, amount: 200n * TOKEN });
    expect(await inFlight(owner)).toEqual([]);
    await stage.passTimeOn("osmosis", stargaze.unbondingTime + 1);
    await release(home.client, { contract: toStargaze.provider, sender: owner });
    expect(await getBalance(home.client, { contract: lockup, account: owner })).toEqual({
      bonded: 1_000n * TOKEN,
      free: 1_000n * TOKEN,
      claims: [],
    });
    await unbond(home.client, { contract: lockup, sender: owner, amount: 1_000n * TOKEN });
    expect(await balanceOf(home, owner)).toBe(1_000n * TOKEN);

    const other = await bonded("elsewhere");
    await crossStakeAndWait(mesh, {
      delegator: other,
      consumer: juno.chainId,
      validator: validatorAt(juno, 0),
      amount: 10n * TOKEN,
    });
  });
});
