import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { MeshError } from "mesh-security-sdk/errors";
import { describe, expect, test } from "vitest";
import { anchors, ROOT, read } from "./pages.js";

const text = read("docs/errors.md");
const sections = [...text.matchAll(/^### (\w+)\n\n([\s\S]*?)(?=^#{2,3} |$(?![\s\S]))/gm)].map(
  ([, name = "", body = ""]) => ({ name, body }),
);

type ErrorClass = abstract new (...args: never[]) => MeshError;
const isErrorClass = (value: unknown): value is ErrorClass =>
  typeof value === "function" && (value === MeshError || value.prototype instanceof MeshError);

/** Every module that holds error classes: those of `src/errors`, and `errors.ts` of the contract folders. */
const files = readdirSync(join(ROOT, "src"))
  .map((folder) => join(ROOT, "src", folder, "errors.ts"))
  .filter((path) => existsSync(path))
  .concat(
    readdirSync(join(ROOT, "src/errors"))
      .filter((name) => !/\.test\.ts$|^index\.ts$/.test(name))
      .map((name) => join(ROOT, "src/errors", name)),
  );
const classes = new Map<string, ErrorClass>();
for (const file of files) {
  const module = (await import(file)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(module)) if (isErrorClass(value)) classes.set(name, value);
}

/** An instance, from arguments that suit every constructor well enough to be shown. */
function instanceOf(name: string): MeshError {
  const failure = { log: "refused", code: 5, codespace: "sdk", sourceChannel: "channel-0", sequence: 1n };
  const make = classes.get(name) as unknown as new (...args: unknown[]) => MeshError;
  return new make(failure, ["x"], "x");
}

/** What callers can read of an error besides what all have. */
function fieldsOf(error: MeshError): string[] {
  const common = ["name", "shortMessage", "details", "cause", "log", "code", "codespace", "transactionHash", "height"];
  const packet = ["sourcePort", "sourceChannel", "destinationPort", "destinationChannel", "sequence"];
  return Object.keys(error).filter((key) => ![...common, "messageIndex", ...packet].includes(key));
}

describe("docs/errors.md", () => {
  test("has a section for every class, and none besides", () => {
    expect(classes.size).toBeGreaterThan(70);
    expect(sections.map(({ name }) => name).sort()).toEqual([...classes.keys()].sort());
  });

  test("has each section once", () => {
    expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length);
  });

  const concrete = [...classes.keys()].filter((name) => !["MeshError", "TxFailedError"].includes(name));
  test.each(concrete)("%s: docsPath is an anchor, and every field is named", (name) => {
    const error = instanceOf(name);
    expect(error.name).toBe(name);
    const [page, anchor = ""] = error.docsPath.split("#");
    expect(page).toBe("docs/errors.md");
    expect(anchors(text)).toContain(anchor);
    const body = sections.find((section) => section.name === name)?.body ?? "";
    expect(fieldsOf(error).filter((field) => !body.includes(`\`${field}\``))).toEqual([]);
  });

  test.each(sections)("$name says when it comes and what to do", ({ body }) => {
    expect(body).toMatch(/^\*\*When\.\*\* .+$/m);
    expect(body).toMatch(/^\*\*Do\.\*\* .+$/m);
  });
});
