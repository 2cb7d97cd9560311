import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** More should leave the lockup than is free of claims. `free` is what can be unbonded now. */
export class ClaimsLockedError extends TxFailedError {
  override readonly name = "ClaimsLockedError";
  constructor(
    failure: TxFailure,
    readonly free: bigint,
  ) {
    super(`Only ${free} can be unbonded now; the rest backs claims.`, failure);
  }
}

/** The account has fewer tokens bonded than the message needs. */
export class InsufficientBondedError extends TxFailedError {
  override readonly name = "InsufficientBondedError";
  constructor(failure: TxFailure) {
    super("The account has fewer tokens bonded than this needs.", failure);
  }
}

/** The account has as many lienholders as it can have. */
export class TooManyClaimsError extends TxFailedError {
  override readonly name = "TooManyClaimsError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`An account can have claims of at most ${max} lienholders.`, failure);
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

/** Nothing is owed to the burn. */
export class NothingToBurnError extends TxFailedError {
  override readonly name = "NothingToBurnError";
  constructor(failure: TxFailure) {
    super("Nothing waits to be burned.", failure);
  }
}

/** A lienholder's name that is empty or too long. */
export class InvalidLabelError extends TxFailedError {
  override readonly name = "InvalidLabelError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`A lienholder's name must have 1 to ${max} bytes.`, failure);
  }
}

/** A claim on tokens that are delegated at home ends by their coming back, not by a message of the lienholder's. */
export class DelegatedLocallyError extends TxFailedError {
  override readonly name = "DelegatedLocallyError";
  constructor(failure: TxFailure) {
    super("Tokens that are delegated on this chain must come back; their claim can't just be released.", failure);
  }
}

/** Fewer of the owner's tokens are delegated at home than the message speaks of. */
export class AboveDelegatedError extends TxFailedError {
  override readonly name = "AboveDelegatedError";
  constructor(
    failure: TxFailure,
    readonly delegated: bigint,
  ) {
    super(`Only ${delegated} of the owner's tokens are delegated on this chain.`, failure);
  }
}

/** The funds are not the amount that the message says. */
export class OtherAmountSentError extends TxFailedError {
  override readonly name = "OtherAmountSentError";
  constructor(
    failure: TxFailure,
    readonly sent: bigint,
    readonly amount: bigint,
  ) {
    super(`The funds must be the amount of ${amount}, not ${sent}.`, failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [
    /Claim is locked, only (\d{1,39}) can be unbonded/,
    (failure, [free = "0"]) => new ClaimsLockedError(failure, BigInt(free)),
  ],
  [/The address doesn't have sufficient balance for this operation/, (failure) => new InsufficientBondedError(failure)],
  [
    /An account can have no more than (\d{1,10}) claims/,
    (failure, [max = "0"]) => new TooManyClaimsError(failure, Number(max)),
  ],
  [/The leinholder doesn't have any claims/, (failure) => new NoClaimsError(failure)],
  [/The leinholder doesn't have enough claims for the action/, (failure) => new InsufficientClaimError(failure)],
  [/Tokens that are delegated locally come back by return_local only/, (failure) => new DelegatedLocallyError(failure)],
  [
    /No more than (\d{1,39}) tokens of the owner are delegated locally/,
    (failure, [delegated = "0"]) => new AboveDelegatedError(failure, BigInt(delegated)),
  ],
  [
    /The funds are (\d{1,39}), not the amount of (\d{1,39})/,
    (failure, [sent = "0", amount = "0"]) => new OtherAmountSentError(failure, BigInt(sent), BigInt(amount)),
  ],
  [/Nothing is owed to the burn/, (failure) => new NothingToBurnError(failure)],
  [/A label must have 1 to (\d{1,10}) bytes/, (failure, [max = "0"]) => new InvalidLabelError(failure, Number(max))],
];

/**
 * The lockup's error for a chain's text; undefined where the text is not one of its own.
 *
 * @example
 * ```ts
 * lockupErrorFrom({ log: "Claim is locked, only 300 can be unbonded" })?.name; // "ClaimsLockedError"
 * ```
 */
export const lockupErrorFrom = /* @__PURE__ */ matcher(PATTERNS);
