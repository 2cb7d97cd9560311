import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, law, liveMultiplier, multiplier, positive, ratio, summand } from "../../test/vectors/arbitrary.js";
import { AmountOverflowError, AmountUnderflowError, InvalidAmountError, InvalidRatioError } from "../errors/number.js";
import { Decimal } from "./decimal.js";
import {
  assertShares,
  FULL_MULTIPLIER,
  joinStake,
  multiplierDecimal,
  type Position,
  SHARE_SCALE,
  settle,
  sharesOf,
  slashMultiplier,
  splitStake,
  splitValue,
  takeStake,
  valueOfShares,
} from "./shares.js";
import { MAX_UINT128, MAX_UINT256 } from "./uint.js";

const staked = (tokens: bigint, m: bigint): Position => ({ tokens, shares: sharesOf(tokens, m) });
const none: Position = { tokens: 0n, shares: 0n };
const ratios = fc.array(ratio, { maxLength: 6 });

describe("sharesOf, valueOfShares", () => {
  test("default", () => {
    expect(sharesOf(1n, FULL_MULTIPLIER)).toBe(10n ** 9n);
    expect(sharesOf(MAX_UINT128, 1n)).toBe(MAX_UINT128 * SHARE_SCALE);
    expect(valueOfShares(MAX_UINT128 * SHARE_SCALE, 1n)).toBe(MAX_UINT128);
    expect(sharesOf(5n, 0n)).toBe(0n);
    expect(valueOfShares(MAX_UINT256, 0n)).toBe(0n);
  });

  test("behavior: the value of shares just made is the stake, at any multiplier above zero", () => {
    law([amount, liveMultiplier], (tokens, m) => valueOfShares(sharesOf(tokens, m), m) === tokens);
  });

  test("behavior: grow with the stake, shares of parts are never fewer than those of the whole", () => {
    law([summand, summand, liveMultiplier], (a, b, m) => {
      const [partA, partB, whole] = [sharesOf(a, m), sharesOf(b, m), sharesOf(a + b, m)];
      return partA <= whole && whole <= partA + partB && partA + partB - whole <= 1n;
    });
  });

  test("behavior: the value falls with the multiplier", () => {
    law([amount, liveMultiplier, ratio], (tokens, m, slash) => {
      const shares = sharesOf(tokens, m);
      return valueOfShares(shares, slashMultiplier(m, slash)) <= valueOfShares(shares, m);
    });
  });

  test("error: InvalidAmountError, AmountOverflowError", () => {
    expect(() => sharesOf(-1n, 1n)).toThrow(InvalidAmountError);
    expect(() => sharesOf(1n, FULL_MULTIPLIER + 1n)).toThrow(InvalidAmountError);
    expect(() => sharesOf(1n, -1n)).toThrow(InvalidAmountError);
    expect(() => valueOfShares(MAX_UINT256 + 1n, 1n)).toThrow(InvalidAmountError);
    expect(() => valueOfShares(MAX_UINT256, 2n)).toThrow(expect.objectContaining({ bits: 256 }));
    expect(() => valueOfShares(1n << 200n, 1n << 55n)).toThrow(expect.objectContaining({ bits: 128 }));
    expect(() => assertShares(1 as unknown as bigint)).toThrow(InvalidAmountError);
  });
});

