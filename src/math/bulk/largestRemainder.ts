import { type Column, emptyColumn, readRow, rowsOf } from "./column.js";
import {
  BASE,
  DROP,
  eachChunk,
  FRACTION,
  type Kernel,
  MANY,
  NEAR,
  PARTS,
  SHIFT,
  SUM,
  setWords,
  TOTAL,
  WHOLE,
} from "./kernel.js";
import type { Extent } from "./sumColumn.js";

/** So many rows are sorted by their exact remainders; a group of more is divided again. */
const FEW = 1024;
/** A sample is one word in so many, in so many blocks of so many words at least, and one chunk at most. */
const SAMPLED = 8;
const BLOCKS = 8;
const BLOCK = 128;

/** How the kernel splits a total. */
export interface Plan {
  readonly total: bigint;
  readonly sum: bigint;
  readonly near: number;
  /** Whether the kernel's cheaper arithmetic is exact. */
  readonly narrow: boolean;
  /** Remainders are ranked by 64 bits at most: so many low bits are dropped, so many stay. */
  readonly drop: number;
  readonly bits: number;
}

/** The plan, or nothing where the kernel cannot: sums of 128 bits, parts that one word may not hold. */
export function planOf(total: bigint, { sum, most }: Extent, words: 1 | 2): Plan | undefined {
  const near = Number(total) / Number(sum);
  const largest = Number(most) * near;
  const width = sum.toString(2).length;
  if (width > 127 || (words === 1 && largest >= 2 ** 63)) return undefined;
  const drop = Math.max(0, width - 64);
  return { total, sum, near, narrow: width <= 62 && largest < 2 ** 48, drop, bits: width - drop };
}

/** Some groups of remainders next to each other: the last remainder to be raised is in one of them. */
interface Band {
  /** Low bits that all remainders of a group share a range of. */
  readonly shift: number;
  readonly base: bigint;
  readonly many: number;
}

/** Floors, one more above the band; the rows of the band, and how many of them are still to be raised. */
interface Undecided {
  readonly parts: Column;
  /** Of each chunk: its first row, and pairs of a row counted from there and its group. */
  readonly chunks: { readonly before: number; readonly listed: Uint32Array }[];
  readonly rows: number;
  readonly need: number;
}

/** Floors, then one unit each to the largest remainders, ties to the lower row. */
export function largestRemainder(kernel: Kernel, weights: Column, plan: Plan): Column {
  const { total, sum, narrow, drop, near } = plan;
  const rest = total % sum;
  setWords(kernel, SUM, sum);
  setWords(kernel, TOTAL, narrow ? total : rest);
  setWords(kernel, WHOLE, total / sum);
  setWords(kernel, FRACTION, (rest << 128n) / sum);
  kernel.words[DROP] = BigInt(drop);
  kernel.doubles[NEAR] = near;

  let band = guessedBand(kernel, weights, plan);
  let undecided = band && write(kernel, weights, plan, band);
  if (band === undefined || undecided === undefined || undecided.need < 0 || undecided.need > undecided.rows) {
    band = exactBand(kernel, weights, plan);
    undecided = write(kernel, weights, plan, band);
  }
  const exact = drop + band.shift === 0;
  raise(undecided, band.many, exact ? undefined : (row) => (readRow(weights, row) * rest) % sum);
  return undecided.parts;
}

/** Counts the rows of each group, of the whole column or what `each` hands over; gives what the floors leave. */
function count(kernel: Kernel, plan: Plan, band: Band, each: (act: (rows: number, step: number) => void) => void) {
  const run = plan.narrow ? kernel.narrow : kernel.wide;
  kernel.groups.fill(0, 0, band.many);
  setBand(kernel, band);
  each((rows, step) => run(rows, step, 0));
  return Number(BigInt.asUintN(64, plan.total - (kernel.words[PARTS] as bigint)));
}

function setBand({ words }: Kernel, { shift, base, many }: Band): void {
  words[PARTS] = 0n;
  words[SHIFT] = BigInt(shift);
  words[BASE] = base;
  words[MANY] = BigInt(many);
}

/** Bits of a group's number: some ten rows a group, where there are enough groups. */
const widthFor = (rows: number): number => Math.min(12, Math.max(6, 29 - Math.clz32(rows)));

/** The one group that the last raised remainder is in, and not many others. */
function exactBand(kernel: Kernel, weights: Column, plan: Plan): Band {
  const { groups } = kernel;
  let shift = plan.bits;
  let base = 0n;
  let left: number | undefined;
  while (true) {
    const width = Math.min(widthFor(rowsOf(weights)), shift);
    shift -= width;
    base <<= BigInt(width);
    const floors = count(kernel, plan, { shift, base, many: 2 ** width }, (act) => eachChunk(kernel, weights, act));
    left ??= floors;
    let group = 2 ** width - 1;
    for (; group > 0 && (groups[group] as number) < left; group -= 1) left -= groups[group] as number;
    base += BigInt(group);
    const rows = groups[group] as number;
    if (rows <= FEW || rows === left || shift === 0) return { shift, base, many: 1 };
  }
}

