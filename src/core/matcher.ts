import type { TxFailedError, TxFailure } from "../errors/chain.js";

/** Finds the class that stands for a contract's text; undefined where it is no text of that contract. */
export type ErrorMatcher = (failure: TxFailure) => TxFailedError | undefined;

/** What of a chain's text a pattern cares for, and the error it makes of it. */
export type ErrorPattern = readonly [
  pattern: RegExp,
  make: (failure: TxFailure, groups: readonly string[]) => TxFailedError,
];

/**
 * A matcher from a list of patterns; the first one that fits counts.
 *
 * @example
 * ```ts
 * matcher([[/No rewards to be claimed/, (failure) => new NoRewardsError(failure)]]);
 * ```
 */
export function matcher(patterns: readonly ErrorPattern[]): ErrorMatcher {
  return (failure) => {
    for (const [pattern, make] of patterns) {
      const found = pattern.exec(failure.log);
      if (found !== null) return make(failure, found.slice(1));
    }
    return undefined;
  };
}
