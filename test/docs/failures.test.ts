import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, read } from "./pages.js";

const PAGE = "docs/failures.md";
const PROOF = /^\[`([^`]+)`\]\(([^)\s]+)\)$/;

interface Row {
  readonly fault: string;
  readonly proofs: readonly { readonly name: string; readonly path: string }[];
  /** What stands among the proofs and is none. */
  readonly rest: readonly string[];
}

/** Rows of every table whose last column says what shows them. */
function rowsOf(text: string): Row[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| fault |"))
    .map((line) => {
      const cells = line.split(" | ");
      const parts = (cells.at(-1) ?? "").replace(/ \|$/, "").split(" · ");
      const proofs = parts.flatMap((part) => {
        const [, name, target] = PROOF.exec(part) ?? [];
        return name === undefined || target === undefined
          ? []
          : [{ name, path: posix.join(posix.dirname(PAGE), target) }];
      });
      return { fault: cells[0] ?? "", proofs, rest: parts.filter((part) => !PROOF.test(part)) };
    });
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Whether a test of exactly this name runs in the file: not one that is ignored or skipped. */
function isTest(name: string, path: string, text: string): boolean {
  const pattern = path.endsWith(".rs")
    ? `^[ \\t]*#\\[test\\]\\n[ \\t]*fn ${literally(name)}\\(`
    : `^[ \\t]*(?!describe|.*\\.(?:skip|todo)).*\\("${literally(name)}", `;
  return new RegExp(pattern, "m").test(text);
}

describe("docs/failures.md", () => {
  const rows = rowsOf(read(PAGE));

  test("every row names its tests, and nothing else", () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ proofs, rest }) => proofs.length === 0 || rest.length > 0)).toEqual([]);
  });

  test("every fault stands once in its table", () => {
    const tables = read(PAGE).split(/^## /m);
    const doubled = tables.flatMap((table) => {
      const faults = rowsOf(table).map(({ fault }) => fault);
      return faults.filter((fault, at) => faults.indexOf(fault) !== at);
    });
    expect(doubled).toEqual([]);
  });

  test("every test that is named runs in the file that the link leads to", () => {
    const proofs = rows.flatMap((row) => row.proofs);
    const lost = proofs.filter(({ name, path }) => !existsSync(join(ROOT, path)) || !isTest(name, path, read(path)));
    expect(lost).toEqual([]);
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
