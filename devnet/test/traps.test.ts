import { describe, expect, test } from "vitest";
import type { Chain } from "../src/chain.js";
import type { EncodeObject } from "../src/types.js";
import {
  alice,
  ask,
  base64,
  callOf,
  deployProbe,
  executeMsg,
  instantiateMsg,
  makeChain,
  mustDeliver,
  run,
  stored,
  storeMsg,
} from "./probe.js";
import { OK, contract as wat } from "./wat.js";

/** Little enough for a loop to end soon. */
const GAS = 500_000n;
/** Enough to fill a contract's memory. */
const MUCH_GAS = 6_000_000n;

function deliver(chain: Chain, message: EncodeObject, gas = GAS) {
  return chain.deliver({ signer: alice, messages: [message], fee: { amount: [], gas } });
}

function deployWat(chain: Chain, parts: string, imports = ""): string {
  const { responses } = mustDeliver(chain, alice, storeMsg(wat(parts, imports)));
  const made = mustDeliver(chain, alice, instantiateMsg(responses[0]?.fields.codeId as bigint));
  return made.responses[0]?.fields.address as string;
}

const count = (chain: Chain, contract: string) =>
  new TextDecoder().decode(
    mustDeliver(chain, alice, executeMsg(contract, { count: {} })).responses[0]?.fields.data as Uint8Array,
  );

describe("a contract that traps", () => {
  const kinds = [
    ["panic", "wasm", 29, /Aborted: panicked at .*told to/s],
    ["stack", "wasm", 29, /stack|out of bounds/],
    ["memory", "wasm", 29, /unreachable|memory allocation/],
    ["loop", "sdk", 11, /out of gas/],
  ] as const;

  test.each(kinds)("error: %s, and the next call behaves as on a fresh node", (trap, codespace, code, text) => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    expect(count(chain, contract)).toBe("1");
    const message = executeMsg(contract, run({ set: [[base64("key"), base64("value")]], trap }));
    const outcome = deliver(chain, message, trap === "memory" ? MUCH_GAS : GAS);
    expect([outcome.codespace, outcome.code]).toEqual([codespace, code]);
    expect(outcome.rawLog).toMatch(text);
    expect(stored(chain, contract, "key")).toBeNull();
    expect(count(chain, contract)).toBe("2");
  });

  test.each(kinds)("behavior: a query with %s fails and leaves the contract alone", (trap) => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const before = chain.stateHash();
    const { block, wasm } = chain;
    const gas = { used: 0n, limit: GAS, consume: () => undefined };
    const query = new TextEncoder().encode(JSON.stringify({ trap: { trap } }));
    expect(() => wasm.querySmart(block, gas, contract, query)).toThrow(/wasmvm error/);
    expect(chain.stateHash()).toBe(before);
    expect(count(chain, contract)).toBe("1");
  });

  test("behavior: what a trap in a sub-message wrote is undone, and its reply hears no details", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const inner = run({ set: [[base64("inner"), base64("1")]], trap: "panic" });
    const messages = [{ id: 7, msg: callOf(contract, inner), gas_limit: null, reply_on: "error", payload: "" }];
    mustDeliver(chain, alice, executeMsg(contract, run({ set: [[base64("outer"), base64("1")]], messages })));
    expect(stored(chain, contract, "inner")).toBeNull();
    expect(stored(chain, contract, "outer")).toBe("1");
    expect(JSON.parse(stored(chain, contract, "reply/7") ?? "").result).toEqual({ error: "codespace: wasm, code: 29" });
  });

  test("behavior: a loop in a sub-message with a limit ends at the limit", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const msg = callOf(contract, run({ trap: "loop" }));
    const messages = [{ id: 1, msg, gas_limit: 100_000, reply_on: "error", payload: "" }];
    const outcome = mustDeliver(chain, alice, executeMsg(contract, run({ messages })));
    expect(JSON.parse(stored(chain, contract, "reply/1") ?? "").result).toEqual({ error: "codespace: sdk, code: 11" });
    expect(outcome.gasUsed).toBeGreaterThan(160_000n);
    expect(outcome.gasUsed).toBeLessThan(300_000n);
  });

  test("error: out of gas in a sub-message without a limit ends the transaction, whatever the reply", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const msg = callOf(contract, run({ trap: "loop" }));
    const messages = [{ id: 1, msg, gas_limit: null, reply_on: "always", payload: "" }];
    const outcome = deliver(chain, executeMsg(contract, run({ messages })));
    expect([outcome.codespace, outcome.code]).toEqual(["sdk", 11]);
  });
});

