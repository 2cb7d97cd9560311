import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { InvalidAddressError } from "../errors/index.js";
import { fromBech32, toBech32 } from "./bech32.js";

const prefix = fc.stringMatching(/^[a-z]{1,20}$/);
const bytes = fc.uint8Array({ maxLength: 32 });

const count = (length: number, from: number, step: number) =>
  Uint8Array.from({ length }, (_, place) => from + step * place);

/** BIP-173's own examples with whole bytes, and addresses as chains write them. */
const KNOWN = [
  ["a", new Uint8Array(0), "a12uel5l"],
  ["?", new Uint8Array(0), "?1ezyfcl"],
  ["osmo", count(32, 255, -1), "osmo1lll0ml8mltul3alk7h608uh37rh7am0va04wn688umj7fclzu8sq37npwl"],
  ["junovaloper", count(20, 0, 1), "junovaloper1qqqsyqcyq5rqwzqfpg9scrgwpugpzysn2eywdu"],
] as const;

describe("toBech32", () => {
  it("default", () => {
    expect(toBech32("osmo", new Uint8Array(20))).toBe("osmo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqmcn030");
  });
  it("behavior: writes what other implementations write", () => {
    for (const [hrp, data, written] of KNOWN.slice(2)) expect(toBech32(hrp, data)).toBe(written);
  });
  it("error: InvalidAddressError", () => {
    for (const bad of ["", "Osmo", "os mo", "x".repeat(60)]) {
      expect(() => toBech32(bad, new Uint8Array(20)), bad).toThrow(InvalidAddressError);
    }
  });
});

describe("fromBech32", () => {
  test.prop([prefix, bytes])("default", (hrp, data) => {
    expect(fromBech32(toBech32(hrp, data))).toEqual({ prefix: hrp, bytes: data });
  });
  it("behavior: reads what other implementations write", () => {
    for (const [hrp, data, written] of KNOWN) expect(fromBech32(written)).toEqual({ prefix: hrp, bytes: data });
  });
  test.prop([prefix, bytes, fc.nat(), fc.constantFrom(..."qpzry9x8gf2tvdw0s3jn54khce6mua7l")])(
    "behavior: no single wrong character behind the prefix passes",
    (hrp, data, place, char) => {
      const address = toBech32(hrp, data);
      const at = hrp.length + 1 + (place % (address.length - hrp.length - 1));
      const mistyped = `${address.slice(0, at)}${char}${address.slice(at + 1)}`;
      if (mistyped !== address) expect(() => fromBech32(mistyped)).toThrow(InvalidAddressError);
    },
  );
  it("error: InvalidAddressError", () => {
    const upper = toBech32("osmo", new Uint8Array(20)).toUpperCase();
    // A bech32m checksum, and five bits of padding that are not zero: both are valid to lax decoders only.
    const lax = ["abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "osmo1", "1qqqqqqqq", "osmo", "", upper];
    for (const bad of lax) expect(() => fromBech32(bad), bad).toThrow(InvalidAddressError);
    expect(() => fromBech32("osmo1l3tkggt")).toThrow(/padding/);
    expect(() => fromBech32(upper)).toThrow(/upper-case/);
    expect(() => fromBech32("q".repeat(5_000_000))).toThrow(/longer/);
  });
});
