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

const PATTERNS: readonly ErrorPattern[] = [
  [
    /Refused by the contract that delegates: (.*)/,
    (failure, [reason = ""]) => new DelegationRefusedError(failure, reason),
  ],
  [
    /Rewards are in '([^']*)', got '([^']*)'/,
    (failure, [expected = "", got = ""]) => new WrongRewardsDenomError(failure, expected, got),
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
