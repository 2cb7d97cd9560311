import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** More should leave the lockup than is free of claims. */
export class ClaimsLockedError extends TxFailedError {
  override readonly name = "ClaimsLockedError";
  constructor(
    failure: TxFailure,
    /** What can be unbonded now, in base units. */
    readonly free: bigint,
  ) {
    super(`Only ${free} can be unbonded now; the rest backs claims.`, failure);
  }
}

/** The account has fewer bonded tokens than the message needs. */
export class InsufficientBondedError extends TxFailedError {
  override readonly name = "InsufficientBondedError";
  constructor(failure: TxFailure) {
    super("The account has fewer tokens bonded than this needs.", failure);
  }
}

/** The lienholder has no claim on the account. */
export class NoClaimsError extends TxFailedError {
  override readonly name = "NoClaimsError";
  constructor(failure: TxFailure) {
    super("The lienholder has no claim on this account.", failure);
  }
}

/** The lienholder's claim on the account is smaller than the message needs. */
export class InsufficientClaimError extends TxFailedError {
  override readonly name = "InsufficientClaimError";
  constructor(failure: TxFailure) {
    super("The lienholder's claim on this account is smaller than that.", failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [
    /Claim is locked, only (\d{1,39}) can be unbonded/,
    (failure, [free = "0"]) => new ClaimsLockedError(failure, BigInt(free)),
  ],
  [/The address doesn't have sufficient balance for this operation/, (failure) => new InsufficientBondedError(failure)],
  [/The leinholder doesn't have any claims/, (failure) => new NoClaimsError(failure)],
  [/The leinholder doesn't have enough claims for the action/, (failure) => new InsufficientClaimError(failure)],
];

/**
 * The lockup's error for a chain's text; undefined where the text is none of the lockup's own.
 *
 * @example
 * ```ts
 * lockupErrorFrom({ log: "Claim is locked, only 300 can be unbonded" })?.name; // "ClaimsLockedError"
 * ```
 */
export const lockupErrorFrom = matcher(PATTERNS);