describe("slashMultiplier, multiplierDecimal", () => {
  test("default", () => {
    const once = slashMultiplier(FULL_MULTIPLIER, Decimal.parse("0.1"));
    expect(multiplierDecimal(once).toString()).toBe("0.9");
    expect(multiplierDecimal(slashMultiplier(once, Decimal.parse("0.1"))).toString()).toBe("0.81");
    expect(slashMultiplier(once, Decimal.ONE)).toBe(0n);
    expect(slashMultiplier(1n, Decimal.fromAtomics(1n))).toBe(0n);
    expect(slashMultiplier(once, Decimal.ZERO)).toBe(once);
  });

  test("behavior: never rises, and a larger slash leaves less", () => {
    law([multiplier, ratio, ratio], (m, a, b) => {
      const [left, right] = [slashMultiplier(m, a), slashMultiplier(m, b)];
      return left <= m && (a.compare(b) <= 0 ? left >= right : left <= right);
    });
  });

  test("behavior: what is shown is the multiplier, less what 18 places do not hold", () => {
    law([multiplier, multiplier], (m, other) => {
      const [one, two] = [multiplierDecimal(m), multiplierDecimal(other)];
      const hidden = m - one.atomics * 10n ** 9n;
      return hidden >= 0n && hidden < 10n ** 9n && (m <= other ? one.compare(two) <= 0 : one.compare(two) >= 0);
    });
  });

  test("behavior: slashes commute to the last unit but for their own floors", () => {
    law([ratio, ratio], (a, b) => {
      const one = slashMultiplier(slashMultiplier(FULL_MULTIPLIER, a), b);
      const other = slashMultiplier(slashMultiplier(FULL_MULTIPLIER, b), a);
      return one - other <= 1n && other - one <= 1n;
    });
  });

  test("error: InvalidRatioError, InvalidAmountError", () => {
    expect(() => slashMultiplier(1n, Decimal.parse("1.1"))).toThrow(InvalidRatioError);
    expect(() => slashMultiplier(-1n, Decimal.ONE)).toThrow(InvalidAmountError);
    expect(() => multiplierDecimal(FULL_MULTIPLIER + 1n)).toThrow(InvalidAmountError);
  });
});

describe("settle", () => {
  test("behavior: without a slash nothing is lost; settling again changes nothing", () => {
    law([amount, liveMultiplier, ratio], (tokens, m, slash) => {
      const fresh = settle(staked(tokens, m), m);
      const after = slashMultiplier(m, slash);
      const once = settle(staked(tokens, m), after);
      const twice = settle(once.position, after);
      expect(twice).toEqual({ position: once.position, lost: 0n });
      return fresh.lost === 0n && fresh.position.tokens === tokens && once.position.tokens + once.lost === tokens;
    });
  });

  test("behavior: a slash rounds a loss up by less than one token, never down", () => {
    law([amount, liveMultiplier, ratio], (tokens, m, slash) => {
      const after = slashMultiplier(m, slash);
      const { lost } = settle(staked(tokens, m), after);
      // Exactly tokens × (m − after) / m; shares round up by less than 10⁻⁹ of a token.
      const exact = tokens * (m - after);
      return lost * m < exact + m && (lost + 1n) * m > exact;
    });
  });

  test("behavior: a full slash leaves zero, and what is worth zero can be settled and taken", () => {
    law([amount, liveMultiplier], (tokens, m) => {
      const { position, lost } = settle(staked(tokens, m), 0n);
      const { taken, rest } = takeStake(position, 0n, 0n);
      return position.tokens === 0n && position.shares === 0n && lost === tokens && taken.tokens + rest.tokens === 0n;
    });
  });

  test("error: AmountUnderflowError where shares are worth more than the stake", () => {
    expect(() => settle({ tokens: 1n, shares: sharesOf(2n, FULL_MULTIPLIER) }, FULL_MULTIPLIER)).toThrow(
      AmountUnderflowError,
    );
  });
});

