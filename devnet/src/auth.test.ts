import { describe, expect, it } from "vitest";
import { account, operator, SmallChain } from "../test/modules/small-chain.js";
import { isBlocked, requireAddress } from "./auth.js";
import { SdkError } from "./types.js";

const chain = () => new SmallChain({ balances: {}, staking: { validators: [] } });

describe("AuthModule.moduleAddress", () => {
  it("default", () => {
    const { auth } = chain();
    expect(auth.moduleAddress("fee_collector")).toBe("cosmos17xpfvakm2amg962yls6f84z3kell8c5lserqta");
    expect(auth.moduleAddress("distribution")).toBe("cosmos1jv65s3grqf6v6jl3dp4t6c9t9rk99cd88lyufl");
    expect(auth.moduleAddress("bonded_tokens_pool")).toBe("cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh");
    expect(auth.moduleAddress("not_bonded_tokens_pool")).toBe("cosmos1tygms3xhhs3yv487phx3dw4a95jn7t7lpm470r");
    expect(auth.moduleAddress("gov")).toBe("cosmos10d07y265gmmuvt4z0w9aw880jnsr700j6zn9kn");
  });
});

describe("isBlocked", () => {
  it("default", () => {
    const { auth } = chain();
    expect(isBlocked(auth, auth.moduleAddress("mint"))).toBe(true);
    expect(isBlocked(auth, account("ann"))).toBe(false);
  });

  it("behavior: gov may be sent tokens", () => {
    const { auth } = chain();
    expect(auth.isModuleAddress(auth.moduleAddress("gov"))).toBe(true);
    expect(isBlocked(auth, auth.moduleAddress("gov"))).toBe(false);
  });
});

describe("AuthModule.touch", () => {
  it("default", () => {
    const { auth } = chain();
    auth.touch(account("ann"));
    auth.touch(account("ben"));
    const first = auth.account(account("ann"))?.accountNumber ?? -1n;
    expect(auth.account(account("ben"))).toEqual({
      address: account("ben"),
      accountNumber: first + 1n,
      sequence: 0n,
    });
  });

  it("behavior: an account keeps its number and sequence", () => {
    const { auth } = chain();
    auth.touch(account("ann"));
    auth.countTransaction(account("ann"), Uint8Array.of(2));
    const before = auth.account(account("ann"));
    auth.touch(account("ann"));
    expect(auth.account(account("ann"))).toBe(before);
    expect(before).toMatchObject({ sequence: 1n, pubKey: Uint8Array.of(2) });
  });
});

describe("AuthModule.countTransaction", () => {
  it("behavior: the key stays known", () => {
    const { auth } = chain();
    auth.touch(account("ann"));
    auth.countTransaction(account("ann"), Uint8Array.of(2));
    auth.countTransaction(account("ann"));
    expect(auth.account(account("ann"))).toMatchObject({ sequence: 2n, pubKey: Uint8Array.of(2) });
  });

  it("error: SdkError", () => {
    expect(() => chain().auth.countTransaction(account("ann"))).toThrow(SdkError);
  });
});

describe("requireAddress", () => {
  it("default", () => {
    expect(requireAddress("cosmos", "account", "from", account("ann").toUpperCase())).toBe(account("ann"));
    expect(requireAddress("cosmos", "operator", "validator", operator("val"))).toBe(operator("val"));
  });

  it("error: SdkError", () => {
    const cases = [
      ["", "invalid from address: empty address string is not allowed: invalid address"],
      [
        operator("val"),
        "invalid from address: hrp does not match bech32 prefix: expected 'cosmos' got 'cosmosvaloper': internal logic error: invalid address",
      ],
    ] as const;
    for (const [text, message] of cases) {
      expect(() => requireAddress("cosmos", "account", "from", text)).toThrow(new SdkError("sdk", 7, message));
    }
    expect(() => requireAddress("cosmos", "account", "from", `${account("ann")}x`)).toThrow(SdkError);
  });
});
