import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { DecodeError } from "../errors/index.js";
import { fromBase64, fromHex, fromJsonBytes, fromUtf8, toBase64, toJsonBytes, toUtf8 } from "./bytes.js";

describe("toUtf8, fromUtf8", () => {
  test.prop([fc.string({ unit: "binary" })])("default", (text) => {
    expect(fromUtf8(toUtf8(text))).toBe(text);
  });
  it("error: DecodeError", () => {
    expect(() => fromUtf8(new Uint8Array([0xc3, 0x28]))).toThrow(DecodeError);
  });
});

describe("toBase64, fromBase64", () => {
  test.prop([fc.uint8Array({ maxLength: 20_000 })])("default", (bytes) => {
    const text = toBase64(bytes);
    expect(text).toBe(Buffer.from(bytes).toString("base64"));
    expect(fromBase64(text)).toEqual(bytes);
  });
  it("error: DecodeError", () => {
    for (const bad of ["e30", "e30=\n", "e3 0=", "e30==", "====", "é", null, 7]) {
      expect(() => fromBase64(bad as string), String(bad)).toThrow(DecodeError);
    }
  });
});

describe("fromHex", () => {
  test.prop([fc.uint8Array()])("default", (bytes) => {
    expect(fromHex(Buffer.from(bytes).toString("hex"))).toEqual(bytes);
    expect(fromHex(Buffer.from(bytes).toString("hex").toUpperCase())).toEqual(bytes);
  });
  it("error: DecodeError", () => {
    for (const bad of ["0", "0x00", "zz", " 0", "+1", null]) {
      expect(() => fromHex(bad as string), String(bad)).toThrow(DecodeError);
    }
  });
});

describe("toJsonBytes, fromJsonBytes", () => {
  test.prop([fc.jsonValue()])("default", (value) => {
    expect(JSON.stringify(fromJsonBytes(toJsonBytes(value)))).toBe(JSON.stringify(value));
  });
  it("error: DecodeError", () => {
    expect(() => fromJsonBytes(toUtf8("{"))).toThrow(DecodeError);
    expect(() => fromJsonBytes(new Uint8Array([0xff]))).toThrow(DecodeError);
  });
});
