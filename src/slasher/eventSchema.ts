/** The slasher's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { decimal, secondsText } from "../core/scalars.js";
import { binary } from "./schema.js";

/** Heights and rounds are written as seconds are: in digits. */
const count = secondsText;

/** The events that are read, by the name the contract gives them. */
export const events = {
  submit_evidence: z.pipe(
    z.object({ validator: z.string(), amount: decimal, evidence_id: z.optional(z.string()) }),
    z.transform(({ amount, evidence_id, ...rest }) => ({
      kind: "submitEvidence" as const,
      ...rest,
      ratio: amount,
      evidenceId: evidence_id,
    })),
  ),
  submit_duplicate_vote: z.pipe(
    z.object({
      validator: z.string(),
      amount: decimal,
      evidence_id: z.string(),
      height: count,
      round: count,
      vote_type: z.enum(["prevote", "precommit"]),
    }),
    z.transform(({ amount, evidence_id, vote_type, ...rest }) => ({
      kind: "submitDuplicateVote" as const,
      ...rest,
      ratio: amount,
      evidenceId: evidence_id,
      voteType: vote_type,
    })),
  ),
  register_key: z.pipe(
    z.object({
      validator: z.string(),
      pubkey: binary,
      from_height: count,
      to_height: z.optional(count),
      previous_to_height: z.optional(count),
    }),
    z.transform(({ from_height, to_height, previous_to_height, ...rest }) => ({
      kind: "registerKey" as const,
      ...rest,
      fromHeight: from_height,
      toHeight: to_height,
      /** Where an open range before this one got its end. */
      previousToHeight: previous_to_height,
    })),
  ),
  set_min_height: z.pipe(
    z.object({ height: count }),
    z.transform((fields) => ({ kind: "setMinHeight" as const, ...fields })),
  ),
};
