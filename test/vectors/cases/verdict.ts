import { type Account, parseAmount, splitAllowance } from "../../../src/math/index.js";

/** A case as data: what a public system asserts in its own tests, and what the design says where that differs. */
export interface Case {
  readonly id: string;
  readonly area: string;
  readonly system: "prototype" | "production" | "design";
  readonly given: Json;
  readonly steps: readonly Json[];
  readonly expect: Json;
  readonly design_expect?: Json;
}

/** JSON as the cases hold it; numbers are decimal strings. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of a case differs from case to case
export type Json = any;

/** What becomes of a case here. */
export type Verdict =
  /** The formulas give what the case (or the design, where it corrects the case) expects. */
  | { readonly kind: "same"; readonly run: (data: Case) => void }
  /** They give something else on purpose; `run` holds what. */
  | { readonly kind: "differs"; readonly why: string; readonly run: (data: Case) => void }
  /** No formula is concerned. */
  | { readonly kind: "elsewhere"; readonly why: string };

export const same = (run: (data: Case) => void): Verdict => ({ kind: "same", run });
export const differs = (why: string, run: (data: Case) => void): Verdict => ({ kind: "differs", why, run });
export const elsewhere = (why: string): Verdict => ({ kind: "elsewhere", why });

/** An amount of the data. */
export const n = (value: Json): bigint => parseAmount(value as string);

/** A record of amounts of the data. */
export function amounts(record: Json): Record<string, bigint> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, n(value)]));
}

/** A range of the data; a plain amount is known exactly. */
export function range(value: Json): { low: bigint; high: bigint } {
  return typeof value === "string" ? { low: n(value), high: n(value) } : { low: n(value.low), high: n(value.high) };
}

/** A lockup account from the liens of a case. */
export function accountOf(given: Json): Account {
  const claims = Object.entries<Json>(given.liens).map(([lienholder, lien]) => ({
    lienholder,
    amount: n(lien.amount ?? lien),
  }));
  return { bonded: n(given.collateral), claims };
}

/** The claims of an account by lienholder. */
export const liens = (account: Account): Record<string, bigint> =>
  Object.fromEntries(account.claims.map((claim) => [claim.lienholder, claim.amount]));

/** A total split over what each validator asked for, or has. */
export function splitOver(total: bigint, record: Json): Record<string, bigint> {
  const asked = Object.entries(amounts(record)).map(([validator, amount]) => ({ validator, amount }));
  return Object.fromEntries(splitAllowance(total, asked).map(({ validator, amount }) => [validator, amount]));
}
