import { DivisionByZeroError } from "../errors/number.js";
import { assertAmount } from "./uint.js";

/**
 * Splits `total` over `weights` so that the parts add up to it exactly: floors of `total × weight / Σ weights`, then
 * one unit each to the largest remainders, ties to the lower index. Nobody keeps dust. A weight of zero gets nothing.
 *
 * @throws InvalidAmountError; DivisionByZeroError where there is something to split and no weight.
 *
 * @example
 * ```ts
 * distribute(100n, [1n, 1n, 1n]); // [34n, 33n, 33n]
 * ```
 */
export function distribute(total: bigint, weights: readonly bigint[]): bigint[] {
  assertAmount(total);
  let sum = 0n;
  for (const weight of weights) sum += assertAmount(weight);
  if (total === 0n) return weights.map(() => 0n);
  if (sum === 0n) throw new DivisionByZeroError("distribute");
  const remainders: { readonly index: number; readonly rest: bigint }[] = [];
  let left = total;
  const parts = weights.map((weight, index) => {
    const product = total * weight;
    const part = product / sum;
    const rest = product - part * sum;
    if (rest > 0n) remainders.push({ index, rest });
    left -= part;
    return part;
  });
  // `left` is below the number of non-zero remainders: together they are `left × sum`, each below `sum`.
  if (left > 0n) {
    remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
    for (const { index } of remainders.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  }
  return parts;
}

/** A share of something under a name, usually an address. */
export interface Weighted {
  readonly key: string;
  readonly weight: bigint;
}

/**
 * {@link distribute} with ties to the lower key (by code units, as the contracts order addresses), whatever the order
 * of the rows; the parts come in that order.
 *
 * @throws InvalidAmountError, DivisionByZeroError.
 *
 * @example
 * ```ts
 * distributeByKey(1n, [{ key: "b", weight: 1n }, { key: "a", weight: 1n }]); // [0n, 1n]
 * ```
 */
export function distributeByKey(total: bigint, rows: readonly Weighted[]): bigint[] {
  const order = rows.map((row, index) => ({ row, index }));
  order.sort((a, b) => (a.row.key === b.row.key ? a.index - b.index : a.row.key < b.row.key ? -1 : 1));
  const sorted = distribute(
    total,
    order.map(({ row }) => row.weight),
  );
  const parts = rows.map(() => 0n);
  for (const [place, { index }] of order.entries()) parts[index] = sorted[place] ?? 0n;
  return parts;
}
