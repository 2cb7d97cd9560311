import { beforeEach, describe, expect, test } from "vitest";
import { ownerAt } from "./books.js";
import { everyoneLeaves } from "./leaving.js";
import type { Operation } from "./operations.js";
import { step } from "./play.js";
import { Run } from "./run.js";
import { LIFETIME, startWorld, UNBONDING } from "./world.js";

/** A tenth, in 10⁻¹⁸. */
const TENTH = 10n ** 17n;

/** States that random runs seldom meet, or not to the second. */
describe("rules at the edges", () => {
  let run: Run;
  let owner: string;
  let north: string;
  let east: string;
  let there: string;

  beforeEach(async () => {
    const world = await startWorld();
    run = await Run.start(world, 0);
    [, , owner = ""] = world.owners;
    [north = "", east = ""] = world.links[0]?.validators ?? [];
    [there = ""] = world.links[1]?.validators ?? [];
  });

  const stake = (link: number, validator: string, amount: bigint) =>
    step(run, { kind: "crossStake", owner, link, validator, amount });
  const evidence = (link: number, validator: string, ratio: bigint): Operation => ({
    kind: "evidence",
    link,
    validator,
    ratio,
    tombstone: false,
  });

  test("behavior: a cut on 41 stakes in flight is settled page by page, a slash after it reaches them all", async () => {
    await step(run, { kind: "bond", owner, amount: 1_000_003n });
    await stake(1, there, 1_000_003n);
    await step(run, { kind: "relayAll" });
    for (let sent = 0; sent < 40; sent += 1) await stake(0, sent % 2 === 0 ? north : east, 25_000n);
    await stake(0, north, 3n);
    await step(run, evidence(1, there, 333_333_333_333_333_333n));
    await step(run, { kind: "processSlashes", link: 1, validator: there, limit: 1 });
    expect(run.books.accounts.get(owner)?.bonded).toBe(666_668n);

    await step(run, { kind: "unstake", owner, link: 0, validator: north, amount: 1n });
    expect(run.reached.get("refused: SettleFirstError")).toBe(1);
    await step(run, { kind: "settle", owner, link: 0, limit: 7 });
    await step(run, { kind: "relay", packets: 13 });
    for (let page = 0; page < 6; page += 1) await step(run, { kind: "settle", owner, link: 0, limit: 7 });
    expect(ownerAt(run.at(0), owner).cut.cut).toBe(0n);
    await step(run, evidence(0, north, TENTH));
    await step(run, { kind: "relay", packets: 50 });
    expect(run.reached.get("slash while in flight")).toBeGreaterThan(0);
    await step(run, { kind: "pass", seconds: LIFETIME + 1 });
    await step(run, { kind: "relay", packets: 5 });
    await everyoneLeaves(run);
  });

  test.each([
    { second: "the last", early: 1, left: 900n },
    { second: "the first after the", early: 0, left: 1_000n },
  ])("behavior: a slash in $second second of an unbonding", async ({ early, left }) => {
    await step(run, { kind: "bond", owner, amount: 1_000n });
    await stake(0, north, 1_000n);
    await step(run, { kind: "relayAll" });
    await step(run, { kind: "unstake", owner, link: 0, validator: north, amount: 1_000n });
    await step(run, { kind: "pass", seconds: UNBONDING - 1_000 });
    const { clock, chains } = run.world.network;
    const [entry] = ownerAt(run.at(0), owner).unbonding;
    // A pass makes a block on every chain and the evidence one more, each a second long.
    const until = (entry?.releaseAt ?? 0) - early - 1 - chains.size;
    await step(run, { kind: "pass", seconds: until - Number(clock.now / 1_000_000_000n) });
    await step(run, evidence(0, north, TENTH));
    expect(ownerAt(run.at(0), owner).unbonding.map(({ tokens }) => tokens)).toEqual([left]);
    await everyoneLeaves(run);
    expect(run.books.totals.burned).toBe(1_000n - left);
  });
});
