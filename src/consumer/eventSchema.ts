/** The consumer's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { decimal, secondsText, uint128 } from "../core/scalars.js";

/** The events that are read, by the name the contract gives them. */
export const events = {
  stake: z.pipe(
    z.object({ validator: z.string(), amount: uint128, delegated: uint128 }),
    z.transform((fields) => ({ kind: "stake" as const, ...fields })),
  ),
  unstake: z.pipe(
    z.object({ validator: z.string(), amount: uint128, undelegated: uint128 }),
    z.transform((fields) => ({ kind: "unstake" as const, ...fields })),
  ),
  packet_refused: z.pipe(
    z.object({ reason: z.string() }),
    z.transform((fields) => ({ kind: "packetRefused" as const, ...fields })),
  ),
  receive_rewards: z.pipe(
    z.object({ validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "receiveRewards" as const, ...fields })),
  ),
  rewards_answer: z.pipe(
    z.object({ validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "rewardsAnswer" as const, ...fields })),
  ),
  announced_answer: z.pipe(
    z.object({ validator: z.string(), received: z.optional(uint128), missed: z.optional(uint128) }),
    z.transform((fields) => ({ kind: "announcedAnswer" as const, ...fields })),
  ),
  question_failed: z.pipe(
    z.object({ validator: z.string() }),
    z.transform((fields) => ({ kind: "questionFailed" as const, ...fields })),
  ),
  update_price: z.pipe(
    z.object({ rate: decimal, time: secondsText, outcome: z.enum(["taken", "waiting"]) }),
    z.transform((fields) => ({ kind: "updatePrice" as const, ...fields })),
  ),
  set_price: z.pipe(
    z.object({ rate: decimal }),
    z.transform((fields) => ({ kind: "setPrice" as const, ...fields })),
  ),
  rebalance: z.pipe(
    z.object({ moved: z.string(), finished: z.enum(["true", "false"]) }),
    z.transform(({ moved, finished }) => ({
      kind: "rebalance" as const,
      moved: Number(moved),
      finished: finished === "true",
    })),
  ),
  validator_slashed: z.pipe(
    z.object({ validator: z.string(), ratio: decimal }),
    z.transform((fields) => ({ kind: "validatorSlashed" as const, ...fields })),
  ),
  slash_report_answer: z.pipe(
    z.object({ validator: z.string(), ratio: decimal, outcome: z.enum(["accepted", "refused", "timed_out"]) }),
    z.transform(({ outcome, ...rest }) => ({
      kind: "slashReportAnswer" as const,
      ...rest,
      outcome: outcome === "timed_out" ? ("timedOut" as const) : outcome,
    })),
  ),
  claim_rewards: z.pipe(
    z.object({ validator: z.string() }),
    z.transform((fields) => ({ kind: "claimRewards" as const, ...fields })),
  ),
};
