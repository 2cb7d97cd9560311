import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, test } from "vitest";
import { namedAddress } from "../src/genesis.js";
import {
  alice,
  anotherProbe,
  ask,
  base64,
  binary,
  bob,
  DENOM,
  deployProbe,
  executeMsg,
  makeChain,
  mustDeliver,
  run,
} from "./probe.js";

const chain = makeChain();
const contract = deployProbe(chain, { admin: bob, plan: { set: [[base64("stored"), base64("here")]] } });
const plain = anotherProbe(chain);

type Outcome = { readonly ok: string } | { readonly error: string } | { readonly system: string };

const outcome = (request: unknown) => ask<Outcome>(chain, contract, { ask: { request } });
const decode = (text: string) => Buffer.from(text, "base64").toString();

function answer(request: unknown): unknown {
  const got = outcome(request);
  if (!("ok" in got)) throw new Error(JSON.stringify(got));
  return JSON.parse(decode(got.ok));
}

describe("query_chain", () => {
  test("behavior: bank", () => {
    expect(answer({ bank: { balance: { address: bob, denom: DENOM } } })).toEqual({
      amount: { denom: DENOM, amount: "1000" },
    });
    expect(answer({ bank: { supply: { denom: DENOM } } })).toEqual({ amount: { denom: DENOM, amount: "1001000" } });
  });

  test("behavior: smart and raw queries of another contract", () => {
    const smart = { smart: { contract_addr: contract, msg: binary({ get: { key: base64("stored") } }) } };
    expect(answer({ wasm: smart })).toBe(base64("here"));
    const raw = (key: string) => outcome({ wasm: { raw: { contract_addr: contract, key: base64(key) } } });
    expect(raw("stored")).toEqual({ ok: base64("here") });
    expect(raw("absent")).toEqual({ ok: "" });
  });

  test("behavior: what x/wasm knows of contracts and codes", () => {
    expect(answer({ wasm: { contract_info: { contract_addr: contract } } })).toEqual({
      code_id: 1,
      creator: alice,
      admin: bob,
      pinned: false,
      ibc_port: `wasm.${contract}`,
      ibc2_port: `wasm2${contract.slice(4)}`,
    });
    const { checksum } = answer({ wasm: { code_info: { code_id: 1 } } }) as { checksum: string };
    expect(checksum).toBe(chain.wasm.codes()[0]?.checksum);
  });

  test("behavior: ports and channels", () => {
    expect(answer({ ibc: { port_id: {} } })).toEqual({ port_id: `wasm.${contract}` });
    expect(answer({ ibc: { channel: { channel_id: "channel-9", port_id: null } } })).toMatchObject({});
  });

  const nobody = namedAddress("juno", "nobody");
  const failures: readonly (readonly [string, unknown, Outcome])[] = [
    [
      "a contract's own error, in full",
      { wasm: { smart: { contract_addr: plain, msg: binary({ fail: { text: "no" } }) } } },
      { error: "no: query wasm contract failed" },
    ],
    [
      "no such contract",
      { wasm: { smart: { contract_addr: nobody, msg: binary({}) } } },
      { system: `No such contract: ${nobody}` },
    ],
    ["no such code", { wasm: { code_info: { code_id: 9 } } }, { system: "No such code: 9" }],
    ["no address", { bank: { balance: { address: "x", denom: DENOM } } }, { error: "codespace: sdk, code: 7" }],
    [
      "a trap",
      { wasm: { smart: { contract_addr: plain, msg: binary({ trap: { trap: "panic" } }) } } },
      { error: "codespace: wasm, code: 29" },
    ],
    [
      "stargate",
      { stargate: { path: "/x", data: "" } },
      { system: "Unsupported query type: Stargate queries are disabled on this chain" },
    ],
    [
      "grpc",
      { grpc: { path: "/x", data: "" } },
      { system: "Unsupported query type: gRPC queries are disabled on this chain" },
    ],
  ];

  test.each(failures)("behavior: %s", (_, request, expected) => {
    expect(outcome(request)).toEqual(expected);
  });

  test("behavior: ten queries within one another, not eleven", () => {
    const deep = (depth: number) => ask<Outcome>(chain, contract, { deep: { depth } });
    expect(deep(9)).toEqual({ ok: "" });
    expect(deep(10)).toEqual({ error: "codespace: wasm, code: 27" });
  });

  test("behavior: a contract may ask itself while it runs", () => {
    const smart = { smart: { contract_addr: contract, msg: binary({ get: { key: base64("stored") } }) } };
    expect(answer({ wasm: smart })).toBe(base64("here"));
    const before = chain.stateHash();
    answer({ wasm: smart });
    expect(chain.stateHash()).toBe(before);
  });

  test("behavior: a loop in a query ends the transaction that asks, when its gas is spent", () => {
    const small = {
      used: 0n,
      limit: 300_000n,
      consume(amount: bigint) {
        this.used += amount;
      },
    };
    const loop = { wasm: { smart: { contract_addr: plain, msg: binary({ trap: { trap: "loop" } }) } } };
    const query = new TextEncoder().encode(JSON.stringify({ ask: { request: loop } }));
    expect(() => chain.wasm.querySmart(chain.block, small, contract, query)).toThrow(/gas/);
  });
});

