import { Gunzip } from "fflate";
import { wasmError } from "./errors.js";

const MAGIC = [0x1f, 0x8b, 0x08] as const;

/** Whether bytes are an archive that x/wasm unpacks before it looks at the code. */
export const isGzip = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

/** Bytes of a piece that is unpacked at once, so that a small archive of much can't fill the memory. */
const PIECE = 4_096;

/**
 * Unpacks an archive of at most `limit` bytes. Mirrors x/wasm's `StoreCode`.
 *
 * @throws SdkError (wasm/2) where it holds more, or is none.
 */
export function gunzip(archive: Uint8Array, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const failed = (reason: string) => wasmError("createFailed", `uncompress wasm archive: ${reason}`);
  const reader = new Gunzip((piece, last) => {
    size += piece.length;
    if (size > limit) throw failed(`max ${limit} bytes: exceeds limit`);
    pieces.push(piece.slice());
    ended = last;
  });
  try {
    for (let at = 0; at < archive.length; at += PIECE) {
      reader.push(archive.subarray(at, at + PIECE), at + PIECE >= archive.length);
    }
  } catch (error) {
    if (size > limit) throw error;
    throw failed("gzip: invalid header");
  }
  if (!ended) throw failed("unexpected EOF");
  const wasm = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    wasm.set(piece, at);
    at += piece.length;
  }
  return wasm;
}
