import type { State } from "mesh-security-devnet";
import {
  type Account,
  type AccountChange,
  applyBond,
  applyGrant,
  applyRelease,
  applySlash,
  applyUnbond,
  canGrant,
  freeBalance,
  maxGrant,
} from "../../src/math/index.js";
import { Shelf, type Written } from "./shelf.js";

/** A message that the contracts refuse, by the class of the SDK's error. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Who is told that a claim was cut. */
export type Told = (lienholder: string, owner: string, amount: bigint) => void;

interface Totals {
  readonly bonded: bigint;
  readonly owed: bigint;
  readonly burned: bigint;
}

const NOTHING: Account = Object.freeze({ bonded: 0n, claims: Object.freeze([]) });

/** The lockup, computed by the formulas alone. */
export class LockupMirror {
  private readonly accounts: Shelf<Account>;
  private readonly totals: Shelf<Totals>;

  constructor(
    state: State,
    written: Map<string, Written>,
    contract: string,
    private readonly tell: Told,
  ) {
    this.accounts = new Shelf(state, written, contract, {
      namespace: "balances",
      parts: (owner) => [owner],
      stored: ({ bonded, claims }) => ({
        bonded: bonded.toString(),
        claims: claims.map(({ lienholder, amount }) => ({ leinholder: lienholder, amount: amount.toString() })),
      }),
    });
    this.totals = new Shelf(state, written, contract, {
      namespace: "totals",
      parts: () => [],
      stored: ({ bonded, owed, burned }) => ({
        bonded: bonded.toString(),
        owed_to_burn: owed.toString(),
        burned: burned.toString(),
      }),
    });
  }

  account(owner: string): Account {
    return this.accounts.get(owner) ?? NOTHING;
  }

  private get total(): Totals {
    return this.totals.get("") ?? { bonded: 0n, owed: 0n, burned: 0n };
  }

  private save(owner: string, { account, told, burned }: AccountChange): void {
    const { bonded } = this.account(owner);
    if (account.bonded === 0n && account.claims.length === 0) this.accounts.delete(owner);
    else this.accounts.put(owner, account);
    if (account.bonded !== bonded) {
      const { total } = this;
      this.totals.put("", {
        ...total,
        bonded: total.bonded + account.bonded - bonded,
        owed: total.owed + burned,
      });
    }
    for (const { lienholder, message, amount } of told) {
      if (message === "claim_reduced") this.tell(lienholder, owner, amount);
    }
  }

  /** Something waits to be burned. */
  get owes(): boolean {
    return this.total.owed > 0n;
  }

  bond(owner: string, amount: bigint): void {
    this.save(owner, applyBond(this.account(owner), amount));
  }

  unbond(owner: string, amount: bigint): void {
    const account = this.account(owner);
    if (amount > freeBalance(account)) throw new Refused("ClaimsLockedError");
    this.save(owner, applyUnbond(account, amount));
  }

  /** The lienholder's part of it comes after. */
  grant(owner: string, lienholder: string, amount: bigint): void {
    const account = this.account(owner);
    if (!canGrant(account, lienholder, amount)) {
      const full = amount <= account.bonded && maxGrant(account, lienholder) === 0n && account.claims.length >= 32;
      throw new Refused(full ? "TooManyClaimsError" : "InsufficientBondedError");
    }
    this.save(owner, applyGrant(account, lienholder, amount));
  }

  release(owner: string, lienholder: string, amount: bigint): void {
    this.save(owner, applyRelease(this.account(owner), lienholder, amount));
  }

  slash(owner: string, lienholder: string, amount: bigint): void {
    this.save(owner, applySlash(this.account(owner), lienholder, amount));
  }

  burn(): void {
    const { total } = this;
    if (total.owed === 0n) throw new Refused("NothingToBurnError");
    this.totals.put("", { ...total, owed: 0n, burned: total.burned + total.owed });
  }
}
