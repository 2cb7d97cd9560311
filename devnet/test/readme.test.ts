import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { govern } from "./example-governance.js";
import { probeWasm } from "./probe.js";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

describe("README", () => {
  test("behavior: its example is the file that runs here", async () => {
    expect(read("../README.md")).toContain(read("./example.ts").trim());
    const { result } = await import("./example.js");
    expect(result).toMatchObject({ height: 3, hash: expect.stringMatching(/^[0-9A-F]{64}$/) });
    expect(result.events.some(({ type }) => type === "execute")).toBe(true);
  });

  test("behavior: the example of governance", async () => {
    const nothing = { abstain: 0n, noWithVeto: 0n };
    expect(await govern(probeWasm, {}, {})).toEqual({
      before: { ...nothing, yes: 2_000_000n, no: 5_000_000n },
      burned: [250_000n],
      status: "PROPOSAL_STATUS_PASSED",
      failedReason: "",
      finalTally: { ...nothing, yes: 2_000_000n, no: 0n },
    });
  });
});
