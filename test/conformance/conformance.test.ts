import { describe, expect, test } from "vitest";
import { compare, report } from "./compare.js";

describe("compare", () => {
  test("behavior: every scenario does the same on the devnet as on real chains", async () => {
    const { MESH_DEVNET_TRACES = ".cache/traces/devnet", MESH_CHAINS_TRACES = ".cache/traces/chains" } = process.env;
    const comparison = await compare(MESH_DEVNET_TRACES, MESH_CHAINS_TRACES);
    expect(comparison.compared).toBeGreaterThan(0);
    if (comparison.differences.length + comparison.unused.length > 0) throw new Error(report(comparison));
  });
});
