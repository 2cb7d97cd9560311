import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const FOREIGN = new Set(["node_modules", "dist", "target", "coverage", ".git", ".cache"]);

export interface Page {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : walk(path);
    return /\.md$/.test(entry.name) ? [path] : [];
  });
}

export const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** Every page of the repository in Markdown. */
export const pages: readonly Page[] = walk("").map((path) => ({ path, text: read(path) }));

export interface Fence {
  /** Line on which it opens, from 1. */
  readonly line: number;
  /** What follows the backticks: `ts`, `mermaid`, … */
  readonly info: string;
  /** Undefined where it never closes. */
  readonly body: string | undefined;
  /** The line before it that is not empty. */
  readonly above: string;
}

/** Fenced blocks of a page, in order. */
export function fences(text: string): Fence[] {
  const lines = text.split("\n");
  const found: Fence[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, ticks, info = ""] = /^(`{3,})(.*)$/.exec(lines[at] ?? "") ?? [];
    if (ticks === undefined) continue;
    const end = lines.indexOf(ticks, at + 1);
    const body = end === -1 ? undefined : lines.slice(at + 1, end).map((line) => `${line}\n`);
    const above =
      lines
        .slice(0, at)
        .reverse()
        .find((line) => line !== "") ?? "";
    found.push({ line: at + 1, info: info.trim(), body: body?.join(""), above });
    if (end === -1) break;
    at = end;
  }
  return found;
}

/** A page without its fenced blocks and its code spans. */
function prose(text: string): string {
  return text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, "").replace(/`[^`\n]*`/g, "");
}

/** Anchors of a page's headings, as GitHub makes them. */
export function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, title = ""] of text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, "").matchAll(/^#{1,6} (.+)$/gm)) {
    const plain = title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
    let unique = anchor;
    for (let again = 1; found.has(unique); again += 1) unique = `${anchor}-${again}`;
    found.add(unique);
  }
  return found;
}

/** Relative links of a page: where they lead from the root, and the anchor there. */
export function links({ path, text }: Page): { readonly target: string; readonly anchor: string | undefined }[] {
  const all = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return all
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = "", anchor] = link.split("#");
      return { target: file === "" ? path : posix.join(dirname(path), file), anchor };
    });
}
