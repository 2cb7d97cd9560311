import type { TxOutcome } from "./transaction.js";

/** What cosmjs's `searchTx` takes. */
export type TxQuery = string | readonly { readonly key: string; readonly value: string | number | bigint }[];

interface Condition {
  readonly key: string;
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
  readonly value: string;
}

const CONDITION = /^\s*([\w./-]+)\s*(<=|>=|<|>|=)\s*(?:'([^']*)'|(\d+))\s*$/;

/** Transactions by hash and by their events. */
export class TxIndex {
  private readonly all: TxOutcome[] = [];
  private readonly byHash = new Map<string, TxOutcome>();
  /** Positions in `all` by `type.key=value`, ascending. */
  private readonly byEvent = new Map<string, number[]>();

  add(tx: TxOutcome): void {
    const position = this.all.length;
    this.all.push(tx);
    this.byHash.set(tx.hash, tx);
    const terms = new Set<string>();
    for (const { type, attributes } of tx.events) {
      for (const { key, value } of attributes) terms.add(`${type}.${key}=${value}`);
    }
    for (const term of terms) {
      const positions = this.byEvent.get(term);
      if (positions === undefined) this.byEvent.set(term, [position]);
      else positions.push(position);
    }
  }

  /** By hash, in either case. */
  get(hash: string): TxOutcome | undefined {
    return this.byHash.get(hash.toUpperCase());
  }

  /**
   * Transactions that meet every condition, oldest first: `type.key='value'`, joined by `AND`; `tx.height` also with
   * `<`, `<=`, `>`, `>=`; `tx.hash`. Throws a SyntaxError for conditions of another form.
   */
  search(query: TxQuery): TxOutcome[] {
    const conditions = typeof query === "string" ? parse(query) : query.map(toCondition);
    const onEvents = conditions.filter(({ key }) => !key.startsWith("tx."));
    const onTx = conditions.filter(({ key }) => key.startsWith("tx."));
    const lists = onEvents.map(({ key, value }) => this.byEvent.get(`${key}=${value}`) ?? []);
    const candidates = lists.reduce<readonly number[] | undefined>((found, list) => {
      if (found === undefined) return list;
      const members = new Set(list);
      return found.filter((position) => members.has(position));
    }, undefined);
    const txs = candidates === undefined ? this.all : candidates.flatMap((position) => this.all[position] ?? []);
    return txs.filter((tx) => onTx.every((condition) => this.meets(tx, condition)));
  }

  private meets(tx: TxOutcome, { key, operator, value }: Condition): boolean {
    if (key === "tx.hash") return tx.hash === value.toUpperCase();
    if (key !== "tx.height") {
      return tx.events.some(({ type, attributes }) =>
        attributes.some((attribute) => `${type}.${attribute.key}` === key && attribute.value === value),
      );
    }
    const height = BigInt(value);
    switch (operator) {
      case "=":
        return tx.height === height;
      case "<":
        return tx.height < height;
      case "<=":
        return tx.height <= height;
      case ">":
        return tx.height > height;
      case ">=":
        return tx.height >= height;
    }
  }
}

function parse(query: string): Condition[] {
  return query.split(/\s+AND\s+/).map((text) => {
    const [, key, operator, quoted, number] = CONDITION.exec(text) ?? [];
    const value = quoted ?? number;
    if (key === undefined || value === undefined) throw new SyntaxError(`cannot search for ${text}`);
    if (operator !== "=" && key !== "tx.height") throw new SyntaxError(`only tx.height has an order: ${text}`);
    return { key, operator: operator as Condition["operator"], value };
  });
}

function toCondition({ key, value }: { readonly key: string; readonly value: string | number | bigint }): Condition {
  return { key, operator: "=", value: value.toString() };
}
