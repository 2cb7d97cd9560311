import { expect } from "vitest";
import {
  type Account,
  applyBond,
  applyGrant,
  applyRelease,
  applySlash,
  applyUnbond,
  freeBalance,
} from "../../../src/math/index.js";
import { type Json, n, same } from "./verdict.js";

/** Refusals of the data, and the error of ours with the numbers that the text names. */
const REFUSALS: Record<string, Json> = {
  ClaimsLocked: { name: "AmountUnderflowError", operation: "unbond" },
  InsufficientLein: { name: "AmountUnderflowError", operation: "release" },
  UnknownLeinholder: { name: "AmountUnderflowError", operation: "release", have: 0n },
};

/** One owner at a lockup: his wallet, his account, what was burned. */
export class Owner {
  account: Account = { bonded: 0n, claims: [] };
  burned = 0n;
  constructor(public wallet: bigint) {}

  /** Does one step of a case, checks its refusal or what holds after it. */
  step(data: Json): void {
    // The bank refuses what the wallet does not hold before a lockup sees it.
    if (data.op === "bond" && data.error !== undefined) {
      expect(n(data.amount)).toBeGreaterThan(this.wallet);
      return;
    }
    if (data.error === undefined) this.act(data);
    else expect(() => this.act(data)).toThrow(expect.objectContaining(REFUSALS[data.error]));
    if (data.after !== undefined) this.holds(data.after);
  }

  private act({ op, amount, leinholder }: Json): void {
    const some = n(amount);
    const apply = {
      bond: () => applyBond(this.account, some),
      unbond: () => applyUnbond(this.account, some),
      grant_claim: () => applyGrant(this.account, leinholder, some),
      release_claim: () => applyRelease(this.account, leinholder, some),
      slash_claim: () => applySlash(this.account, leinholder, some),
    }[op as "bond"];
    const change = apply();
    this.wallet += this.account.bonded - change.account.bonded - change.burned;
    this.burned += change.burned;
    this.account = change.account;
  }

  /** Checks what the data says of the account, whichever fields it names. */
  holds(data: Json): void {
    const now: Record<string, bigint> = {
      bonded: this.account.bonded,
      free: freeBalance(this.account),
      wallet: this.wallet,
      claims: BigInt(this.account.claims.length),
      burned: this.burned,
    };
    for (const [field, value] of Object.entries(data)) {
      if (field !== "note") expect(now[field], field).toBe(n(value));
    }
  }
}

/** A case that is a story of one owner at the lockup. */
export const atTheLockup = same((data) => {
  const owner = new Owner(n(data.given.wallet ?? "0"));
  if (data.given.bonded !== undefined) owner.account = { bonded: n(data.given.bonded), claims: [] };
  for (const step of data.steps) owner.step(step);
  owner.holds(data.expect);
  if (data.design_expect !== undefined) owner.holds(data.design_expect);
});
