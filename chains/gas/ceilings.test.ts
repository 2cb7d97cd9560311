import { describe, expect, it } from "vitest";
import { compare } from "./ceilings.js";
import { Ledger } from "./figures.js";

const ceilings = { "lockup: bond": { one: 1_000, fifty: 2_000 } };

describe("compare", () => {
  it("default: what is within 5 % is said nothing of", () => {
    expect(compare({ "lockup: bond": { one: 1_050, fifty: 1_900 } }, ceilings)).toEqual({ faults: [], lower: [] });
  });
  it("behavior: above is a fault, far below is told", () => {
    const { faults, lower } = compare({ "lockup: bond": { one: 1_051, fifty: 1_899 } }, ceilings);
    expect(faults).toEqual(["lockup: bond, one: 1051, ceiling 1000 (5.1 %)"]);
    expect(lower).toEqual(["lockup: bond, fifty: 1899, ceiling 2000 (-5.0 %)"]);
  });
  it("behavior: rows that only one side knows are faults", () => {
    const { faults } = compare({ "lockup: burn": { one: 1, fifty: 1 } }, ceilings);
    expect(faults).toEqual(["lockup: burn: has no ceiling", "lockup: bond: was not measured"]);
  });
});

describe("Ledger", () => {
  it("default: rows by name, with both columns", () => {
    const ledger = new Ledger();
    ledger.note("b: b", "one", 1n);
    ledger.note("a: a", "fifty", 4n);
    ledger.note("a: a", "one", 3n);
    ledger.note("b: b", "fifty", 2n);
    expect(Object.entries(ledger.figures())).toEqual([
      ["a: a", { one: 3, fifty: 4 }],
      ["b: b", { one: 1, fifty: 2 }],
    ]);
  });
  it("error: RangeError for a figure taken twice, and for a row with one column", () => {
    const ledger = new Ledger();
    ledger.note("a: a", "one", 1n);
    expect(() => ledger.note("a: a", "one", 1n)).toThrow(RangeError);
    expect(() => ledger.figures()).toThrow(RangeError);
  });
});
