import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

describe("README", () => {
  test("behavior: its example is the file that runs here", async () => {
    expect(read("../README.md")).toContain(read("./example.ts").trim());
    const { result } = await import("./example.js");
    expect(result).toMatchObject({ height: 3, hash: expect.stringMatching(/^[0-9A-F]{64}$/) });
    expect(result.events.some(({ type }) => type === "execute")).toBe(true);
  });
});
