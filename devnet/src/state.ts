/**
 * The state of one chain: named tables of string keys, every write of which can be rolled back.
 * Values are never changed in place: a module puts a new one. That is what makes the undo log right.
 */

type Undo = { readonly table: Table<unknown>; readonly key: string; readonly before: unknown; readonly had: boolean };

/** Chunks stay below this, so that an insert moves a bounded number of keys. */
const CHUNK = 512;

/** Sorted set of strings by code unit: byte order for keys that hold one byte a character. */
class SortedKeys {
  private chunks: string[][] = [];

  private find(key: string): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const mid = (low + high) >>> 1;
      const chunk = this.chunks[mid] as string[];
      if ((chunk[chunk.length - 1] as string) < key) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  private static lower(chunk: readonly string[], key: string): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if ((chunk[mid] as string) < key) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  add(key: string): void {
    const at = Math.min(this.find(key), Math.max(this.chunks.length - 1, 0));
    const chunk = this.chunks[at];
    if (chunk === undefined) {
      this.chunks.push([key]);
      return;
    }
    chunk.splice(SortedKeys.lower(chunk, key), 0, key);
    if (chunk.length > CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK >>> 1));
  }

  delete(key: string): void {
    const at = this.find(key);
    const chunk = this.chunks[at];
    if (chunk === undefined) return;
    const index = SortedKeys.lower(chunk, key);
    if (chunk[index] !== key) return;
    chunk.splice(index, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** The first key that is at or above `key` (above it where `exclusive`). */
  ceiling(key: string, exclusive: boolean): string | undefined {
    const at = this.find(key);
    const chunk = this.chunks[at];
    if (chunk === undefined) return undefined;
    let index = SortedKeys.lower(chunk, key);
    if (exclusive && chunk[index] === key) index += 1;
    return chunk[index] ?? this.chunks[at + 1]?.[0];
  }

  /** The last key that is below `key`; the last of all where `key` is left out. */
  below(key: string | undefined): string | undefined {
    if (key === undefined) {
      const last = this.chunks[this.chunks.length - 1];
      return last?.[last.length - 1];
    }
    const at = this.find(key);
    const chunk = this.chunks[at];
    const index = chunk === undefined ? 0 : SortedKeys.lower(chunk, key);
    if (chunk !== undefined && index > 0) return chunk[index - 1];
    const before = this.chunks[at - 1];
    return before?.[before.length - 1];
  }
}

/** A map with ordered keys. Obtain one by {@link State.table}. */
export class Table<V> {
  private readonly values = new Map<string, V>();
  private readonly keys = new SortedKeys();

  constructor(
    readonly name: string,
    private readonly undo: Undo[],
  ) {}

  get size(): number {
    return this.values.size;
  }

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  set(key: string, value: V): void {
    this.record(key);
    this.write(key, value);
  }

  delete(key: string): void {
    if (!this.values.has(key)) return;
    this.record(key);
    this.remove(key);
  }

  /**
   * Entries with `from` ≤ key < `to`, ascending or descending. The table may change while one iterates: the next
   * key is looked up from the last one given.
   */
  *range(from?: string, to?: string, order: "ascending" | "descending" = "ascending"): Generator<[string, V]> {
    let key = order === "ascending" ? this.keys.ceiling(from ?? "", false) : this.keys.below(to);
    while (key !== undefined) {
      if (order === "ascending" ? to !== undefined && key >= to : from !== undefined && key < from) return;
      const value = this.values.get(key);
      if (value !== undefined) yield [key, value];
      key = order === "ascending" ? this.keys.ceiling(key, true) : this.keys.below(key);
    }
  }

  /** Entries whose key begins with `prefix`, ascending. */
  *prefixed(prefix: string): Generator<[string, V]> {
    for (const entry of this.range(prefix)) {
      if (!entry[0].startsWith(prefix)) return;
      yield entry;
    }
  }

  /** For {@link State.rollback} only. */
  restore(key: string, before: V, had: boolean): void {
    if (had) this.write(key, before);
    else this.remove(key);
  }

  private record(key: string): void {
    const had = this.values.has(key);
    this.undo.push({ table: this as Table<unknown>, key, before: this.values.get(key), had });
  }

  private write(key: string, value: V): void {
    if (!this.values.has(key)) this.keys.add(key);
    this.values.set(key, value);
  }

  private remove(key: string): void {
    this.values.delete(key);
    this.keys.delete(key);
  }
}

/** All tables of one chain. */
export class State {
  private readonly tables = new Map<string, Table<unknown>>();
  private readonly undo: Undo[] = [];

  /** The table of that name, made when first asked for. */
  table<V>(name: string): Table<V> {
    let table = this.tables.get(name);
    if (table === undefined) {
      table = new Table<unknown>(name, this.undo);
      this.tables.set(name, table);
    }
    return table as Table<V>;
  }

  /** A mark for {@link rollback}. */
  checkpoint(): number {
    return this.undo.length;
  }

  /** Undoes every write since the mark. */
  rollback(mark: number): void {
    while (this.undo.length > mark) {
      const { table, key, before, had } = this.undo.pop() as Undo;
      table.restore(key, before, had);
    }
  }

  /** Forgets the undo log; only between transactions. */
  commit(): void {
    this.undo.length = 0;
  }

  /** Runs `body`; where it throws, nothing it wrote stays. */
  atomic<T>(body: () => T): T {
    const mark = this.checkpoint();
    try {
      return body();
    } catch (error) {
      this.rollback(mark);
      throw error;
    }
  }

  /** All entries in a fixed order, for a hash of the state. */
  *entries(): Generator<readonly [table: string, key: string, value: unknown]> {
    for (const name of [...this.tables.keys()].sort()) {
      for (const [key, value] of (this.tables.get(name) as Table<unknown>).range()) yield [name, key, value];
    }
  }
}
