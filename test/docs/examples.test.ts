import { installOn, loadContracts, type Stage, startEmbedded } from "mesh-security-cli";
import type { SigningClient } from "mesh-security-sdk";
import { ClaimsLockedError, getBalance } from "mesh-security-sdk/lockup";
import { linkOf, localStakingOf, type Mesh } from "mesh-security-sdk/mesh";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bondAndPledge } from "../../examples/batch.js";
import { secure } from "../../examples/cross-stake.js";
import { tryOut } from "../../examples/devnet.js";
import { pledge } from "../../examples/follow-packet.js";
import { applyTerms, proposeTerms } from "../../examples/govern.js";
import { explain, unbondUpTo } from "../../examples/handle-errors.js";
import { setUp } from "../../examples/install.js";
import { finishLeaving, startLeaving } from "../../examples/leave.js";
import { finishReturn, stakeTwice, startReturn } from "../../examples/local-staking.js";
import { readPosition } from "../../examples/read-position.js";
import { earn } from "../../examples/rewards.js";
import { slashTenth } from "../../examples/slash.js";

const TOKEN = 1_000_000n;
const DAY = 86_400;

interface World {
  readonly stage: Stage;
  readonly mesh: Mesh;
  readonly client: SigningClient;
  readonly validators: Readonly<Record<string, string>>;
  readonly guardian: string;
}

async function startWorld(): Promise<World> {
  const stage = startEmbedded();
  const guardian = await stage.chain("osmosis").account("guardian", 100n * TOKEN);
  const mesh = await installOn(stage, await loadContracts(), {
    consumers: [
      { name: "juno", rate: "0.5", funds: 5_000n * TOKEN },
      { name: "stargaze", rate: "20", funds: 35_000n * TOKEN },
    ],
    evidenceOwner: guardian,
    localStaking: true,
  });
  const first = (name: "juno" | "stargaze") => stage.chain(name).validators[0] ?? "";
  const validators = { "juno-1": first("juno"), "stargaze-1": first("stargaze") };
  return { stage, mesh, client: stage.chain("osmosis").client, validators, guardian };
}

/** A client of a chain beside which a relayer runs: whoever searches for a packet's end finds it. */
function besideRelayer(client: SigningClient, stage: Stage): SigningClient {
  return Object.assign(Object.create(client) as SigningClient, {
    searchTx: async (query: Parameters<SigningClient["searchTx"]>[0]) => {
      await stage.relay();
      return client.searchTx(query);
    },
  });
}

