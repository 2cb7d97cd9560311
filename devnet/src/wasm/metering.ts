import { ByteReader, ByteWriter } from "./bytes.js";
import { InvalidWasm, skipImmediates } from "./instructions.js";

/** Name of the exported global that {@link meter} adds. */
export const WORK_LEFT = "devnet_work_left";

/** 32 MiB, what x/wasm gives a contract. */
const MAX_PAGES = 512;

const F64 = 0x7c;
const GLOBAL = 3;
const Section = { import: 2, memory: 5, global: 6, export: 7, code: 10 } as const;
const Op = { block: 0x02, loop: 0x03, if: 0x04, end: 0x0b } as const;
const PRELUDE_BYTES = 8;

/**
 * Rewrites a module so that it counts its work: every function and every turn of a loop takes the number of its
 * instructions off an exported global, and traps where that falls below zero. The global is a double, so that the host
 * reads it without a bigint; it is exact below 2^53. Memory is limited to what a chain allows.
 *
 * Throws {@link InvalidWasm} where the module has what chains do not take (bulk memory, SIMD, threads, …).
 */
export function meter(wasm: Uint8Array): Uint8Array {
  const reader = new ByteReader(wasm, PRELUDE_BYTES);
  const out = new ByteWriter(wasm.length * 2);
  out.append(wasm.subarray(0, PRELUDE_BYTES));
  let globals = 0;
  let added = false;
  try {
    while (!reader.done) {
      const id = reader.byte();
      const body = reader.part(reader.u32());
      if (!added && id > Section.global) {
        section(out, Section.global, (to) => addGlobal(to));
        added = true;
      }
      if (id === Section.import) requireFunctions(copy(body));
      if (id === Section.global) {
        globals = copy(body).u32();
        added = true;
      }
      rewrite(out, id, body, globals);
    }
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidWasm(`${error.message} (at offset 0x${reader.at.toString(16)})`);
    throw error;
  }
  return out.finish();
}

function rewrite(out: ByteWriter, id: number, body: ByteReader, globals: number): void {
  section(out, id, (to) => {
    if (id === Section.memory) limitMemory(to, body);
    else if (id === Section.global) addGlobal(to, body);
    else if (id === Section.export) addExport(to, body, globals);
    else if (id === Section.code) meterBodies(to, body, globals);
    else to.append(body.bytes.subarray(body.at, body.end));
  });
}

function section(out: ByteWriter, id: number, write: (to: ByteWriter) => void): void {
  const to = new ByteWriter();
  write(to);
  out.byte(id);
  out.u32(to.length);
  out.append(to.finish());
}

/** With no imported globals, the added one has the number of those the module defines. */
function requireFunctions(body: ByteReader): void {
  for (let left = body.u32(); left > 0; left -= 1) {
    body.skip(body.u32());
    body.skip(body.u32());
    if (body.byte() !== 0) throw new InvalidWasm("Wasm contract requires non-function import");
    body.skipLeb();
  }
}

function copy(reader: ByteReader): ByteReader {
  return new ByteReader(reader.bytes, reader.at, reader.end);
}

function limitMemory(to: ByteWriter, body: ByteReader): void {
  if (body.u32() !== 1) throw new InvalidWasm("Wasm contract must contain exactly one memory");
  const hasMaximum = body.byte() === 1;
  const minimum = body.u32();
  if (minimum > MAX_PAGES) throw new InvalidWasm(`Wasm contract memory's minimum must not exceed ${MAX_PAGES} pages.`);
  to.u32(1);
  to.byte(1);
  to.u32(minimum);
  to.u32(hasMaximum ? Math.min(body.u32(), MAX_PAGES) : MAX_PAGES);
}

function addGlobal(to: ByteWriter, body?: ByteReader): void {
  to.u32((body?.u32() ?? 0) + 1);
  if (body !== undefined) to.append(body.bytes.subarray(body.at, body.end));
  to.byte(F64);
  to.byte(1);
  f64Const(to, 0);
  to.byte(Op.end);
}

function addExport(to: ByteWriter, body: ByteReader, global: number): void {
  to.u32(body.u32() + 1);
  to.append(body.bytes.subarray(body.at, body.end));
  const name = new TextEncoder().encode(WORK_LEFT);
  to.u32(name.length);
  to.append(name);
  to.byte(GLOBAL);
  to.u32(global);
}

function meterBodies(to: ByteWriter, section: ByteReader, global: number): void {
  const count = section.u32();
  to.u32(count);
  const body = new ByteWriter(1 << 14);
  for (let i = 0; i < count; i += 1) {
    body.length = 0;
    meterBody(body, section.part(section.u32()), global);
    to.u32(body.length);
    to.append(body.finish());
  }
}

interface Counter {
  instructions: number;
  /** Where the number goes. */
  readonly at: number;
}

function meterBody(to: ByteWriter, code: ByteReader, global: number): void {
  const start = code.at;
  for (let groups = code.u32(); groups > 0; groups -= 1) {
    code.skipLeb();
    code.skip(1);
  }
  to.append(code.bytes.subarray(start, code.at));
  // Blocks share the counter of what they stand in; a loop has its own.
  const open: Counter[] = [charge(to, global)];
  while (!code.done) {
    const from = code.at;
    const opcode = code.byte();
    skipImmediates(code, opcode);
    to.append(code.bytes.subarray(from, code.at));
    const counter = open[open.length - 1];
    if (counter === undefined) throw new InvalidWasm("operators remaining after end of function");
    counter.instructions += 1;
    if (opcode === Op.loop) open.push(charge(to, global));
    else if (opcode === Op.block || opcode === Op.if) open.push(counter);
    else if (opcode === Op.end) {
      open.pop();
      to.setF64(counter.at, counter.instructions);
    }
  }
}

/** Takes a number, still to be written, off the global; traps below zero. */
function charge(to: ByteWriter, global: number): Counter {
  to.byte(0x23);
  to.u32(global);
  const at = f64Const(to, 0);
  to.byte(0xa1); // f64.sub
  to.byte(0x24);
  to.u32(global);
  to.byte(0x23);
  to.u32(global);
  f64Const(to, 0);
  to.byte(0x63); // f64.lt
  to.byte(Op.if);
  to.byte(0x40);
  to.byte(0x00); // unreachable
  to.byte(Op.end);
  return { instructions: 0, at };
}

function f64Const(to: ByteWriter, value: number): number {
  to.byte(0x44);
  const at = to.length;
  to.append(new Uint8Array(8));
  if (value !== 0) to.setF64(at, value);
  return at;
}
