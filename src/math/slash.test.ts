import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { law, ratio } from "../../test/vectors/arbitrary.js";
import { InvalidRatioError } from "../errors/number.js";
import { Decimal } from "./decimal.js";
import { assertSlashRatio, composeSlashes, reportedSlash, tombstoneSlash } from "./slash.js";

const d = Decimal.parse;
const ratios = fc.array(ratio, { maxLength: 8 });

describe("assertSlashRatio", () => {
  test("error: InvalidRatioError", () => {
    expect(() => assertSlashRatio(Decimal.ZERO)).toThrow(InvalidRatioError);
    expect(() => assertSlashRatio(d("1.1"))).toThrow(InvalidRatioError);
    expect(assertSlashRatio(Decimal.ONE)).toBe(Decimal.ONE);
  });
});

describe("composeSlashes", () => {
  test("default", () => {
    expect(composeSlashes([]).toString()).toBe("0");
    expect(composeSlashes([d("0.1"), d("0.1")]).toString()).toBe("0.19");
    expect(composeSlashes([d("0.1"), Decimal.ONE]).toString()).toBe("1");
  });

  test("behavior: at least the largest, at most the sum; order moves the last places only", () => {
    law([ratios], (all) => {
      const whole = composeSlashes(all);
      const sum = all.reduce((total, one) => total + one.atomics, 0n);
      const moved = whole.atomics - composeSlashes([...all].reverse()).atomics;
      return (
        (moved < 0n ? -moved : moved) <= BigInt(Math.max(0, all.length - 2)) &&
        all.every((one) => whole.compare(one) >= 0) &&
        whole.atomics <= sum
      );
    });
  });

  test("behavior: floors after every step, as the provider's books do", () => {
    // Left are 19, then 1.9, then 1.71 units of 10⁻¹⁸ exactly; with floors 19, 1, 0.
    expect(composeSlashes([d("0.999999999999999981"), d("0.9"), d("0.1")]).toString()).toBe("1");
  });

  test("error: InvalidRatioError", () => {
    expect(() => composeSlashes([d("1.1")])).toThrow(InvalidRatioError);
  });
});

describe("reportedSlash", () => {
  test("default", () => {
    expect(reportedSlash(d("0.05"), [], d("0.1")).toString()).toBe("0.05");
    expect(reportedSlash(d("0.5"), [], d("0.1")).toString()).toBe("0.1");
    expect(reportedSlash(d("0.5"), [d("0.1")], d("0.1")).toString()).toBe("0");
    expect(reportedSlash(d("0.5"), [d("0.2")], d("0.1")).toString()).toBe("0");
    expect(reportedSlash(d("0.5"), [], Decimal.ZERO).toString()).toBe("0");
    expect(reportedSlash(Decimal.ONE, [Decimal.ONE], Decimal.ONE).toString()).toBe("0");
  });

  test("behavior: whatever is reported, and however often, all that applies stays within the maximum", () => {
    law([ratios, ratio], (reports, maximum) => {
      const applied: Decimal[] = [];
      for (const report of reports) {
        const some = reportedSlash(report, applied, maximum);
        if (some.compare(report) > 0) return false;
        if (!some.isZero) applied.push(some);
        if (composeSlashes(applied).compare(maximum) > 0) return false;
      }
      return true;
    });
  });

  test("behavior: a report beyond the room takes all of it, to less than 10⁻¹⁸", () => {
    law([ratio, ratio], (first, maximum) => {
      const applied = [reportedSlash(first, [], maximum)];
      const rest = reportedSlash(Decimal.ONE, applied, maximum);
      const { atomics } = composeSlashes([...applied, rest]);
      return maximum.atomics - atomics <= 1n;
    });
  });

  test("error: InvalidRatioError", () => {
    expect(() => reportedSlash(d("1.1"), [], Decimal.ONE)).toThrow(InvalidRatioError);
    expect(() => reportedSlash(Decimal.ONE, [d("1.1")], Decimal.ONE)).toThrow(InvalidRatioError);
    expect(() => reportedSlash(Decimal.ONE, [], d("1.1"))).toThrow(InvalidRatioError);
  });
});

describe("tombstoneSlash", () => {
  test("default", () => {
    expect(tombstoneSlash(d("0.1"), []).toString()).toBe("0.1");
    expect(tombstoneSlash(d("0.19"), [d("0.1")]).toString()).toBe("0.1");
    expect(tombstoneSlash(d("0.1"), [d("0.1")]).toString()).toBe("0");
    expect(tombstoneSlash(Decimal.ONE, [d("0.3")]).toString()).toBe("1");
    expect(tombstoneSlash(Decimal.ONE, [Decimal.ONE]).toString()).toBe("0");
  });

  test("behavior: with what was reported before it makes the larger of the two, once", () => {
    law([ratio, ratios], (whole, applied) => {
      const before = composeSlashes(applied);
      const after = composeSlashes([...applied, tombstoneSlash(whole, applied)]);
      const aim = before.compare(whole) > 0 ? before : whole;
      const short = aim.atomics - after.atomics;
      return short >= 0n && short <= 1n;
    });
  });

  test("error: InvalidRatioError", () => {
    expect(() => tombstoneSlash(d("1.1"), [])).toThrow(InvalidRatioError);
  });
});