describe("examples", () => {
  let world: World;
  let junoValidator: string;
  const people = new Map<string, string>();
  const someone = async (name: string) => {
    const known = people.get(name);
    if (known !== undefined) return known;
    const address = await world.stage.chain("osmosis").account(name, 1_000n * TOKEN);
    people.set(name, address);
    return address;
  };

  beforeAll(async () => {
    world = await startWorld();
    junoValidator = world.validators["juno-1"] ?? "";
  });
  afterAll(() => world.stage.close());

  test("cross-stake", async () => {
    const { stage, mesh, client } = world;
    const clients = { "osmosis-1": besideRelayer(client, stage), "juno-1": stage.chain("juno").client };
    const balance = await secure(clients, mesh.deployment, await someone("alice"), "juno-1", junoValidator);
    expect(balance).toEqual({
      bonded: 1_000n * TOKEN,
      free: 300n * TOKEN,
      claims: [{ lienholder: linkOf(mesh, "juno-1").provider, amount: 700n * TOKEN }],
    });
    const { staking } = linkOf(mesh, "juno-1");
    expect(await stage.chain("juno").delegation(staking, junoValidator)).toBe(350n * TOKEN);
  });

  test("read-position", async () => {
    expect(await readPosition(world.client, world.mesh.deployment, await someone("alice"))).toEqual({
      bonded: 1_000n * TOKEN,
      free: 300n * TOKEN,
      stakes: [{ chain: "juno-1", validator: junoValidator, tokens: 700n * TOKEN }],
    });
  });

  test("batch", async () => {
    const { stage, mesh, client, validators } = world;
    const bob = await someone("bob");
    const { gas, packets } = await bondAndPledge(client, mesh.deployment, bob, 1_000n * TOKEN, validators);
    expect(gas).toBeGreaterThan(0);
    expect(packets.map(({ content }) => content)).toMatchObject(
      Object.values(validators).map((validator) => ({ kind: "stake", validator, amount: 1_000n * TOKEN })),
    );
    await stage.relay();
    const { bonded, free, stakes } = await readPosition(client, mesh.deployment, bob);
    expect([bonded, free, stakes.map(({ tokens }) => tokens)]).toEqual([
      1_000n * TOKEN,
      0n,
      [1_000n * TOKEN, 1_000n * TOKEN],
    ]);
  });

  test("handle-errors", async () => {
    const { client, mesh } = world;
    const alice = await someone("alice");
    const { lockup } = mesh.deployment.provider;
    expect(await unbondUpTo(client, lockup, alice, 400n * TOKEN)).toBe(300n * TOKEN);
    const refused = await unbondUpTo(client, lockup, alice, 1n).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ClaimsLockedError);
    expect(explain(refused)).toBe(
      "Only 0 can be unbonded now; the rest backs claims. (docs/errors.md#claimslockederror)",
    );
    expect(explain(new RangeError("else"))).toBe("RangeError: else");
  });

  test("follow-packet", async () => {
    const { stage, mesh, validators } = world;
    const carol = await someone("carol");
    await bondAndPledge(world.client, mesh.deployment, carol, 1_000n * TOKEN, {});
    const stars = validators["stargaze-1"] ?? "";
    const params = { delegator: carol, consumer: "stargaze-1", validator: stars };
    expect(await pledge(mesh, { ...params, amount: 10n * TOKEN })).toBe("The stake stands.");
    // Stargaze has 35,000 to delegate and 20,200 of it is used; this asks for 19,000 more.
    expect(await pledge(mesh, { ...params, amount: 950n * TOKEN })).toBe(
      "The stake was refused, the claim is released: Contract has run out of funds to delegate for consumer chain",
    );
    await stage.stopRelayer();
    const untilTooLate = async () => {
      await stage.passTime(660);
      await stage.startRelayer();
      await stage.relay();
    };
    expect(await pledge({ ...mesh, pause: untilTooLate }, { ...params, amount: 10n * TOKEN })).toBe(
      "The stake never arrived, the claim is released.",
    );
    const { claims } = await getBalance(world.client, { contract: mesh.deployment.provider.lockup, account: carol });
    expect(claims.map(({ amount }) => amount)).toEqual([10n * TOKEN]);
  });

  test("rewards", async () => {
    const { stage, mesh, client } = world;
    const alice = await someone("alice");
    const collector = await stage.chain("juno").account("collector", TOKEN);
    const params = { delegator: alice, consumer: "juno-1", validator: junoValidator, collector };
    // What came before the stake's first announcement belongs to those who were there before.
    await earn(mesh, params);
    await stage.passTime(3_600);
    const { denom, amount } = await earn(mesh, params);
    expect(denom).toBe(linkOf(mesh, "juno-1").rewardsDenom.provider);
    expect(amount).toBeGreaterThan(0n);
    expect(BigInt((await client.getBalance(alice, denom)).amount)).toBeGreaterThanOrEqual(amount);
  });

  test("slash", async () => {
    const { mesh, guardian, stage } = world;
    const delegator = await someone("alice");
    const params = { evidenceOwner: guardian, anyone: guardian, consumer: "juno-1", validator: junoValidator };
    expect(await slashTenth(mesh, { ...params, delegator })).toEqual({ before: 700n * TOKEN, after: 630n * TOKEN });
    await stage.relay();
  });

  test("leave", async () => {
    const { stage, mesh, client } = world;
    const alice = await someone("alice");
    const params = { delegator: alice, consumer: "juno-1", validator: junoValidator, amount: 630n * TOKEN };
    const now = await blockTime(client);
    expect(await startLeaving(mesh, params)).toBeGreaterThanOrEqual(now + 21 * DAY);
    await stage.passTime(21 * DAY + 1);
    expect(await finishLeaving(mesh, alice, "juno-1")).toBe(630n * TOKEN);
    const balance = await getBalance(client, { contract: mesh.deployment.provider.lockup, account: alice });
    expect(balance).toEqual({ bonded: 0n, free: 0n, claims: [] });
  });

  test("local-staking", async () => {
    const { stage, mesh, client } = world;
    const delegator = await someone("dana");
    const home = stage.chain("osmosis");
    const homeValidator = home.validators[0] ?? "";
    await bondAndPledge(client, mesh.deployment, delegator, 1_000n * TOKEN, {});
    const amount = 600n * TOKEN;
    const params = { delegator, amount, homeValidator, consumer: "juno-1", validator: junoValidator };
    const placed = await stakeTwice(mesh, params);
    expect(placed).toEqual({ bonded: 1_000n * TOKEN, free: 400n * TOKEN, atHome: amount, abroad: amount });
    expect(await home.delegation(localStakingOf(mesh), homeValidator)).toBe(amount);

    const now = await blockTime(client);
    expect(await startReturn(mesh, delegator, homeValidator, amount)).toBeGreaterThanOrEqual(now + 21 * DAY);
    await stage.passTime(21 * DAY + 1);
    const { local, claims, bonded } = await finishReturn(mesh, delegator);
    // What was earned can still be claimed.
    expect(local).toMatchObject({ positions: [{ validator: homeValidator, tokens: 0n }], unbonding: [], owed: 0n });
    expect(claims).toEqual([{ lienholder: linkOf(mesh, "juno-1").provider, amount }]);
    expect(bonded).toBe(1_000n * TOKEN);
  });

  test("govern", async () => {
    const { stage, mesh } = world;
    const stargaze = stage.chain("stargaze");
    const anyone = await stargaze.account("anyone", TOKEN);
    // 910 are pledged: the slash of a tenth on juno cut the thousand. The chain's own stake is 30,000, and where four
    // fifths must stay local the rest is a fourth of that.
    const terms = { price: "10", maxShare: "0.3", minLocalShare: "0.8" };
    const { value } = await proposeTerms(mesh, "stargaze-1", anyone, terms);
    await stargaze.govern(value.title, value.messages);
    const { finished, power } = await applyTerms(mesh, "stargaze-1", anyone);
    expect(finished).toBe(true);
    expect(power).toMatchObject({ asked: 9_100n * TOKEN, allowed: 7_500n * TOKEN, granted: 7_500n * TOKEN });
  });

  test("install", async () => {
    const stage = startEmbedded();
    const on = async (name: "osmosis" | "juno") => {
      const { chainId, client, account } = stage.chain(name);
      return { chainId, client, sender: await account("deployer", 6_000n * TOKEN) };
    };
    const deployment = await setUp(await on("osmosis"), await on("juno"), await loadContracts(), stage.relaying);
    await stage.relay();
    expect(deployment.links.map(({ chainId }) => chainId)).toEqual(["juno-1"]);
    expect(JSON.parse(JSON.stringify(deployment))).toEqual(deployment);
    await stage.close();
  });

  test("devnet", async () => {
    const { lockup } = await loadContracts();
    const run = () => tryOut(lockup, { denom: "uosmo" }, { bond: {} }, { totals: {} });
    const first = await run();
    expect(first).toMatchObject({
      code: 0,
      answer: { bonded: "100", owed_to_burn: "0", burned: "0" },
      underWay: 500n,
      relayed: ["timedOut"],
      after: 900n,
    });
    expect((await run()).stateHash).toBe(first.stateHash);
  });
});

async function blockTime(client: SigningClient): Promise<number> {
  const { header } = await (client as unknown as { getBlock(): Promise<{ header: { time: string } }> }).getBlock();
  return Math.floor(Date.parse(header.time) / 1000);
}
