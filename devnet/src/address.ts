import { bytesToHex } from "@noble/hashes/utils.js";
import { bech32 } from "@scure/base";
import { plainError } from "./sdk-error.js";

/** The SDK takes bech32 texts up to this length. */
const LIMIT = 1023;
const MAX_BYTES = 255;

/** Bech32 of an address. */
export function encodeAddress(prefix: string, bytes: Uint8Array): string {
  return bech32.encode(prefix, bech32.toWords(bytes), LIMIT);
}

/**
 * Bytes of a bech32 address with that prefix.
 *
 * Throws an `SdkError` (undefined/1) where it is not one; callers wrap its text as x/bank and the like do.
 */
export function decodeAddress(prefix: string, text: string): Uint8Array {
  if (text.trim() === "") throw plainError("empty address string is not allowed");
  const { found, bytes } = decode(text);
  if (found !== prefix) {
    throw plainError(`hrp does not match bech32 prefix: expected '${prefix}' got '${found}': internal logic error`);
  }
  if (bytes.length === 0 || bytes.length > MAX_BYTES) {
    throw plainError(`address max length is ${MAX_BYTES}, got ${bytes.length}: unknown address`);
  }
  return bytes.slice();
}

const KEPT = 1 << 16;

/** A function of a text that remembers its answers, up to a bound. */
export function memoized<V>(compute: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = compute(text);
    if (known.size >= KEPT) known.clear();
    known.set(text, value);
    return value;
  };
}

/** Checksums cost more than all else that a message does with its addresses. */
const decode = memoized((text): { readonly found: string; readonly bytes: Uint8Array } => {
  try {
    const { prefix, words } = bech32.decode(text as `${string}1${string}`, LIMIT);
    return { found: prefix, bytes: bech32.fromWords(words) };
  } catch (cause) {
    throw plainError(`decoding bech32 failed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
});

/**
 * Key of a valid bech32 address that sorts as the SDK's stores do: by length, then by bytes. Bech32 itself does not.
 */
export const sortKey = memoized((address) => {
  const { bytes } = decode(address);
  return bytesToHex(Uint8Array.of(bytes.length)) + bytesToHex(bytes);
});
