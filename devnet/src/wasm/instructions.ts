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

type Immediates = "none" | "leb" | "two lebs" | "byte" | "f32" | "f64" | "table" | "prefixed";

/** Immediates by ranges of opcodes: wasm's first version, and the sign extensions that chains take too. */
const RANGES: readonly (readonly [first: number, last: number, Immediates])[] = [
  [0x00, 0x01, "none"],
  [0x02, 0x04, "leb"],
  [0x05, 0x05, "none"],
  [0x0b, 0x0b, "none"],
  [0x0c, 0x0d, "leb"],
  [0x0e, 0x0e, "table"],
  [0x0f, 0x0f, "none"],
  [0x10, 0x10, "leb"],
  [0x11, 0x11, "two lebs"],
  [0x1a, 0x1b, "none"],
  [0x20, 0x24, "leb"],
  [0x28, 0x3e, "two lebs"],
  [0x3f, 0x40, "byte"],
  [0x41, 0x42, "leb"],
  [0x43, 0x43, "f32"],
  [0x44, 0x44, "f64"],
  [0x45, 0xc4, "none"],
  [0xfc, 0xfc, "prefixed"],
];

const BY_OPCODE: readonly (Immediates | undefined)[] = Array.from(
  { length: 256 },
  (_, opcode) => RANGES.find(([first, last]) => opcode >= first && opcode <= last)?.[2],
);

/** Behind the prefix: conversions that saturate are taken, bulk memory is not. */
const LAST_CONVERSION = 7;

/** Passes over the immediates of an instruction. Throws {@link InvalidWasm} for what chains do not take. */
export function skipImmediates(code: ByteReader, opcode: number): void {
  switch (BY_OPCODE[opcode]) {
    case "none":
      break;
    case "leb":
      code.skipLeb();
      break;
    case "two lebs":
      code.skipLeb();
      code.skipLeb();
      break;
    case "byte":
      code.skip(1);
      break;
    case "f32":
      code.skip(4);
      break;
    case "f64":
      code.skip(8);
      break;
    case "table":
      for (let labels = code.u32() + 1; labels > 0; labels -= 1) code.skipLeb();
      break;
    case "prefixed":
      if (code.u32() > LAST_CONVERSION) throw invalid("bulk memory support is not enabled", code);
      break;
    default:
      throw invalid(PROPOSALS[opcode] ?? `illegal opcode: 0x${opcode.toString(16)}`, code);
  }
}

function invalid(reason: string, { at }: ByteReader): InvalidWasm {
  return new InvalidWasm(`${reason} (at offset 0x${at.toString(16)})`);
}