describe("a contract written by hand", () => {
  const bodies: readonly (readonly [string, string, string, RegExp])[] = [
    ["unreachable", "unreachable", "", /unreachable/],
    ["a load out of bounds", "(i32.load (i32.const -8))", "", /out of bounds/],
    ["a division by zero", "(i32.div_u (i32.const 1) (i32.const 0))", "", /divide by zero/],
    ["a region out of bounds", "(i32.const -4)", "", /Region pointer out of bounds/],
    ["a region at zero", "(i32.const 0)", "", /Region pointer out of bounds/],
    [
      "an iterator that is not there",
      "(call $next (i32.const 9))",
      '(import "env" "db_next" (func $next (param i32) (result i32)))',
      /Iterator with ID 9/,
    ],
  ];

  test.each(bodies)("error: %s", (_, body, imports, text) => {
    const chain = makeChain();
    const contract = deployWat(chain, `(func (export "execute") (param i32 i32 i32) (result i32) ${body})`, imports);
    const outcome = deliver(chain, executeMsg(contract, {}));
    expect([outcome.codespace, outcome.code]).toEqual(["wasm", 29]);
    expect(outcome.rawLog).toMatch(text);
  });

  test("error: recursion without end", () => {
    const chain = makeChain();
    const deep = `(func $deep (param i32) (result i32) (i32.add (call $deep (i32.const 1)) (i32.const 1)))
      (func (export "execute") (param i32 i32 i32) (result i32) (call $deep (i32.const 0)))`;
    const contract = deployWat(chain, deep);
    const outcomes = [0, 1].map(() => deliver(chain, executeMsg(contract, {})));
    expect(outcomes.map(({ code }) => code)).toEqual([29, 29]);
    expect(outcomes[0]?.gasUsed).toBe(outcomes[1]?.gasUsed);
  });

  test("error: a loop without end, in a few blocks of gas or many", () => {
    const chain = makeChain();
    const contract = deployWat(
      chain,
      '(func (export "execute") (param i32 i32 i32) (result i32) (loop (br 0)) (i32.const 0))',
    );
    expect(deliver(chain, executeMsg(contract, {})).code).toBe(11);
    expect(deliver(chain, executeMsg(contract, {})).gasUsed).toBe(GAS + 1n);
  });

  test("error: a write in a query", () => {
    const imports = '(import "env" "db_write" (func $write (param i32 i32)))';
    const chain = makeChain();
    const query = `(func (export "query") (param i32 i32) (result i32) (call $write (local.get 0) (local.get 1)) ${OK})`;
    const contract = deployWat(chain, query, imports);
    expect(() => ask(chain, contract, {})).toThrow(/write access denied/);
  });

  test("error: an entry point that is missing", () => {
    const chain = makeChain();
    const contract = deployWat(chain, "");
    expect(deliver(chain, executeMsg(contract, {})).rawLog).toMatch(/Missing export execute/);
  });

  test("error: an answer that is no JSON", () => {
    const chain = makeChain();
    const contract = deployWat(
      chain,
      '(func (export "execute") (param i32 i32 i32) (result i32) (call $answer (i32.const 3)))',
    );
    expect(deliver(chain, executeMsg(contract, {})).code).toBe(29);
  });
});
