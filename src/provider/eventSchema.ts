/** The provider's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { decimal, secondsText, uint128 } from "../core/scalars.js";

/** The events that are read, by the name the contract gives them. */
export const events = {
  receive_claim: z.pipe(
    z.object({ owner: z.string(), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "receiveClaim" as const, ...fields })),
  ),
  unstake: z.pipe(
    z.object({
      owner: z.string(),
      validator: z.string(),
      amount: uint128,
      slashed: uint128,
      release_at: z.optional(secondsText),
    }),
    z.transform(({ release_at, ...rest }) => ({ kind: "unstake" as const, ...rest, releaseAt: release_at })),
  ),
  unbond: z.pipe(
    z.object({ owner: z.string(), amount: uint128, slashed: uint128 }),
    z.transform((fields) => ({ kind: "unbond" as const, ...fields })),
  ),
  claim_rewards: z.pipe(
    z.object({ owner: z.string(), recipient: z.string(), validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "claimRewards" as const, ...fields })),
  ),
  claim_reduced: z.pipe(
    z.object({ owner: z.string(), amount: uint128, pending_cut: uint128 }),
    z.transform(({ pending_cut, ...rest }) => ({ kind: "claimReduced" as const, ...rest, pendingCut: pending_cut })),
  ),
  settle: z.pipe(
    z.object({ owner: z.string(), slashed: uint128, pending_cut: uint128 }),
    z.transform(({ pending_cut, ...rest }) => ({ kind: "settle" as const, ...rest, pendingCut: pending_cut })),
  ),
  slash: z.pipe(
    z.object({ validator: z.string(), percentage: decimal, applied: decimal, amount: uint128 }),
    z.transform(({ percentage, ...rest }) => ({ kind: "slash" as const, ...rest, ratio: percentage })),
  ),
  slash_report: z.pipe(
    z.object({ validator: z.string(), ratio: decimal, applied: decimal, amount: z.optional(uint128) }),
    z.transform((fields) => ({ kind: "slashReport" as const, ...fields })),
  ),
  add_slasher: z.pipe(
    z.object({ slasher: z.string(), max_percentage: decimal }),
    z.transform((fields) => ({
      kind: "addSlasher" as const,
      slasher: fields.slasher,
      maxRatio: fields.max_percentage,
    })),
  ),
  remove_slasher: z.pipe(
    z.object({ slasher: z.string() }),
    z.transform((fields) => ({ kind: "removeSlasher" as const, ...fields })),
  ),
  sweep_unallocated: z.pipe(
    z.object({ to: z.string(), amount: uint128, denom: z.string() }),
    z.transform(({ to, ...rest }) => ({ kind: "sweepUnallocated" as const, recipient: to, ...rest })),
  ),
  announced: z.pipe(
    z.object({ channel: z.string(), validator: z.string(), amount: uint128 }),
    z.transform(({ channel, ...rest }) => ({ kind: "announced" as const, channelId: channel, ...rest })),
  ),
  process_slashes: z.pipe(
    z.object({ validator: z.string(), amount: uint128, last: z.optional(z.string()) }),
    z.transform((fields) => ({ kind: "processSlashes" as const, ...fields })),
  ),
  ack_stake: z.pipe(
    z.object({ owner: z.optional(z.string()), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "stakeAcknowledged" as const, ...fields })),
  ),
  failed_stake: z.pipe(
    z.object({ owner: z.optional(z.string()), validator: z.string(), amount: uint128, error: z.string() }),
    z.transform((fields) => ({ kind: "stakeFailed" as const, ...fields })),
  ),
  ack_unstake: z.pipe(
    z.object({ validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "unstakeAcknowledged" as const, ...fields })),
  ),
  failed_unstake: z.pipe(
    z.object({ validator: z.string(), amount: uint128, error: z.string() }),
    z.transform((fields) => ({ kind: "unstakeFailed" as const, ...fields })),
  ),
  lockup_call_queued: z.pipe(
    z.object({ owner: z.string(), amount: uint128, error: z.string() }),
    z.transform((fields) => ({ kind: "lockupCallQueued" as const, ...fields })),
  ),
  packet_not_sent: z.pipe(
    z.object({ packet: z.string(), error: z.string() }),
    z.transform((fields) => ({ kind: "packetNotSent" as const, ...fields })),
  ),
};
