import { describe, expect, test } from "vitest";
import { expectMostSucceed, play } from "./play.js";

/** A long search raises it; this file and the previews' play as many each. */
const OPERATIONS = Number(process.env.MESH_DIFFERENTIAL ?? 50_000);
const SEED = Number(process.env.MESH_DIFFERENTIAL_SEED ?? 1);

/** Every kind of operation on lockup and providers. */
const KINDS = [
  "acknowledge",
  "announce",
  "bond",
  "burn",
  "claimRewards",
  "credit",
  "crossStake",
  "list",
  "processSlashes",
  "refusal",
  "release",
  "report",
  "settle",
  "slash",
  "timeout",
  "unbond",
  "unstake",
];

describe("src/math against the real contracts", () => {
  test("behavior: random operations leave the same records, packets and refusals", { timeout: 3_600_000 }, async () => {
    const played = await play(OPERATIONS, SEED);
    expect(played.operations).toBeGreaterThanOrEqual(OPERATIONS);
    expect([...played.counts.keys()].sort()).toEqual(KINDS);
    expectMostSucceed(played);
  });
});