/**
 * The groups where the last raised remainder is most likely, as a sample has it: then counting all is saved. What
 * is raised and what the fractions add up to differ by a sum of as many numbers as the sample has rows, whose variance
 * is 1/12 where fractions are even: the band is three standard deviations either way.
 */
function guessedBand(kernel: Kernel, weights: Column, plan: Plan): Band | undefined {
  const { chunk, groups } = kernel;
  const { words, data } = weights;
  const blocks = Math.floor(Math.min(chunk.length, data.length / SAMPLED) / BLOCK);
  if (blocks < BLOCKS) return undefined;
  const apart = Math.floor(data.length / (blocks * BLOCK)) * BLOCK;
  for (let block = 0; block < blocks; block += 1) {
    chunk.set(data.subarray(block * apart, block * apart + BLOCK), block * BLOCK);
  }
  const rows = (blocks * BLOCK) / words;
  const width = Math.min(widthFor(rowsOf(weights)), plan.bits);
  const shift = plan.bits - width;
  count(kernel, plan, { shift, base: 0n, many: 2 ** width }, (act) => act(rows, 8 * words));

  const step = 2 ** (shift + plan.drop) / Number(plan.sum);
  let fractions = 0;
  for (let group = 0; group < 2 ** width; group += 1) fractions += (groups[group] as number) * (group + 0.5) * step;
  const margin = 0.9 * Math.sqrt(rows);
  let above = 0;
  let high = 2 ** width - 1;
  for (; high > 0 && above + (groups[high] as number) < fractions - margin; high -= 1) above += groups[high] as number;
  let low = high;
  let within = groups[low] as number;
  for (; low > 0 && above + within < fractions + margin; within += groups[low] as number) low -= 1;
  return within > rows / 8 ? undefined : { shift, base: BigInt(low), many: high - low + 1 };
}

/** Writes the parts, with one more above the band. */
function write(kernel: Kernel, weights: Column, { total, narrow }: Plan, band: Band): Undecided {
  const run = narrow ? kernel.narrow : kernel.wide;
  const parts = emptyColumn(rowsOf(weights), weights.words);
  const chunks: Undecided["chunks"] = [];
  let rows = 0;
  setBand(kernel, band);
  eachChunk(
    kernel,
    weights,
    (many, step, before) => {
      const count = run(many, step, 1);
      chunks.push({ before, listed: kernel.listed.slice(0, 2 * count) });
      rows += count;
    },
    parts,
  );
  return { parts, chunks, rows, need: Number(BigInt.asIntN(64, total - (kernel.words[PARTS] as bigint))) };
}

/** Raises what is to be raised in the band; without `restOf`, rows of a group have equal remainders. */
function raise({ parts, chunks, need }: Undecided, many: number, restOf?: (row: number) => bigint): void {
  const counts = new Uint32Array(many);
  for (const { listed } of chunks) {
    for (let at = 1; at < listed.length; at += 2) {
      const group = listed[at] as number;
      counts[group] = (counts[group] as number) + 1;
    }
  }
  let last = many - 1;
  let left = need;
  for (; last > 0 && (counts[last] as number) < left; last -= 1) left -= counts[last] as number;
  const halves = new Uint32Array(parts.data.buffer);
  const close: number[] = [];
  for (const { before, listed } of chunks) {
    for (let at = 0; at < listed.length; at += 2) {
      const row = before + (listed[at] as number);
      const group = listed[at + 1] as number;
      if (group > last) increment(halves, 2 * parts.words * row);
      else if (group === last) close.push(row);
    }
  }
  if (restOf !== undefined && left < close.length) sortByRest(close, restOf);
  for (const row of close.slice(0, left)) increment(halves, 2 * parts.words * row);
}

/** Adds one to the amount that begins at a half word. */
function increment(halves: Uint32Array, from: number): void {
  let at = from;
  do halves[at] = (halves[at] as number) + 1;
  while (halves[at++] === 0);
}

/** The largest remainder first, of equal ones the lower row. */
function sortByRest(rows: number[], restOf: (row: number) => bigint): void {
  const rests = new Map(rows.map((row) => [row, restOf(row)]));
  rows.sort((a, b) => {
    const [left, right] = [rests.get(a) as bigint, rests.get(b) as bigint];
    return left === right ? a - b : left > right ? -1 : 1;
  });
}
