import { DecodeError } from "../errors/answer.js";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true });
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Bytes that one call of String.fromCharCode takes at most, below every engine's limit of arguments. */
const CHUNK = 8192;

/**
 * Text to UTF-8.
 *
 * @example
 * ```ts
 * toUtf8("é").length; // 2
 * ```
 */
export function toUtf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}

/**
 * UTF-8 to text.
 *
 * @throws DecodeError where the bytes are no UTF-8.
 *
 * @example
 * ```ts
 * fromUtf8(new Uint8Array([104, 105])); // "hi"
 * ```
 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch (cause) {
    throw new DecodeError("", "UTF-8", { cause });
  }
}

/**
 * Bytes to base64, with padding.
 *
 * @example
 * ```ts
 * toBase64(new Uint8Array([123, 125])); // "e30="
 * ```
 */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/**
 * Base64 with padding to bytes.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * fromBase64("e30="); // Uint8Array [123, 125]
 * ```
 */
export function fromBase64(text: string): Uint8Array {
  if (typeof text !== "string" || !BASE64.test(text)) throw new DecodeError("", "base64 with padding");
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/**
 * Hex to bytes, either case.
 *
 * @throws DecodeError
 *
 * @example
 * ```ts
 * fromHex("7b7d"); // Uint8Array [123, 125]
 * ```
 */
export function fromHex(text: string): Uint8Array {
  if (typeof text !== "string" || text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) {
    throw new DecodeError("", "hex with two digits a byte");
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/**
 * A value as the JSON bytes that a contract reads.
 *
 * @example
 * ```ts
 * toJsonBytes({ bond: {} });
 * ```
 */
export function toJsonBytes(value: unknown): Uint8Array {
  return toUtf8(JSON.stringify(value));
}

/**
 * JSON bytes to a value that is still to be decoded.
 *
 * @throws DecodeError where the bytes are no JSON.
 *
 * @example
 * ```ts
 * fromJsonBytes(toJsonBytes({ bond: {} })); // { bond: {} }
 * ```
 */
export function fromJsonBytes(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new DecodeError("", "JSON", { cause });
  }
}
