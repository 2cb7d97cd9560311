/** What the README of a contract says of its messages, queries and errors. */
import { type Contract, rust } from "./sources.js";

/** A message or query as a README writes it: `name {field, other?}`. */
export interface Documented {
  readonly name: string;
  /** In any order; optional ones end in "?". */
  readonly fields: readonly string[];
}

function sectionOf(contract: Contract, title: string): string {
  const [, body = ""] =
    new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(rust(`${contract}/README.md`)) ?? [];
  return body;
}

/** The parts of a text between commas that stand in no braces. */
function parts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of text) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (character === "," && depth === 0) {
      found.push(part.trim());
      part = "";
    } else part += character;
  }
  return [...found, part.trim()].filter((each) => each !== "");
}

function read(signature: string, prefix = ""): Documented[] {
  const [, name, inside = ""] = /^(\w+) \{(.*)\}$/.exec(signature) ?? [];
  if (name === undefined) return [];
  // The variants of a message that holds another one are messages of their own.
  const inner = parts(inside).flatMap((part) => read(part, `${prefix}${name} `));
  if (inner.length > 0) return inner;
  const fields = parts(inside).map((part) => /^\w+\??/.exec(part)?.[0] ?? part);
  return [{ name: prefix + name, fields }];
}

/** First cells of the tables under "Messages". */
export function documented(contract: Contract): Documented[] {
  const cells = [...sectionOf(contract, "Messages").matchAll(/^\| `([^`]+)`/gm)].map(([, cell = ""]) => cell);
  return cells.flatMap((cell) => read(cell));
}

/** Code spans under "Errors". */
export function documentedErrors(contract: Contract): string[] {
  return [...sectionOf(contract, "Errors").matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
}
