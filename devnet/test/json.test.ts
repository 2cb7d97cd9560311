import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, writeJson } from "../src/wasm/json.js";
import { alice, ask, base64, deployProbe, executeMsg, makeChain, mustDeliver, run, stored, utf8 } from "./probe.js";

const LARGEST = 2n ** 64n - 1n;

describe("parseJson", () => {
  test("behavior: equals JSON.parse where every number fits a double", () => {
    fc.assert(
      fc.property(fc.jsonValue().filter(hasNoLongNumber), fc.constantFrom("", " ", "\n[]"), (value, extra) => {
        // Long digits, if only in a text, force the exact reader.
        const long = { "1234567890123456": value, extra };
        for (const text of [JSON.stringify(value), JSON.stringify(long), JSON.stringify(long, null, 2)]) {
          expect(parseJson(text)).toEqual(JSON.parse(text));
        }
      }),
    );
  });

  test("behavior: whole numbers beyond 2^53 become bigints", () => {
    expect(parseJson(`{"a":${LARGEST},"b":[-9007199254740993],"c":9007199254740991}`)).toEqual({
      a: LARGEST,
      b: [-9007199254740993n],
      c: 9007199254740991,
    });
  });

  test.each(["", "{", "[1,]", "01", "nul", '{"a":1234567890123456789,}'])("error: SyntaxError for %j", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test("behavior: __proto__ is a field like any other", () => {
    const value = parseJson('{"__proto__":{"polluted":1234567890123456789}}') as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });
});

const hasNoLongNumber = (value: unknown) => !/(?<![.\d])-?\d{16,}(?![.\de])/.test(JSON.stringify(value));

describe("writeJson", () => {
  test("default", () => {
    const value = { big: LARGEST, bytes: Uint8Array.of(1, 2), none: undefined, list: [null, "é\u2028"] };
    expect(writeJson(value)).toBe('{"big":18446744073709551615,"bytes":"AQI=","list":[null,"é\u2028"]}');
  });
});

describe("a contract's JSON", () => {
  const chain = makeChain();
  const contract = deployProbe(chain);

  test.each(["Käse", "日本語", "🦀", '\u0000\u001f"\\', "a\u2028b", "עברית"])(
    "behavior: %j goes in and comes out",
    (text) => {
      const attributes = [{ key: `k${text}`, value: `v${text}v` }];
      const { events } = mustDeliver(
        chain,
        alice,
        executeMsg(contract, run({ attributes, set: [[base64(text), base64(text)]] })),
      );
      expect(events.find(({ type }) => type === "wasm")?.attributes[1]).toEqual({
        key: `k${text}`.trim(),
        value: `v${text}v`,
      });
      expect(stored(chain, contract, text)).toBe(text);
      expect(ask(chain, contract, { debug: { text } })).toBe(text);
      const { rawLog } = chain.deliver({ signer: alice, messages: [executeMsg(contract, run({ fail: `x${text}x` }))] });
      expect(rawLog).toContain(`: x${text}x: execute wasm contract failed`);
    },
  );

  test("behavior: u64 numbers and texts pass unchanged", () => {
    const query = new TextEncoder().encode(`{"number":{"value":${LARGEST},"quoted":"${LARGEST}"}}`);
    const answer = chain.wasm.querySmart(
      chain.block,
      { used: 0n, limit: 10n ** 9n, consume: () => undefined },
      contract,
      query,
    );
    expect(new TextDecoder().decode(answer)).toBe(`[${LARGEST},"${LARGEST}"]`);
  });

  test("behavior: env has nanoseconds as text, height as number, the transaction's index and hash", () => {
    const far = makeChain({ chainId: "zeit-ß", blockTime: 2n ** 62n });
    const probe = deployProbe(far);
    const [first, second] = far.deliverBlock(
      [0, 1].map(() => ({ signer: alice, messages: [executeMsg(probe, { env: {} })] })),
    );
    const [env, info] = JSON.parse(new TextDecoder().decode(second?.responses[0]?.fields.data as Uint8Array));
    expect(env).toEqual({
      block: { height: 3, time: far.block.time.toString(), chain_id: "zeit-ß" },
      transaction: { index: 1, hash: Buffer.from(second?.hash ?? "", "hex").toString("base64") },
      contract: { address: probe },
    });
    expect(info).toEqual({ sender: alice, funds: [] });
    expect(BigInt(env.block.time)).toBeGreaterThan(2n ** 63n);
    expect(first?.txIndex).toBe(0);
    expect(utf8({})).toEqual(new Uint8Array([123, 125]));
  });
});
