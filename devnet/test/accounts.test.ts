import { describe, expect, test } from "vitest";
import { Chain } from "../src/chain.js";
import { namedAddress } from "../src/genesis.js";

const ACCOUNTS = 10_000;
const DENOM = "utest";

describe("a chain of 10,000 accounts", () => {
  test("behavior: all send in one block, and nothing is lost or doubled", () => {
    const addresses = Array.from({ length: ACCOUNTS }, (_, at) => namedAddress("test", `account ${at}`));
    const treasury = namedAddress("test", "treasury");
    const balances = Object.fromEntries(
      addresses.map((address, at) => [address, [{ denom: DENOM, amount: BigInt(at + 1) }]]),
    );
    const chain = new Chain({ chainId: "test-1", prefix: "test", bondDenom: DENOM, balances });
    const supply = chain.bank.supply(DENOM);
    expect(supply).toBe(BigInt((ACCOUNTS * (ACCOUNTS + 1)) / 2));

    const outcomes = chain.deliverBlock(
      addresses.map((fromAddress) => {
        const value = { fromAddress, toAddress: treasury, amount: [{ denom: DENOM, amount: "1" }] };
        return { signer: fromAddress, messages: [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value }] };
      }),
    );
    expect(outcomes.filter(({ code }) => code !== 0)).toEqual([]);
    expect(chain.block.height).toBe(1n);
    expect(chain.bank.balance(treasury, DENOM)).toBe(BigInt(ACCOUNTS));
    expect(chain.bank.supply(DENOM)).toBe(supply);
    addresses.forEach((address, at) => {
      expect(chain.bank.balance(address, DENOM)).toBe(BigInt(at));
    });
    expect(new Set(addresses.map((address) => chain.auth.account(address)?.accountNumber)).size).toBe(ACCOUNTS);
  });
});
