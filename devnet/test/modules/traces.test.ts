import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { replay, type Scenario, type Step, type Trace } from "./replay.js";

const FOLDER = new URL("./traces/", import.meta.url);

interface Recorded extends Scenario {
  readonly trace: Trace;
}

/** What the SDK prints of a panic is its own; that it is one counts. Jailing twice is a fault of the driver there. */
function comparable(step: Step, op: string): Step {
  const { error, state, ...rest } = step;
  if (error === undefined) return { ...rest, ...(state !== undefined && { state }) };
  const own = op === "jail" || error[1] === 111222;
  return { ...rest, error: own ? ["any", 0, ""] : error };
}

function compare({ trace, ...scenario }: Recorded): void {
  const played = replay(scenario);
  expect(played.first).toEqual(trace.first);
  trace.steps.forEach((step, i) => {
    const op = scenario.Ops[i]?.Op ?? "";
    const { state, ...mine } = comparable(played.steps[i] as Step, op);
    const recorded = comparable(step, op);
    expect({ i, op, ...mine, ...(recorded.state !== undefined && { state }) }).toEqual({ i, op, ...recorded });
  });
  expect(played.last).toEqual(trace.last);
}

/** A file of further traces, one a line, as `oracle/generate.mjs` prints them. */
const FURTHER = process.env.DEVNET_TRACES;

describe("replay", () => {
  for (const file of readdirSync(FOLDER)) {
    it(`behavior: does what the SDK's keepers do (${file})`, () => {
      compare(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Recorded);
    });
  }

  if (FURTHER !== undefined) {
    it("behavior: does what the SDK's keepers do in further lists", () => {
      for (const line of readFileSync(FURTHER, "utf8").trim().split("\n")) compare(JSON.parse(line) as Recorded);
    });
  }
});
