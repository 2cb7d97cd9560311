import { type Column, emptyColumn, readRow } from "./column.js";
import { type Extent, HALF, type Halves, halvesOf } from "./halves.js";
import { exactQuotient, type Quotient } from "./quotient.js";

/**
 * Three roundings of half a unit in the last place (the factor's operands or its scaling, its division, the product)
 * are below 2⁻⁵¹ of the result; twice that is left for safety.
 */
const RELATIVE_ERROR = 2 ** -50;
/** With a larger error too many rows would be computed twice. */
const LARGEST_ERROR = 2 ** -8;
/** Sums of whole doubles are exact up to here. */
const EXACT = 2 ** 53;
/** Below this many rows setting up costs more than it saves. */
const BREAK_EVEN = 64;

/** A fraction is kept as one of 2¹⁶ steps, and counted in groups of 16. */
export const STEPS = 2 ** 16;
export const GROUP_BITS = 4;
const GROUPS = STEPS >> GROUP_BITS;

/** A factor near `near`, and `floor(row × factor)` exactly. */
export interface Factor {
  readonly near: number;
  readonly floor: (row: bigint) => bigint;
}

/** `floor(row × factor)` of every row. */
export interface Scaled {
  readonly parts: Column;
  /** The same memory as `parts`. */
  readonly halves: Halves;
  /** Σ parts. */
  readonly sum: number;
  /** Twice what `row × near` may be off by. */
  readonly error: number;
}

/** What the floors left, for ranking: the step of each row, and how many rows each group of steps has. */
export interface Ranking {
  readonly steps: Uint16Array;
  readonly groups: Uint32Array;
}

export const rankingOf = (rows: number): Ranking => ({
  steps: new Uint16Array(rows),
  groups: new Uint32Array(GROUPS),
});

/**
 * `floor(row × factor)` of every row, by doubles: where a product is further from a whole number than its error, its
 * floor is exact; the others are computed exactly. Nothing where doubles are not wide enough, or the rows too few: then
 * the caller goes row by row.
 *
 * @param extent - of the column (see `extentOf`)
 * @param quotient - the factor as a fraction of numbers below 2⁵³, where it is one
 * @param ranking - is filled, where given; needs a quotient or rows that are all sure
 */
export function scaleColumn(
  column: Column,
  extent: Extent | undefined,
  factor: Factor,
  quotient?: Quotient,
  ranking?: Ranking,
): Scaled | undefined {
  const from = halvesOf(column);
  if (from === undefined || extent === undefined || from.rows < BREAK_EVEN) return undefined;
  const { near } = factor;
  const error = extent.bound * near * RELATIVE_ERROR;
  if (!(error <= LARGEST_ERROR) || Number(extent.sum) * near >= EXACT / 2) return undefined;

  const { rows, step, data } = from;
  const parts = emptyColumn(rows, column.words);
  const halves = halvesOf(parts) as Halves;
  const target = halves.data;
  const steps = ranking?.steps;
  const groups = ranking?.groups ?? new Uint32Array(GROUPS);
  let sum = 0;
  for (let row = 0, at = 0; row < rows; row += 1, at += step) {
    const product = ((data[at + 1] as number) * HALF + (data[at] as number)) * near;
    let part = Math.floor(product);
    let fraction = product - part;
    // Zero is sure: a product of zero has a row of zero.
    if ((fraction <= error && product > 0) || fraction >= 1 - error) {
      const weight = (data[at + 1] as number) * HALF + (data[at] as number);
      part = quotient
        ? exactQuotient(weight, Math.round(product), quotient)
        : Number(factor.floor(readRow(column, row)));
      fraction = Math.min(Math.max(product - part, 0), 1 - 1 / STEPS);
    }
    sum += part;
    target[at] = part;
    if (part >= HALF) target[at + 1] = part / HALF;
    if (steps !== undefined) {
      const rank = (fraction * STEPS) | 0;
      steps[row] = rank;
      const group = rank >> GROUP_BITS;
      groups[group] = (groups[group] as number) + 1;
    }
  }
  return { parts, halves, sum, error };
}
