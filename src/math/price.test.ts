import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, decimal, law, ratio, supply } from "../../test/vectors/arbitrary.js";
import { InvalidAmountError, InvalidRatioError, InvalidSecondsError } from "../errors/number.js";
import { Decimal } from "./decimal.js";
import { askedAfterStake, askedAfterUnstake, askedChange, askedFor, isFresh, jumps, toLocalFloor } from "./price.js";
import { MAX_UINT128 } from "./uint.js";

const d = Decimal.parse;

describe("toLocalFloor", () => {
  test("default", () => {
    expect(toLocalFloor(500000n, d("0.1"))).toBe(50000n);
    expect(toLocalFloor(5n, d("0.1"))).toBe(0n);
    expect(toLocalFloor(5n, Decimal.ZERO)).toBe(0n);
  });

  test("behavior: the largest whole number not above the product, or 2¹²⁸ − 1", () => {
    law([amount, decimal], (remote, price) => {
      const local = toLocalFloor(remote, price);
      const exact = remote * price.atomics;
      const unit = 10n ** 18n;
      return local * unit <= exact && (local === MAX_UINT128 || exact < (local + 1n) * unit);
    });
    expect(toLocalFloor(MAX_UINT128, d("340282366920938463463.374607431768211455"))).toBe(MAX_UINT128);
  });

  test("behavior: grows with both; parts convert to no more than the whole", () => {
    law([supply, supply, decimal, decimal], (a, b, p, q) => {
      const [low, high] = p.compare(q) < 0 ? [p, q] : [q, p];
      const whole = toLocalFloor(a + b, p);
      return (
        toLocalFloor(a, low) <= toLocalFloor(a, high) &&
        toLocalFloor(a, p) <= whole &&
        (whole === MAX_UINT128 || toLocalFloor(a, p) + toLocalFloor(b, p) <= whole)
      );
    });
  });

  test("error: InvalidAmountError", () => {
    expect(() => toLocalFloor(-1n, Decimal.ONE)).toThrow(InvalidAmountError);
  });
});

describe("askedFor", () => {
  test("default", () => {
    expect(askedFor(4000n, d("0.5"), d("0.4"))).toBe(1200n);
    expect(askedFor(80000000n, d("0.5"), d("0.1"))).toBe(36000000n);
  });

  test("behavior: floors twice: first the price, then the discount", () => {
    law([amount, decimal, ratio], (remote, price, discount) => {
      const local = toLocalFloor(remote, price);
      const asked = askedFor(remote, price, discount);
      return asked <= local && asked === local - discount.mulCeil(local);
    });
    expect(askedFor(19n, d("0.1"), d("0.1"))).toBe(0n);
  });

  test("behavior: grows with stake and price, falls with the discount; parts ask for no more than the whole", () => {
    law([supply, supply, ratio, ratio, ratio, ratio], (a, b, p, q, c, e) => {
      const price = p.compare(q) < 0 ? p : q;
      const discount = c.compare(e) < 0 ? e : c;
      const [one, other, both] = [a, b, a + b].map((stake) => askedFor(stake, price, discount));
      return (
        (one ?? 0n) + (other ?? 0n) <= (both ?? 0n) &&
        askedFor(a, p, c) >= askedFor(a, price, discount) &&
        askedFor(a, q, e) >= askedFor(a, price, discount)
      );
    });
  });

  test("behavior: a full discount asks for nothing, none changes nothing", () => {
    law([amount, decimal], (remote, price) => {
      const local = toLocalFloor(remote, price);
      return askedFor(remote, price, Decimal.ONE) === 0n && askedFor(remote, price, Decimal.ZERO) === local;
    });
  });

  test("error: InvalidRatioError", () => {
    expect(() => askedFor(1n, Decimal.ONE, d("1.1"))).toThrow(InvalidRatioError);
  });
});

