import { describe, expect, test, vi } from "vitest";
import { everyoneLeaves, everyoneLeavesAlone } from "./leaving.js";
import { play } from "./play.js";
import { startWorld } from "./world.js";

/** More than the defaults is for long searches: `MESH_RULES_SEEDS`, `MESH_RULES_STEPS`, and the first seed. */
const SEEDS = Number(process.env.MESH_RULES_SEEDS ?? 10);
const STEPS = Number(process.env.MESH_RULES_STEPS ?? 200);
const FIRST = Number(process.env.MESH_RULES_FIRST ?? 1);
// Long enough for a machine that does much else: what runs longer hangs.
vi.setConfig({ testTimeout: 120_000 + 5_000 * STEPS });

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
  "the queue waits",
  "the queue drained",
  "granted late",
  "granted is what is asked",
  "redelegated",
  "rebalance goes on",
  "sync_slash found nothing",
] as const;

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

describe("the same seed", () => {
  const hashOf = async (strict: boolean) => {
    const { network } = (await play(await startWorld(strict), 7, STEPS, everyoneLeaves)).world;
    return network.stateHash();
  };

  test("behavior: gives the same network, with used and with fresh instances of the contracts", async () => {
    const hash = await hashOf(false);
    expect(await hashOf(false)).toBe(hash);
    expect(await hashOf(true)).toBe(hash);
  });
});
