import { decodeAddress, encodeAddress } from "../address.js";
import { SdkError } from "../types.js";
import { type CallContext, Price, WORK_PER_GAS } from "./call.js";
import * as crypto from "./crypto.js";
import { type RegionMemory, VmError } from "./memory.js";

/** Longest inputs, as the virtual machine of a chain limits them. */
const Limit = {
  key: 64 * 1024,
  value: 128 * 1024,
  humanAddress: 256,
  canonicalAddress: 64,
  hash: 32,
  signature: 64,
  publicKey: 65,
  message: 128 * 1024,
  batch: 256,
  request: 64 * 1024 * 1024,
  text: 2 * 1024 * 1024,
} as const;

/** What the imports need of the instance they belong to. */
export interface Guest {
  readonly memory: RegionMemory;
  readonly context: CallContext;
  /** Makes a region in the contract's memory, and fills it. */
  allocate(data: Uint8Array): number;
  /** Takes that much work off what is left; throws where there is none. */
  spend(work: number): void;
  /** Chain gas that is left, rounded down. */
  gasLeft(): bigint;
  /** Iterators that the call has opened. */
  readonly iterators: Generator<[string, Uint8Array]>[];
}

type Import = (...args: number[]) => number | bigint | undefined;

const text = new TextEncoder();
const EMPTY = new Uint8Array();

/** Names of the functions that a contract may import from `env`. */
export const IMPORTS: readonly string[] = Object.keys(makeImports(() => undefined as never));

/** The host's functions for one instance. */
export function makeImports(guest: () => Guest): Record<string, Import> {
  return { ...storageImports(guest), ...addressImports(guest), ...cryptoImports(guest), ...chainImports(guest) };
}

function charge(guest: Guest, gas: number): void {
  guest.spend(gas * WORK_PER_GAS);
}

function storageImports(guest: () => Guest): Record<string, Import> {
  const requireWritable = (g: Guest) => {
    if (g.context.readOnly)
      throw new VmError("Error calling the VM: Error executing Wasm: write access denied in a query");
  };
  return {
    db_read: (key = 0) => {
      const g = guest();
      const name = g.memory.readKey(key, Limit.key);
      const value = g.context.storage.get(name);
      charge(g, Price.read + Price.readByte * (name.length + (value?.length ?? 0)));
      return value === undefined ? 0 : g.allocate(value);
    },
    db_write: (key = 0, value = 0) => {
      const g = guest();
      requireWritable(g);
      const name = g.memory.readKey(key, Limit.key);
      const data = g.memory.read(value, Limit.value);
      charge(g, Price.write + Price.writeByte * (name.length + data.length));
      g.context.storage.set(name, data);
      return undefined;
    },
    db_remove: (key = 0) => {
      const g = guest();
      requireWritable(g);
      charge(g, Price.remove);
      g.context.storage.delete(g.memory.readKey(key, Limit.key));
      return undefined;
    },
    db_scan: (start = 0, end = 0, order = 0) => {
      const g = guest();
      const bound = (pointer: number) => (pointer === 0 ? undefined : g.memory.readKey(pointer, Limit.key));
      if (order !== 1 && order !== 2) throw new VmError("Error calling the VM: Invalid order");
      charge(g, Price.next);
      g.iterators.push(g.context.storage.range(bound(start), bound(end), order === 1 ? "ascending" : "descending"));
      return g.iterators.length;
    },
    db_next: (id = 0) => {
      const g = guest();
      const [key, value] = next(g, id) ?? ["", EMPTY];
      return g.allocate(sections([latin1Bytes(key), value]));
    },
    db_next_key: (id = 0) => {
      const g = guest();
      const entry = next(g, id);
      return entry === undefined ? 0 : g.allocate(latin1Bytes(entry[0]));
    },
    db_next_value: (id = 0) => {
      const g = guest();
      const entry = next(g, id);
      return entry === undefined ? 0 : g.allocate(entry[1]);
    },
  };
}

function next(g: Guest, id: number): [string, Uint8Array] | undefined {
  const iterator = g.iterators[id - 1];
  if (iterator === undefined) throw new VmError(`Error calling the VM: Iterator with ID ${id} does not exist`);
  const { value } = iterator.next();
  const entry = value as [string, Uint8Array] | undefined;
  charge(g, Price.next + (entry === undefined ? 0 : Price.readByte * (entry[0].length + entry[1].length)));
  return entry;
}

