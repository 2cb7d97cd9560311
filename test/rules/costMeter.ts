import type { Chain, State, Table, TxOutcome } from "mesh-security-devnet";

/** What one transaction took of its chain. */
export interface Cost {
  readonly gas: number;
  /** Records of contracts that were read, those that iterators passed included. */
  readonly reads: number;
  /** Records of contracts that were written or removed. */
  readonly writes: number;
  /** Calls of contracts, replies, packets and payments. */
  readonly messages: number;
}

export const COST_PARTS = ["gas", "reads", "writes", "messages"] as const satisfies readonly (keyof Cost)[];

/** Where a chain keeps what its contracts store. */
const STORES = "wasm/store/";
/** Each of these tells of one message. */
const MESSAGES: ReadonlySet<string> = new Set([
  "execute",
  "reply",
  "send_packet",
  "write_acknowledgement",
  "coin_spent",
]);

interface Counter {
  reads: number;
  writes: number;
}

function observe<V>(table: Table<V>, counter: Counter): void {
  const { get, set, delete: remove, range } = table;
  table.get = (key) => {
    counter.reads += 1;
    return get.call(table, key);
  };
  table.set = (key, value) => {
    counter.writes += 1;
    set.call(table, key, value);
  };
  table.delete = (key) => {
    counter.writes += 1;
    remove.call(table, key);
  };
  table.range = function* (...bounds) {
    for (const entry of range.apply(table, bounds)) {
      counter.reads += 1;
      yield entry as [string, V];
    }
  };
}

/** Counts what contracts do to their records from now on. */
function count(state: State): Counter {
  const counter: Counter = { reads: 0, writes: 0 };
  const observed = new Set<string>();
  const { table } = state;
  state.table = <V>(name: string): Table<V> => {
    const found = table.call(state, name) as Table<V>;
    if (name.startsWith(STORES) && !observed.has(name)) {
      observed.add(name);
      observe(found, counter);
    }
    return found;
  };
  return counter;
}

/** Rows of what transactions cost. */
export class CostMeter {
  readonly rows = new Map<string, Cost>();
  private readonly counters = new Map<Chain, Counter>();

  /** Counts on that chain from now on. */
  add(chain: Chain): void {
    this.counters.set(chain, count(chain.state));
  }

  /** Notes what a transaction took. Throws a RangeError where it failed, or where there is such a row already. */
  note(row: string, chain: Chain, deliver: () => TxOutcome): TxOutcome {
    const counter = this.counters.get(chain);
    if (counter === undefined) throw new RangeError(`nothing counts on ${chain.chainId}`);
    const { reads, writes } = counter;
    const { code, rawLog, gasUsed, events, ...rest } = deliver();
    if (code !== 0) throw new RangeError(`${row}: ${rawLog}`);
    if (this.rows.has(row)) throw new RangeError(`${row} was measured already`);
    this.rows.set(row, {
      gas: Number(gasUsed),
      reads: counter.reads - reads,
      writes: counter.writes - writes,
      messages: events.filter(({ type }) => MESSAGES.has(type)).length,
    });
    return { code, rawLog, gasUsed, events, ...rest };
  }
}
