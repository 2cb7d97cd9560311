import { AmountUnderflowError, InvalidAmountError, LimitReachedError } from "../errors/number.js";
import { maxRange, type Range } from "./range.js";
import { assertAmount, checkedAdd, checkedSub } from "./uint.js";

/**
 * The lockup keeps at most this many claims on one account.
 *
 * @example
 * ```ts
 * MAX_CLAIMS; // 32
 * ```
 */
export const MAX_CLAIMS = 32;

/** What `lienholder` may slash of an account's bonded tokens. */
export interface Claim {
  readonly lienholder: string;
  readonly amount: bigint;
}

/** An account of the lockup. Claims overlap: they are never added up. */
export interface Account {
  readonly bonded: bigint;
  readonly claims: readonly Claim[];
}

/** A message the lockup sends to a lienholder because of a change. */
export interface ClaimNotice {
  readonly lienholder: string;
  readonly message: "receive_claim" | "claim_reduced";
  readonly amount: bigint;
}

/** An account after a change, who is told what, and what is now owed to the burn. */
export interface AccountChange {
  readonly account: Account;
  readonly told: readonly ClaimNotice[];
  readonly burned: bigint;
}

function frozen(
  bonded: bigint,
  claims: readonly Claim[],
  told: readonly ClaimNotice[] = [],
  burned = 0n,
): AccountChange {
  const account = Object.freeze({ bonded, claims: Object.freeze(claims.map((claim) => Object.freeze({ ...claim }))) });
  return Object.freeze({ account, told: Object.freeze(told.map((notice) => Object.freeze(notice))), burned });
}

function positive(amount: bigint): bigint {
  if (assertAmount(amount) === 0n) throw new InvalidAmountError(amount, "above zero");
  return amount;
}

/**
 * What one lienholder may slash; zero where it has no claim.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * claimOf({ bonded: 9n, claims: [{ lienholder: "p", amount: 4n }] }, "p"); // 4n
 * ```
 */
export function claimOf(account: Account, lienholder: string): bigint {
  assertAccount(account);
  return account.claims.find((claim) => claim.lienholder === lienholder)?.amount ?? 0n;
}

function assertAccount({ bonded, claims }: Account): void {
  assertAmount(bonded);
  for (const { amount } of claims) assertAmount(amount);
}

/** The claims with one of them changed; a claim of zero is none. Order is kept, a new claim comes last. */
function withClaim(account: Account, lienholder: string, amount: bigint): readonly Claim[] {
  if (amount === 0n) return account.claims.filter((claim) => claim.lienholder !== lienholder);
  if (account.claims.every((claim) => claim.lienholder !== lienholder)) {
    if (account.claims.length >= MAX_CLAIMS) throw new LimitReachedError("claims of one account", MAX_CLAIMS);
    return [...account.claims, { lienholder, amount }];
  }
  return account.claims.map((claim) => (claim.lienholder === lienholder ? { lienholder, amount } : claim));
}

/**
 * The largest claim; zero where there is none.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * maxClaim([{ lienholder: "p1", amount: 700n }, { lienholder: "p2", amount: 500n }]); // 700n
 * ```
 */
export function maxClaim(claims: readonly Claim[]): bigint {
  let max = 0n;
  for (const claim of claims) if (assertAmount(claim.amount) > max) max = claim.amount;
  return max;
}

/**
 * What the owner can unbond: `bonded − max(claims)`. Mirrors `balance {account}` of the lockup.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * freeBalance({ bonded: 1000n, claims: [{ lienholder: "p1", amount: 700n }, { lienholder: "p2", amount: 500n }] }); // 300n
 * ```
 */
export function freeBalance(account: Account): bigint {
  const max = maxClaim(account.claims);
  // A lockup that cuts no claims in a slash can show a claim above what is bonded: nothing is free then.
  return assertAmount(account.bonded) > max ? account.bonded - max : 0n;
}

/**
 * What `lienholder`'s claim can still grow by: it is checked against all that is bonded, not against what is free.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * maxGrant({ bonded: 1000n, claims: [{ lienholder: "p1", amount: 700n }] }, "p1"); // 300n
 * maxGrant({ bonded: 1000n, claims: [{ lienholder: "p1", amount: 700n }] }, "p2"); // 1000n
 * ```
 */
export function maxGrant(account: Account, lienholder: string): bigint {
  const claim = claimOf(account, lienholder);
  if (claim === 0n && account.claims.length >= MAX_CLAIMS) return 0n;
  return account.bonded > claim ? account.bonded - claim : 0n;
}

/**
 * Whether the lockup would grant `lienholder` a further claim of `amount`.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * canGrant({ bonded: 1000n, claims: [] }, "p1", 1001n); // false
 * ```
 */
export function canGrant(account: Account, lienholder: string, amount: bigint): boolean {
  return assertAmount(amount) > 0n && amount <= maxGrant(account, lienholder);
}

/**
 * `bond {}` with funds.
 *
 * @throws InvalidAmountError (also for zero), AmountOverflowError.
 *
 * @example
 * ```ts
 * applyBond({ bonded: 1n, claims: [] }, 2n).account.bonded; // 3n
 * ```
 */
export function applyBond(account: Account, amount: bigint): AccountChange {
  assertAccount(account);
  return frozen(checkedAdd(account.bonded, positive(amount)), account.claims);
}