function addressImports(guest: () => Guest): Record<string, Import> {
  /** Runs `body` on the address; its failures are texts for the contract, not the end of the call. */
  const onAddress = (source: number, body: (g: Guest, address: string) => void): number => {
    const g = guest();
    charge(g, Price.address);
    const bytes = g.memory.read(source, Limit.humanAddress);
    try {
      if (bytes.length === 0) throw new SdkError("undefined", 1, "Input is empty");
      body(g, decodeUtf8(bytes));
      return 0;
    } catch (error) {
      if (!(error instanceof SdkError)) throw error;
      return g.allocate(text.encode(error.message));
    }
  };
  return {
    addr_validate: (source = 0) =>
      onAddress(source, (g, address) => {
        const { prefix } = g.context;
        if (encodeAddress(prefix, decodeAddress(prefix, address)) !== address) {
          throw new SdkError("undefined", 1, "address not normalized");
        }
      }),
    addr_canonicalize: (source = 0, destination = 0) =>
      onAddress(source, (g, address) => g.memory.write(destination, decodeAddress(g.context.prefix, address))),
    addr_humanize: (source = 0, destination = 0) => {
      const g = guest();
      charge(g, Price.address);
      const canonical = g.memory.read(source, Limit.canonicalAddress);
      if (canonical.length === 0) return g.allocate(text.encode("addresses cannot be empty: unknown address"));
      g.memory.write(destination, text.encode(encodeAddress(g.context.prefix, canonical)));
      return 0;
    },
  };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SdkError("undefined", 1, "Input is not valid UTF-8");
  }
}

function cryptoImports(guest: () => Guest): Record<string, Import> {
  return {
    secp256k1_verify: (hash = 0, signature = 0, key = 0) => {
      const g = guest();
      charge(g, Price.signature);
      return crypto.secp256k1Verify(
        g.memory.read(hash, Limit.hash),
        g.memory.read(signature, Limit.signature),
        g.memory.read(key, Limit.publicKey),
      );
    },
    secp256k1_recover_pubkey: (hash = 0, signature = 0, parameter = 0) => {
      const g = guest();
      charge(g, Price.signature);
      const key = crypto.secp256k1Recover(
        g.memory.read(hash, Limit.hash),
        g.memory.read(signature, Limit.signature),
        parameter,
      );
      // An error stands in the upper half, a region in the lower.
      return typeof key === "number" ? BigInt(key) << 32n : BigInt(g.allocate(key));
    },
    ed25519_verify: (message = 0, signature = 0, key = 0) => {
      const g = guest();
      charge(g, Price.signature);
      return crypto.ed25519Verify(
        g.memory.read(message, Limit.message),
        g.memory.read(signature, Limit.signature),
        g.memory.read(key, Limit.publicKey),
      );
    },
    ed25519_batch_verify: (messages = 0, signatures = 0, keys = 0) => {
      const g = guest();
      const list = (pointer: number, longest: number) =>
        readSections(g.memory.read(pointer, (longest + 4) * Limit.batch));
      const all = list(signatures, Limit.signature);
      charge(g, Price.signature * Math.max(all.length, 1));
      return crypto.ed25519BatchVerify(list(messages, Limit.message), all, list(keys, Limit.publicKey));
    },
  };
}

function chainImports(guest: () => Guest): Record<string, Import> {
  return {
    debug: (source = 0) => {
      const g = guest();
      g.context.debug(new TextDecoder().decode(g.memory.read(source, Limit.text)));
      return undefined;
    },
    abort: (source = 0) => {
      const message = new TextDecoder().decode(guest().memory.read(source, Limit.text));
      throw new VmError(`Error calling the VM: Aborted: ${message}`);
    },
    query_chain: (request = 0) => {
      const g = guest();
      const bytes = g.memory.read(request, Limit.request);
      const answer = g.context.query(bytes, g.gasLeft(), (gas) => charge(g, Number(gas)));
      return g.allocate(answer);
    },
  };
}

/** A table's key as bytes. */
export function latin1Bytes(key: string): Uint8Array {
  const bytes = new Uint8Array(key.length);
  for (let i = 0; i < key.length; i += 1) bytes[i] = key.charCodeAt(i);
  return bytes;
}

/** Several texts of bytes in one, each followed by its length. */
function sections(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 4, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    view.setUint32(at + part.length, part.length);
    at += part.length + 4;
  }
  return bytes;
}

function readSections(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let end = bytes.length; end > 0; ) {
    const length = end >= 4 ? view.getUint32(end - 4) : Number.POSITIVE_INFINITY;
    const start = end - 4 - length;
    if (start < 0) throw new VmError("Error calling the VM: Communication error: cannot read sections");
    parts.unshift(bytes.subarray(start, end - 4));
    end = start;
  }
  return parts;
}
