import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { State } from "../src/state.js";
import { alice, ask, base64, deployProbe, executeMsg, makeChain, mustDeliver, run } from "./probe.js";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 4 });
const text = (value: Uint8Array) => Buffer.from(value).toString("latin1");

type Step = { readonly key: Uint8Array; readonly value: Uint8Array | null };
const steps = fc.array(fc.record({ key: bytes, value: fc.option(bytes) }), { maxLength: 30 });

/** What a store holds after these steps, by plain means. */
function model(all: readonly Step[]): [string, string][] {
  const map = new Map<string, string>();
  for (const { key, value } of all) {
    if (value === null) map.delete(text(key));
    else map.set(text(key), text(value));
  }
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function write(chain: ReturnType<typeof makeChain>, contract: string, all: readonly Step[]): void {
  for (const { key, value } of all) {
    const plan = value === null ? { remove: [base64(key)] } : { set: [[base64(key), base64(value)]] };
    mustDeliver(chain, alice, executeMsg(contract, run(plan)));
  }
}

const unpack = (entries: readonly (readonly [string, string])[]) =>
  entries.map((pair) => pair.map((part) => Buffer.from(part, "base64").toString("latin1")));

describe("db_scan", () => {
  const chain = makeChain();
  const code = deployProbe(chain);

  test("behavior: ranges both ways are those of a plain model", () => {
    fc.assert(
      fc.property(
        steps,
        fc.option(bytes),
        fc.option(bytes),
        fc.boolean(),
        fc.nat(8),
        (all, start, end, descending, limit) => {
          const mark = chain.state.checkpoint();
          write(chain, code, all);
          const within = model(all).filter(
            ([key]) => (start === null || key >= text(start)) && (end === null || key < text(end)),
          );
          const expected = (descending ? within.reverse() : within).slice(0, limit);
          const bounds = { start: start && base64(start), end: end && base64(end), descending, limit };
          const range = (what: string) => ask<never>(chain, code, { range: { ...bounds, what } });
          expect(unpack(range("both"))).toEqual(expected);
          expect(unpack([range("keys")])[0]).toEqual(expected.map(([key]) => key));
          expect(unpack([range("values")])[0]).toEqual(expected.map(([, value]) => value));
          for (const { key } of all) write(chain, code, [{ key, value: null }]);
          expect(mark).toBe(0);
        },
      ),
      { numRuns: Number(process.env.DEVNET_RUNS ?? 25) },
    );
  });

  test("behavior: an iterator goes on over what is written while it runs, in the order of keys", () => {
    const table = new State().table<number>("t");
    for (const key of ["a", "c", "e"]) table.set(key, 1);
    const seen: string[] = [];
    for (const [key] of table.range()) {
      seen.push(key);
      if (key === "a") {
        table.set("b", 2);
        table.delete("c");
      }
    }
    expect(seen).toEqual(["a", "b", "e"]);
  });
});

describe("State", () => {
  const ops = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("set" as const), key: fc.string({ maxLength: 2 }), value: fc.nat(9) }),
      fc.record({ kind: fc.constant("delete" as const), key: fc.string({ maxLength: 2 }) }),
    ),
    { maxLength: 40 },
  );

  test("behavior: a rollback restores exactly what stood at the mark", () => {
    fc.assert(
      fc.property(ops, ops, (before, after) => {
        const state = new State();
        const table = state.table<number>("t");
        const apply = (op: (typeof before)[number]) =>
          op.kind === "set" ? table.set(op.key, op.value) : table.delete(op.key);
        before.forEach(apply);
        const entries = [...state.entries()];
        const mark = state.checkpoint();
        after.forEach(apply);
        state.rollback(mark);
        expect([...state.entries()]).toEqual(entries);
        expect([...table.range(undefined, undefined, "descending")].reverse()).toEqual([...table.range()]);
      }),
      { numRuns: Number(process.env.DEVNET_RUNS ?? 100) },
    );
  });

  test("behavior: ten thousand keys keep their order, whatever order they come in", () => {
    const table = new State().table<number>("t");
    const key = (i: number) => ((i * 7919) % 10_007).toString().padStart(5, "0");
    for (let i = 0; i < 10_000; i += 1) table.set(key(i), i);
    const keys = [...table.range()].map(([name]) => name);
    expect(keys).toHaveLength(10_000);
    expect(keys).toEqual([...keys].sort());
    for (let i = 0; i < 10_000; i += 2) table.delete(key(i));
    expect([...table.range()]).toHaveLength(5_000);
    expect([...table.range("00500", "00600")].every(([name]) => name >= "00500" && name < "00600")).toBe(true);
  });
});

describe("ten thousand accounts", () => {
  test("behavior: each has its own entry in a contract, found by key and by range", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const name = (i: number) => `account/${i.toString().padStart(5, "0")}`;
    for (let page = 0; page < 10; page += 1) {
      const set = Array.from({ length: 1_000 }, (_, i) => {
        const account = page * 1_000 + i;
        return [base64(name(account)), base64(JSON.stringify({ bonded: account }))];
      });
      const fee = { amount: [], gas: 100_000_000n };
      expect(chain.deliver({ signer: alice, messages: [executeMsg(contract, run({ set }))], fee }).rawLog).toBe("");
    }
    const get = (i: number) =>
      Buffer.from(ask<string>(chain, contract, { get: { key: base64(name(i)) } }), "base64").toString();
    expect([get(0), get(4_321), get(9_999)]).toEqual(['{"bonded":0}', '{"bonded":4321}', '{"bonded":9999}']);
    const bounds = { start: base64(name(9_990)), end: null, descending: true, limit: 100, what: "keys" };
    expect(unpack([ask<never>(chain, contract, { range: bounds })])[0]).toHaveLength(10);
  });
});
