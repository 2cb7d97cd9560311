import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * One text for one value: what hashes of transactions and of the state are taken over. Object keys are sorted,
 * bigints and bytes are marked, so that `1n`, `1` and `"1"` differ.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return `${value}n`;
    case "string":
    case "number":
    case "boolean":
      return JSON.stringify(value);
    case "undefined":
      return "undefined";
    case "object":
      return value === null ? "null" : canonicalObject(value);
    default:
      throw new TypeError(`no canonical form for a ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  if (value instanceof Uint8Array) return `x${bytesToHex(value)}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(",")}}`;
}

/** sha256 over texts, each closed by a zero byte (none of them holds one: JSON escapes it). Upper-case hex. */
export function hashOf(texts: Iterable<string>): string {
  const hash = sha256.create();
  for (const text of texts) hash.update(utf8ToBytes(`${text}\u0000`));
  return bytesToHex(hash.digest()).toUpperCase();
}
