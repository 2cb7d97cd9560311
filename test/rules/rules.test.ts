import { describe, expect, test } from "vitest";
import { ownerAt } from "./books.js";
import { everyoneLeaves, everyoneLeavesAlone } from "./leaving.js";
import { choose, type Operation, profileOf } from "./operations.js";
import { perform } from "./perform.js";
import { plain } from "./rules.js";
import { Run } from "./run.js";
import { LIFETIME, startWorld, type World } from "./world.js";

/** More than the defaults is for long searches: `MESH_RULES_SEEDS`, `MESH_RULES_STEPS`, and the first seed. */
const SEEDS = Number(process.env.MESH_RULES_SEEDS ?? 10);
const STEPS = Number(process.env.MESH_RULES_STEPS ?? 200);
const FIRST = Number(process.env.MESH_RULES_FIRST ?? 1);

/** What random runs are there to reach; a run of the default length that misses one tests less than it seems to. */
const STATES = [
  "cut recorded",
  "cut on unbonding",
  "slash to be pushed",
  "slash on unbonding",
  "slash while in flight",
  "evidence while stake is in flight",
  "evidence after the unbonding",
  "validator slashed to zero",
  "validator tombstoned",
  "merged unbonding",
  "released",
  "several stakes in flight",
  "several unbondings",
  "positions at three validators",
  "timeout",
  "refusal of stake",
  "refusal of unstake",
  "unanswered stake taken back",
  "late answer to stake that was taken back",
  "duplicated",
  "reordered",
  "replayed",
  "dropped: receive",
  "dropped: acknowledge",
  "resend sent packets",
  "retryRewards sent packets",
  "rewards announced, not come",
  "rewards to repeat",
  "rewards in transfer",
  "rewards of nobody",
  "rewards paid",
  "channel closed",
  "channel opened anew",
  "timeoutOnClose",
] as const;

/** Steps from a seed, every rule held after each, then the end; a failure tells all that leads to it. */
async function play(
  world: World,
  seed: number,
  steps: number,
  end: (run: Run) => Promise<void>,
  reached?: Map<string, number>,
): Promise<Run> {
  const run = await Run.start(world, seed, reached);
  const profile = profileOf(seed);
  try {
    for (let step = 0; step < steps; step += 1) {
      const operation = choose(run.random, profile, world, run.books);
      run.history.push(operation);
      await perform(run, operation);
      await run.check();
    }
    await end(run);
    return run;
  } catch (error) {
    const list = run.history.map((operation, at) => `${at + 1}. ${JSON.stringify(operation, plain)}`).join("\n");
    const where = `seed ${seed}, after step ${run.history.length} of ${steps}`;
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}\n${list}`, { cause: error });
  }
}

describe("rules that must always hold", () => {
  const reached = new Map<string, number>();
  const slashGas: number[] = [];
  const seeds = Array.from({ length: SEEDS }, (_, at) => FIRST + at);

  test.each(seeds)("behavior: seed %i keeps them step by step, and the books close at the end", async (seed) => {
    const { slashGas: gas } = await play(await startWorld(), seed, STEPS, everyoneLeaves, reached);
    slashGas.push(...gas.map(Number));
  });

  test("behavior: the runs reach what they are there for", () => {
    expect(STATES.filter((state) => !reached.has(state))).toEqual([]);
  });

  test("behavior: a slash costs the same however much is staked (10 Cost)", () => {
    const usual = [...slashGas].sort((a, b) => a - b)[slashGas.length >> 1] ?? 0;
    expect(Math.max(...slashGas)).toBeLessThan(1.5 * usual);
  });

  test.each([101, 102])("behavior: seed %i: consumer chains that are gone hold nobody's tokens", async (seed) => {
    await play(await startWorld(), seed, 60, everyoneLeavesAlone);
  });
});

describe("more items than one message settles", () => {
  test("behavior: a cut on 40 stakes in flight is settled page by page, in any state, to the last unit", async () => {
    const world = await startWorld();
    const run = await Run.start(world, 0);
    const [, , owner = ""] = world.owners;
    const [north = "", east = ""] = world.links[0]?.validators ?? [];
    const [there = ""] = world.links[1]?.validators ?? [];
    const step = async (operation: Operation) => {
      await perform(run, operation);
      await run.check();
    };
    const stake = (link: number, validator: string, amount: bigint) =>
      step({ kind: "crossStake", owner, link, validator, amount });
    await step({ kind: "bond", owner, amount: 1_000_003n });
    await stake(1, there, 1_000_003n);
    await step({ kind: "relayAll" });
    for (let sent = 0; sent < 40; sent += 1) await stake(0, sent % 2 === 0 ? north : east, 25_000n);
    await stake(0, north, 3n);
    await step({ kind: "evidence", link: 1, validator: there, ratio: 333_333_333_333_333_333n, tombstone: false });
    await step({ kind: "processSlashes", link: 1, validator: there, limit: 1 });

    await step({ kind: "unstake", owner, link: 0, validator: north, amount: 1n });
    expect(run.reached.get("refused: SettleFirstError")).toBe(1);
    await step({ kind: "settle", owner, link: 0, limit: 7 });
    await step({ kind: "relay", packets: 13 });
    await step({ kind: "pass", seconds: LIFETIME + 1 });
    await step({ kind: "settle", owner, link: 0, limit: 7 });
    await step({ kind: "relay", packets: 5 });
    for (let page = 0; page < 5; page += 1) await step({ kind: "settle", owner, link: 0, limit: 7 });
    const { cut } = ownerAt(run.at(0), owner);
    expect([cut.cut, run.books.accounts.get(owner)?.bonded]).toEqual([0n, 666_669n]);
    await everyoneLeaves(run);
  });
});

describe("the same seed", () => {
  const nothing = async () => {};
  const hashOf = async (strict: boolean) => {
    const { network } = (await play(await startWorld(strict), 7, 40, nothing)).world;
    return network.stateHash();
  };

  test("behavior: gives the same network, with used and with fresh instances of the contracts", async () => {
    const hash = await hashOf(false);
    expect(await hashOf(false)).toBe(hash);
    expect(await hashOf(true)).toBe(hash);
  });
});
