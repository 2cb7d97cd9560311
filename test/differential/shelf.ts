import type { State, Table } from "mesh-security-devnet";

/** What a contract keeps of a record, as far as it is compared: texts and numbers by their names in its storage. */
type Stored = Readonly<Record<string, unknown>>;

/** A record that was written: the contract must keep the same. */
export interface Written {
  readonly contract: string;
  /** Of the contract's storage. */
  readonly key: Uint8Array;
  readonly what: string;
  /** Undefined where there is no such record any more. */
  expected(): Stored | undefined;
}

const utf8 = new TextEncoder();

/** A number as keys have it. */
export function big64(number: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

/** Where a contract keeps a record: every part but the last comes after its length. */
function storageKey(namespace: string, parts: readonly (string | Uint8Array)[]): Uint8Array {
  const bytes: number[] = [];
  const all = [namespace, ...parts].map((part) => (typeof part === "string" ? utf8.encode(part) : part));
  for (const [at, part] of all.entries()) {
    if (at < all.length - 1) bytes.push(part.length >> 8, part.length & 0xff);
    bytes.push(...part);
  }
  return Uint8Array.from(bytes);
}

/** How a contract stores what a shelf holds. */
export interface Layout<V> {
  readonly namespace: string;
  readonly parts: (key: string, value: V | undefined) => readonly (string | Uint8Array)[];
  readonly stored: (value: V, key: string) => Stored;
}

/**
 * Records of one kind, of one contract. They are values: what changes is put anew, so that a message that fails can be
 * undone. Every write is noted.
 */
export class Shelf<V> {
  private readonly table: Table<V>;
  /** Parts of keys that a record told, for when it is gone. */
  private readonly keys = new Map<string, Uint8Array>();

  constructor(
    state: State,
    private readonly written: Map<string, Written>,
    private readonly contract: string,
    private readonly layout: Layout<V>,
  ) {
    this.table = state.table(`${contract}/${layout.namespace}`);
  }

  get(key: string): V | undefined {
    return this.table.get(key);
  }

  put(key: string, value: V): void {
    this.note(key, value);
    this.table.set(key, value);
  }

  delete(key: string): void {
    if (!this.table.has(key)) return;
    this.note(key, this.table.get(key));
    this.table.delete(key);
  }

  /** Keys and records whose key begins so, in order. */
  from(prefix: string): [string, V][] {
    return [...this.table.prefixed(prefix)];
  }

  private note(key: string, value: V | undefined): void {
    const { namespace, parts, stored } = this.layout;
    let bytes = this.keys.get(key);
    if (bytes === undefined) {
      bytes = storageKey(namespace, parts(key, value));
      this.keys.set(key, bytes);
    }
    const what = `${namespace} ${key}`;
    const expected = () => {
      const now = this.table.get(key);
      return now === undefined ? undefined : stored(now, key);
    };
    this.written.set(`${this.contract} ${what}`, { contract: this.contract, key: bytes, what, expected });
  }
}
