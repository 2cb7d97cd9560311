import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../test/modules/messages.js";
import { fromInt, ONE, parseDec, truncate } from "../decimal.js";
import { addTokens, hasInvalidRate, removeShares, sharesFromTokens, tokensFromShares } from "./shares.js";
import type { Validator } from "./types.js";

function validator(tokens: bigint, delegatorShares: bigint): Validator {
  return {
    operator: "",
    consensusAddress: "",
    consensusPubkey: new Uint8Array(32),
    moniker: "",
    jailed: false,
    status: "BOND_STATUS_BONDED",
    tokens,
    delegatorShares,
    unbondingHeight: 0n,
    unbondingTime: 0n,
    commission: { rate: 0n, maxRate: ONE, maxChangeRate: ONE },
    minSelfDelegation: 1n,
  };
}

const amounts = fc.bigInt({ min: 1n, max: 2n ** 100n });

describe("addTokens", () => {
  it("default", () => {
    const { validator: grown, issued } = addTokens(validator(0n, 0n), 10n);
    expect([grown.tokens, grown.delegatorShares, issued]).toEqual([10n, fromInt(10n), fromInt(10n)]);
  });

  it("behavior: shares of a slashed validator are cheaper", () => {
    expect(addTokens(validator(50n, fromInt(100n)), 5n).issued).toBe(fromInt(10n));
  });

  it("behavior: truncates shares to 18 places", () => {
    expect(addTokens(validator(3n, fromInt(1n)), 1n).issued).toBe(parseDec("0.333333333333333333"));
  });

  it("error: SdkError", () => {
    expect(errorOf(() => addTokens(validator(0n, 1n), 1n))).toMatchObject({ codespace: "staking", code: 22 });
  });
});

describe("removeShares", () => {
  it("default", () => {
    // Numbers of the SDK's own test: tokens, shares and the shares taken away.
    const before = validator(1_215_078_000_000n, parseDec("100000000000000000.0"));
    const { validator: after, tokens } = removeShares(before, parseDec("29000000000000000.0"));
    expect(tokens).toBe(352_372_620_000n);
    expect([after.tokens, after.delegatorShares]).toEqual([
      1_215_078_000_000n - 352_372_620_000n,
      parseDec("71000000000000000.0"),
    ]);
  });

  it("behavior: the last shares take what is left", () => {
    const { validator: after, tokens } = removeShares(validator(7n, fromInt(3n)), fromInt(3n));
    expect([tokens, after.tokens, after.delegatorShares]).toEqual([7n, 0n, 0n]);
  });

  it("behavior: never gives more than was put in, as long as none is slashed", () => {
    fc.assert(
      fc.property(amounts, amounts, (first, second) => {
        const { validator: one } = addTokens(validator(0n, 0n), first);
        const { validator: two, issued } = addTokens(one, second);
        return removeShares(two, issued).tokens === second;
      }),
    );
  });

  it("behavior: all shares together are worth no more than all tokens", () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (tokens, a, b) => {
        const one = validator(tokens, a + b);
        return truncate(tokensFromShares(one, a)) + truncate(tokensFromShares(one, b)) <= tokens;
      }),
    );
  });
});

describe("sharesFromTokens", () => {
  it("default", () => {
    expect(sharesFromTokens(validator(200n, fromInt(100n)), 50n)).toBe(fromInt(25n));
  });

  it("error: SdkError", () => {
    expect(errorOf(() => sharesFromTokens(validator(0n, ONE), 1n)).message).toBe("insufficient delegation shares");
  });
});

describe("hasInvalidRate", () => {
  it("default", () => {
    const rates = [validator(0n, ONE), validator(0n, 0n), validator(1n, ONE)].map(hasInvalidRate);
    expect(rates).toEqual([true, false, false]);
  });
});
