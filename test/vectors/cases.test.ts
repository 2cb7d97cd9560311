import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cap } from "./cases/cap.js";
import { claims } from "./cases/claims.js";
import { price } from "./cases/price.js";
import { rewards } from "./cases/rewards.js";
import { slashing } from "./cases/slashing.js";
import { unstake } from "./cases/unstake.js";
import type { Case, Verdict } from "./cases/verdict.js";

const cases: readonly Case[] = JSON.parse(readFileSync(new URL("./cases.json", import.meta.url), "utf8"));
const verdicts = new Map<string, Verdict>(
  [cap, claims, price, rewards, slashing, unstake].flatMap((area) => Object.entries(area)),
);

describe("numeric cases of public systems", () => {
  test("behavior: every case has one verdict, every verdict a case", () => {
    expect(cases.length).toBe(99);
    expect([...verdicts.keys()].sort()).toEqual(cases.map(({ id }) => id).sort());
  });

  for (const data of cases) {
    const verdict = verdicts.get(data.id);
    if (verdict === undefined) continue;
    if (verdict.kind === "same") test(`same: ${data.id}`, () => verdict.run(data));
    if (verdict.kind === "differs") test(`differs: ${data.id} (${verdict.why})`, () => verdict.run(data));
    if (verdict.kind === "elsewhere") {
      test(`elsewhere: ${data.id} (${verdict.why})`, () => expect(verdict.why.length).toBeGreaterThan(20));
    }
  }

  test("behavior: most of them concern a formula, and few differ", () => {
    const count = (kind: Verdict["kind"]) => [...verdicts.values()].filter((verdict) => verdict.kind === kind).length;
    expect({ same: count("same"), differs: count("differs"), elsewhere: count("elsewhere") }).toEqual({
      same: 78,
      differs: 6,
      elsewhere: 15,
    });
  });
});