/**
 * `unbond {amount}`: only from what is free.
 *
 * @throws InvalidAmountError (also for zero), AmountUnderflowError with what is free.
 *
 * @example
 * ```ts
 * applyUnbond({ bonded: 10n, claims: [{ lienholder: "p", amount: 4n }] }, 6n).account.bonded; // 4n
 * ```
 */
export function applyUnbond(account: Account, amount: bigint): AccountChange {
  const free = freeBalance(account);
  if (positive(amount) > free) throw new AmountUnderflowError("unbond", free, amount);
  return frozen(account.bonded - amount, account.claims);
}

/**
 * `grant_claim`: the lienholder's claim grows and it is told by `receive_claim`.
 *
 * @throws InvalidAmountError (also for zero), LimitReachedError, AmountUnderflowError with what could be granted.
 *
 * @example
 * ```ts
 * applyGrant({ bonded: 10n, claims: [] }, "p", 4n).told; // [{ lienholder: "p", message: "receive_claim", amount: 4n }]
 * ```
 */
export function applyGrant(account: Account, lienholder: string, amount: bigint): AccountChange {
  const claim = claimOf(account, lienholder);
  const room = account.bonded > claim ? account.bonded - claim : 0n;
  if (positive(amount) > room) throw new AmountUnderflowError("grant", room, amount);
  const claims = withClaim(account, lienholder, claim + amount);
  return frozen(account.bonded, claims, [{ lienholder, message: "receive_claim", amount }]);
}

/**
 * `release_claim`: the lienholder gives up part of its claim; at zero the claim disappears.
 *
 * @throws InvalidAmountError (also for zero), AmountUnderflowError with the claim.
 *
 * @example
 * ```ts
 * applyRelease({ bonded: 10n, claims: [{ lienholder: "p", amount: 4n }] }, "p", 4n).account.claims.length; // 0
 * ```
 */
export function applyRelease(account: Account, lienholder: string, amount: bigint): AccountChange {
  const claim = claimOf(account, lienholder);
  if (positive(amount) > claim) throw new AmountUnderflowError("release", claim, amount);
  return frozen(account.bonded, withClaim(account, lienholder, claim - amount));
}

/**
 * Cuts every claim above what is bonded down to it: what a slash under one claim does to all others. Each holder is
 * told its cut by `claim_reduced`.
 *
 * @throws InvalidAmountError.
 *
 * @example
 * ```ts
 * crossSlash({ bonded: 8n, claims: [{ lienholder: "p", amount: 9n }] }).told; // [{ lienholder: "p", message: "claim_reduced", amount: 1n }]
 * ```
 */
export function crossSlash(account: Account): AccountChange {
  const bonded = assertAmount(account.bonded);
  const told: ClaimNotice[] = [];
  const claims: Claim[] = [];
  for (const { lienholder, amount } of account.claims) {
    const kept = assertAmount(amount) > bonded ? bonded : amount;
    if (kept < amount) told.push({ lienholder, message: "claim_reduced", amount: amount - kept });
    if (kept > 0n) claims.push({ lienholder, amount: kept });
  }
  return frozen(bonded, claims, told);
}

/**
 * `slash_claim`: `amount` leaves the claim and the bonded tokens and is owed to the burn; other claims that leaned on
 * the same tokens are cut (see {@link crossSlash}).
 *
 * @throws InvalidAmountError (also for zero), AmountUnderflowError with the claim.
 *
 * @example
 * ```ts
 * const account = { bonded: 200n, claims: [{ lienholder: "p1", amount: 200n }, { lienholder: "p2", amount: 200n }] };
 * applySlash(account, "p1", 20n).told; // [{ lienholder: "p2", message: "claim_reduced", amount: 20n }]
 * ```
 */
export function applySlash(account: Account, lienholder: string, amount: bigint): AccountChange {
  const claim = claimOf(account, lienholder);
  if (positive(amount) > claim) throw new AmountUnderflowError("slash", claim, amount);
  const claims = withClaim(account, lienholder, claim - amount);
  const { account: cut, told } = crossSlash({ bonded: checkedSub(account.bonded, amount), claims });
  return frozen(cut.bonded, cut.claims, told, amount);
}

/**
 * What a claim may turn out to be while `inFlight` of it waits for an answer of the other chain: an error or a timeout
 * releases that part.
 *
 * @throws InvalidAmountError, AmountUnderflowError where more is in flight than claimed.
 *
 * @example
 * ```ts
 * claimRange(250n, 100n); // { low: 150n, high: 250n }
 * ```
 */
export function claimRange(claim: bigint, inFlight: bigint): Range {
  return Object.freeze({ low: checkedSub(claim, inFlight), high: claim });
}

/**
 * What may turn out to be free while stake is in flight; `inFlight` names what each lienholder waits for.
 *
 * @throws InvalidAmountError, AmountUnderflowError.
 *
 * @example
 * ```ts
 * const account = { bonded: 300n, claims: [{ lienholder: "p", amount: 100n }] };
 * freeRange(account, [{ lienholder: "p", amount: 100n }]); // { low: 200n, high: 300n }
 * ```
 */
export function freeRange(account: Account, inFlight: readonly Claim[]): Range {
  const max = maxRange(
    account.claims.map(({ lienholder, amount }) => {
      const waiting = inFlight.reduce(
        (sum, part) => (part.lienholder === lienholder ? checkedAdd(sum, part.amount) : sum),
        0n,
      );
      return claimRange(amount, waiting);
    }),
  );
  const free = (claim: bigint) => (assertAmount(account.bonded) > claim ? account.bonded - claim : 0n);
  return Object.freeze({ low: free(max.high), high: free(max.low) });
}
