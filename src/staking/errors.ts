import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** A coin that is not of the staking denom. */
export class IncorrectDenomError extends TxFailedError {
  override readonly name = "IncorrectDenomError";
  constructor(failure: TxFailure) {
    super("The coin must be of the chain's staking denom.", failure);
  }
}

/** Less is delegated than should be undelegated. */
export class InsufficientDelegationError extends TxFailedError {
  override readonly name = "InsufficientDelegationError";
  constructor(failure: TxFailure) {
    super("Less is delegated than that.", failure);
  }
}

/** Nothing is delegated to the validator. */
export class NoDelegationError extends TxFailedError {
  override readonly name = "NoDelegationError";
  constructor(failure: TxFailure) {
    super("Nothing is delegated to this validator.", failure);
  }
}

/** Meta-staking does not hold the tokens that a consumer should get. */
export class NotEnoughFundsError extends TxFailedError {
  override readonly name = "NotEnoughFundsError";
  constructor(failure: TxFailure) {
    super("Meta-staking does not hold that many tokens; send it some first.", failure);
  }
}

/** The consumer is registered already. */
export class ConsumerExistsError extends TxFailedError {
  override readonly name = "ConsumerExistsError";
  constructor(failure: TxFailure) {
    super("The consumer is registered already.", failure);
  }
}

/** The consumer is not registered. */
export class UnknownConsumerError extends TxFailedError {
  override readonly name = "UnknownConsumerError";
  constructor(failure: TxFailure) {
    super("The consumer is not registered.", failure);
  }
}

/** The consumer still has stake, or stake that is unbonding. */
export class ConsumerHasStakeError extends TxFailedError {
  override readonly name = "ConsumerHasStakeError";
  constructor(failure: TxFailure) {
    super("The consumer still has stake, or stake that is unbonding.", failure);
  }
}

/** The consumer still has rewards of a validator. */
export class ConsumerHasRewardsError extends TxFailedError {
  override readonly name = "ConsumerHasRewardsError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`The consumer still has rewards of ${validator}; pay them out first.`, failure);
  }
}

/** A change of delegation is under way in this very call. */
export class DelegationBusyError extends TxFailedError {
  override readonly name = "DelegationBusyError";
  constructor(failure: TxFailure) {
    super("A change of delegation is under way in this very call.", failure);
  }
}

/** The consumer would have a larger share of the chain's power than it may have. */
export class AboveAllowedError extends TxFailedError {
  override readonly name = "AboveAllowedError";
  constructor(failure: TxFailure) {
    super("The consumer may not have a larger share of the chain's power.", failure);
  }
}

/** As many consumers are registered as there can be. */
export class TooManyConsumersError extends TxFailedError {
  override readonly name = "TooManyConsumersError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`No more than ${max} consumers can be registered.`, failure);
  }
}

/** The consumer has stake at as many validators as it can have. */
export class TooManyValidatorsError extends TxFailedError {
  override readonly name = "TooManyValidatorsError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`A consumer can have stake at no more than ${max} validators.`, failure);
  }
}

/** A share that is not from 0 to 1. */
export class InvalidShareError extends TxFailedError {
  override readonly name = "InvalidShareError";
  constructor(failure: TxFailure) {
    super("A share must be from 0 to 1.", failure);
  }
}

/** Nothing of that denom belongs to nobody. */
export class NothingHeldApartError extends TxFailedError {
  override readonly name = "NothingHeldApartError";
  constructor(
    failure: TxFailure,
    readonly denom: string,
  ) {
    super(`Nothing of "${denom}" is held apart.`, failure);
  }
}

/** The tokens that came with a claim are not its amount. */
export class ClaimFundsError extends TxFailedError {
  override readonly name = "ClaimFundsError";
  constructor(failure: TxFailure) {
    super("The tokens sent are not the amount of the claim.", failure);
  }
}

/** The owner has local stake at as many validators as he can have. */
export class TooManyLocalStakesError extends TxFailedError {
  override readonly name = "TooManyLocalStakesError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`An owner can have local stake at no more than ${max} validators.`, failure);
  }
}

/** The owner has as many unstakes under way as he can have. */
export class TooManyLocalUnstakesError extends TxFailedError {
  override readonly name = "TooManyLocalUnstakesError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`Only ${max} unstakes can be under way; release those that are back first.`, failure);
  }
}

/** Slashes left nothing of the local stake at the validator. */
export class LocalStakeSlashedToZeroError extends TxFailedError {
  override readonly name = "LocalStakeSlashedToZeroError";
  constructor(failure: TxFailure) {
    super("Slashes left nothing of the local stake at this validator; choose another one.", failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [/Incorrect coin denom/, (failure) => new IncorrectDenomError(failure)],
  [/Cannot undelegate more than you previously delegated/, (failure) => new InsufficientDelegationError(failure)],
  [
    /Cannot undelegate (?:or claim rewards )?from a (?:a )?validator that does not have delegations/,
    (failure) => new NoDelegationError(failure),
  ],
  [/Contract does not have enough funds for consumer/, (failure) => new NotEnoughFundsError(failure)],
  [/Consumer already exists/, (failure) => new ConsumerExistsError(failure)],
  [/Consumer does not exists/, (failure) => new UnknownConsumerError(failure)],
  [/Consumer still has stake, or stake that is unbonding/, (failure) => new ConsumerHasStakeError(failure)],
  [
    /Consumer still has rewards to be paid from validator: ([^\s:]+)/,
    (failure, [validator = ""]) => new ConsumerHasRewardsError(failure, validator),
  ],
  [/Consumer is above the share of the chain's power that it may have/, (failure) => new AboveAllowedError(failure)],
  [
    /No more than (\d{1,10}) consumers can be registered/,
    (failure, [max = "0"]) => new TooManyConsumersError(failure, Number(max)),
  ],
  [
    /A consumer can have stake at no more than (\d{1,10}) validators/,
    (failure, [max = "0"]) => new TooManyValidatorsError(failure, Number(max)),
  ],
  [/A share is between 0 and 1/, (failure) => new InvalidShareError(failure)],
  [/Nothing of '([^']*)' is held apart/, (failure, [denom = ""]) => new NothingHeldApartError(failure, denom)],
  [/The tokens sent are not the amount of the claim/, (failure) => new ClaimFundsError(failure)],
  [
    /The owner has local stake at (\d{1,10}) validators already/,
    (failure, [max = "0"]) => new TooManyLocalStakesError(failure, Number(max)),
  ],
  [
    /The owner has (\d{1,10}) unstakes under way/,
    (failure, [max = "0"]) => new TooManyLocalUnstakesError(failure, Number(max)),
  ],
  [/Slashes left nothing of the local stake at the validator/, (failure) => new LocalStakeSlashedToZeroError(failure)],
  [/A change of delegation is under way/, (failure) => new DelegationBusyError(failure)],
];

/**
 * Meta-staking's error for a chain's text; undefined where the text is not one of its own.
 *
 * @example
 * ```ts
 * stakingErrorFrom({ log: "Consumer does not exists" })?.name; // "UnknownConsumerError"
 * ```
 */
export const stakingErrorFrom = /* @__PURE__ */ matcher(PATTERNS);
