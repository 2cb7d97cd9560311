import { DivisionByZeroError } from "../../errors/number.js";
import { distribute } from "../distribute.js";
import { assertAmount } from "../uint.js";
import { amountsOf, type Column, emptyColumn, rowsOf, writeRow } from "./column.js";
import { type Kernel, kernelFor } from "./kernel.js";
import { largestRemainder, planOf } from "./largestRemainder.js";
import { type Extent, extentOf, totalOf } from "./sumColumn.js";

/**
 * `distribute` over a column, bit for bit: floors of `total × weight / Σ weights`, then one unit each to the largest
 * remainders, ties to the lower row. The parts add up to `total` exactly.
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
  const kernel = kernelFor(rowsOf(weights));
  return split(assertAmount(total), weights, kernel, extentOf(weights, kernel));
}

function split(total: bigint, weights: Column, kernel: Kernel | undefined, extent: Extent | undefined): Column {
  const sum = totalOf(weights, extent);
  if (total === 0n) return emptyColumn(rowsOf(weights), weights.words);
  if (sum === 0n) throw new DivisionByZeroError("distributeColumn");
  const plan = extent && planOf(total, extent, weights.words);
  if (kernel === undefined || plan === undefined) return rowByRow(total, weights);
  return largestRemainder(kernel, weights, plan);
}

function rowByRow(total: bigint, weights: Column): Column {
  const parts = emptyColumn(rowsOf(weights), weights.words);
  for (const [row, part] of distribute(total, amountsOf(weights)).entries()) writeRow(parts, row, part);
  return parts;
}

/**
 * Many consumers at once: each column of what was asked, capped to what that consumer is allowed (`splitAllowance` over
 * rows that ascend by address), bit for bit.
 *
 * @param allowed - one for each column
 * @throws InvalidAmountError (also where one is missing), AmountOverflowError.
 *
 * @example
 * ```ts
 * capColumns([1000n], [columnOf([500n, 1000n, 1000n], 1)]).map(amountsOf); // [[200n, 400n, 400n]]
 * ```
 */
export function capColumns(allowed: readonly bigint[], asked: readonly Column[]): Column[] {
  return asked.map((column, index) => {
    const most = assertAmount(allowed[index] as bigint);
    const kernel = kernelFor(rowsOf(column));
    const extent = extentOf(column, kernel);
    if (totalOf(column, extent) <= most) return Object.freeze({ words: column.words, data: column.data.slice() });
    return split(most, column, kernel, extent);
  });
}
