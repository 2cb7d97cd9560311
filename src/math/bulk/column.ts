import { AmountOverflowError, InvalidAmountError } from "../../errors/number.js";
import { assertAmount, parseAmount } from "../uint.js";

/** Amounts of many rows side by side: one 64-bit word a row, or two (low word first). */
export interface Column {
  readonly words: 1 | 2;
  readonly data: BigUint64Array;
}

const WORD = 64n;
const LOW = (1n << WORD) - 1n;

/**
 * A column of zeros.
 *
 * @example
 * ```ts
 * emptyColumn(3, 1).data.length; // 3
 * ```
 */
export function emptyColumn(rows: number, words: 1 | 2): Column {
  return Object.freeze({ words, data: new BigUint64Array(rows * words) });
}

/**
 * How many rows a column has.
 *
 * @throws InvalidAmountError where its words make no whole number of rows.
 *
 * @example
 * ```ts
 * rowsOf({ words: 2, data: new BigUint64Array(6) }); // 3
 * ```
 */
export function rowsOf({ words, data }: Column): number {
  if (data.length % words !== 0) throw new InvalidAmountError(data.length, "a number of words with two a row");
  return data.length / words;
}

/**
 * The amount of one row; 0 behind the last.
 *
 * @example
 * ```ts
 * readRow({ words: 2, data: BigUint64Array.of(1n, 1n) }, 0); // 18446744073709551617n
 * ```
 */
export function readRow({ words, data }: Column, row: number): bigint {
  if (words === 1) return data[row] ?? 0n;
  const high = data[2 * row + 1] ?? 0n;
  const low = data[2 * row] ?? 0n;
  return high === 0n ? low : (high << WORD) | low;
}

/**
 * Writes the amount of one row.
 *
 * @throws AmountOverflowError where one word is too narrow.
 *
 * @example
 * ```ts
 * const column = emptyColumn(1, 2);
 * writeRow(column, 0, 5n);
 * readRow(column, 0); // 5n
 * ```
 */
export function writeRow({ words, data }: Column, row: number, amount: bigint): void {
  if (words === 1) {
    if (amount > LOW) throw new AmountOverflowError("writeRow", 64);
    data[row] = amount;
    return;
  }
  data[2 * row] = amount & LOW;
  data[2 * row + 1] = amount >> WORD;
}

/**
 * A column of amounts, given as bigints or as the wire's decimal strings.
 *
 * @throws InvalidAmountError, AmountOverflowError where one word is too narrow.
 *
 * @example
 * ```ts
 * columnOf(["1", "340282366920938463463374607431768211455"], 2).data.length; // 4
 * ```
 */
export function columnOf(amounts: readonly (bigint | string)[], words: 1 | 2): Column {
  const column = emptyColumn(amounts.length, words);
  for (const [row, amount] of amounts.entries()) {
    writeRow(column, row, typeof amount === "string" ? parseAmount(amount) : assertAmount(amount));
  }
  return column;
}

/**
 * The amounts of a column as bigints.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * amountsOf(columnOf([1n, 2n], 1)); // [1n, 2n]
 * ```
 */
export function amountsOf(column: Column): bigint[] {
  return Array.from({ length: rowsOf(column) }, (_, row) => readRow(column, row));
}

/**
 * The amounts of a column as the wire writes them.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * stringsOf(columnOf(["1", "2"], 1)); // ["1", "2"]
 * ```
 */
export function stringsOf(column: Column): string[] {
  return amountsOf(column).map(String);
}