describe("askedAfterStake, askedAfterUnstake, askedChange", () => {
  test("behavior: at one price what is asked is a function of the stake, however it got there", () => {
    const step = fc.tuple(fc.boolean(), supply);
    law([decimal, ratio, fc.array(step, { maxLength: 20 })], (price, discount, steps) => {
      let [remote, asked, sent] = [0n, 0n, 0n];
      for (const [stakes, size] of steps) {
        const before = asked;
        remote = stakes ? remote + size : remote - (size % (remote + 1n));
        const target = askedFor(remote, price, discount);
        asked = stakes ? askedAfterStake(asked, target) : askedAfterUnstake(asked, target);
        const { delegate, undelegate } = askedChange(before, asked);
        if ((stakes ? undelegate : delegate) !== 0n) return false;
        sent += delegate - undelegate;
        if (asked !== target || sent !== asked) return false;
      }
      return askedAfterUnstake(asked, askedFor(0n, price, discount)) === 0n;
    });
  });

  test("behavior: only a stake raises, only an unstake lowers, whatever the price does", () => {
    law([amount, amount], (asked, target) => {
      return askedAfterStake(asked, target) >= asked && askedAfterUnstake(asked, target) <= asked;
    });
  });

  test("behavior: the change leads from one to the other and has one direction", () => {
    law([amount, amount], (before, after) => {
      const { delegate, undelegate } = askedChange(before, after);
      return before + delegate - undelegate === after && (delegate === 0n || undelegate === 0n);
    });
  });

  test("error: InvalidAmountError", () => {
    for (const combine of [askedAfterStake, askedAfterUnstake, askedChange]) {
      expect(() => combine(-1n, 1n)).toThrow(InvalidAmountError);
      expect(() => combine(1n, MAX_UINT128 + 1n)).toThrow(InvalidAmountError);
    }
  });
});

describe("isFresh", () => {
  const reading = { localPerRemote: Decimal.ONE, time: 1000 };

  test("behavior: stale from the age of maxAge on", () => {
    expect(isFresh(reading, 1000, 600)).toBe(true);
    expect(isFresh(reading, 1599, 600)).toBe(true);
    expect(isFresh(reading, 1600, 600)).toBe(false);
    expect(isFresh(reading, 1601, 600)).toBe(false);
    expect(isFresh(reading, 1000, 0)).toBe(false);
  });

  test("behavior: what is stale stays stale", () => {
    law([fc.nat(), fc.nat(), fc.nat()], (now, gap, maxAge) => {
      return isFresh(reading, now, maxAge) || !isFresh(reading, now + gap, maxAge);
    });
  });

  test("behavior: a price of zero is never fresh", () => {
    expect(isFresh({ ...reading, localPerRemote: Decimal.ZERO }, 1000, 600)).toBe(false);
  });

  test("error: InvalidSecondsError", () => {
    expect(() => isFresh(reading, -1, 600)).toThrow(InvalidSecondsError);
    expect(() => isFresh({ ...reading, time: Number.NaN }, 1000, 600)).toThrow(InvalidSecondsError);
    expect(() => isFresh(reading, 1000, 0.5)).toThrow(InvalidSecondsError);
  });
});

describe("jumps", () => {
  test("default", () => {
    expect(jumps(d("0.5"), d("0.55"), d("0.1"))).toBe(false);
    expect(jumps(d("0.5"), d("0.550000000000000001"), d("0.1"))).toBe(true);
    expect(jumps(d("0.5"), d("0.45"), d("0.1"))).toBe(false);
    expect(jumps(d("0.5"), d("0.449999999999999999"), d("0.1"))).toBe(true);
    expect(jumps(Decimal.ZERO, Decimal.fromAtomics(1n), d("10"))).toBe(true);
  });

  test("behavior: the same price never jumps; a wider limit never catches more", () => {
    law([decimal, decimal, ratio, ratio], (before, after, a, b) => {
      const [low, high] = a.compare(b) < 0 ? [a, b] : [b, a];
      return !jumps(before, before, low) && (jumps(before, after, low) || !jumps(before, after, high));
    });
  });
});
