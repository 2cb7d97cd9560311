import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { law, positive, upTo } from "../../../test/vectors/arbitrary.js";
import { exactQuotient, exactRemainder, type Quotient, quotientOf } from "./quotient.js";

const LIMIT = 2n ** 53n - 1n;
/** A fraction and a weight whose part is small enough for doubles to come within 2⁻⁸ of it. */
const cases = fc
  .tuple(upTo(LIMIT), positive(upTo(LIMIT)), upTo(LIMIT))
  .filter(([numerator, denominator, weight]) => (weight * numerator) / denominator < 2n ** 40n);

describe("quotientOf", () => {
  test("behavior: only what doubles hold", () => {
    expect(quotientOf(LIMIT, 1n)).toEqual({ numerator: Number(LIMIT), denominator: 1 });
    expect(quotientOf(LIMIT + 1n, 1n)).toBeUndefined();
    expect(quotientOf(1n, LIMIT + 1n)).toBeUndefined();
  });
});

describe("exactQuotient, exactRemainder", () => {
  test("behavior: are floor and remainder of the whole numbers", () => {
    law([cases], ([numerator, denominator, weight]) => {
      const quotient = quotientOf(numerator, denominator) as Quotient;
      const part = (weight * numerator) / denominator;
      const rest = weight * numerator - part * denominator;
      return BigInt(exactRemainder(Number(weight), Number(part), quotient)) === rest;
    });
  });

  test("behavior: a whole number that the product is next to is kept or lowered by one", () => {
    law([positive(upTo(2n ** 30n)), positive(upTo(2n ** 20n)), fc.bigInt(-3n, 3n)], (whole, denominator, off) => {
      const product = whole * denominator + off;
      // Next to a whole number: less than 2⁻⁷ of the denominator away.
      if (product < 0n || 512n > denominator) return true;
      const quotient = quotientOf(product, denominator) as Quotient;
      return BigInt(exactQuotient(1, Number(whole), quotient)) === product / denominator;
    });
  });
});
