import { type Column, readRow, rowsOf } from "./column.js";

/** Doubles are exact below 2⁵³: a high half below 2²¹. */
const HIGH_LIMIT = 2 ** 21;
export const HALF = 2 ** 32;

/** Typed arrays keep words as the machine does; halves are read low first only where it does so. */
const LOW_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** A column seen as 32-bit halves, which JavaScript reads without making a bigint. */
export interface Halves {
  readonly rows: number;
  /** Halves of a row. */
  readonly step: number;
  readonly data: Uint32Array;
}

export function halvesOf(column: Column): Halves | undefined {
  const rows = rowsOf(column);
  if (!LOW_FIRST) return undefined;
  const { buffer, byteOffset, length } = column.data;
  return { rows, step: 2 * column.words, data: new Uint32Array(buffer, byteOffset, 2 * length) };
}

/** Sum of rows that are all below 2⁵³, and a bound of the largest: at most twice that, or 2³² more. */
export interface Extent {
  readonly sum: bigint;
  readonly bound: number;
}

/** Rows summed in one go: 2²⁰ halves below 2³² add up exactly in a double. */
const RUN = 2 ** 20;

/** The extent, or nothing where a row is 2⁵³ or more, or words are kept high first. */
export function extentOf(column: Column): Extent | undefined {
  const halves = halvesOf(column);
  if (halves === undefined) return undefined;
  const { rows, step, data } = halves;
  let sum = 0n;
  // All bits that any half has: cheaper than comparing, and as good a bound.
  let lows = 0;
  let highs = 0;
  let wide = 0;
  for (let from = 0; from < rows; from += RUN) {
    const end = Math.min(rows, from + RUN) * step;
    let low = 0;
    let high = 0;
    for (let at = from * step; at < end; at += step) {
      const l = data[at] as number;
      const h = data[at + 1] as number;
      low += l;
      high += h;
      lows |= l;
      highs |= h;
      if (step === 4) wide |= (data[at + 2] as number) | (data[at + 3] as number);
    }
    if (wide !== 0 || highs >>> 0 >= HIGH_LIMIT) return undefined;
    sum += BigInt(low) + (BigInt(high) << 32n);
  }
  return { sum, bound: highs === 0 ? lows >>> 0 : (highs + 1) * HALF };
}

/** The sum of a column row by row. */
export function sumRows(column: Column): bigint {
  let sum = 0n;
  for (let row = 0; row < rowsOf(column); row += 1) sum += readRow(column, row);
  return sum;
}
