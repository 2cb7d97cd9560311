import type { State, Table } from "../state.js";

/** Who may instantiate a code. */
export type Permission = "everybody" | "nobody" | readonly string[];

export interface CodeRecord {
  readonly codeId: bigint;
  readonly creator: string;
  /** Lower-case hex. */
  readonly checksum: string;
  readonly permission: Permission;
}

export interface ContractRecord {
  readonly address: string;
  readonly codeId: bigint;
  readonly creator: string;
  /** Empty where there is none. */
  readonly admin: string;
  readonly label: string;
  readonly created: { readonly height: bigint; readonly txIndex: number };
  /** Empty where the code has no entry points of IBC. */
  readonly ibcPortId: string;
}

export interface HistoryEntry {
  readonly operation: "Init" | "Migrate";
  readonly codeId: bigint;
  readonly msg: Uint8Array;
}

/** Wide enough for a u64, so that text order is number order. */
const DIGITS = 20;

function order(number: bigint): string {
  return number.toString().padStart(DIGITS, "0");
}

/** What x/wasm keeps of codes and contracts. */
export class Records {
  readonly codes: Table<CodeRecord>;
  readonly contracts: Table<ContractRecord>;
  private readonly counters: Table<bigint>;
  private readonly entries: Table<HistoryEntry>;

  constructor(private readonly state: State) {
    this.codes = state.table("wasm/codes");
    this.contracts = state.table("wasm/contracts");
    this.counters = state.table("wasm/counters");
    this.entries = state.table("wasm/history");
  }

  /** Counts from 1. */
  next(counter: "code" | "instance"): bigint {
    const number = (this.counters.get(counter) ?? 0n) + 1n;
    this.counters.set(counter, number);
    return number;
  }

  code(codeId: bigint): CodeRecord | undefined {
    return this.codes.get(order(codeId));
  }

  setCode(record: CodeRecord): void {
    this.codes.set(order(record.codeId), record);
  }

  storage(contract: string): Table<Uint8Array> {
    return this.state.table(`wasm/store/${contract}`);
  }

  history(contract: string): HistoryEntry[] {
    return [...this.entries.prefixed(`${contract}/`)].map(([, entry]) => entry);
  }

  addHistory(contract: string, entry: HistoryEntry): void {
    const position = BigInt(this.history(contract).length);
    this.entries.set(`${contract}/${order(position)}`, entry);
  }
}
