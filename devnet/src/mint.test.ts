import { describe, expect, it } from "vitest";
import { attributesOf } from "../test/modules/messages.js";
import { account, genesisValidator, SmallChain } from "../test/modules/small-chain.js";
import type { MintOptions } from "./mint.js";

const inflation = { initial: "0.13", min: "0.07", max: "0.20", rateChange: "0.13", goalBonded: "0.67" };

/** 1,000,000,000 tokens, of which the part given is bonded. */
function chain(mint: MintOptions, bonded: bigint) {
  return new SmallChain({
    balances: { [account("val")]: [{ denom: "stake", amount: 1_000_000_000n }] },
    staking: { validators: bonded === 0n ? [] : [genesisValidator("val", bonded)] },
    distribution: { mint },
  });
}

describe("Mint.beginBlock", () => {
  it("default", () => {
    const on = chain({ perBlock: 12n }, 500_000_000n);
    const events = on.nextBlock();
    expect(on.bank.supply("stake")).toBe(1_000_000_012n);
    expect(on.bank.balance(on.auth.moduleAddress("fee_collector"), "stake")).toBe(12n);
    expect(attributesOf(events, "mint")).toEqual([{ amount: "12" }]);
  });

  it("behavior: nothing is minted for zero", () => {
    const on = chain({ perBlock: 0n }, 500_000_000n);
    expect(on.nextBlock().map(({ type }) => type)).not.toContain("coinbase");
  });

  it("behavior: by a rate that moves to its goal, with half of the tokens bonded", () => {
    const on = chain({ inflation: { ...inflation, blocksPerYear: 6_311_520n } }, 500_000_000n);
    const events = on.nextBlock();
    expect(attributesOf(events, "mint")).toEqual([
      {
        bonded_ratio: "0.500000000000000000",
        inflation: "0.130000005226169707",
        annual_provisions: "130000005.226169707000000000",
        amount: "20",
      },
    ]);
  });

  it("behavior: the rate stays within its bounds", () => {
    const few = chain({ inflation: { ...inflation, blocksPerYear: 1n } }, 0n);
    expect(attributesOf(few.nextBlock(), "mint")[0]?.inflation).toBe("0.200000000000000000");
    const many = chain({ inflation: { ...inflation, blocksPerYear: 1n } }, 1_000_000_000n);
    expect(attributesOf(many.nextBlock(), "mint")[0]?.inflation).toBe("0.070000000000000000");
  });
});
