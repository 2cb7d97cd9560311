import { type ErrorPattern, matcher } from "../core/matcher.js";
import { TxFailedError, type TxFailure } from "../errors/chain.js";

/** No validator was named. */
export class EmptyValidatorError extends TxFailedError {
  override readonly name = "EmptyValidatorError";
  constructor(failure: TxFailure) {
    super("Name a validator.", failure);
  }
}

/** The name of a validator is too long. */
export class ValidatorTooLongError extends TxFailedError {
  override readonly name = "ValidatorTooLongError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`A validator's name has at most ${max} bytes.`, failure);
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

/** An evidence id that only votes can have. */
export class ReservedEvidenceIdError extends TxFailedError {
  override readonly name = "ReservedEvidenceIdError";
  constructor(
    failure: TxFailure,
    readonly prefix: string,
  ) {
    super(`Evidence ids that begin with "${prefix}" are kept for votes.`, failure);
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

/** A chain id that is empty or too long. */
export class ChainIdError extends TxFailedError {
  override readonly name = "ChainIdError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`A chain id has 1 to ${max} bytes.`, failure);
  }
}

/** A slash ratio for votes, without the chain whose votes they are. */
export class RatioWithoutChainIdError extends TxFailedError {
  override readonly name = "RatioWithoutChainIdError";
  constructor(failure: TxFailure) {
    super("Give the chain id to which the slash ratio belongs.", failure);
  }
}

/** Something else than an ed25519 key. */
export class InvalidPubkeyError extends TxFailedError {
  override readonly name = "InvalidPubkeyError";
  constructor(
    failure: TxFailure,
    readonly length: number,
  ) {
    super(`A public key has ${length} bytes.`, failure);
  }
}

/** A key of small order: its signatures prove nothing. */
export class WeakPubkeyError extends TxFailedError {
  override readonly name = "WeakPubkeyError";
  constructor(failure: TxFailure) {
    super("Anyone can sign for this public key; it can't be registered.", failure);
  }
}

/** The key is another validator's, for ever. */
export class ForeignPubkeyError extends TxFailedError {
  override readonly name = "ForeignPubkeyError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
  ) {
    super(`The public key belongs to ${validator}.`, failure);
  }
}

/** Heights that are no range. */
export class InvalidKeyRangeError extends TxFailedError {
  override readonly name = "InvalidKeyRangeError";
  constructor(failure: TxFailure) {
    super("A key's range begins at height 1 or later, and doesn't end before it begins.", failure);
  }
}

/** The validator has a key for some of these heights. */
export class KeyOverlapError extends TxFailedError {
  override readonly name = "KeyOverlapError";
  constructor(
    failure: TxFailure,
    readonly fromHeight: number,
  ) {
    super(`The range overlaps the one that begins at height ${fromHeight}.`, failure);
  }
}

/** The validator has as many ranges as it can have. */
export class TooManyKeysError extends TxFailedError {
  override readonly name = "TooManyKeysError";
  constructor(
    failure: TxFailure,
    readonly max: number,
  ) {
    super(`A validator can have no more than ${max} key ranges.`, failure);
  }
}

/** The least height would stay or fall. */
export class MinHeightNotRaisedError extends TxFailedError {
  override readonly name = "MinHeightNotRaisedError";
  constructor(
    failure: TxFailure,
    readonly minHeight: number,
  ) {
    super(`The least height is ${minHeight} and can only be raised.`, failure);
  }
}

/** The slasher was instantiated without a chain id. */
export class VotesNotTakenError extends TxFailedError {
  override readonly name = "VotesNotTakenError";
  constructor(failure: TxFailure) {
    super("This slasher takes no votes.", failure);
  }
}

/** A vote that no node would read. */
export class InvalidVoteError extends TxFailedError {
  override readonly name = "InvalidVoteError";
  constructor(
    failure: TxFailure,
    readonly vote: string,
    readonly field: string,
  ) {
    super(`Vote ${vote} has an invalid ${field}.`, failure);
  }
}

/** Votes that an honest validator may both have signed. */
export class DifferentVotesError extends TxFailedError {
  override readonly name = "DifferentVotesError";
  constructor(
    failure: TxFailure,
    readonly field: string,
  ) {
    super(`The votes don't have the same ${field}.`, failure);
  }
}

/** Votes that don't contradict each other. */
export class SameBlockIdError extends TxFailedError {
  override readonly name = "SameBlockIdError";
  constructor(failure: TxFailure) {
    super("The votes are for the same block id.", failure);
  }
}

/** Votes from below the least height. */
export class HeightTooLowError extends TxFailedError {
  override readonly name = "HeightTooLowError";
  constructor(
    failure: TxFailure,
    readonly voteHeight: number,
    readonly minHeight: number,
  ) {
    super(`Votes at height ${voteHeight} are below the least height ${minHeight}.`, failure);
  }
}

/** Nobody registered with which key the validator signs there. */
export class NoKeyError extends TxFailedError {
  override readonly name = "NoKeyError";
  constructor(
    failure: TxFailure,
    readonly validator: string,
    readonly voteHeight: number,
  ) {
    super(`No key of ${validator} is registered for height ${voteHeight}.`, failure);
  }
}

/** The signature is not that of the registered key over this vote on the slasher's chain. */
export class WrongSignatureError extends TxFailedError {
  override readonly name = "WrongSignatureError";
  constructor(
    failure: TxFailure,
    readonly vote: string,
  ) {
    super(`Vote ${vote} is not signed by the validator's key.`, failure);
  }
}

const PATTERNS: readonly ErrorPattern[] = [
  [/Validator must not be empty/, (failure) => new EmptyValidatorError(failure)],
  [
    /Validator must have at most (\d{1,10}) bytes/,
    (failure, [max = "0"]) => new ValidatorTooLongError(failure, Number(max)),
  ],
  [/Evidence id must have 1 to (\d{1,10}) bytes/, (failure, [max = "0"]) => new EvidenceIdError(failure, Number(max))],
  [
    /Evidence ids that begin with '([^']{1,256})' are kept for votes/,
    (failure, [prefix = ""]) => new ReservedEvidenceIdError(failure, prefix),
  ],
  [
    /Evidence was already submitted: (.*?)(?:: execute wasm contract failed|$)/,
    (failure, [evidenceId = ""]) => new DuplicateEvidenceError(failure, evidenceId),
  ],
  [/Chain id must have 1 to (\d{1,10}) bytes/, (failure, [max = "0"]) => new ChainIdError(failure, Number(max))],
  [/A slash ratio for votes needs a chain id/, (failure) => new RatioWithoutChainIdError(failure)],
  [
    /Public key must have (\d{1,10}) bytes/,
    (failure, [length = "0"]) => new InvalidPubkeyError(failure, Number(length)),
  ],
  [/Anyone can sign for this public key/, (failure) => new WeakPubkeyError(failure)],
  [
    /Public key belongs to another validator: ([^\s:]+)/,
    (failure, [validator = ""]) => new ForeignPubkeyError(failure, validator),
  ],
  [/Key range must begin at 1 or later/, (failure) => new InvalidKeyRangeError(failure)],
  [
    /Key range overlaps the one that begins at height (\d{1,20})/,
    (failure, [fromHeight = "0"]) => new KeyOverlapError(failure, Number(fromHeight)),
  ],
  [
    /A validator can have no more than (\d{1,10}) key ranges/,
    (failure, [max = "0"]) => new TooManyKeysError(failure, Number(max)),
  ],
  [
    /The least height can only be raised, it is (\d{1,20})/,
    (failure, [minHeight = "0"]) => new MinHeightNotRaisedError(failure, Number(minHeight)),
  ],
  [/This slasher has no chain id and takes no votes/, (failure) => new VotesNotTakenError(failure)],
  [
    /Vote (\w{1,10}) has an invalid (\w{1,20})/,
    (failure, [vote = "", field = ""]) => new InvalidVoteError(failure, vote, field),
  ],
  [/Votes don't have the same (\w{1,20})/, (failure, [field = ""]) => new DifferentVotesError(failure, field)],
  [/Votes are for the same block id/, (failure) => new SameBlockIdError(failure)],
  [
    /Votes at height (\d{1,20}) are below the least height (\d{1,20})/,
    (failure, [voteHeight = "0", minHeight = "0"]) =>
      new HeightTooLowError(failure, Number(voteHeight), Number(minHeight)),
  ],
  [
    /No key of validator ([^\s:]+) is registered for height (\d{1,20})/,
    (failure, [validator = "", voteHeight = "0"]) => new NoKeyError(failure, validator, Number(voteHeight)),
  ],
  [
    /Vote (\w{1,10}) is not signed by the validator's key/,
    (failure, [vote = ""]) => new WrongSignatureError(failure, vote),
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
