import { describe, expect, test } from "vitest";
import { amount, badNumbers, decimal, law, longestRead, positive, ratio } from "../../test/vectors/arbitrary.js";
import {
  AmountOverflowError,
  DivisionByZeroError,
  InvalidAmountError,
  InvalidDecimalError,
  InvalidRatioError,
} from "../errors/number.js";
import { assertRatio, Decimal, parseRatio } from "./decimal.js";
import { MAX_UINT128 } from "./uint.js";

const MAX = "340282366920938463463.374607431768211455";
const d = Decimal.parse;

describe("Decimal.parse", () => {
  test("default", () => {
    expect(d("0").atomics).toBe(0n);
    expect(d("1").atomics).toBe(10n ** 18n);
    expect(d("0.000000000000000001").atomics).toBe(1n);
    expect(d("1.500000000000000000").toString()).toBe("1.5");
    expect(d(MAX).atomics).toBe(MAX_UINT128);
  });

  test("behavior: reads back what toString writes", () => {
    law([decimal], (value) => d(value.toString()).atomics === value.atomics);
  });

  test("behavior: is the number that its digits spell", () => {
    law([decimal], (value) => {
      const [whole = "", fraction = ""] = value.toString().split(".");
      const spelled = BigInt(whole) * 10n ** 18n + BigInt(fraction || "0") * 10n ** BigInt(18 - fraction.length);
      return spelled === value.atomics && !fraction.endsWith("0");
    });
  });

  test("error: InvalidDecimalError, long input unread", () => {
    const more = [".5", "1.", "1..2", "1.2.3", "0.-5", "01.5", "1.5e3", "0.0000000000000000001", "1.5 ", "½"];
    const inputs = [...badNumbers, ...more, "340282366920938463463.374607431768211456", "340282366920938463464"];
    const longest = longestRead(() => {
      for (const text of inputs) expect(() => d(text), text.slice(0, 20)).toThrow(InvalidDecimalError);
    });
    expect(longest).toBeLessThanOrEqual(40);
    for (const value of [1, 0.5, 1n, null, undefined, {}]) {
      expect(() => d(value as string)).toThrow(InvalidDecimalError);
    }
  });
});

describe("Decimal.fromAtomics", () => {
  test("error: InvalidDecimalError", () => {
    for (const value of [-1n, MAX_UINT128 + 1n, 1, "1", undefined]) {
      expect(() => Decimal.fromAtomics(value as bigint)).toThrow(InvalidDecimalError);
    }
  });
});

describe("Decimal.fromRatio", () => {
  test("default", () => {
    expect(Decimal.fromRatio(1n, 3n).toString()).toBe("0.333333333333333333");
    expect(Decimal.fromRatio(2n, 3n).toString()).toBe("0.666666666666666666");
  });

  test("behavior: the largest decimal not above the quotient", () => {
    law([amount, positive(amount)], (n, divisor) => {
      if ((n * 10n ** 18n) / divisor > MAX_UINT128) return true;
      const { atomics } = Decimal.fromRatio(n, divisor);
      return atomics * divisor <= n * 10n ** 18n && n * 10n ** 18n < (atomics + 1n) * divisor;
    });
  });

  test("error: DivisionByZeroError, AmountOverflowError, InvalidAmountError", () => {
    expect(() => Decimal.fromRatio(1n, 0n)).toThrow(DivisionByZeroError);
    expect(() => Decimal.fromRatio(MAX_UINT128, 1n)).toThrow(AmountOverflowError);
    expect(() => Decimal.fromRatio(-1n, 1n)).toThrow(InvalidAmountError);
  });
});

describe("compare", () => {
  test("behavior: orders by value, whatever the spelling", () => {
    expect(d("0.1").compare(d("0.100"))).toBe(0);
    law([decimal, decimal], (a, b) => {
      const sign = a.atomics < b.atomics ? -1 : a.atomics > b.atomics ? 1 : 0;
      return a.compare(b) === sign && b.compare(a) === (sign === 0 ? 0 : -sign);
    });
  });
});

