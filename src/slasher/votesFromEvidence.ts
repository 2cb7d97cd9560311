import * as z from "zod/mini";
import { fromHex } from "../core/bytes.js";
import { onlySet } from "../core/message.js";
import { decode } from "../core/query.js";
import { uint32 } from "../core/scalars.js";
import { binary } from "./schema.js";
import type { SubmitDuplicateVoteParams, Vote } from "./submitDuplicateVote.js";

const VOTE_TYPES = { 1: "prevote", 2: "precommit" } as const;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** A codec of a text; what `read` answers undefined for is not `expected`. */
function textAs<T>(read: (text: string) => T | undefined, expected: string) {
  return z.pipe(
    z.string(),
    z.transform((text: string, context): T => {
      const value = read(text);
      if (value !== undefined) return value;
      context.issues.push({ code: "custom", message: expected, input: text });
      return z.NEVER;
    }),
  );
}

function readHeight(text: string): number | undefined {
  const height = /^\d{1,16}$/.test(text) ? Number(text) : undefined;
  return height !== undefined && Number.isSafeInteger(height) ? height : undefined;
}

function readHex(text: string): Uint8Array | undefined {
  return /^(?:[0-9a-fA-F]{2})*$/.test(text) ? fromHex(text) : undefined;
}

/** Seconds by the calendar, the digits after the point by themselves: a Date would cut them to milliseconds. */
function readTime(text: string): Vote["timestamp"] | undefined {
  const [, date, fraction = ""] = TIME.exec(text) ?? [];
  if (date === undefined) return undefined;
  const milliseconds = Date.parse(`${date}Z`);
  // A day that its month doesn't have becomes another day in some engines.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(date)) return undefined;
  return { seconds: milliseconds / 1000, nanos: Number(fraction.padEnd(9, "0")) };
}

const hash = textAs(readHex, "hex with two digits a byte");

const vote = z.pipe(
  z.object({
    type: z.union([z.literal(1), z.literal(2)]),
    height: textAs(readHeight, "a height in digits, at most 2⁵³ − 1"),
    round: uint32,
    block_id: z.object({ hash, parts: z.object({ total: uint32, hash }) }),
    timestamp: textAs(readTime, "a time of UTC like 2023-11-14T22:13:20.123456789Z"),
    signature: binary,
  }),
  z.transform(({ type, block_id, ...rest }): Vote => {
    const { hash, parts } = block_id;
    const isNone = hash.length === 0 && parts.hash.length === 0 && parts.total === 0;
    const blockId = isNone ? undefined : { hash, partSetHeader: parts };
    return { ...rest, type: VOTE_TYPES[type], ...onlySet({ blockId }) };
  }),
);

const evidence = z.pipe(
  z.object({
    type: z.literal("tendermint/DuplicateVoteEvidence"),
    value: z.object({ vote_a: vote, vote_b: vote }),
  }),
  z.transform(({ value }) => ({ voteA: value.vote_a, voteB: value.vote_b })),
);

/**
 * The two votes of a duplicate vote's evidence as a CometBFT node gives it: an item of `block.evidence.evidence` in the
 * answer to its RPC's `block`, with numbers for types, texts for heights, hex for hashes. Times keep their nanoseconds,
 * since they are signed. The evidence has no operator address: find the validator by `validator_address` of the votes.
 *
 * @throws DecodeError where the JSON is no such evidence, or has a height above 2⁵³ − 1.
 *
 * @example
 * ```ts
 * const { voteA, voteB } = votesFromEvidence(JSON.parse(text));
 * ```
 */
export function votesFromEvidence(json: unknown): Pick<SubmitDuplicateVoteParams, "voteA" | "voteB"> {
  return decode(evidence, json, "evidence of a node");
}