describe("joinStake, takeStake", () => {
  test("behavior: stake n, unstake n returns n, beside any stake and after any slashes", () => {
    law([summand, summand, ratios], (own, more, slashes) => {
      const m = slashes.reduce(slashMultiplier, FULL_MULTIPLIER);
      if (m === 0n) return true;
      const joined = joinStake(staked(own, m), m, staked(more, m));
      const { taken, rest, lost } = takeStake(joined.position, m, more);
      return joined.lost === 0n && lost === 0n && taken.tokens === more && rest.tokens === own;
    });
  });

  test("behavior: a slash between sending and the ack counts", () => {
    law([amount, liveMultiplier, ratio], (tokens, m, slash) => {
      const after = slashMultiplier(m, slash);
      const joined = joinStake(none, after, staked(tokens, m));
      expect(joined).toEqual(settle(staked(tokens, m), after));
      return joined.position.tokens + joined.lost === tokens;
    });
  });

  test("behavior: taking in any number of steps loses nothing", () => {
    law([summand, fc.array(fc.bigInt(0n, 1000n), { maxLength: 8 }), liveMultiplier], (tokens, steps, m) => {
      let position = staked(tokens, m);
      let sum = 0n;
      for (const step of steps) {
        const { taken, rest, lost } = takeStake(position, m, (position.tokens * step) / 1000n);
        if (lost !== 0n || valueOfShares(taken.shares, m) !== taken.tokens) return false;
        sum += taken.tokens;
        position = rest;
      }
      return sum + position.tokens === tokens && valueOfShares(position.shares, m) === position.tokens;
    });
  });

  test("error: AmountUnderflowError with what there is", () => {
    const half = FULL_MULTIPLIER / 2n;
    expect(() => takeStake(staked(100n, FULL_MULTIPLIER), half, 51n)).toThrow(
      expect.objectContaining({ have: 50n, need: 51n }),
    );
  });

  test("error: AmountOverflowError", () => {
    const all = staked(MAX_UINT128, FULL_MULTIPLIER);
    expect(() => joinStake(all, FULL_MULTIPLIER, staked(1n, FULL_MULTIPLIER))).toThrow(AmountOverflowError);
  });
});

describe("splitStake", () => {
  test("behavior: both parts keep their tokens without a slash, and lose no more than one each with one", () => {
    law([positive(summand), fc.bigInt(0n, 1000n), liveMultiplier, ratio], (tokens, share, m, slash) => {
      const item = staked(tokens, m);
      const { taken, rest } = splitStake(item, (tokens * share) / 1000n);
      const after = slashMultiplier(m, slash);
      const values = (now: bigint) => valueOfShares(taken.shares, now) + valueOfShares(rest.shares, now);
      const whole = valueOfShares(item.shares, after);
      return (
        taken.tokens + rest.tokens === tokens &&
        values(m) === tokens &&
        whole - values(after) <= 1n &&
        values(after) - whole <= 1n
      );
    });
  });

  test("error: AmountUnderflowError, InvalidAmountError", () => {
    expect(() => splitStake(staked(1n, 1n), 2n)).toThrow(AmountUnderflowError);
    expect(() => splitStake({ tokens: 1n, shares: -1n }, 1n)).toThrow(InvalidAmountError);
    expect(splitStake(none, 0n)).toEqual({ taken: none, rest: none });
  });
});

describe("splitValue", () => {
  test("behavior: the part is worth what was asked for, to less than one token more for each of its own", () => {
    law([positive(summand), fc.bigInt(0n, 1000n), liveMultiplier, ratio], (tokens, share, m, slash) => {
      const item = staked(tokens, m);
      const after = slashMultiplier(m, slash);
      const worth = valueOfShares(item.shares, after);
      const value = (worth * share) / 1000n;
      const { taken, rest } = splitValue(item, after, value);
      const got = valueOfShares(taken.shares, after);
      return taken.tokens + rest.tokens === tokens && got >= value && (got - value <= 1n || value === worth);
    });
  });

  test("behavior: without a slash it is a split by tokens; all of the worth is all of the item", () => {
    law([positive(summand), fc.bigInt(0n, 1000n), liveMultiplier, ratio], (tokens, share, m, slash) => {
      const item = staked(tokens, m);
      const some = (tokens * share) / 1000n;
      expect(splitValue(item, m, some)).toEqual(splitStake(item, some));
      const after = slashMultiplier(m, slash);
      return splitValue(item, after, valueOfShares(item.shares, after)).taken.tokens === tokens;
    });
  });

  test("error: AmountUnderflowError with the worth", () => {
    expect(() => splitValue(staked(10n, FULL_MULTIPLIER), FULL_MULTIPLIER / 2n, 6n)).toThrow(
      expect.objectContaining({ have: 5n, need: 6n }),
    );
  });
});