describe("mulFloor, mulCeil", () => {
  test("behavior: the two whole numbers around the product", () => {
    law([ratio, amount], (factor, value) => {
      const exact = value * factor.atomics;
      const [floor, ceil] = [factor.mulFloor(value), factor.mulCeil(value)];
      const unit = 10n ** 18n;
      return floor * unit <= exact && exact <= ceil * unit && ceil - floor === (floor * unit === exact ? 0n : 1n);
    });
  });

  test("behavior: a part and its complement never exceed the whole, floor and ceil together are the whole", () => {
    law([ratio, amount], (part, value) => {
      const rest = part.complement();
      return (
        part.mulFloor(value) + rest.mulFloor(value) <= value && part.mulFloor(value) + rest.mulCeil(value) === value
      );
    });
  });

  test("error: AmountOverflowError, InvalidAmountError", () => {
    expect(() => d("2").mulFloor(MAX_UINT128)).toThrow(AmountOverflowError);
    expect(() => d("1.000000000000000001").mulCeil(MAX_UINT128)).toThrow(AmountOverflowError);
    expect(() => d("2").mulFloor(-1n)).toThrow(InvalidAmountError);
    expect(() => d("2").mulCeil(1 as unknown as bigint)).toThrow(InvalidAmountError);
  });
});

describe("mulTruncate", () => {
  test("behavior: commutes, has 1 as unit, never exceeds a ratio's other factor", () => {
    law([decimal, ratio], (a, b) => {
      const product = a.mulTruncate(b);
      return (
        product.compare(b.mulTruncate(a)) === 0 &&
        a.mulTruncate(Decimal.ONE).compare(a) === 0 &&
        product.compare(a) <= 0 &&
        product.atomics * 10n ** 18n <= a.atomics * b.atomics &&
        a.atomics * b.atomics < (product.atomics + 1n) * 10n ** 18n
      );
    });
  });

  test("error: AmountOverflowError", () => {
    expect(() => d(MAX).mulTruncate(d("1.1"))).toThrow(AmountOverflowError);
  });
});

describe("complement", () => {
  test("behavior: undoes itself", () => {
    law([ratio], (value) => value.complement().complement().compare(value) === 0);
  });

  test("error: InvalidRatioError", () => {
    expect(() => d("1.000000000000000001").complement()).toThrow(InvalidRatioError);
  });
});

describe("toJson", () => {
  test("default", () => {
    expect(d("0.50").toJson()).toBe("0.5");
    expect(JSON.stringify({ price: d("0.50") })).toBe('{"price":"0.5"}');
    expect(`${d("2.0")}`).toBe("2");
  });

  test("behavior: a round trip through JSON is exact", () => {
    law([decimal], (some) => {
      const { value } = JSON.parse(JSON.stringify({ value: some }));
      return value === some.toJson() && d(value).compare(some) === 0;
    });
  });

  test("behavior: a decimal does not change", () => {
    expect(() => Object.assign(d("0.5"), { atomics: 1n })).toThrow(TypeError);
  });
});

describe("assertRatio, parseRatio", () => {
  test("default", () => {
    expect(parseRatio("1").compare(Decimal.ONE)).toBe(0);
    expect(assertRatio(Decimal.ZERO)).toBe(Decimal.ZERO);
    expect(Decimal.ZERO.isZero).toBe(true);
    expect(Decimal.ONE.isZero).toBe(false);
  });

  test("behavior: every decimal from 0 to 1 is read back, every other refused", () => {
    law([decimal], (value) => {
      if (value.atomics <= 10n ** 18n) return parseRatio(value.toString()).compare(assertRatio(value)) === 0;
      expect(() => parseRatio(value.toString())).toThrow(InvalidRatioError);
      expect(() => assertRatio(value)).toThrow(InvalidRatioError);
      return true;
    });
  });

  test("error: InvalidRatioError, long input unread", () => {
    const inputs = [...badNumbers, "50", "1.000000000000000001", "0.0000000000000000001", "50%", ".5"];
    const longest = longestRead(() => {
      for (const text of inputs) expect(() => parseRatio(text), text.slice(0, 20)).toThrow(InvalidRatioError);
    });
    expect(longest).toBeLessThanOrEqual(40);
    expect(() => assertRatio(d("50"))).toThrow(InvalidRatioError);
  });
});
