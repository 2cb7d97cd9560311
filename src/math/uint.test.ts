import { describe, expect, test } from "vitest";
import { amount, badNumbers, law, longestRead, positive } from "../../test/vectors/arbitrary.js";
import {
  AmountOverflowError,
  AmountUnderflowError,
  DivisionByZeroError,
  InvalidAmountError,
  InvalidSecondsError,
} from "../errors/number.js";
import {
  assertAmount,
  assertSeconds,
  checkedAdd,
  checkedMul,
  checkedSub,
  fit128,
  fit256,
  greater,
  lesser,
  MAX_UINT128,
  MAX_UINT256,
  mulDivCeil,
  mulDivFloor,
  parseAmount,
} from "./uint.js";

/** What a caller without types may pass. */
const untyped = (value: unknown) => value as bigint;

describe("parseAmount", () => {
  test("default", () => {
    expect(parseAmount("0")).toBe(0n);
    expect(parseAmount("340282366920938463463374607431768211455")).toBe(MAX_UINT128);
  });

  test("behavior: reads back what toString writes", () => {
    law([amount], (value) => parseAmount(value.toString()) === value);
  });

  test("error: InvalidAmountError, long input unread", () => {
    const longest = longestRead(() => {
      for (const text of [...badNumbers, "1.0", "340282366920938463463374607431768211456"]) {
        expect(() => parseAmount(text), text.slice(0, 20)).toThrow(InvalidAmountError);
      }
    });
    expect(longest).toBe(39);
    for (const value of [1, 1n, null, undefined, {}, ["1"], Symbol("1"), Object.create(null)]) {
      expect(() => parseAmount(value as string)).toThrow(InvalidAmountError);
    }
  });

  test("behavior: the error shows the beginning of a long input", () => {
    const error = (() => {
      try {
        return parseAmount("7".repeat(1_000_000));
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(InvalidAmountError);
    expect((error as InvalidAmountError).got).toBe(`${"7".repeat(40)}… (1000000 characters)`);
  });
});

describe("assertAmount", () => {
  test("default", () => {
    expect(assertAmount(MAX_UINT128)).toBe(MAX_UINT128);
  });

  test("behavior: gives back every amount, and nothing beyond either end", () => {
    law([amount], (some) => {
      expect(() => assertAmount(-1n - some)).toThrow(InvalidAmountError);
      expect(() => assertAmount(MAX_UINT128 + 1n + some)).toThrow(InvalidAmountError);
      return assertAmount(some) === some;
    });
  });

  test("error: InvalidAmountError, whose text stays short", () => {
    const huge = 1n << 10_000_000n;
    for (const value of [-1n, MAX_UINT128 + 1n, huge, -huge, 1, Number.NaN, "1", null, undefined, {}]) {
      expect(() => assertAmount(untyped(value))).toThrow(InvalidAmountError);
    }
    expect(() => assertAmount(huge)).toThrow('"an integer above 2⁵¹²"');
    expect(() => assertAmount(-huge)).toThrow('"an integer below −2⁵¹²"');
  });
});

describe("fit128, fit256", () => {
  test("default", () => {
    expect(fit128(MAX_UINT128, "x")).toBe(MAX_UINT128);
    expect(fit256(MAX_UINT256, "x")).toBe(MAX_UINT256);
  });

  test("error: AmountOverflowError names operation and width", () => {
    expect(() => fit128(MAX_UINT128 + 1n, "sum")).toThrow(
      expect.objectContaining({ name: "AmountOverflowError", operation: "sum", bits: 128 }),
    );
    expect(() => fit256(MAX_UINT256 + 1n, "sum")).toThrow(
      expect.objectContaining({ name: "AmountOverflowError", operation: "sum", bits: 256 }),
    );
  });
});

describe("lesser, greater", () => {
  test("default", () => {
    law([amount, amount], (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      return lesser(a, b) === low && greater(a, b) === high;
    });
  });
});

describe("assertSeconds", () => {
  test("default", () => {
    expect(assertSeconds(0)).toBe(0);
    expect(assertSeconds(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test("error: InvalidSecondsError", () => {
    for (const value of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "1" as unknown as number]) {
      expect(() => assertSeconds(value)).toThrow(InvalidSecondsError);
    }
  });
});

describe("checkedAdd", () => {
  test("behavior: the sum, or an error above 2¹²⁸ − 1", () => {
    law([amount, amount], (a, b) => {
      if (a + b <= MAX_UINT128) return checkedAdd(a, b) === a + b && checkedAdd(b, a) === a + b;
      expect(() => checkedAdd(a, b)).toThrow(AmountOverflowError);
      return true;
    });
  });

  test("error: InvalidAmountError", () => {
    expect(() => checkedAdd(-1n, 1n)).toThrow(InvalidAmountError);
    expect(() => checkedAdd(1n, MAX_UINT128 + 1n)).toThrow(InvalidAmountError);
  });
});

describe("checkedSub", () => {
  test("behavior: undoes checkedAdd, or an error below zero", () => {
    law([amount, amount], (a, b) => {
      if (a >= b) return checkedAdd(checkedSub(a, b), b) === a;
      expect(() => checkedSub(a, b)).toThrow(expect.objectContaining({ have: a, need: b }));
      return true;
    });
  });

  test("error: AmountUnderflowError", () => {
    expect(() => checkedSub(1n, 2n)).toThrow(AmountUnderflowError);
    expect(() => checkedSub(1n, -2n)).toThrow(InvalidAmountError);
  });
});

describe("checkedMul", () => {
  test("behavior: the product, or an error above 2¹²⁸ − 1", () => {
    law([amount, amount], (a, b) => {
      if (a * b <= MAX_UINT128) return checkedMul(a, b) === a * b;
      expect(() => checkedMul(a, b)).toThrow(AmountOverflowError);
      return true;
    });
  });
});

describe("mulDivFloor, mulDivCeil", () => {
  test("default", () => {
    expect(mulDivFloor(MAX_UINT128, MAX_UINT128, MAX_UINT128)).toBe(MAX_UINT128);
    expect(mulDivFloor(10n, 2n, 3n)).toBe(6n);
    expect(mulDivCeil(10n, 2n, 3n)).toBe(7n);
    expect(mulDivCeil(0n, 2n, 3n)).toBe(0n);
  });

  test("behavior: the two whole numbers around a × b / divisor", () => {
    law([amount, amount, positive(amount)], (a, b, divisor) => {
      if ((a * b) / divisor >= MAX_UINT128) return true;
      const floor = mulDivFloor(a, b, divisor);
      const ceil = mulDivCeil(a, b, divisor);
      const exact = floor * divisor === a * b;
      return floor * divisor <= a * b && a * b <= ceil * divisor && ceil - floor === (exact ? 0n : 1n);
    });
  });

  test("behavior: grows with a, falls with the divisor", () => {
    law([amount, amount, amount], (a, b, c) => {
      const divisor = MAX_UINT128 - c || 1n;
      if (a === MAX_UINT128 || (a * b + b) / divisor >= MAX_UINT128) return true;
      return (
        mulDivFloor(a, b, divisor) <= mulDivFloor(a + 1n, b, divisor) &&
        (divisor === MAX_UINT128 || mulDivFloor(a, b, divisor) >= mulDivFloor(a, b, divisor + 1n))
      );
    });
  });

  test("error: DivisionByZeroError, AmountOverflowError, InvalidAmountError", () => {
    for (const divide of [mulDivFloor, mulDivCeil]) {
      expect(() => divide(1n, 1n, 0n)).toThrow(DivisionByZeroError);
      expect(() => divide(MAX_UINT128, 2n, 1n)).toThrow(AmountOverflowError);
      expect(() => divide(-1n, 1n, 1n)).toThrow(InvalidAmountError);
      expect(() => divide(1n, 1n, -1n)).toThrow(InvalidAmountError);
      expect(() => divide(untyped(1), 1n, 1n)).toThrow(InvalidAmountError);
    }
    expect(() => mulDivCeil(MAX_UINT128, MAX_UINT128, MAX_UINT128 - 1n)).toThrow(AmountOverflowError);
  });

  test("error: InvalidAmountError for any one bad input, however the others make the result look", () => {
    const huge = 1n << 600_000_000n;
    const bad: bigint[][] = [
      [-6n, -7n, 2n],
      [-6n, 7n, -2n],
      [6n, -7n, -2n],
      [MAX_UINT128 + 1n, 1n, 2n],
      [1n, MAX_UINT128 + 1n, 2n],
      [MAX_UINT128, MAX_UINT128, MAX_UINT128 + 1n],
      [0n, 1n, -1n],
      [huge, huge, 1n],
      [untyped(6), untyped(7), untyped(2)],
      [6n, 7n, untyped("2")],
      [6n, untyped(null), 2n],
    ];
    for (const divide of [mulDivFloor, mulDivCeil]) {
      for (const [a, b, divisor] of bad) {
        expect(() => divide(a as bigint, b as bigint, divisor as bigint)).toThrow(InvalidAmountError);
      }
    }
  });
});
