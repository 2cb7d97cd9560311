import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** No validator was named. */
export class EmptyValidatorError extends TxFailedError {
  override readonly name = "EmptyValidatorError";
  constructor(failure: TxFailure) {
    super("Name a validator.", failure);
  }
}

/** An evidence id that is empty or too long. */
export class EvidenceIdError extends TxFailedError {
  override readonly name = "EvidenceIdError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`An evidence id has 1 to ${max} bytes.`, failure);
  }
}

/** This evidence was submitted before. */
export class DuplicateEvidenceError extends TxFailedError {
  override readonly name = "DuplicateEvidenceError";
  constructor(
    failure: TxFailure,
    readonly evidenceId: string,
  ) {
    super(`Evidence ${evidenceId} was submitted before.`, failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [/Validator must not be empty/, (failure) => new EmptyValidatorError(failure)],
  [/Evidence id must have 1 to (\d{1,10}) bytes/, (failure, [max = "0"]) => new EvidenceIdError(failure, Number(max))],
  [
    /Evidence was already submitted: (.*?)(?:: execute wasm contract failed|$)/,
    (failure, [evidenceId = ""]) => new DuplicateEvidenceError(failure, evidenceId),
  ],
];

/**
 * The slasher's error for a chain's text; undefined where the text is not one of its own.
 *
 * @example
 * ```ts
 * slasherErrorFrom({ log: "Evidence was already submitted: A1" })?.name; // "DuplicateEvidenceError"
 * ```
 */
export const slasherErrorFrom = /* @__PURE__ */ matcher(PATTERNS);
