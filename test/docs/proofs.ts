/** Tables whose last column names the tests that show what a row says. */
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { ROOT, read } from "./pages.js";

const PROOF = /^\[`([^`]+)`\]\(([^)\s]+)\)$/;

interface Proof {
  readonly name: string;
  /** From the root. */
  readonly path: string;
}

interface Row {
  /** The first cell. */
  readonly what: string;
  readonly proofs: readonly Proof[];
  /** What stands among the proofs and is none. */
  readonly rest: readonly string[];
}

/** Rows of every table in a text whose last column is headed "shown by". */
export function rowsOf(text: string, page: string): Row[] {
  const rows: Row[] = [];
  let shown = false;
  for (const line of text.split("\n")) {
    if (/^\|.* shown by \|$/.test(line)) shown = true;
    else if (!line.startsWith("|")) shown = false;
    else if (shown && line.startsWith("| ")) rows.push(rowOf(line, page));
  }
  return rows;
}

function rowOf(line: string, page: string): Row {
  const cells = line.split(" | ");
  const parts = (cells.at(-1) ?? "").replace(/ \|$/, "").split(" · ");
  const proofs = parts.flatMap((part) => {
    const [, name, target] = PROOF.exec(part) ?? [];
    return name === undefined || target === undefined ? [] : [{ name, path: posix.join(posix.dirname(page), target) }];
  });
  return { what: cells[0] ?? "", proofs, rest: parts.filter((part) => !PROOF.test(part)) };
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Whether a test of exactly this name runs in the file: not one that is ignored or skipped. */
export function isTest(name: string, path: string, text: string): boolean {
  const pattern = path.endsWith(".rs")
    ? `^[ \\t]*#\\[test\\]\\n[ \\t]*fn ${literally(name)}\\(`
    : `^[ \\t]*(?!describe|.*\\.(?:skip|todo)).*\\("${literally(name)}", `;
  return new RegExp(pattern, "m").test(text);
}

/** Those whose test does not run in the file that the link leads to. */
export function lost(proofs: readonly Proof[]): Proof[] {
  return proofs.filter(({ name, path }) => !existsSync(join(ROOT, path)) || !isTest(name, path, read(path)));
}
