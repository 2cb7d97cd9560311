/** Meta-staking's events as the wire has them, and what the SDK reads out of them. */
import * as z from "zod/mini";
import { uint128 } from "../core/scalars.js";

/** The events that are read, by the name the contract gives them. */
export const events = {
  delegate: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128, granted: uint128 }),
    z.transform((fields) => ({ kind: "delegate" as const, ...fields })),
  ),
  adjust: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128, granted: uint128 }),
    z.transform((fields) => ({ kind: "adjust" as const, ...fields })),
  ),
  undelegate: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "undelegate" as const, ...fields })),
  ),
  book_rewards: z.pipe(
    z.object({ validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "bookRewards" as const, ...fields })),
  ),
  withdraw_to_costumer: z.pipe(
    z.object({ consumer: z.string(), validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "withdrawToConsumer" as const, ...fields })),
  ),
  change_refused: z.pipe(
    z.object({ validator: z.string(), reason: z.string() }),
    z.transform((fields) => ({ kind: "changeRefused" as const, ...fields })),
  ),
  rebalance_finished: z.pipe(
    z.object({}),
    z.transform(() => ({ kind: "rebalanceFinished" as const })),
  ),
  sync_slash: z.pipe(
    z.object({ validator: z.string(), loss: uint128 }),
    z.transform((fields) => ({ kind: "syncSlash" as const, ...fields })),
  ),
  consumer_not_told: z.pipe(
    z.object({ consumer: z.string() }),
    z.transform((fields) => ({ kind: "consumerNotTold" as const, ...fields })),
  ),
  receive_claim: z.pipe(
    z.object({ owner: z.string(), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "receiveClaim" as const, ...fields })),
  ),
  unstake_local: z.pipe(
    z.object({ owner: z.string(), validator: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "unstakeLocal" as const, ...fields })),
  ),
  claim_local_rewards: z.pipe(
    z.object({ owner: z.string(), validator: z.string(), amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "claimLocalRewards" as const, ...fields })),
  ),
  return_refused: z.pipe(
    z.object({ owner: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "returnRefused" as const, ...fields })),
  ),
  lockup_not_told: z.pipe(
    z.object({ owner: z.string(), amount: uint128 }),
    z.transform((fields) => ({ kind: "lockupNotTold" as const, ...fields })),
  ),
  community_pool_refused: z.pipe(
    z.object({ amount: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "communityPoolRefused" as const, ...fields })),
  ),
  sweep: z.pipe(
    z.object({ to: z.string(), amount: uint128, denom: z.string() }),
    z.transform(({ to, ...rest }) => ({ kind: "sweep" as const, ...rest, recipient: to })),
  ),
  add_consumer: z.pipe(
    z.object({ consumer: z.string(), funds: uint128, denom: z.string() }),
    z.transform((fields) => ({ kind: "addConsumer" as const, ...fields })),
  ),
  remove_consumer: z.pipe(
    z.object({ consumer: z.string(), funds: uint128 }),
    z.transform((fields) => ({ kind: "removeConsumer" as const, ...fields })),
  ),
};
