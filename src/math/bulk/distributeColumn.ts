import { DivisionByZeroError } from "../../errors/number.js";
import { distribute } from "../distribute.js";
import { assertAmount, fit128 } from "../uint.js";
import { amountsOf, type Column, emptyColumn, readRow, rowsOf, writeRow } from "./column.js";
import { type Extent, extentOf, HALF, type Halves, halvesOf, sumRows } from "./halves.js";
import { exactRemainder, quotientOf } from "./quotient.js";
import { GROUP_BITS, type Ranking, rankingOf, type Scaled, STEPS, scaleColumn } from "./scale.js";

/**
 * The total of a column.
 *
 * @throws InvalidAmountError, AmountOverflowError above 128 bits.
 *
 * @example
 * ```ts
 * sumColumn(columnOf([1n, 2n, 3n], 1)); // 6n
 * ```
 */
export function sumColumn(column: Column): bigint {
  return totalOf(column, extentOf(column));
}

const totalOf = (column: Column, extent: Extent | undefined) => fit128(extent?.sum ?? sumRows(column), "sumColumn");

/**
 * `distribute` over a column, bit for bit: floors of `total × weight / Σ weights`, then one unit each to the largest
 * remainders, ties to the lower row. The parts add up to `total` exactly.
 *
 * Rows and total below 2⁵³ go by doubles whose floors are proved row by row, all else by bigints; neither compiles
 * code at run time, so a strict content security policy changes nothing.
 *
 * @returns a column of as many words a row
 * @throws InvalidAmountError, AmountOverflowError; DivisionByZeroError where there is something to split and no weight.
 *
 * @example
 * ```ts
 * amountsOf(distributeColumn(100n, columnOf([1n, 1n, 1n], 1))); // [34n, 33n, 33n]
 * ```
 */
export function distributeColumn(total: bigint, weights: Column): Column {
  return split(assertAmount(total), weights, extentOf(weights));
}

function split(total: bigint, weights: Column, extent: Extent | undefined): Column {
  const sum = totalOf(weights, extent);
  if (total === 0n) return emptyColumn(rowsOf(weights), weights.words);
  if (sum === 0n) throw new DivisionByZeroError("distributeColumn");
  const quotient = quotientOf(total, sum);
  const ranking = rankingOf(rowsOf(weights));
  const factor = { near: Number(total) / Number(sum), floor: (weight: bigint) => (weight * total) / sum };
  const scaled = scaleColumn(weights, extent, factor, quotient, ranking);
  if (scaled === undefined) return rowByRow(total, weights);
  const left = Number(total) - scaled.sum;
  const remainder = (weight: number, part: number): number | bigint =>
    quotient === undefined ? (BigInt(weight) * total) % sum : exactRemainder(weight, part, quotient);
  if (left > 0) raise(scaled, ranking, left, weights, remainder);
  return scaled.parts;
}

function rowByRow(total: bigint, weights: Column): Column {
  const parts = emptyColumn(rowsOf(weights), weights.words);
  for (const [row, part] of distribute(total, amountsOf(weights)).entries()) writeRow(parts, row, part);
  return parts;
}

/** The group of steps that the `left`-th largest fraction is in. */
function groupOf(groups: Uint32Array, left: number): number {
  let group = groups.length - 1;
  for (let above = groups[group] as number; above < left && group > 0; above += groups[group] as number) group -= 1;
  return group;
}

/** Gives one unit each to the `left` largest remainders, ties to the lower row. */
function raise(
  { parts, halves, error }: Scaled,
  { steps, groups }: Ranking,
  left: number,
  weights: Column,
  remainder: (weight: number, part: number) => number | bigint,
): void {
  // The exact fraction of the last row raised is within one error of its group; two errors off it a row is decided.
  const group = groupOf(groups, left);
  const margin = 2 * error * STEPS;
  const low = Math.floor(group * 2 ** GROUP_BITS - margin);
  const high = Math.floor((group + 1) * 2 ** GROUP_BITS + margin);
  const { data, step } = halves;
  const close: number[] = [];
  const rows = steps.length;
  const width = high - low;
  let raised = 0;
  for (let row = 0, at = 0; row < rows; row += 1, at += step) {
    const rank = steps[row] as number;
    // Signs and 32-bit sums for comparisons: no branch on what is as good as random.
    const up = (high - rank) >>> 31;
    raised += up;
    const next = ((data[at] as number) + up) | 0;
    data[at] = next;
    if (next >>> 0 < up) data[at + 1] = (data[at + 1] as number) + 1;
    if ((rank - low) >>> 0 <= width) close.push(row);
  }
  const source = (halvesOf(weights) as Halves).data;
  const rests = close.map((row) => {
    const at = row * step;
    const part = (data[at + 1] as number) * HALF + (data[at] as number);
    return remainder((source[at + 1] as number) * HALF + (source[at] as number), part);
  });
  for (const index of largest(rests, left - raised)) {
    const row = close[index] as number;
    writeRow(parts, row, readRow(parts, row) + 1n);
  }
}

/** The places of the `count` largest, of equal ones the lower places. */
function largest(rests: readonly (number | bigint)[], count: number): readonly number[] {
  const order = [...rests.keys()].sort((a, b) => {
    const [left, right] = [rests[a] as bigint, rests[b] as bigint];
    return left === right ? a - b : left > right ? -1 : 1;
  });
  return order.slice(0, count);
}

/**
 * Many consumers at once: each column of what was asked, capped to what that consumer is allowed (`splitAllowance` over
 * rows that ascend by address), bit for bit.
 *
 * @param allowed - one for each column
 * @throws InvalidAmountError, AmountOverflowError.
 *
 * @example
 * ```ts
 * capColumns([1000n], [columnOf([500n, 1000n, 1000n], 1)]).map(amountsOf); // [[200n, 400n, 400n]]
 * ```
 */
export function capColumns(allowed: readonly bigint[], asked: readonly Column[]): Column[] {
  return asked.map((column, index) => {
    const extent = extentOf(column);
    const most = assertAmount(allowed[index] ?? 0n);
    if (totalOf(column, extent) <= most) return Object.freeze({ words: column.words, data: column.data.slice() });
    return split(most, column, extent);
  });
}
