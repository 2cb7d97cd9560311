import { type Account, applyUnbond, freeBalance } from "../claims.js";
import { assertAmount } from "../uint.js";
import { type Refusal, refusal } from "./refusal.js";

/** What an unbond would leave. */
export interface UnbondPreview {
  readonly ok: true;
  readonly account: Account;
  readonly free: bigint;
}

/**
 * What `unbond {amount}` at the lockup would do now, from the owner's balance as `getBalance` answers it.
 *
 * @returns the account after it; or `locked` with what is free, `zero` for an amount of zero
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * const balance = { bonded: 1000n, claims: [{ lienholder: "p", amount: 700n }] };
 * previewUnbond(balance, 100n).free; // 200n
 * previewUnbond(balance, 301n); // { ok: false, reason: "locked", max: 300n }
 * ```
 */
export function previewUnbond(balance: Account, amount: bigint): UnbondPreview | Refusal<"zero" | "locked"> {
  const free = freeBalance(balance);
  if (assertAmount(amount) === 0n) return refusal("zero", free);
  if (amount > free) return refusal("locked", free);
  const { account } = applyUnbond(balance, amount);
  return Object.freeze({ ok: true, account, free: free - amount });
}
