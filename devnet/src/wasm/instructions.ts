import type { ByteReader } from "./bytes.js";

/** What a chain says of a module that its virtual machine does not take. */
export class InvalidWasm extends Error {
  override readonly name = "InvalidWasm";
}

const PROPOSALS: Readonly<Record<number, string>> = {
  6: "exceptions support is not enabled",
  18: "tail calls support is not enabled",
  19: "tail calls support is not enabled",
  253: "SIMD support is not enabled",
  254: "threads support is not enabled",
};

/** Passes over the immediates of an instruction. Throws {@link InvalidWasm} for what is not in wasm's first version. */
export function skipImmediates(code: ByteReader, opcode: number): void {
  if (opcode <= 0x01 || opcode === 0x05 || opcode === 0x0b || opcode === 0x0f) return;
  if (opcode <= 0x04 && opcode >= 0x02) return code.skipLeb();
  if (opcode === 0x0c || opcode === 0x0d || opcode === 0x10) return code.skipLeb();
  if (opcode === 0x0e) return skipLebs(code, code.u32() + 1);
  if (opcode === 0x11) return skipLebs(code, 2);
  if (opcode === 0x1a || opcode === 0x1b) return;
  if (opcode >= 0x20 && opcode <= 0x24) return code.skipLeb();
  if (opcode >= 0x28 && opcode <= 0x3e) return skipLebs(code, 2);
  if (opcode === 0x3f || opcode === 0x40) return code.skip(1);
  if (opcode === 0x41 || opcode === 0x42) return code.skipLeb();
  if (opcode === 0x43) return code.skip(4);
  if (opcode === 0x44) return code.skip(8);
  // Arithmetic, and the extensions of a sign that chains take too.
  if (opcode >= 0x45 && opcode <= 0xc4) return;
  if (opcode === 0xfc) return skipPrefixed(code);
  throw new InvalidWasm(
    `${PROPOSALS[opcode] ?? `illegal opcode: 0x${opcode.toString(16)}`} (at offset 0x${code.at.toString(16)})`,
  );
}

/** Behind the prefix 0xfc: conversions that saturate are taken, bulk memory is not. */
function skipPrefixed(code: ByteReader): void {
  if (code.u32() > 7) throw new InvalidWasm(`bulk memory support is not enabled (at offset 0x${code.at.toString(16)})`);
}

function skipLebs(code: ByteReader, count: number): void {
  for (let i = 0; i < count; i += 1) code.skipLeb();
}
