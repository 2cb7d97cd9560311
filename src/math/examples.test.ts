import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as bulk from "./bulk/index.js";
import * as scalar from "./index.js";
import * as preview from "./preview/index.js";

const math = { ...scalar, ...preview, ...bulk };

/** `expression; // value` and `expression; // throws Name` on a line of their own. */
const CLAIM = /^(?!const |let )(.+); \/\/ (.+)$/;

/**
 * Runs an example with every export in scope: a value in a comment after an expression is what it must give.
 * Answers how many values were checked.
 */
function runExample(code: string): number {
  let checked = 0;
  const lines = code.split("\n").map((line) => {
    const claim = CLAIM.exec(line);
    if (claim === null) return line;
    checked += 1;
    const [, expression = "", value = ""] = claim;
    const thrown = /^throws (\w+)$/.exec(value);
    if (thrown !== null) return `throwing(() => (${expression}), ${JSON.stringify(thrown[1])});`;
    return `giving(${expression}, ${value});`;
  });
  const scope = {
    ...math,
    giving: (got: unknown, wanted: unknown) => expect(got).toEqual(wanted),
    throwing: (act: () => unknown, name: string) => expect(act).toThrow(expect.objectContaining({ name })),
  };
  new Function(...Object.keys(scope), `"use strict";\n${lines.join("\n")}`)(...Object.values(scope));
  return checked;
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const blocks = (text: string) => [...text.matchAll(/```[tj]s\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

const sources = ["./", "./preview/", "./bulk/"].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => /^(?!index)\w+\.ts$/.test(name))
    .map((name) => `${folder}${name}`),
);
const documented = new Set<string>();

describe("examples in the source", () => {
  for (const name of sources) {
    const text = read(name);
    for (const [, body = "", exported] of text.matchAll(
      /\/\*\*((?:(?!\*\/)[\s\S])*@example(?:(?!\*\/)[\s\S])*)\*\/\s*(?:export (?:function|class|const) (\w+))?/g,
    )) {
      const examples = blocks(body.replace(/^\s*\* ?/gm, ""));
      if (exported !== undefined) documented.add(exported);
      const title = exported ?? /\n\s*\* (.{0,60})/.exec(body)?.[1] ?? "";
      test(`${name}: ${title}`, () => {
        expect(examples).toHaveLength(1);
        for (const code of examples) expect(runExample(code), code).toBeGreaterThan(0);
      });
    }
  }

  test("every export has one", () => {
    expect(Object.keys(math).filter((name) => !documented.has(name))).toEqual([]);
  });
});

describe("docs/math.md", () => {
  const text = read("../../docs/math.md");
  const sections = text.split(/^## /m).slice(1);

  for (const section of sections) {
    const [title = ""] = section.split("\n");
    test(title, () => {
      const examples = blocks(section);
      expect(examples.length).toBeGreaterThan(0);
      for (const code of examples) expect(runExample(code), code).toBeGreaterThan(0);
    });
  }

  test("names every function", () => {
    const functions = Object.entries(math).filter(([, value]) => typeof value === "function");
    expect(functions.map(([name]) => name).filter((name) => !text.includes(`\`${name}`))).toEqual([]);
  });
});
