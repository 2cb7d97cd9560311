import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Chain } from "../src/chain.js";
import { Clock, SECOND } from "../src/clock.js";
import { namedAddress, namedOperator, namedValidator } from "../src/genesis.js";
import type { EncodeObject } from "../src/types.js";
import type { CodeCache } from "../src/wasm/code.js";
import {
  alice,
  anotherProbe,
  base64,
  bob,
  callOf,
  codes,
  DENOM,
  deployProbe,
  executeMsg,
  instantiateMsg,
  makeChain,
  mustDeliver,
  PREFIX,
  probeWasm,
  run,
  storeMsg,
} from "./probe.js";
import { OK, contract as wat } from "./wat.js";

const sendMsg = (amount: string, toAddress = bob, fromAddress = alice): EncodeObject => ({
  typeUrl: "/cosmos.bank.v1beta1.MsgSend",
  value: { fromAddress, toAddress, amount: [{ denom: DENOM, amount }] },
});

const fee = (amount: string, gas = 200_000n) => ({ amount: [{ denom: DENOM, amount }], gas });

describe("deliver", () => {
  test("default", () => {
    const chain = makeChain();
    const outcome = chain.deliver({ signer: alice, messages: [sendMsg("7")], fee: fee("10") });
    expect(outcome).toMatchObject({ code: 0, height: 1n, txIndex: 0, rawLog: "", gasWanted: 200_000n });
    expect(chain.bank.balance(bob, DENOM)).toBe(1_007n);
    expect(chain.bank.balance(alice, DENOM)).toBe(999_983n);
    expect(chain.auth.account(alice)?.sequence).toBe(1n);
  });

  test("behavior: all messages or none; fee and sequence count either way", () => {
    const chain = makeChain();
    const outcome = chain.deliver({ signer: alice, messages: [sendMsg("7"), sendMsg("99999999")], fee: fee("10") });
    expect(outcome).toMatchObject({ codespace: "sdk", code: 5 });
    expect(outcome.rawLog).toMatch(/^failed to execute message; message index: 1: .*: insufficient funds$/);
    // What the messages did leaves no events, the fee does.
    expect(outcome.events.map(({ type }) => type)).toEqual([
      "coin_spent",
      "coin_received",
      "transfer",
      "message",
      "tx",
      "tx",
    ]);
    expect(chain.bank.balance(bob, DENOM)).toBe(1_000n);
    expect(chain.bank.balance(alice, DENOM)).toBe(999_990n);
    expect(chain.auth.account(alice)?.sequence).toBe(1n);
  });

  const refused = [
    ["a fee that is not there", { fee: fee("2000000") }, "sdk", 5],
    ["a fee below the price", { fee: fee("1") }, "sdk", 13],
    ["a wrong sequence", { sequence: 5n, fee: fee("9999") }, "sdk", 32],
    ["too late", { timeoutHeight: 0x1n, fee: fee("9999") }, "sdk", 30],
    ["no message", { messages: [], fee: fee("9999") }, "sdk", 18],
  ] as const;

  test.each(refused)("error: %s, and nothing changes", (_, change, codespace, code) => {
    const chain = makeChain({ gasPrice: "0.025" });
    chain.nextBlock();
    const outcome = chain.deliver({ signer: alice, messages: [sendMsg("7")], ...change });
    expect([outcome.codespace, outcome.code]).toEqual([codespace, code]);
    expect(chain.auth.account(alice)?.sequence).toBe(0n);
    expect(chain.bank.balance(alice, DENOM)).toBe(1_000_000n);
  });

  test("error: a message nobody handles", () => {
    const outcome = makeChain().deliver({ signer: alice, messages: [{ typeUrl: "/x.y.MsgZ", value: {} }] });
    expect(outcome).toMatchObject({ codespace: "sdk", code: 6 });
  });

  test("error: gas runs out", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const outcome = chain.deliver({
      signer: alice,
      messages: [executeMsg(contract, { count: {} })],
      fee: fee("0", 60_500n),
    });
    expect(outcome).toMatchObject({ codespace: "sdk", code: 13 });
    const poor = chain.deliver({
      signer: alice,
      messages: [executeMsg(contract, { count: {} })],
      fee: { amount: [], gas: 60_500n },
    });
    expect(poor).toMatchObject({ codespace: "sdk", code: 11, gasWanted: 60_500n });
    expect(poor.gasUsed).toBeGreaterThan(60_500n);
  });

  test("error: a fault of a module's own passes through, and the block is not made", () => {
    const chain = makeChain();
    const before = chain.stateHash();
    const broken = { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: null };
    expect(() => chain.deliver({ signer: alice, messages: [broken] })).toThrow(TypeError);
    expect(chain.block.height).toBe(0n);
    expect(chain.stateHash()).toBe(before);
  });
});