describe("addresses", () => {
  test("default", () => {
    expect(ask(chain, contract, { validate: { address: alice } })).toBe(alice);
    const canonical = ask<string>(chain, contract, { canonicalize: { address: alice } });
    expect(Buffer.from(canonical, "base64")).toHaveLength(20);
    expect(ask(chain, contract, { humanize: { canonical } })).toBe(alice);
  });

  test.each([
    ["empty", "", /Input is empty/],
    ["of another chain", namedAddress("osmo", "alice"), /hrp does not match/],
    ["upper case", alice.toUpperCase(), /address not normalized/],
    ["a wrong checksum", `${alice.slice(0, -1)}q`, /decoding bech32 failed/],
    ["longer than the limit", "x".repeat(300), /too long/],
  ])("error: %s", (_, address, text) => {
    expect(() => ask(chain, contract, { validate: { address } })).toThrow(text);
  });
});

describe("signatures", () => {
  const hash = sha256(new TextEncoder().encode("message"));
  const secret = sha256(new TextEncoder().encode("secret"));
  const signature = secp256k1.sign(hash, secret, { prehash: false });
  const key = secp256k1.getPublicKey(secret);
  const verify = (parts: { hash?: Uint8Array; signature?: Uint8Array; key?: Uint8Array }) => {
    const all = { hash, signature, key, ...parts };
    return ask(chain, contract, {
      secp256k1: { hash: base64(all.hash), signature: base64(all.signature), key: base64(all.key) },
    });
  };

  test("behavior: secp256k1", () => {
    expect(verify({})).toEqual({ Ok: true });
    expect(verify({ key: secp256k1.getPublicKey(secret, false) })).toEqual({ Ok: true });
    expect(verify({ hash: sha256(hash) })).toEqual({ Ok: false });
    expect(verify({ hash: hash.slice(1) })).toEqual({ Err: expect.stringMatching(/hash format/i) });
    expect(verify({ signature: signature.slice(1) })).toEqual({ Err: expect.stringMatching(/signature format/i) });
    expect(verify({ key: key.slice(1) })).toEqual({ Err: expect.stringMatching(/public key format/i) });
    expect(verify({ key: Uint8Array.of(2, ...new Uint8Array(32).fill(255)) })).toEqual({
      Err: expect.stringMatching(/generic|crypto/i),
    });
  });

  test("behavior: high s is taken", () => {
    const { r, s } = secp256k1.Signature.fromBytes(signature);
    const high = new secp256k1.Signature(r, secp256k1.Point.Fn.ORDER - s).toBytes("compact");
    expect(verify({ signature: high })).toEqual({ Ok: true });
  });

  test("behavior: a public key is recovered", () => {
    const recovered = secp256k1.sign(hash, secret, { prehash: false, format: "recovered" });
    const body = { hash: base64(hash), signature: base64(recovered.slice(1)), param: recovered[0] };
    expect(ask(chain, contract, { recover: body })).toEqual({ Ok: base64(secp256k1.getPublicKey(secret, false)) });
    expect(ask(chain, contract, { recover: { ...body, param: 2 } })).toEqual({
      Err: expect.stringMatching(/recovery param/i),
    });
  });

  const message = new TextEncoder().encode("vote");
  const edSignature = ed25519.sign(message, secret);
  const edKey = ed25519.getPublicKey(secret);

  test("behavior: ed25519", () => {
    const ed = (m: Uint8Array, s: Uint8Array, k: Uint8Array) =>
      ask(chain, contract, { ed25519: { message: base64(m), signature: base64(s), key: base64(k) } });
    expect(ed(message, edSignature, edKey)).toEqual({ Ok: true });
    expect(ed(hash, edSignature, edKey)).toEqual({ Ok: false });
    expect(ed(message, edSignature.slice(1), edKey)).toEqual({ Err: expect.stringMatching(/signature format/i) });
    expect(ed(message, edSignature, edKey.slice(1))).toEqual({ Err: expect.stringMatching(/public key format/i) });
  });

  test("behavior: ed25519 in batches", () => {
    const batch = (messages: Uint8Array[], signatures: Uint8Array[], keys: Uint8Array[]) =>
      ask(chain, contract, {
        ed25519_batch: { messages: messages.map(base64), signatures: signatures.map(base64), keys: keys.map(base64) },
      });
    const other = sha256(secret);
    const pair = [edSignature, ed25519.sign(message, other)];
    const keys = [edKey, ed25519.getPublicKey(other)];
    expect(batch([], [], [])).toEqual({ Ok: true });
    expect(batch([message], pair, keys)).toEqual({ Ok: true });
    expect(batch([message, message], pair, keys)).toEqual({ Ok: true });
    expect(batch([message, hash], [edSignature, ed25519.sign(hash, secret)], [edKey])).toEqual({ Ok: true });
    expect(batch([message, hash], pair, keys)).toEqual({ Ok: false });
    expect(batch([message, message, message], pair, keys)).toEqual({ Err: "Unknown error: 7" });
    expect(batch([message], [edSignature, edSignature.slice(1)], keys)).toEqual({
      Err: expect.stringMatching(/signature format/i),
    });
  });
});

describe("debug", () => {
  test("default", () => {
    const lines: string[] = [];
    const talking = makeChain({ wasm: { onDebug: (who, text) => lines.push(`${who === probe}:${text}`) } });
    const probe = deployProbe(talking);
    ask(talking, probe, { debug: { text: "hällo" } });
    expect(lines).toEqual(["true:hällo"]);
    mustDeliver(talking, alice, executeMsg(probe, run({})));
  });
});
