import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as bulk from "./bulk/index.js";
import * as scalar from "./index.js";
import * as preview from "./preview/index.js";

/** What a method of a value is called by; the functions are called by their names. */
const METHODS = ["Decimal.parse", "Decimal.fromAtomics", "Decimal.fromRatio", "compare", "mulFloor", "mulCeil"].concat([
  "mulTruncate",
  "complement",
  "toString",
  "toJson",
  "set",
  "allowed",
]);

/** The text of every call of `law`, from its bracket to the one that closes it. */
function lawsIn(text: string): string[] {
  return [...text.matchAll(/\blaw\(/g)].map(({ index }) => {
    let depth = 0;
    for (let at = index + 3; at < text.length; at += 1) {
      if (text[at] === "(") depth += 1;
      else if (text[at] === ")") depth -= 1;
      if (depth === 0) return text.slice(index, at);
    }
    throw new RangeError("a law that does not end");
  });
}

/** Helpers at the top of a test file, by name: a law may call a function through them. */
function helpersIn(text: string): Map<string, string> {
  const parts = text.split(/^(?=(?:function|const) )/m).filter((part) => /^(?:function|const) /.test(part));
  return new Map(parts.map((part) => [/^\w+ (\w+)/.exec(part)?.[1] ?? "", part.split(/^\S*\}/m)[0] ?? ""]));
}

/** All names in the laws of a file, and in the helpers that these name. */
function namesIn(text: string): Set<string> {
  const helpers = helpersIn(text);
  const names = new Set<string>();
  const read = (code: string) => {
    for (const [name] of code.matchAll(/\b(?:Decimal\.)?\w+\b/g)) {
      if (names.has(name)) continue;
      names.add(name);
      read(helpers.get(name) ?? "");
    }
  };
  for (const law of lawsIn(text)) read(law);
  return names;
}

const files = ["./", "./preview/", "./bulk/"].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith(".test.ts") && name !== "laws.test.ts")
    .map((name) => readFileSync(new URL(`${folder}${name}`, import.meta.url), "utf8")),
);

describe("laws for random input", () => {
  const held = new Set(files.flatMap((text) => [...namesIn(text)]));

  test("behavior: every function and method that is exported has one", () => {
    const exported = Object.entries({ ...scalar, ...preview, ...bulk });
    const functions = exported.filter(([, value]) => typeof value === "function").map(([name]) => name);
    expect(functions.length).toBeGreaterThan(70);
    expect([...functions, ...METHODS].filter((name) => !held.has(name))).toEqual([]);
  });

  test("behavior: a name outside of laws is not counted", () => {
    expect(namesIn('test("x", () => { alone(); law([a], (b) => called(b)); });').has("alone")).toBe(false);
    expect(namesIn("law([a], (b) => called(b));").has("called")).toBe(true);
    expect(namesIn("function helper(b) {\n  return inside(b);\n}\nlaw([a], helper);").has("inside")).toBe(true);
  });
});
