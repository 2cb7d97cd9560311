/** Delegators of the one validator while a figure is taken. */
export const COLUMNS = ["one", "fifty"] as const;
export type Column = (typeof COLUMNS)[number];

/** Gas by row, then by column. A row's name begins with the contract or the side that it belongs to, and a colon. */
export type Figures = Readonly<Record<string, Readonly<Record<Column, number>>>>;

/** Takes figures down, one column at a time. */
export class Ledger {
  readonly #rows = new Map<string, Map<Column, number>>();

  /** Throws where the row has that figure already: every row is one transaction of the flow. */
  note(row: string, column: Column, gas: bigint): void {
    const known = this.#rows.get(row) ?? new Map<Column, number>();
    if (known.has(column)) throw new RangeError(`${row} was measured twice`);
    known.set(column, Number(gas));
    this.#rows.set(row, known);
  }

  /** All rows by name. Throws where one lacks a column. */
  figures(): Figures {
    const names = [...this.#rows.keys()].sort();
    return Object.fromEntries(
      names.map((name) => {
        const [one, fifty] = COLUMNS.map((column) => this.#rows.get(name)?.get(column));
        if (one === undefined || fifty === undefined) throw new RangeError(`${name} was not measured in every column`);
        return [name, { one, fifty }];
      }),
    );
  }
}
