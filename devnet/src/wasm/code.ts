import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { IMPORTS } from "./imports.js";
import { InvalidWasm } from "./instructions.js";
import { meter } from "./metering.js";

/** What wasmd 0.61 offers. */
const CAPABILITIES: ReadonlySet<string> = new Set([
  "iterator",
  "staking",
  "stargate",
  "cosmwasm_1_1",
  "cosmwasm_1_2",
  "cosmwasm_1_3",
  "cosmwasm_1_4",
  "cosmwasm_2_0",
  "cosmwasm_2_1",
  "cosmwasm_2_2",
  "ibc2",
]);

const REQUIRED_EXPORTS = ["allocate", "deallocate"] as const;
const INTERFACE = "interface_version_8";
const REQUIRES = "requires_";
const IBC_ENTRY_POINTS = [
  "ibc_channel_open",
  "ibc_channel_connect",
  "ibc_channel_close",
  "ibc_packet_receive",
  "ibc_packet_ack",
  "ibc_packet_timeout",
] as const;

/** A module that a chain would take, made ready to run. */
export interface Code {
  /** sha256 of the bytes as stored, lower-case hex. */
  readonly checksum: string;
  readonly module: WebAssembly.Module;
  readonly entryPoints: ReadonlySet<string>;
  readonly hasIbc: boolean;
  /** The bytes as stored. */
  readonly wasm: Uint8Array;
  /** Of the custom section that tells when `migrate` needs no call. */
  readonly migrateVersion: bigint | undefined;
}

/** Compiled modules by checksum. One can serve several chains. */
export type CodeCache = Map<string, Code>;

/**
 * Checks and compiles a module, or takes it from the cache. Throws {@link InvalidWasm} where a chain would refuse it:
 * unknown imports, missing exports, capabilities it doesn't have, instructions beyond wasm's first version.
 */
export function loadCode(cache: CodeCache, wasm: Uint8Array): Code {
  const checksum = bytesToHex(sha256(wasm));
  let code = cache.get(checksum);
  if (code === undefined) {
    code = compile(checksum, wasm);
    cache.set(checksum, code);
  }
  return code;
}

function compile(checksum: string, wasm: Uint8Array): Code {
  const module = instantiable(wasm);
  const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  for (const name of REQUIRED_EXPORTS) {
    if (!exported.has(name)) throw new InvalidWasm(`Wasm contract doesn't have required export: "${name}".`);
  }
  if (!exported.has(INTERFACE)) {
    throw new InvalidWasm("Wasm contract missing a required marker export: interface_version_*");
  }
  const missing = [...exported]
    .filter((name) => name.startsWith(REQUIRES))
    .map((name) => name.slice(REQUIRES.length))
    .filter((name) => !CAPABILITIES.has(name));
  if (missing.length > 0)
    throw new InvalidWasm(`Wasm contract requires unavailable capabilities: {${missing.join(", ")}}`);
  return {
    checksum,
    module,
    entryPoints: exported,
    wasm: wasm.slice(),
    hasIbc: IBC_ENTRY_POINTS.every((name) => exported.has(name)),
    migrateVersion: migrateVersion(module),
  };
}

function instantiable(wasm: Uint8Array): WebAssembly.Module {
  let plain: WebAssembly.Module;
  try {
    plain = new WebAssembly.Module(wasm as BufferSource);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidWasm(`Wasm bytecode could not be deserialized. Deserialization error: "${reason}"`);
  }
  for (const { module, name } of WebAssembly.Module.imports(plain)) {
    if (module === "env" && IMPORTS.includes(name)) continue;
    throw new InvalidWasm(
      `Wasm contract requires unsupported import: "${module}.${name}". Available imports: ${IMPORTS.join(", ")}`,
    );
  }
  return new WebAssembly.Module(meter(wasm) as BufferSource);
}

function migrateVersion(module: WebAssembly.Module): bigint | undefined {
  const [section] = WebAssembly.Module.customSections(module, "cw_migrate_version");
  return section === undefined ? undefined : BigInt(new TextDecoder().decode(section));
}
