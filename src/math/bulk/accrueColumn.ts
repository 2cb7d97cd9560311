import { pendingRewards, REWARD_BITS } from "../rewards.js";
import { type Column, emptyColumn, readRow, rowsOf, writeRow } from "./column.js";
import { eachChunk, FRACTION, kernelFor, setWords, WHOLE } from "./kernel.js";
import { extentOf } from "./sumColumn.js";

const FRACTION_MASK = (1n << REWARD_BITS) - 1n;

/**
 * Whole units that each row of shares earned while the index went from `from` to `to`: `pendingRewards` of a fresh
 * account, bit for bit.
 *
 * @throws InvalidAmountError where the index went back, AmountOverflowError.
 *
 * @example
 * ```ts
 * const index = indexAfter(0n, 1000n, 10000n);
 * amountsOf(accrueColumn(columnOf([2345n, 7655n], 1), 0n, index)); // [234n, 765n]
 * ```
 */
export function accrueColumn(shares: Column, from: bigint, to: bigint): Column {
  const rows = rowsOf(shares);
  const earned = (own: bigint): bigint => pendingRewards({ shares: own, index: from, earned: 0n }, to);
  // Refuses bad indexes even where there is no row.
  earned(0n);
  const parts = emptyColumn(rows, shares.words);
  const growth = to - from;
  const whole = growth >> REWARD_BITS;
  const kernel = kernelFor(rows);
  const most = whole === 0n ? 0n : extentOf(shares, kernel)?.most;
  if (kernel === undefined || most === undefined || (most * growth) >> REWARD_BITS >= 1n << BigInt(64 * shares.words)) {
    for (let row = 0; row < rows; row += 1) writeRow(parts, row, earned(readRow(shares, row)));
    return parts;
  }
  setWords(kernel, WHOLE, whole);
  setWords(kernel, FRACTION, (growth & FRACTION_MASK) >> (REWARD_BITS - 128n));
  const short: number[] = [];
  eachChunk(
    kernel,
    shares,
    (many, step, before) => {
      const count = kernel.wide(many, step, 2);
      for (let place = 0; place < count; place += 1) short.push(before + (kernel.listed[2 * place] as number));
    },
    parts,
  );
  for (const row of short) writeRow(parts, row, earned(readRow(shares, row)));
  return parts;
}
