import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { anchors, fences, links, pages, ROOT, read } from "./pages.js";

const SNIPPET = /^<!-- snippet: (\S+) -->$/;

describe.each(pages.map((page) => [page.path, page] as const))("%s", (_, page) => {
  test("every relative link leads somewhere", () => {
    const broken = links(page).filter(({ target, anchor }) => {
      if (!existsSync(join(ROOT, target))) return true;
      if (anchor === undefined) return false;
      return statSync(join(ROOT, target)).isDirectory() || !anchors(read(target)).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("every block is closed", () => {
    expect(fences(page.text).filter(({ body }) => body === undefined)).toEqual([]);
  });

  test("pictures are of a kind that is drawn", () => {
    for (const { info, body = "" } of fences(page.text)) {
      if (info !== "mermaid") continue;
      expect(body).toMatch(/^(?:flowchart (?:LR|TD)|sequenceDiagram|stateDiagram-v2)\n/);
      const opened = body.match(/^\s*(?:subgraph|alt|loop|opt|par)\b/gm)?.length ?? 0;
      expect(body.match(/^\s*end$/gm)?.length ?? 0).toBe(opened);
    }
  });

  test("snippets are the files they name", () => {
    for (const { info, body, above } of fences(page.text)) {
      const path = SNIPPET.exec(above)?.[1];
      if (path === undefined) continue;
      expect(info).toBe("ts");
      expect(body).toBe(read(path));
    }
  });
});

describe("the set of pages", () => {
  const marks = pages.flatMap(({ text }) => [...text.matchAll(/^<!-- snippet: (\S+) -->$/gm)].map(([, path]) => path));

  test("every mark of a snippet stands above a block", () => {
    const used = pages.flatMap(({ text }) => fences(text).filter(({ above }) => SNIPPET.test(above)));
    expect(used).toHaveLength(marks.length);
  });

  test("the README shows the first example", () => {
    expect(marks).toContain("examples/cross-stake.ts");
  });

  test("TypeScript in the README and in the guides is always a tested file", () => {
    const free = pages
      .filter(({ path }) => path === "README.md" || path.startsWith("docs/guides/") || path === "docs/devnet.md")
      .flatMap(({ path, text }) => fences(text).map((fence) => ({ path, ...fence })))
      .filter(({ info, above }) => info === "ts" && !SNIPPET.test(above));
    expect(free).toEqual([]);
  });

  test("docs/README.md leads to every page of docs/", () => {
    const index = pages.find(({ path }) => path === "docs/README.md");
    const led = new Set(index === undefined ? [] : links(index).map(({ target }) => target));
    const all = pages.map(({ path }) => path).filter((path) => /^docs\/(?!README|decisions\/\d)/.test(path));
    expect(all.filter((path) => !led.has(path))).toEqual([]);
  });

  test("docs/decisions/README.md leads to every decision", () => {
    const index = pages.find(({ path }) => path === "docs/decisions/README.md");
    const led = new Set(index === undefined ? [] : links(index).map(({ target }) => target));
    const all = pages.map(({ path }) => path).filter((path) => /^docs\/decisions\/\d/.test(path));
    expect(all.filter((path) => !led.has(path))).toEqual([]);
  });

  test("docs/llms.txt names files that exist, and every page of docs/", () => {
    const named = [...read("docs/llms.txt").matchAll(/\]\(([^)\s]+)\)/g)].map(([, path = ""]) => path);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const all = pages.map(({ path }) => path).filter((path) => /^docs\/(?!README|decisions\/)/.test(path));
    expect(all.filter((path) => !named.includes(path))).toEqual([]);
  });
});

describe("anchors", () => {
  test("are those that GitHub makes", () => {
    expect([
      ...anchors("# A `code` thing: here\n## A `code` thing: here\n```\n# no\n```\n## [Link](x) – it's"),
    ]).toEqual(["a-code-thing-here", "a-code-thing-here-1", "link--its"]);
  });
});
