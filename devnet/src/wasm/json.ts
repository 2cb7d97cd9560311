import { toBase64 } from "./base64.js";

/** Integers of this many digits may not fit a double. */
const LONG_NUMBER = /\d{16}/;
const INTEGER = /^-?\d+$/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SPACE = /\s*/y;

/**
 * Reads JSON; whole numbers that a double cannot hold become bigints. Throws a SyntaxError where the text is no JSON.
 *
 * A contract's u64 reach the host as plain numbers (`"id":18446744073709551615`), so `JSON.parse` alone won't do.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return LONG_NUMBER.test(text) ? new ExactReader(text).value() : value;
}

/** Reads text that is known to be JSON. */
class ExactReader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): unknown {
    this.take(SPACE);
    const value = this.atValue();
    this.take(SPACE);
    return value;
  }

  private atValue(): unknown {
    switch (this.text[this.at]) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
        return JSON.parse(this.take(STRING));
      case "t":
        this.at += 4;
        return true;
      case "f":
        this.at += 5;
        return false;
      case "n":
        this.at += 4;
        return null;
      default:
        return exactNumber(this.take(NUMBER));
    }
  }

  private object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.each("}", () => {
      const key = this.value() as string;
      this.at += 1;
      entries.push([key, this.value()]);
    });
    // As JSON.parse does: `__proto__` is a field like any other.
    return Object.fromEntries(entries);
  }

  private array(): unknown[] {
    const items: unknown[] = [];
    this.each("]", () => items.push(this.value()));
    return items;
  }

  private each(close: string, item: () => void): void {
    this.at += 1;
    this.take(SPACE);
    while (this.text[this.at] !== close) {
      item();
      if (this.text[this.at] === ",") this.at += 1;
    }
    this.at += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ""] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }
}

function exactNumber(text: string): number | bigint {
  const value = Number(text);
  return INTEGER.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}

/** Writes JSON; bigints become whole numbers, bytes base64 texts, fields that are undefined are left out. */
export function writeJson(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return value.toString();
    case "object":
      return value === null ? "null" : writeObject(value);
    case "undefined":
      return "null";
    default:
      return JSON.stringify(value);
  }
}

function writeObject(value: object): string {
  if (value instanceof Uint8Array) return `"${toBase64(value)}"`;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  let text = "";
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${writeJson(field)}`;
  }
  return `{${text}}`;
}
