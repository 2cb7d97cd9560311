import { describe, expect, it } from "vitest";
import {
  InvalidAmountError,
  InvalidArgumentError,
  InvalidDecimalError,
  InvalidDenomError,
  InvalidRatioError,
} from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import {
  assertIdentifier,
  assertInteger,
  assertLimit,
  assertText,
  priceToWire,
  ratioToWire,
  shareToWire,
} from "./argument.js";
import { amountToWire, assertDenom, coinToWire } from "./coin.js";
import { onlySet } from "./message.js";
import { BAD_AMOUNTS, BAD_LIMITS, BAD_RATIOS } from "./testing.js";

type Refusal = readonly [
  name: string,
  call: (bad: never) => unknown,
  values: readonly unknown[],
  error: new (...args: never[]) => Error,
];

const REFUSALS: readonly Refusal[] = [
  ["amountToWire", amountToWire, BAD_AMOUNTS, InvalidAmountError],
  ["assertLimit", assertLimit, BAD_LIMITS, InvalidArgumentError],
  ["ratioToWire", ratioToWire, BAD_RATIOS, InvalidRatioError],
  ["shareToWire", shareToWire, BAD_RATIOS.slice(1), InvalidRatioError],
  ["priceToWire", priceToWire, [Decimal.ZERO, "1", 1, null], InvalidDecimalError],
  ["assertDenom", assertDenom, ["", "ab", "1ab", "a b", "a".repeat(129), null, 7, "uosmo\n"], InvalidDenomError],
  ["assertInteger", (bad: number) => assertInteger("x", bad, 1, 5), [0, 6, 1.5, "3", null], InvalidArgumentError],
  ["assertText", (bad: string) => assertText("x", bad), ["", "x".repeat(257), 5, null], InvalidArgumentError],
  [
    "channel",
    (bad: string) => assertIdentifier("channel", bad),
    ["", "channel-", "channel-00", "channel-1x"],
    InvalidArgumentError,
  ],
];

describe.each(REFUSALS)("%s", (_, call, values, error) => {
  it(`error: ${error.name}`, () => {
    for (const value of values) expect(() => call(value as never), String(value)).toThrow(error);
  });
});

describe("to the wire", () => {
  it("default", () => {
    expect(amountToWire(2n ** 128n - 1n)).toBe("340282366920938463463374607431768211455");
    expect(coinToWire({ denom: "ibc/AB-c.d_e:f", amount: 1n })).toEqual({ denom: "ibc/AB-c.d_e:f", amount: "1" });
    expect(ratioToWire(Decimal.ONE)).toBe("1");
    expect([Decimal.ZERO, Decimal.ONE].map(shareToWire)).toEqual(["0", "1"]);
    expect(priceToWire(Decimal.parse("1234.5"))).toBe("1234.5");
    expect(assertIdentifier("port", "wasm.juno1x")).toBe("wasm.juno1x");
  });
  it("behavior: a known denom is the only one", () => {
    expect(() => coinToWire({ denom: "uatom", amount: 1n }, "uosmo")).toThrow(InvalidDenomError);
  });
  it("behavior: only undefined is left out", () => {
    expect(onlySet({ a: undefined, b: 0, c: "", d: false })).toEqual({ b: 0, c: "", d: false });
  });
});
