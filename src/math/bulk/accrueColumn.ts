import { InvalidAmountError } from "../../errors/number.js";
import { pendingRewards, REWARD_BITS } from "../rewards.js";
import { type Column, emptyColumn, readRow, rowsOf, writeRow } from "./column.js";
import { extentOf } from "./halves.js";
import { scaleColumn } from "./scale.js";

const WHOLE = 2 ** Number(REWARD_BITS);

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
  if (to < from) throw new InvalidAmountError(to, "an index at or above the one before");
  const growth = to - from;
  const scaled = scaleColumn(shares, extentOf(shares), {
    near: Number(growth) / WHOLE,
    floor: (row) => (row * growth) >> REWARD_BITS,
  });
  if (scaled !== undefined) return scaled.parts;
  const parts = emptyColumn(rowsOf(shares), shares.words);
  for (let row = 0; row < rowsOf(shares); row += 1) {
    writeRow(parts, row, pendingRewards({ shares: readRow(shares, row), index: from, earned: 0n }, to));
  }
  return parts;
}
