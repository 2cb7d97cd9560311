import { describe, expect, it } from "vitest";
import { InvalidAddressError } from "../errors/index.js";
import { assertAccount, assertValidator } from "./address.js";
import { BAD_OSMO_ACCOUNTS, BAD_VALIDATORS, JUNO, OSMO } from "./testing.js";

describe("assertAccount", () => {
  it("default", () => {
    expect(assertAccount(OSMO.alice)).toBe("osmo");
    expect(assertAccount(OSMO.lockup, "osmo")).toBe("osmo");
  });
  it("error: InvalidAddressError", () => {
    for (const bad of BAD_OSMO_ACCOUNTS) {
      expect(() => assertAccount(bad as string, "osmo"), String(bad).slice(0, 50)).toThrow(InvalidAddressError);
    }
  });
  it("error: names what it wanted, what it got and why", () => {
    const error = (() => {
      try {
        return assertAccount(JUNO.carol, "osmo", "owner");
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toMatchObject({
      expected: "an address of the owner that begins with osmo1",
      got: expect.stringContaining("juno1"),
      details: ["it is of the chain with the prefix juno"],
    });
  });
});

describe("assertValidator", () => {
  it("default", () => {
    expect(assertValidator(JUNO.validator)).toBe("juno");
    expect(assertValidator(JUNO.validator, "juno")).toBe("juno");
  });
  it("error: InvalidAddressError", () => {
    for (const bad of BAD_VALIDATORS) {
      expect(() => assertValidator(bad as string), String(bad)).toThrow(InvalidAddressError);
    }
    expect(() => assertValidator(JUNO.validator, "osmo")).toThrow(InvalidAddressError);
  });
});
