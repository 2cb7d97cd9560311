import type { Table } from "../state.js";

/** Prices of host calls in chain gas: those of the SDK's stores, and x/wasm's for the rest. */
export const Price = {
  read: 1000,
  readByte: 3,
  write: 2000,
  writeByte: 30,
  remove: 1000,
  next: 30,
  address: 9,
  /** x/wasm counts signatures in the virtual machine's own gas; this is what comes out. */
  signature: 1000,
} as const;

/**
 * Instructions for one unit of chain gas. A real chain has about 1,200; fewer let a loop without end come to its end
 * within a second or two, and an ordinary call still costs far less by its instructions than by its storage.
 */
export const WORK_PER_GAS = 100;

/** What one call of a contract may reach. */
export interface CallContext {
  readonly storage: Table<Uint8Array>;
  /** Queries may not write. */
  readonly readOnly: boolean;
  readonly prefix: string;
  /** Answers a query (JSON bytes to JSON bytes); `left` is the gas still there, `spend` what the query used of it. */
  query(request: Uint8Array, left: bigint, spend: (gas: bigint) => void): Uint8Array;
  debug(text: string): void;
}
