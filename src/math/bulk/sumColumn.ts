import { fit128 } from "../uint.js";
import { type Column, readRow, rowsOf } from "./column.js";
import { BITS, eachChunk, type Kernel, kernelFor, SUM } from "./kernel.js";

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
  return totalOf(column, extentOf(column, kernelFor(rowsOf(column))));
}

/** The sum of a column, and a number that no row is above: all bits that any row has. */
export interface Extent {
  readonly sum: bigint;
  readonly most: bigint;
}

/** The extent by the kernel, or nothing where there is none or a row has more than 96 bits. */
export function extentOf(column: Column, kernel: Kernel | undefined): Extent | undefined {
  if (kernel === undefined) return undefined;
  kernel.words.fill(0n, SUM, BITS + 2);
  eachChunk(kernel, column, kernel.sum);
  const [low = 0n, high = 0n, lows = 0n, highs = 0n] = kernel.words;
  // Fewer than 2³² rows of 96 bits add up in two words.
  return highs >> 32n === 0n ? { sum: (high << 64n) | low, most: (highs << 64n) | lows } : undefined;
}

/** The sum in 128 bits, row by row where the kernel has not made it. */
export function totalOf(column: Column, extent: Extent | undefined): bigint {
  if (extent !== undefined) return fit128(extent.sum, "sumColumn");
  let sum = 0n;
  for (let row = 0; row < rowsOf(column); row += 1) sum += readRow(column, row);
  return fit128(sum, "sumColumn");
}
