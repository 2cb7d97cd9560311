import fc from "fast-check";
import { vi } from "vitest";
import { Decimal, FULL_MULTIPLIER, MAX_UINT128 } from "../../src/math/index.js";

/** How often a law is tried; raised by the environment for long runs. */
export const RUNS = Number(process.env.MESH_FC_RUNS ?? 1000);

/** Holds a law for many random inputs; the seed of a failure is printed with it. */
export function law<T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...inputs: T) => boolean | undefined,
): void {
  fc.assert(fc.property(...arbitraries, holds), { numRuns: RUNS });
}

/** Integers of [0, max] at every scale, and both ends. */
export function upTo(max: bigint): fc.Arbitrary<bigint> {
  return fc.oneof(
    fc.bigInt(0n, max),
    fc.bigInt(0n, max < 20n ? max : 20n),
    fc.bigInt(0n, max < 10n ** 12n ? max : 10n ** 12n),
    fc.constantFrom(0n, max),
  );
}

export const amount: fc.Arbitrary<bigint> = upTo(MAX_UINT128);
/** Amounts of which a thousand still fit 128 bits. */
export const summand: fc.Arbitrary<bigint> = upTo(MAX_UINT128 >> 10n);
/** A supply that chains have: sums and products of a few stay far from the bounds. */
export const supply: fc.Arbitrary<bigint> = upTo(10n ** 24n);

export const positive = (from: fc.Arbitrary<bigint>): fc.Arbitrary<bigint> => from.filter((value) => value > 0n);

const percent = fc.integer({ min: 0, max: 100 }).map((n) => Decimal.fromRatio(BigInt(n), 100n));
/** Ratios from 0 to 1: fine ones, whole percents, both ends. */
export const ratio: fc.Arbitrary<Decimal> = fc.oneof(upTo(10n ** 18n).map(Decimal.fromAtomics), percent);
export const decimal: fc.Arbitrary<Decimal> = fc.oneof(amount.map(Decimal.fromAtomics), ratio);

/** Multipliers after any slashes, 0 and 1 among them. */
export const multiplier: fc.Arbitrary<bigint> = fc.oneof(upTo(FULL_MULTIPLIER), fc.constantFrom(FULL_MULTIPLIER, 1n));
export const liveMultiplier: fc.Arbitrary<bigint> = positive(multiplier);

/** What no amount looks like; each must be refused by name, the long ones unread. */
export const badNumbers: readonly string[] = [
  "",
  " ",
  " 1",
  "1 ",
  "-1",
  "-0",
  "+1",
  "007",
  "00",
  "1e18",
  "0x10",
  "0b1",
  "1_000",
  "1,000",
  "NaN",
  "nan",
  "Infinity",
  "null",
  "undefined",
  "1n",
  "٣",
  "１",
  "1\n",
  "\u00001",
  "__proto__",
  "9".repeat(1_000_000),
  "0".repeat(1_000_000),
  `1${" ".repeat(1_000_000)}`,
];

/** The longest text that `attempt` hands to `BigInt()`, whose time grows with the length. */
export function longestRead(attempt: () => void): number {
  const spy = vi.spyOn(globalThis, "BigInt");
  try {
    attempt();
    return Math.max(0, ...spy.mock.calls.map(([text]) => (typeof text === "string" ? text.length : 0)));
  } finally {
    spy.mockRestore();
  }
}
