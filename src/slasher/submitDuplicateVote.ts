import type { SigningClient } from "../core/client.js";
import { type CallParams, type ExecuteMsg, executeMsg } from "../core/message.js";
import { type SendOptions, type SentTx, sendMsgs } from "../core/tx.js";
import { providerErrorFrom } from "../provider/errors.js";
import { slasherErrorFrom } from "./errors.js";
import { submitDuplicateVoteWire } from "./wire.js";

export interface BlockId {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  readonly partSetHeader: {
    /** Above 0. */
    readonly total: number;
    /** 32 bytes. */
    readonly hash: Uint8Array;
  };
}

/** A signed vote of CometBFT. */
export interface Vote {
  readonly type: "prevote" | "precommit";
  /** From 1. */
  readonly height: number;
  /** From 0 to 2³¹ − 1. */
  readonly round: number;
  /** Missing in a vote for no block. */
  readonly blockId?: BlockId;
  /** Signed to the nanosecond, which a Date doesn't hold. */
  readonly timestamp: {
    /** Since 1970, negative before; in the years 1 to 9999. */
    readonly seconds: number;
    /** Below 10⁹, counted forward from `seconds` in any year. */
    readonly nanos: number;
  };
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

export interface SubmitDuplicateVoteParams extends CallParams {
  /** Operator address on the consumer chain, as the slasher's owner registered the key for. */
  readonly validator: string;
  readonly voteA: Vote;
  /** Of the same height, round and type, for another block id. Which of the two comes first doesn't matter. */
  readonly voteB: Vote;
}

/**
 * Message of {@link submitDuplicateVote}.
 *
 * @throws InvalidAddressError, InvalidArgumentError
 *
 * @example
 * ```ts
 * const signed = { type: "prevote" as const, height: 4711, round: 0, timestamp: { seconds: 1_700_000_000, nanos: 5 } };
 * const blockId = { hash: new Uint8Array(32), partSetHeader: { total: 1, hash: new Uint8Array(32) } };
 * const voteA = { ...signed, blockId, signature: new Uint8Array(64) };
 * const voteB = { ...signed, signature: new Uint8Array(64) };
 * submitDuplicateVoteMsg({ contract, sender, validator, voteA, voteB });
 * ```
 */
export function submitDuplicateVoteMsg(params: SubmitDuplicateVoteParams): ExecuteMsg {
  return executeMsg(params, submitDuplicateVoteWire(params));
}

/**
 * Slashes and tombstones a validator that signed two votes against each other (the slasher's
 * `submit_duplicate_vote`). Anyone may: the signatures are the proof. The evidence's id is
 * `duplicate-vote/{validator}/{height}/{round}/{type}`, so each infraction counts once.
 *
 * @throws as {@link submitDuplicateVoteMsg}; VotesNotTakenError; DifferentVotesError; SameBlockIdError;
 * HeightTooLowError; NoKeyError; WrongSignatureError; DuplicateEvidenceError; ValidatorTombstonedError; what the
 * provider refuses it with, such as AboveSlasherLimitError; everything that `sendMsgs` throws.
 *
 * @example
 * ```ts
 * const votes = votesFromEvidence(JSON.parse(text));
 * await submitDuplicateVote(client, { contract, sender, validator, ...votes });
 * ```
 */
export async function submitDuplicateVote(
  client: SigningClient,
  params: SubmitDuplicateVoteParams,
  options?: SendOptions,
): Promise<SentTx> {
  return sendMsgs(client, params.sender, [submitDuplicateVoteMsg(params)], {
    ...options,
    errors: [slasherErrorFrom, providerErrorFrom],
  });
}
