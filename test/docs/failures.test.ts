import { describe, expect, test } from "vitest";
import { read } from "./pages.js";
import { isTest, lost, rowsOf } from "./proofs.js";

const PAGE = "docs/failures.md";

describe("docs/failures.md", () => {
  const rows = rowsOf(read(PAGE), PAGE);

  test("every row names its tests, and nothing else", () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ proofs, rest }) => proofs.length === 0 || rest.length > 0)).toEqual([]);
  });

  test("every fault stands once in its table", () => {
    const tables = read(PAGE).split(/^## /m);
    const doubled = tables.flatMap((table) => {
      const faults = rowsOf(table, PAGE).map(({ what }) => what);
      return faults.filter((fault, at) => faults.indexOf(fault) !== at);
    });
    expect(doubled).toEqual([]);
  });

  test("every test that is named runs in the file that the link leads to", () => {
    const proofs = rows.flatMap((row) => row.proofs);
    expect(lost(proofs)).toEqual([]);
  });

  test.each(["lockup", "provider", "slasher", "consumer", "staking"])("the tests of %s are among them", (contract) => {
    const paths = rows.flatMap((row) => row.proofs).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith(`contracts/${contract}/src/`))).not.toEqual([]);
  });
});

describe("isTest", () => {
  test("behavior: in Rust only a function that is run as a test", () => {
    const text = "fn other(\n#[test]\nfn one(\n    #[test]\n    fn two(\n#[test]\n#[ignore]\nfn three(";
    const names = ["one", "two", "three", "other", "on"];
    expect(names.filter((name) => isTest(name, "a.rs", text))).toEqual(["one", "two"]);
  });

  test("behavior: in TypeScript only a title that is run", () => {
    const text = [
      `describe("a", () => {`,
      `  test("b (c)", async () => {`,
      `  ])("d", async () => {`,
      `  test.skip("e", () => {`,
      `  it.todo("f", () => {`,
      `  test.each(rows)("g", (run) => {`,
    ].join("\n");
    const names = ["a", "b (c)", "b", "d", "e", "f", "g"];
    expect(names.filter((name) => isTest(name, "a.test.ts", text))).toEqual(["b (c)", "d", "g"]);
  });
});
