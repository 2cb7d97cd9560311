import binaryen from "binaryen";

const RESPONSE = '{"ok":{"messages":[],"attributes":[],"events":[]}}';

/** What every contract has: an allocator that never frees, and its markers. */
const FRAME = `
  (memory (export "memory") 2)
  (global $top (mut i32) (i32.const 4096))
  (func $allocate (export "allocate") (param $size i32) (result i32)
    (local $region i32)
    (local.set $region (global.get $top))
    (i32.store (local.get $region) (i32.add (local.get $region) (i32.const 12)))
    (i32.store offset=4 (local.get $region) (local.get $size))
    (i32.store offset=8 (local.get $region) (i32.const 0))
    (global.set $top (i32.add (global.get $top) (i32.add (local.get $size) (i32.const 16))))
    (local.get $region))
  (func (export "deallocate") (param i32))
  (func (export "interface_version_8"))
  ;; a region over the text at 1024
  (func $answer (param $length i32) (result i32)
    (i32.store (i32.const 2048) (i32.const 1024))
    (i32.store offset=4 (i32.const 2048) (local.get $length))
    (i32.store offset=8 (i32.const 2048) (local.get $length))
    (i32.const 2048))
  (func (export "instantiate") (param i32 i32 i32) (result i32) (call $answer (i32.const ${RESPONSE.length})))
  (data (i32.const 1024) "${RESPONSE.replaceAll('"', '\\"')}")
`;

/** A contract written by hand: `parts` stand beside the frame, `imports` before it. */
export function contract(parts: string, imports = ""): Uint8Array {
  const module = binaryen.parseText(`(module ${imports} ${FRAME} ${parts})`);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** Answers an empty response. */
export const OK = `(call $answer (i32.const ${RESPONSE.length}))`;
