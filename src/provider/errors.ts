import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** After a new channel the consumer must list its stakes before new stake is taken. */
export class ChannelSyncingError extends TxFailedError {
  override readonly name = "ChannelSyncingError";
  constructor(failure: TxFailure) {
    super("The new channel is not ready yet: the consumer has to list its stakes first.", failure);
  }
}

/** The validator left the active set. */
export class ValidatorRemovedError extends TxFailedError {
  override readonly name = "ValidatorRemovedError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`${validator} left the active set and takes no new stake.`, failure);
  }
}

/** The validator was slashed to zero. */
export class ValidatorSlashedToZeroError extends TxFailedError {
  override readonly name = "ValidatorSlashedToZeroError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`${validator} was slashed to zero and takes no new stake.`, failure);
  }
}

/** The account never staked here. */
export class UnknownOwnerError extends TxFailedError {
  override readonly name = "UnknownOwnerError";
  constructor(
    failure: TxFailure,
    readonly owner: string,
  ) {
    super(`${owner} never staked here.`, failure);
  }
}

/** The account has no stake on the validator. */
export class NoStakeError extends TxFailedError {
  override readonly name = "NoStakeError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`There is no stake on ${validator}.`, failure);
  }
}

/** No unbonding of the account has come to its end. */
export class NothingMaturedError extends TxFailedError {
  override readonly name = "NothingMaturedError";
  constructor(failure: TxFailure) {
    super("No unbonding has come to its end yet.", failure);
  }
}

/** The owner has as many positions as he can have. */
export class TooManyPositionsError extends TxFailedError {
  override readonly name = "TooManyPositionsError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`An owner can have at most ${max} positions; unstake one first.`, failure);
  }
}

/** More is recorded against the owner than one message works off. */
export class SettleFirstError extends TxFailedError {
  override readonly name = "SettleFirstError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`More than ${max} items are unsettled; send settle first.`, failure);
  }
}

/** The unstake would touch more unanswered stakes than one message works off. */
export class TooManyPartsError extends TxFailedError {
  override readonly name = "TooManyPartsError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`More than ${max} unanswered stakes at once; unstake less.`, failure);
  }
}

/** The provider holds fewer reward tokens than are due. */
export class RewardsBalanceError extends TxFailedError {
  override readonly name = "RewardsBalanceError";
  constructor(
    failure: TxFailure,
    readonly rewards: bigint,
    readonly balance: bigint,
  ) {
    super(`The provider holds ${balance} of the ${rewards} that are due.`, failure);
  }
}

/** More rewards of the validator are announced than wait at once. */
export class TooManyAnnouncementsError extends TxFailedError {
  override readonly name = "TooManyAnnouncementsError";
  constructor(
    failure: TxFailure,
    readonly max: number,
    readonly validator: string,
  ) {
    super(`More than ${max} announced rewards of ${validator} wait for their tokens.`, failure);
  }
}

/** A slash above what this slasher may take at once. Both are ratios as the contract writes them. */
export class AboveSlasherLimitError extends TxFailedError {
  override readonly name = "AboveSlasherLimitError";
  constructor(
    failure: TxFailure,
    readonly ratio: string,
    readonly max: string,
  ) {
    super(`This slasher may take at most ${max} at once, not ${ratio}.`, failure);
  }
}

/** The provider has as many slashers as it can have. */
export class TooManySlashersError extends TxFailedError {
  override readonly name = "TooManySlashersError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`A provider can have at most ${max} slashers; remove one first.`, failure);
  }
}

/** The address is no slasher of the provider. */
export class UnknownSlasherError extends TxFailedError {
  override readonly name = "UnknownSlasherError";
  constructor(
    failure: TxFailure,
    readonly slasher: string,
  ) {
    super(`${slasher} is no slasher of this provider.`, failure);
  }
}

/** All rewards belong to somebody. */
export class NothingUnallocatedError extends TxFailedError {
  override readonly name = "NothingUnallocatedError";
  constructor(failure: TxFailure) {
    super("There are no rewards that belong to nobody.", failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [/The consumer has not yet listed its stakes on this channel/, (failure) => new ChannelSyncingError(failure)],
  [
    /Validator was removed from valset: ([^\s:]+)/,
    (failure, [validator = ""]) => new ValidatorRemovedError(failure, validator),
  ],
  [
    /Validator was slashed to zero: ([^\s:]+)/,
    (failure, [validator = ""]) => new ValidatorSlashedToZeroError(failure, validator),
  ],
  [/Owner never staked: ([^\s:]+)/, (failure, [owner = ""]) => new UnknownOwnerError(failure, owner)],
  [
    /No staked tokens for this validator: ([^\s:]+)/,
    (failure, [validator = ""]) => new NoStakeError(failure, validator),
  ],
  [/No tokens are ready to be unbonded/, (failure) => new NothingMaturedError(failure)],
  [
    /An owner can have at most (\d{1,10}) positions/,
    (failure, [max = "0"]) => new TooManyPositionsError(failure, Number(max)),
  ],
  [
    /More than (\d{1,10}) items are unsettled, send settle first/,
    (failure, [max = "0"]) => new SettleFirstError(failure, Number(max)),
  ],
  [
    /More than (\d{1,10}) unanswered stakes at once, unstake less/,
    (failure, [max = "0"]) => new TooManyPartsError(failure, Number(max)),
  ],
  [
    /Balance is too low: (\d{1,78}) > (\d{1,78})/,
    (failure, [rewards = "0", balance = "0"]) => new RewardsBalanceError(failure, BigInt(rewards), BigInt(balance)),
  ],
  [
    /More than (\d{1,10}) announced rewards of this validator wait for their tokens: ([^\s:]+)/,
    (failure, [max = "0", validator = ""]) => new TooManyAnnouncementsError(failure, Number(max), validator),
  ],
  [
    /A slash of ([0-9.]{1,40}) is above this slasher's limit of (\d{1,20}(?:\.\d{1,18})?)/,
    (failure, [ratio = "", max = ""]) => new AboveSlasherLimitError(failure, ratio, max),
  ],
  [
    /A provider can have at most (\d{1,10}) slashers/,
    (failure, [max = "0"]) => new TooManySlashersError(failure, Number(max)),
  ],
  [/Not a slasher: ([^\s:]+)/, (failure, [slasher = ""]) => new UnknownSlasherError(failure, slasher)],
  [/No rewards are unallocated/, (failure) => new NothingUnallocatedError(failure)],
];

/**
 * The provider's error for a chain's text; undefined where the text is not one of its own.
 *
 * @example
 * ```ts
 * providerErrorFrom({ log: "No tokens are ready to be unbonded" })?.name; // "NothingMaturedError"
 * ```
 */
export const providerErrorFrom = /* @__PURE__ */ matcher(PATTERNS);
