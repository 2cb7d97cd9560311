import type { Column } from "./column.js";
import { KERNEL } from "./kernelBytes.js";

/** Bytes of a chunk: with the rest of the kernel's memory it stays in a processor's second cache. */
const CHUNK = 2 ** 17;
/** Below this many rows setting up costs more than it saves. */
const BREAK_EVEN = 32;

/** What `kernel.wat` exports. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  sum(rows: number, step: number): void;
  narrow(rows: number, step: number, write: 0 | 1): number;
  wide(rows: number, step: number, mode: 0 | 1 | 2): number;
}

/** The kernel and its memory, whose layout stands in `kernel.wat`. */
export interface Kernel extends Exports {
  /** Parameters and results. */
  readonly words: BigUint64Array;
  readonly doubles: Float64Array;
  readonly groups: Uint32Array;
  /** Pairs: a row's number in the chunk, and its group. */
  readonly listed: Uint32Array;
  readonly chunk: BigUint64Array;
}

/** Places of parameters and results among the words; of two-word numbers, of the low word. */
export const SUM = 0;
export const BITS = 2;
export const TOTAL = 4;
export const WHOLE = 6;
export const FRACTION = 8;
export const PARTS = 10;
export const SHIFT = 11;
export const BASE = 12;
export const MANY = 13;
export const DROP = 14;
export const NEAR = 15;

function load(): Kernel | undefined {
  // The kernel's memory is low byte first whatever the machine is.
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) return undefined;
  try {
    const bytes = Uint8Array.from(atob(KERNEL), (letter) => letter.charCodeAt(0));
    const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Exports;
    const { buffer } = exports.memory;
    return {
      ...exports,
      words: new BigUint64Array(buffer, 0, 16),
      doubles: new Float64Array(buffer, 0, 16),
      groups: new Uint32Array(buffer, 8192, 4096),
      listed: new Uint32Array(buffer, 65536, CHUNK / 4),
      chunk: new BigUint64Array(buffer, 196608, CHUNK / 8),
    };
  } catch {
    // A content security policy forbids code made at run time, or the engine has none: bigints do it.
    return undefined;
  }
}

let loaded: { readonly kernel: Kernel | undefined } | undefined;

/** The kernel, compiled at the first call; nothing where rows are too few to gain, or the engine refuses. */
export function kernelFor(rows: number): Kernel | undefined {
  if (rows < BREAK_EVEN) return undefined;
  loaded ??= { kernel: load() };
  return loaded.kernel;
}

/** Writes a number of two words, low first. */
export function setWords({ words }: Kernel, at: number, value: bigint): void {
  words[at] = value;
  words[at + 1] = value >> 64n;
}

/**
 * Hands a column to the kernel chunk by chunk, and what it makes of them to `parts`. `act` is told the rows of a
 * chunk, the bytes of a row, and how many rows came before.
 */
export function eachChunk(
  { chunk }: Kernel,
  { words, data }: Column,
  act: (rows: number, step: number, before: number) => void,
  parts?: Column,
): void {
  for (let from = 0; from < data.length; from += chunk.length) {
    const some = data.subarray(from, from + chunk.length);
    chunk.set(some);
    act(some.length / words, 8 * words, from / words);
    parts?.data.set(some.length === chunk.length ? chunk : chunk.subarray(0, some.length), from);
  }
}