describe("blocks", () => {
  test("behavior: each moves the clock by the block time, chains share one", () => {
    const clock = new Clock(1_000n * SECOND);
    const [a, b] = ["a", "b"].map((chainId) => makeChain({ chainId, clock, blockTime: 5n * SECOND }));
    a?.nextBlock();
    b?.nextBlock();
    clock.advance(60n * SECOND);
    expect(a?.nextBlock()).toEqual({ chainId: "a", height: 2n, time: 1_075n * SECOND });
    expect(() => clock.advance(-1n)).toThrow(RangeError);
  });

  test("behavior: several transactions in one see what those before them did", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const message = { signer: alice, messages: [executeMsg(contract, { count: {} })] };
    const outcomes = chain.deliverBlock([message, message, message]);
    const counts = outcomes.map(({ responses }) => new TextDecoder().decode(responses[0]?.fields.data as Uint8Array));
    expect(counts).toEqual(["1", "2", "3"]);
    expect(new Set(outcomes.map(({ hash }) => hash)).size).toBe(3);
    expect(chain.blockAt(chain.block.height)?.transactions).toEqual(outcomes);
  });

  test("behavior: validators of genesis are bonded and earn what is minted", () => {
    const validators = ["v1", "v2"].map((name) => namedValidator(PREFIX, name, 5_000_000n));
    const chain = makeChain({ validators, mint: { perBlock: 1_000n } });
    const supply = chain.bank.supply(DENOM);
    for (let i = 0; i < 5; i += 1) chain.nextBlock();
    expect(chain.bank.supply(DENOM)).toBe(supply + 5_000n);
    const withdraw = {
      typeUrl: "/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward",
      value: { delegatorAddress: namedAddress(PREFIX, "v1"), validatorAddress: namedOperator(PREFIX, "v1") },
    };
    const { code, rawLog } = chain.deliver({ signer: namedAddress(PREFIX, "v1"), messages: [withdraw] });
    expect([code, rawLog]).toEqual([0, ""]);
    expect(chain.bank.balance(namedAddress(PREFIX, "v1"), DENOM)).toBeGreaterThan(1_000n);
  });
});

describe("simulate", () => {
  test("behavior: tells the gas and changes nothing", () => {
    const chain = makeChain();
    const contract = deployProbe(chain);
    const request = { signer: alice, messages: [executeMsg(contract, { count: {} })] };
    const before = chain.stateHash();
    const gas = chain.simulate(request);
    expect(chain.stateHash()).toBe(before);
    expect(chain.deliver(request).gasUsed).toBe(gas);
  });

  test("behavior: transactions do not feel it, even where a contract's memory outlives a call", () => {
    // Each call in one instance works a thousand turns longer than the one before.
    const execute = `(global $calls (mut i32) (i32.const 0))
      (func (export "execute") (param i32 i32 i32) (result i32) (local $i i32)
        (global.set $calls (i32.add (global.get $calls) (i32.const 1000)))
        (local.set $i (global.get $calls))
        (loop (br_if 0 (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
        ${OK})`;
    const gasOf = (simulations: number) => {
      const chain = makeChain();
      mustDeliver(chain, alice, storeMsg(wat(execute)), instantiateMsg(1n));
      const [contract] = chain.wasm.contracts();
      const request = { signer: alice, messages: [executeMsg(contract?.address ?? "", {})] };
      for (let i = 0; i < simulations; i += 1) chain.simulate(request);
      return [chain.deliver(request), chain.deliver(request)].map(({ gasUsed }) => gasUsed);
    };
    const [first = 0n, second = 0n] = gasOf(0);
    expect(second).toBeGreaterThan(first);
    expect(gasOf(5)).toEqual([first, second]);
  });

  test("error: SdkError of the message", () => {
    expect(() => makeChain().simulate({ signer: alice, messages: [sendMsg("99999999")] })).toThrow(
      /insufficient funds$/,
    );
  });
});

