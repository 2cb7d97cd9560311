import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** The contract that delegates refused; `reason` is its text. */
export class DelegationRefusedError extends TxFailedError {
  override readonly name = "DelegationRefusedError";
  constructor(
    failure: TxFailure,
    readonly reason: string,
  ) {
    super(`The contract that delegates refused: ${reason}`, failure);
  }
}

/** Rewards of another denom than the one they are paid in. */
export class WrongRewardsDenomError extends TxFailedError {
  override readonly name = "WrongRewardsDenomError";
  constructor(
    failure: TxFailure,
    readonly expected: string,
    readonly got: string,
  ) {
    super(`Rewards are paid in "${expected}", not in "${got}".`, failure);
  }
}

/** The last update of validators has no answer yet. */
export class UpdateInFlightError extends TxFailedError {
  override readonly name = "UpdateInFlightError";
  constructor(failure: TxFailure) {
    super("The last update of validators has no answer yet; wait for it.", failure);
  }
}

/** There is no price to take stake at: the feed's is too old, or there was none yet. */
export class NoFreshPriceError extends TxFailedError {
  override readonly name = "NoFreshPriceError";
  constructor(failure: TxFailure) {
    super("There is no fresh price; have the feed read with updatePrice.", failure);
  }
}

/** The price is fixed: there is no feed to read. */
export class NoFeedError extends TxFailedError {
  override readonly name = "NoFeedError";
  constructor(failure: TxFailure) {
    super("The price is fixed; there is no feed to read.", failure);
  }
}

/** The feed gave no price; `reason` is what it said. */
export class FeedAnswerError extends TxFailedError {
  override readonly name = "FeedAnswerError";
  constructor(
    failure: TxFailure,
    readonly reason: string,
  ) {
    super(`The feed gives no price: ${reason}`, failure);
  }
}

/** A price of zero. */
export class ZeroPriceError extends TxFailedError {
  override readonly name = "ZeroPriceError";
  constructor(failure: TxFailure) {
    super("A price must be above zero.", failure);
  }
}

/** The feed's price is too old. `time` is when it was observed, in seconds since 1970. */
export class StalePriceError extends TxFailedError {
  override readonly name = "StalePriceError";
  constructor(
    failure: TxFailure,
    readonly time: number,
  ) {
    super(`The feed's price of second ${time} is stale.`, failure);
  }
}

/** The feed's price is older than the one that was decided on last. `time` is when it was observed. */
export class OldPriceError extends TxFailedError {
  override readonly name = "OldPriceError";
  constructor(
    failure: TxFailure,
    readonly time: number,
  ) {
    super(`The feed's price of second ${time} is older than the last one.`, failure);
  }
}

/** The feed's price lies in the future. `time` is when it says it was observed. */
export class FuturePriceError extends TxFailedError {
  override readonly name = "FuturePriceError";
  constructor(
    failure: TxFailure,
    readonly time: number,
  ) {
    super(`The feed's price of second ${time} lies in the future.`, failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [
    /Refused by the contract that delegates: (.*)/,
    (failure, [reason = ""]) => new DelegationRefusedError(failure, reason),
  ],
  [
    /Rewards are in '([^']*)', got '([^']*)'/,
    (failure, [expected = "", got = ""]) => new WrongRewardsDenomError(failure, expected, got),
  ],
  [/There is no fresh price/, (failure) => new NoFreshPriceError(failure)],
  [/The price is fixed, there is no feed to read/, (failure) => new NoFeedError(failure)],
  [/The feed gives no price: (.*)/, (failure, [reason = ""]) => new FeedAnswerError(failure, reason)],
  [/A price must not be zero/, (failure) => new ZeroPriceError(failure)],
  [
    /The feed's price of second (\d{1,20}) is stale/,
    (failure, [time = "0"]) => new StalePriceError(failure, Number(time)),
  ],
  [
    /The feed's price of second (\d{1,20}) is older than what was decided last/,
    (failure, [time = "0"]) => new OldPriceError(failure, Number(time)),
  ],
  [
    /The feed's price of second (\d{1,20}) lies in the future/,
    (failure, [time = "0"]) => new FuturePriceError(failure, Number(time)),
  ],
  [/An update of validators is still unanswered/, (failure) => new UpdateInFlightError(failure)],
];

/**
 * The consumer's error for a chain's text; undefined where the text is not one of its own.
 *
 * @example
 * ```ts
 * consumerErrorFrom({ log: "An update of validators is still unanswered" })?.name; // "UpdateInFlightError"
 * ```
 */
export const consumerErrorFrom = /* @__PURE__ */ matcher(PATTERNS);
