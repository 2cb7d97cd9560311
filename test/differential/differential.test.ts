import { describe, expect, test } from "vitest";
import { Run } from "./run.js";
import { step } from "./steps.js";
import { World } from "./world.js";

const OPERATIONS = Number(process.env.MESH_DIFFERENTIAL ?? 2_000);

describe("src/math against the contracts", () => {
  test("behavior: differ in nothing", async () => {
    const from = process.cpuUsage();
    const run = new Run(await World.start(), Number(process.env.MESH_DIFFERENTIAL_SEED ?? 1));
    while (run.done < OPERATIONS) step(run);
    const { user, system } = process.cpuUsage(from);
    console.log((user + system) / 1e6, "s");
    console.log([...run.counts].map(([kind, { done, succeeded }]) => `${kind} ${succeeded}/${done}`).join(", "));
    console.log([...run.reached].map(([kind, times]) => `${kind} ${times}`).join(", "));
    expect(run.done).toBeGreaterThanOrEqual(OPERATIONS);
  });
});
