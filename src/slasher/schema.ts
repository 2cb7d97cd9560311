/** The slasher's messages and answers as the wire has them, and what the SDK reads out of the answers. */
import * as z from "zod/mini";
import { fromBase64 } from "../core/bytes.js";
import { decimal, decimalText, option, uint32, uint64 } from "../core/scalars.js";

/** `i64` as a JSON number that a double holds exactly. */
const int64 = z.int();

export const instantiateMsg = z.strictObject({
  owner: z.string(),
  unbonding_period: z.optional(uint64),
  chain_id: z.optional(z.string()),
  slash_ratio: z.optional(decimalText),
  slashee: z.optional(z.string()),
});

const vote = z.strictObject({
  type: z.enum(["prevote", "precommit"]),
  height: uint64,
  round: uint32,
  block_id: z.optional(
    z.strictObject({
      hash: z.string(),
      part_set_header: z.strictObject({ total: uint32, hash: z.string() }),
    }),
  ),
  timestamp: z.strictObject({ seconds: int64, nanos: uint32 }),
  signature: z.string(),
});

export const executeMsg = z.union([
  z.strictObject({
    submit_evidence: z.strictObject({
      validator: z.string(),
      amount: decimalText,
      evidence_id: z.optional(z.string()),
      tombstone: z.optional(z.boolean()),
    }),
  }),
  z.strictObject({
    register_key: z.strictObject({
      validator: z.string(),
      pubkey: z.string(),
      from_height: uint64,
      to_height: z.optional(uint64),
    }),
  }),
  z.strictObject({
    submit_duplicate_vote: z.strictObject({ validator: z.string(), vote_a: vote, vote_b: vote }),
  }),
  z.strictObject({ set_min_height: z.strictObject({ height: uint64 }) }),
]);

export const queryMsg = z.union([
  z.strictObject({ config: z.strictObject({}) }),
  z.strictObject({ unbonding_period: z.strictObject({}) }),
  z.strictObject({ evidence: z.strictObject({ evidence_id: z.string() }) }),
  z.strictObject({ key: z.strictObject({ validator: z.string(), height: uint64 }) }),
  z.strictObject({
    list_keys: z.strictObject({
      start_after: z.optional(z.strictObject({ validator: z.string(), from_height: uint64 })),
      limit: z.optional(uint32),
    }),
  }),
]);

export const configAnswer = z.pipe(
  z.object({
    owner: z.string(),
    slashee: z.string(),
    chain_id: option(z.string()),
    slash_ratio: option(decimal),
    min_height: uint64,
  }),
  z.transform(({ chain_id, slash_ratio, min_height, ...rest }) => ({
    ...rest,
    chainId: chain_id,
    slashRatio: slash_ratio,
    minHeight: min_height,
  })),
);

export const unbondingPeriodAnswer = z.object({ unbonding_period: option(uint64) });

const evidence = z.pipe(
  z.object({ validator: z.string(), amount: decimal, tombstone: z.boolean(), height: uint64, time: uint64 }),
  z.transform(({ amount, ...rest }) => ({ ...rest, ratio: amount })),
);

export const evidenceAnswer = z.object({ evidence: option(evidence) });

/** `Binary` → bytes. */
export const binary = z.pipe(
  z.string(),
  z.transform((text: string, context): Uint8Array => {
    try {
      return fromBase64(text);
    } catch {
      context.issues.push({ code: "custom", message: "base64 with padding", input: text });
      return z.NEVER;
    }
  }),
);

const keyRange = z.pipe(
  z.object({ validator: z.string(), pubkey: binary, from_height: uint64, to_height: option(uint64) }),
  z.transform(({ from_height, to_height, ...rest }) => ({ ...rest, fromHeight: from_height, toHeight: to_height })),
);

export const keyAnswer = z.object({ key: option(keyRange) });

export const keysAnswer = z.object({ keys: z.array(keyRange) });

export type InstantiateMsg = z.input<typeof instantiateMsg>;
export type ExecuteMsg = z.input<typeof executeMsg>;
export type QueryMsg = z.input<typeof queryMsg>;
/** A vote as the slasher's messages have it. */
export type VoteMsg = z.input<typeof vote>;
