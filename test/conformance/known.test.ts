import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { KNOWN } from "./known.js";

describe("KNOWN", () => {
  test("behavior: docs/devnet.md has a row for every entry, and no other", async () => {
    const page = await readFile(new URL("../../docs/devnet.md", import.meta.url), "utf8");
    const [, section = ""] = page.split("## Differences to a real chain");
    const [table = ""] = section.split("\n## ");
    const rows = table.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| where"));
    const told = rows.map((row) => row.split("|").map((cell) => cell.trim()));
    expect(told.map(([, , always, reason]) => [always, reason])).toEqual(
      KNOWN.map(({ always, reason }) => [always ? "yes" : "no", reason]),
    );
  });
});
