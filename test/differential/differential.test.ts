import { describe, expect, test } from "vitest";
import { expectMostSucceed, OPERATIONS, play, SEED } from "./play.js";

/** Every kind of operation on lockup and providers. */
const KINDS = [
  "acknowledge",
  "announce",
  "bond",
  "burn",
  "claimRewards",
  "credit",
  "crossStake",
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
    expect(KINDS.filter((kind) => !played.counts.has(kind))).toEqual([]);
    expectMostSucceed(played);
  });
});
