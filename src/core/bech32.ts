import { InvalidAddressError } from "../errors/input.js";

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
/** BIP-173's limit; a 32-byte payload leaves 30 characters for the prefix. */
const LONGEST = 90;
const CHECKSUM = 6;

/** An address taken apart: `prefix` before the last "1", `bytes` behind it. */
export interface Bech32 {
  readonly prefix: string;
  readonly bytes: Uint8Array;
}

function checksumOf(prefix: string, words: readonly number[]): number {
  let state = 1;
  const step = (value: number) => {
    const top = state >>> 25;
    state = ((state & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((word, bit) => {
      if ((top >>> bit) & 1) state ^= word;
    });
  };
  for (const char of prefix) step(char.charCodeAt(0) >>> 5);
  step(0);
  for (const char of prefix) step(char.charCodeAt(0) & 31);
  for (const word of words) step(word);
  return state >>> 0;
}

/** Regroups bits; undefined where the bits left over are not zeros that only pad. */
function regroup(values: Iterable<number>, from: number, to: number, pad: boolean): number[] | undefined {
  const mask = (1 << to) - 1;
  const groups: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xfff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      groups.push((held >>> bits) & mask);
    }
  }
  if (pad) {
    if (bits > 0) groups.push((held << (to - bits)) & mask);
    return groups;
  }
  return bits < from && ((held << (to - bits)) & mask) === 0 ? groups : undefined;
}

/**
 * Takes a bech32 address apart and checks its checksum. Lower case only, at most 90 characters, as chains write them.
 *
 * @throws InvalidAddressError
 *
 * @example
 * ```ts
 * fromBech32("osmo1qqqsyqcyq5rqwzqfpg9scrgwpugpzysntdz28t").prefix; // "osmo"
 * ```
 */
export function fromBech32(address: string): Bech32 {
  const fail = (reason: string) => new InvalidAddressError("a bech32 address", address, reason);
  if (typeof address !== "string") throw fail("it is no string");
  if (address.length > LONGEST) throw fail(`it is longer than ${LONGEST} characters`);
  if (address !== address.toLowerCase()) throw fail("it has upper-case letters");
  const split = address.lastIndexOf("1");
  const prefix = address.slice(0, Math.max(split, 0));
  if (!/^[!-~]+$/.test(prefix)) throw fail("it has no prefix");
  const words = Array.from(address.slice(split + 1), (char) => ALPHABET.indexOf(char));
  if (words.length < CHECKSUM || words.includes(-1)) throw fail("it has characters that bech32 has not");
  if (checksumOf(prefix, words) !== 1) throw fail("its checksum does not match: mistyped, or not an address");
  const bytes = regroup(words.slice(0, -CHECKSUM), 5, 8, false);
  if (bytes === undefined) throw fail("its padding is not zero");
  return { prefix, bytes: Uint8Array.from(bytes) };
}

/**
 * Writes an address.
 *
 * @throws InvalidAddressError where the prefix is no lower-case one or the whole is above 90 characters.
 *
 * @example
 * ```ts
 * toBech32("osmo", new Uint8Array(20)); // "osmo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqmcn030"
 * ```
 */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const words = regroup(bytes, 8, 5, true) ?? [];
  const length = prefix.length + 1 + words.length + CHECKSUM;
  if (!/^[a-z0-9]+$/.test(prefix) || length > LONGEST) {
    throw new InvalidAddressError("a prefix of lower-case letters, short enough for 90 characters", prefix);
  }
  const sum = checksumOf(prefix, [...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = Array.from({ length: CHECKSUM }, (_, place) => (sum >>> (5 * (CHECKSUM - 1 - place))) & 31);
  return `${prefix}1${[...words, ...tail].map((word) => ALPHABET.charAt(word)).join("")}`;
}
