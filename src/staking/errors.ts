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
