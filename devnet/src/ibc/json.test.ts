import { utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { ackBytes, errorAck, goString, parseAck } from "./json.js";

describe("goString", () => {
  it("default", () => expect(goString("uatom")).toBe('"uatom"'));

  it("behavior: escapes what Go escapes, and no more", () => {
    expect(goString("<a>&\u2028\u2029")).toBe('"\\u003ca\\u003e\\u0026\\u2028\\u2029"');
    expect(goString('"\\\n\t\u0001é€😀')).toBe('"\\"\\\\\\n\\t\\u0001é€😀"');
  });
});

describe("parseAck", () => {
  it("default", () => {
    expect(parseAck(utf8ToBytes('{"result":"AQ=="}'))).toEqual({ result: Uint8Array.of(1) });
    expect(parseAck(utf8ToBytes('{"error":"no"}'))).toEqual({ error: "no" });
    expect(parseAck(utf8ToBytes("{}"))).toEqual({});
  });

  it("behavior: anything else is none", () => {
    for (const text of [
      '{"ok":1}',
      '{"error":"no","more":1}',
      '{"result":"?"}',
      '{"error":1}',
      "[]",
      "null",
      "x",
      "",
    ]) {
      expect(parseAck(utf8ToBytes(text)), text).toBeUndefined();
    }
    expect(parseAck(Uint8Array.of(0xff))).toBeUndefined();
  });

  it("behavior: what is written is read again", () => {
    for (const ack of [{ result: Uint8Array.of(1, 2, 3) }, { error: "a < b & c" }, {}]) {
      expect(parseAck(ackBytes(ack))).toEqual(ack);
    }
  });
});

describe("errorAck", () => {
  it("default", () => {
    expect(new TextDecoder().decode(errorAck(5))).toBe(
      '{"error":"ABCI code: 5: error handling packet: see events for details"}',
    );
  });
});