describe("transactions", () => {
  const chain = makeChain();
  const contract = deployProbe(chain);
  const mark = (value: string) =>
    mustDeliver(chain, alice, executeMsg(contract, run({ attributes: [{ key: "mark", value }] })));
  const [first, second, third] = ["a", "b", "a"].map(mark);

  test("behavior: found by hash, in either case", () => {
    expect(chain.transactions.get(first?.hash ?? "")).toBe(first);
    expect(chain.transactions.get((first?.hash ?? "").toLowerCase())).toBe(first);
    expect(chain.transactions.get("00")).toBeUndefined();
  });

  test("behavior: found by events and height", () => {
    const search = (query: Parameters<typeof chain.transactions.search>[0]) => chain.transactions.search(query);
    expect(search("wasm.mark='a'")).toEqual([first, third]);
    expect(search([{ key: "wasm.mark", value: "b" }])).toEqual([second]);
    expect(search(`wasm.mark='a' AND tx.height>${first?.height}`)).toEqual([third]);
    expect(search(`tx.height=${second?.height}`)).toEqual([second]);
    expect(search(`wasm.mark='a' AND wasm._contract_address='${bob}'`)).toEqual([]);
    expect(search([{ key: "tx.hash", value: third?.hash ?? "" }])).toEqual([third]);
  });

  test.each(["wasm.mark", "wasm.mark>'a'", "wasm.mark='a' OR wasm.mark='b'"])("error: SyntaxError for %s", (query) => {
    expect(() => chain.transactions.search(query)).toThrow(SyntaxError);
  });
});

describe("determinism", () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("set" as const),
      key: fc.string({ minLength: 1, maxLength: 3 }),
      value: fc.string({ minLength: 1 }),
    }),
    fc.record({
      kind: fc.constant("nested" as const),
      key: fc.string({ minLength: 1, maxLength: 3 }),
      fail: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("trap" as const), trap: fc.constantFrom("panic", "stack") }),
    fc.record({ kind: fc.constant("send" as const), amount: fc.nat(2_000_000) }),
    fc.record({ kind: fc.constant("query" as const) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function play(chain: Chain, contracts: readonly string[], { ...action }: Step): unknown {
    const [a = "", b = ""] = contracts;
    const deliver = (message: EncodeObject) => {
      const { code, rawLog, events } = chain.deliver({ signer: alice, messages: [message] });
      return { code, rawLog, events };
    };
    switch (action.kind) {
      case "set":
        return deliver(executeMsg(a, run({ set: [[base64(action.key), base64(action.value)]] })));
      case "nested": {
        const inner = run({ set: [[base64(action.key), base64("x")]], ...(action.fail ? { fail: "no" } : {}) });
        const messages = [{ id: 1, msg: callOf(b, inner), gas_limit: null, reply_on: "error", payload: "" }];
        return deliver(executeMsg(a, run({ messages })));
      }
      case "trap":
        return deliver(executeMsg(a, run({ trap: action.trap })));
      case "send":
        return deliver(sendMsg(action.amount.toString()));
      case "query":
        return chain.simulate({ signer: alice, messages: [executeMsg(b, { count: {} })] }) > 0n;
    }
  }

  test("behavior: the same calls give the same state and the same answers, with instances fresh or used again", () => {
    const cache: CodeCache = codes;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const [once, again, strict] = [{}, {}, { strict: true }].map((wasm) => {
          const chain = makeChain({ wasm: { codes: cache, ...wasm } });
          const contracts = [deployProbe(chain), anotherProbe(chain)];
          const answers = steps.map((each) => play(chain, contracts, each));
          return { hash: chain.stateHash(), answers, block: chain.blockAt(chain.block.height)?.hash };
        });
        expect(again).toEqual(once);
        expect(strict?.hash).toBe(once?.hash);
        expect(strict?.answers).toEqual(once?.answers);
      }),
      { numRuns: Number(process.env.DEVNET_RUNS ?? 8) },
    );
  });

  test("behavior: another state has another hash", () => {
    const hashes = ["1", "2", "3"].map((amount) => {
      const chain = makeChain();
      mustDeliver(chain, alice, sendMsg(amount));
      return chain.stateHash();
    });
    expect(new Set(hashes).size).toBe(3);
  });

  test("behavior: two chains that share compiled code share no state", () => {
    const [one, other] = [makeChain(), makeChain()];
    const contract = deployProbe(one);
    mustDeliver(other, alice, storeMsg(probeWasm));
    expect(one.wasm.isContract(contract)).toBe(true);
    expect(other.wasm.isContract(contract)).toBe(false);
  });
});
