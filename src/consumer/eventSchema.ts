/** The consumer's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { uint128 } from "../core/scalars.js";

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
  claim_rewards: z.pipe(
    z.object({ validator: z.string() }),
    z.transform((fields) => ({ kind: "claimRewards" as const, ...fields })),
  ),
};
