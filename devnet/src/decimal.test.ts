import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  formatDec,
  fromInt,
  min,
  mul,
  mulInt,
  mulTruncate,
  ONE,
  parseDec,
  quo,
  quoInt,
  quoRoundUp,
  quoTruncate,
  sub,
  truncate,
} from "./decimal.js";
import { Panic } from "./gas.js";
import { SdkError } from "./types.js";

const dec = parseDec;
const anyDec = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 40n });

describe("mul", () => {
  it("default", () => {
    expect(mul(dec("3.3"), dec("3.333"))).toBe(dec("10.9989"));
    expect(mul(dec("0.3"), dec("0.3"))).toBe(dec("0.09"));
  });

  it("behavior: a half of the last place goes to the even neighbour", () => {
    expect(mul(1n, dec("0.5"))).toBe(0n);
    expect(mul(3n, dec("0.5"))).toBe(2n);
    expect(mul(-3n, dec("0.5"))).toBe(-2n);
    expect(mul(1n, dec("0.500000000000000001"))).toBe(1n);
  });

  it("behavior: is the same without regard to the sign", () => {
    fc.assert(fc.property(anyDec, anyDec, (a, b) => mul(-a, b) === -mul(a, b) && mul(a, b) === mul(b, a)));
  });

  it("error: Panic", () => {
    expect(() => mul(fromInt(2n ** 200n), fromInt(2n ** 57n))).toThrow(Panic);
  });
});

describe("mulTruncate", () => {
  it("default", () => {
    expect(mulTruncate(3n, dec("0.5"))).toBe(1n);
    expect(mulTruncate(-3n, dec("0.5"))).toBe(-1n);
  });

  it("behavior: is below the rounded product by at most one", () => {
    fc.assert(fc.property(positive, positive, (a, b) => [0n, 1n].includes(mul(a, b) - mulTruncate(a, b))));
  });
});

describe("quo", () => {
  it("default", () => {
    expect(quo(dec("10"), dec("3"))).toBe(dec("3.333333333333333333"));
    expect(quo(dec("2"), dec("3"))).toBe(dec("0.666666666666666667"));
  });

  it("behavior: lies between both directed quotients", () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const exact = quo(a, b);
        return quoTruncate(a, b) <= exact && exact <= quoRoundUp(a, b);
      }),
    );
  });

  it("error: Panic", () => {
    expect(() => quo(ONE, 0n)).toThrow(Panic);
  });
});

describe("quoRoundUp", () => {
  it("default", () => {
    expect(quoRoundUp(dec("2"), dec("3"))).toBe(dec("0.666666666666666667"));
    expect(quoRoundUp(dec("1"), dec("3"))).toBe(dec("0.333333333333333334"));
    expect(quoRoundUp(dec("-1"), dec("3"))).toBe(dec("-0.333333333333333333"));
    expect(quoRoundUp(dec("-1"), dec("-3"))).toBe(dec("0.333333333333333334"));
    expect(quoRoundUp(dec("6"), dec("3"))).toBe(dec("2"));
  });
});

describe("quoInt", () => {
  it("default", () => {
    expect(quoInt(dec("2"), 3n)).toBe(dec("0.666666666666666666"));
  });
});

describe("truncate", () => {
  it("default", () => {
    expect(truncate(dec("1.999999999999999999"))).toBe(1n);
    expect(truncate(dec("-1.9"))).toBe(-1n);
  });

  it("behavior: takes back fromInt", () => {
    fc.assert(fc.property(fc.bigInt(), (value) => truncate(fromInt(value)) === value));
  });
});

describe("add", () => {
  it("behavior: sub takes it back", () => {
    fc.assert(fc.property(anyDec, anyDec, (a, b) => sub(add(a, b), b) === a));
  });

  it("error: Panic", () => {
    const highest = 2n ** 256n * ONE - 1n;
    expect(add(highest, 0n)).toBe(highest);
    expect(() => add(highest, 1n)).toThrow(Panic);
    expect(() => sub(-highest, 1n)).toThrow(Panic);
    expect(() => mulInt(highest, 2n)).toThrow(Panic);
  });
});

describe("min", () => {
  it("default", () => {
    expect([min(1n, 2n), min(2n, 1n), min(-1n, -1n)]).toEqual([1n, 1n, -1n]);
  });
});

describe("parseDec", () => {
  it("default", () => {
    expect(dec("0.05")).toBe(50_000_000_000_000_000n);
    expect(dec("-2.5")).toBe(-2_500_000_000_000_000_000n);
    expect(dec("123")).toBe(fromInt(123n));
  });

  it("behavior: reads what formatDec writes", () => {
    fc.assert(fc.property(anyDec, (value) => dec(formatDec(value)) === value));
  });

  it("error: SdkError", () => {
    for (const text of ["", ".", "1.", ".1", "1e3", "0x1", "1.0000000000000000001", "1 ", "--1"]) {
      expect(() => dec(text)).toThrow(SdkError);
    }
  });
});

describe("formatDec", () => {
  it("default", () => {
    expect(formatDec(0n)).toBe("0.000000000000000000");
    expect(formatDec(1n)).toBe("0.000000000000000001");
    expect(formatDec(-dec("12.5"))).toBe("-12.500000000000000000");
  });
});
