import { describe, expect, test } from "vitest";
import { DEFAULT, expectMostSucceed, OPERATIONS, play, SEED } from "./play.js";

/** Compared with what the contracts then did: of all kinds together, and of each state that makes a preview hard. */
const STATES = 10_000;
const HARD = ["merged unbonding", "partial cut", "slash in flight"];
const EACH = 100;
/** What the default number of operations reaches; fewer reach less. */
const part = (many: number) => Math.floor(many * Math.min(1, OPERATIONS / DEFAULT));
/** Other worlds than those of the operations. */
const FIRST = 1_000_000 + SEED;

describe("previews against what the contracts then do", () => {
  test("behavior: tell it to the unit, from 10,000 random states", { timeout: 3_600_000 }, async () => {
    const played = await play(OPERATIONS, FIRST);
    const { reached } = played;
    const kinds = ["previewUnbond", "previewCrossStake", "previewUnstake", "previewSlash"];
    const compared = kinds.reduce((sum, kind) => sum + (reached.get(kind) ?? 0), 0);
    expect(compared).toBeGreaterThanOrEqual(part(STATES));
    expect(HARD.filter((state) => (reached.get(state) ?? 0) < part(EACH))).toEqual([]);
    // Only an entry with a slash that was not settled may gain the fraction that it lacked.
    expect(reached.get("fraction gained") ?? 0).toBeLessThan(compared / 1000);
    expectMostSucceed(played);
  });
});
