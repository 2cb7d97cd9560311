import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Figures } from "./figures.js";
import { fillPage, tables } from "./page.js";

const figures = {
  "lockup: bond": { one: 1_000, fifty: 2_000 },
  "packet stake: receive": { one: 3_000, fifty: 4_000 },
};

describe("tables", () => {
  it("default: a table for every group, the prototype's figures where there are some", () => {
    expect(tables(figures, { "lockup: bond": { gas: 900 } }).split("\n")).toEqual([
      "### Lockup",
      "",
      "| | 1 delegator | 50 delegators | 2022 | times |",
      "|---|--:|--:|--:|--:|",
      "| bond | 1,000 | 2,000 | 900 | 1.11 |",
      "",
      "### Packets",
      "",
      "| | 1 delegator | 50 delegators |",
      "|---|--:|--:|",
      "| stake: receive | 3,000 | 4,000 |",
    ]);
  });
  it("behavior: what is far above the prototype is explained below its table", () => {
    const page = tables(figures, { "lockup: bond": { gas: 500, pays: "more" } });
    expect(page).toContain("| 2.00 |\n\n`bond` pays for more.\n\n### Packets");
  });
  it("error: RangeError where nothing explains it, and for a row of no group", () => {
    expect(() => tables(figures, { "lockup: bond": { gas: 500 } })).toThrow(RangeError);
    expect(() => tables({ "vault: bond": { one: 1, fifty: 1 } })).toThrow(RangeError);
  });
});

describe("fillPage", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

  it("default: the page stands as the ceilings make it", () => {
    const page = read("../../docs/gas.md");
    expect(fillPage(page, JSON.parse(read("ceilings.json")) as Figures)).toBe(page);
  });
  it("error: RangeError for a page without a place", () => {
    expect(() => fillPage("# Gas", figures)).toThrow(RangeError);
  });
});
